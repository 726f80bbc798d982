"""Read what is known about a document from the YAML file beside it.

    note.txt        the document
    note.meta.yaml  title: Tea and coffee
                    date: 2025-03-01

in    path of a document
out   a dictionary with keys of Document
next  kg.documents puts it into the Document

To add a field, add it to kg.model.Document and to FIELDS.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import DataFileError

__all__ = ["FIELDS", "META_SUFFIX", "read_metadata"]

META_SUFFIX = ".meta.yaml"
FIELDS = ("title", "publisher", "date", "url", "language", "licence")
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_metadata(path: Path) -> dict[str, str]:
    """Return the metadata beside the document at *path*.

    Args:
        path: A document, "note.txt"; "note.txt.meta.yaml" is looked for first,
            then "note.meta.yaml".

    Returns:
        Values by field; {} where there is no such file.

    Raises:
        DataFileError: The file is no YAML mapping of the known fields to text,
            or its date is not ISO.

    """
    for name in (path.name + META_SUFFIX, path.stem + META_SUFFIX):
        file = path.with_name(name)
        if file.is_file():
            return _parse(file)
    return {}


def _parse(file: Path) -> dict[str, str]:
    import yaml

    try:
        content = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataFileError(file, line, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(file, 1, "not YAML in UTF-8") from error
    if content is None:
        return {}
    if not isinstance(content, yaml.MappingNode):
        raise DataFileError(file, 1, "not a mapping; write lines such as 'title: Tea and coffee'")
    found: dict[str, str] = {}
    for key, value in content.value:
        line = key.start_mark.line + 1
        if key.value not in FIELDS:
            raise DataFileError(
                file, line, f"unknown field {key.value!r}: one of {', '.join(FIELDS)}"
            )
        if not isinstance(value, yaml.ScalarNode):
            raise DataFileError(file, line, f"{key.value}: one line of text expected")
        if value.value.strip():
            found[key.value] = value.value.strip()
        if key.value == "date" and "date" in found and not ISO_DATE.fullmatch(found["date"]):
            raise DataFileError(
                file, line, f"date {found['date']!r}: write it as 2025-03-01, 2025-03 or 2025"
            )
    return found

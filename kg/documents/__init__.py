"""Read document files: one reader a format, one table that names them by suffix.

    read_document_file(Path("note.txt")).title   # from note.meta.yaml beside it

in    a path: .txt, .md, .html, .pdf, .docx
out   a Document: text, SHA-256 of the text, metadata
data  `<name>.meta.yaml` beside the document
next  kg.reading reads it

To add a format, write a function from bytes to Page in a module of this
package and name its suffix in READERS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.documents.decoding import decode
from kg.documents.language import unsupported_language
from kg.documents.metadata import META_SUFFIX, read_metadata
from kg.documents.page import Page
from kg.errors import InputError
from kg.model import Document

__all__ = [
    "LARGEST_FILE",
    "LONGEST_TEXT",
    "READERS",
    "Page",
    "find_document_files",
    "read_document_bytes",
    "read_document_file",
    "unsupported_language",
]

#: Most characters a document may have; longer ones are books and want splitting.
LONGEST_TEXT = 1_000_000
#: Most bytes of a file that is opened at all.
LARGEST_FILE = 40_000_000


def _read_plain(name: str, data: bytes) -> Page:
    return Page(decode(name, data))


def _read_html(name: str, data: bytes) -> Page:
    from kg.documents.html import read_html

    return read_html(name, data)


def _read_pdf(name: str, data: bytes) -> Page:
    from kg.documents.pdf import read_pdf

    return read_pdf(name, data)


def _read_docx(name: str, data: bytes) -> Page:
    from kg.documents.docx import read_docx

    return read_docx(name, data)


#: Suffix, lower case -> reader. The reader's library is imported when a file needs it.
READERS: dict[str, Callable[[str, bytes], Page]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}
#: Suffixes whose bytes are the text itself: too large a file is refused before it is read.
PLAIN = {".txt", ".md"}


def find_document_files(paths: Iterable[Path]) -> list[Path]:
    """Return the document files among *paths*, folders searched through.

    Args:
        paths: Files and folders. A file is taken whatever its suffix; in a
            folder only the suffixes of READERS are, hidden files never.

    Returns:
        Paths in order of name inside each folder, each once.

    Raises:
        InputError: A path does not exist, or a folder has no document in it.

    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in READERS
                and p.is_file()
                and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            if not inside:
                known = " ".join(READERS)
                raise InputError(f"{path}: no document in this folder; kg reads {known}")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise InputError(f"{path}: no such file or folder; check the path")
    return list(found)


def read_document_file(path: Path) -> Document:
    """Read one file by its suffix, with the metadata beside it.

    Args:
        path: A file of a format in READERS; "note.txt" takes its metadata from
            "note.txt.meta.yaml" or "note.meta.yaml" in the same folder.

    Returns:
        The Document; its text has plain line ends and no byte order mark, and
        every offset counts characters of that text.

    Raises:
        InputError: The file is missing, empty, binary, too long, of an unknown
            format or encoding, or damaged.
        DataFileError: The metadata file is malformed.

    """
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path}: no such file; check the path")
    if not path.is_file():
        raise InputError(f"{path}: not a file; give a folder to kg build, or a file in it")
    suffix = path.suffix.lower()
    _reader(path.name, suffix)
    size = path.stat().st_size
    if size > LARGEST_FILE or (suffix in PLAIN and size > 4 * LONGEST_TEXT):
        raise InputError(f"{path}: {size:,} bytes is too large; {_split_it()}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its rights") from error
    return read_document_bytes(path.name, data, read_metadata(path))


def read_document_bytes(name: str, data: bytes, metadata: dict[str, str] | None = None) -> Document:
    """Read a document from its bytes, as `read_document_file` does from a file.

    Args:
        name: File name; its suffix says the format.
        data: The whole file.
        metadata: Known facts by the keys of Document; they go before what the file says itself.

    Raises:
        InputError: As for `read_document_file`.

    Examples:
        >>> read_document_bytes("note.txt", b"Kenya sold tea.").text
        'Kenya sold tea.'

    """
    page = _reader(name, Path(name).suffix.lower())(name, data)
    text = page.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{name}: no text in it; leave it out, or give a file with text")
    if len(text) > LONGEST_TEXT:
        raise InputError(f"{name}: {len(text):,} characters is too long; {_split_it()}")
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name=name, text=text, sha256=sha256, **{**page.metadata, **(metadata or {})})


def _reader(name: str, suffix: str) -> Callable[[str, bytes], Page]:
    """The reader of *suffix*, or one clear line about what can be read."""
    if name.endswith(META_SUFFIX):
        raise InputError(f"{name}: this is metadata; give the document it stands beside")
    try:
        return READERS[suffix]
    except KeyError:
        known = " ".join(READERS)
        raise InputError(f"{name}: unknown format {suffix!r}; kg reads {known}") from None


def _split_it() -> str:
    return f"split it into files of at most {LONGEST_TEXT:,} characters"

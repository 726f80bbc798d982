r"""Rows as text: CSV, JSON, Markdown; rows as Parquet; files as a zip.

    format_rows([{"a": 1}], "csv")  ->  "a\n1\n"

in    rows: dictionaries with the same keys, from kg.graph.tables or a query
out   text or bytes, the same for the same rows
next  kg.cli, kg.showing.export

In CSV and Markdown a list is its items joined by "; ", and what is unknown is an
empty cell. JSON keeps lists and null.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kg.errors import UnknownNameError
from kg.graph.tables import COLUMNS

__all__ = ["ROW_FORMATS", "format_rows", "parquet", "plain_cell", "zipped"]

ROW_FORMATS = ("csv", "json", "md")
#: Columns of the tables that are no text, for Parquet.
NUMBERS = {"value": "float64", "confidence": "float64", "span_start": "int64", "span_end": "int64"}
LISTS = ("aliases", "parties")


def format_rows(rows: Sequence[Mapping[str, Any]], form: str, kind: str | None = None) -> str:
    r"""Return rows in a text format.

    Args:
        rows: Dictionaries with the same keys.
        form: One of ROW_FORMATS.
        kind: Kind of table, so that no rows still give a header.

    Raises:
        UnknownNameError: No such format.

    Examples:
        >>> format_rows([{"goods": "tea", "to": ["Kenya", "Egypt"], "by": None}], "csv")
        'goods,to,by\ntea,Kenya; Egypt,\n'
        >>> format_rows([], "json")
        '[]\n'

    """
    columns = list(rows[0]) if rows else list(COLUMNS.get(kind or "", ()))
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([plain_cell(row[c]) for c in columns] for row in rows)
        return out.getvalue()
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=1, default=_json_number) + "\n"
    if form == "md":
        lines = [columns, ["---"] * len(columns)]
        lines += [[_markdown_cell(row[c]) for c in columns] for row in rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    raise UnknownNameError("format", form, list(ROW_FORMATS))


def parquet(rows: Sequence[Mapping[str, Any]], kind: str) -> bytes:
    """Return the rows of a table as Parquet, columns typed, unknown as null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        column: pa.list_(pa.string())
        if column in LISTS
        else pa.type_for_alias(NUMBERS.get(column, "string"))
        for column in COLUMNS[kind]
    }
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(types.items()))
    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    return bytes(out.getvalue().to_pybytes())


def plain_cell(value: Any) -> str:
    """Return a value as it stands in a cell of text.

    Examples:
        >>> plain_cell(68700000000.0), plain_cell(0.5), plain_cell(None), plain_cell(True)
        ('68700000000', '0.5', '', 'true')

    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(map(plain_cell, value))
    return str(value)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip, the same bytes for the same files: no time of day in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _markdown_cell(value: Any) -> str:
    """A cell that cannot break the table it stands in."""
    text = plain_cell(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(text.split())


def _json_number(value: object) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)

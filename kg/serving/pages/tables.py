"""Rows of an answer as cells of a page: text, with a link where this server has a page for it.

    cells(store, ["document"], [{"document": "note.txt"}])

in    a store, columns, rows
out   a list of Cells a row
next  kg.serving.pages.question, console
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.graph.queries import Value
from kg.serving.pages.labels import ROOT, local_address, rows, words
from kg.showing.tables import plain_cell

__all__ = ["SHOWN", "Cell", "Turning", "cells", "for_spreadsheets", "heading", "turning"]


#: Rows of an answer that a page shows.
SHOWN = 500
#: Numbers from here on are written in groups of three digits; years are not.
GROUPED = 10_000
#: Text that a spreadsheet runs as a formula; numbers with a sign are none.
FORMULA = re.compile(r"(?![+-][\d.]+\Z)[=+\-@\t\r]")


@dataclass(frozen=True)
class Cell:
    """A cell: its text, where it leads ("" for nowhere), how it is set."""

    text: str
    address: str = ""
    kind: str = ""  #: "number" or "quote"


def cells(
    store: Any, columns: Sequence[str], answer: Sequence[Mapping[str, Value]]
) -> list[list[Cell]]:
    """Return the rows of an answer as cells.

    Args:
        store: Where documents are looked up by their file names.
        columns: Columns, in order.
        answer: The rows.

    """
    documents = _documents(store) if "document" in columns else {}
    return [[_cell(column, row[column], documents, row) for column in columns] for row in answer]


@dataclass(frozen=True)
class Turning:
    """Which rows a page shows, and where those before and after them are ("" for nowhere)."""

    start: int = 0
    earlier: str = ""
    later: str = ""


def turning(address: str, pairs: Iterable[tuple[str, str]], total: int) -> Turning:
    """Return which rows of an answer a page shows.

    Args:
        address: Of the answer, with its query string.
        pairs: Parameters of the request; `from` is the number of rows before the first.
        total: Rows of the whole answer.

    Examples:
        >>> turning("/ask/exports?exporter=Kenya", [("from", "500")], 1200)
        ... # doctest: +NORMALIZE_WHITESPACE
        Turning(start=500, earlier='/ask/exports?exporter=Kenya',
                later='/ask/exports?exporter=Kenya&from=1000')
        >>> turning("/ask/exports?", [("from", "many")], 3)
        Turning(start=0, earlier='', later='')

    """
    said = next((value for name, value in pairs if name == "from"), "")
    number = int(said) if re.fullmatch(r"[0-9]{1,9}", said) else 0
    start = min(number, max(total - 1, 0)) // SHOWN * SHOWN

    def place(first: int) -> str:
        joint = "" if address.endswith("?") else "&"
        return f"{address}{joint}from={first}" if first else address

    earlier = place(start - SHOWN) if start else ""
    return Turning(start, earlier, place(start + SHOWN) if start + SHOWN < total else "")


def for_spreadsheets(body: bytes) -> bytes:
    r"""Return CSV in which no text runs as a formula: a ' stands before what would.

    Examples:
        >>> for_spreadsheets(b"label,value\r\n=1+1,-2\r\n")
        b"label,value\r\n'=1+1,-2\r\n"

    """
    read = csv.reader(io.StringIO(body.decode(), newline=""))
    written = io.StringIO(newline="")
    safe = ([f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in read)
    csv.writer(written).writerows(safe)
    return written.getvalue().encode()


def heading(column: str) -> str:
    """Return the name of a column as words.

    Examples:
        >>> heading("exporterName"), heading("value")
        ('exporter', 'value')

    """
    return words(column).removesuffix(" name")


def _cell(
    column: str, value: Value, documents: Mapping[str, str], row: Mapping[str, Value]
) -> Cell:
    text = plain_cell(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(f"{value:,}" if abs(value) >= GROUPED else text, kind="number")
    if column == "document" and text in documents:
        start = row.get("start")
        anchor = f"#at-{start}" if isinstance(start, int) else ""
        return Cell(text, documents[text] + anchor)
    if column == "quote":
        return Cell(" ".join(text.split()), kind="quote")
    return Cell(_short(text), local_address(text) if "://" in text else "")


def _short(text: str) -> str:
    """An IRI of ours without what all begin with."""
    return text.removeprefix(ROOT) if text.startswith(ROOT) else text


def _documents(store: Any) -> dict[str, str]:
    """Address of the page of each document, by file name."""
    found = rows(store, "SELECT ?d ?name { ?d irk:fileName ?name }")
    return {row["name"].value: local_address(row["d"].value) for row in found}

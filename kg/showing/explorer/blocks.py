"""The packed network as three blocks of text that a page carries.

    blocks(pack(network, "A title"))    # {"data": "H4sI...", "names": ..., "claims": ...}

in    columns, as kg.showing.explorer.data makes them
out   compressed text by the name of the block
next  kg.showing.explorer.page; template/data.js reads them again

"data" has the columns of numbers, which the page keeps as arrays of numbers. "names" has a line of
JSON for each thing and "claims" one for each claim: the page keeps them as bytes and reads a line
when it is looked at, so that a graph of 20,000 things costs little memory, and draws before it
has claims. Columns that grow hold differences, which compress better.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

__all__ = ["blocks", "compress", "deltas", "sums"]

#: What a line has, in its order; what is empty at its end is left out.
NAME_FIELDS = ("id", "label", "alias", "names", "date", "facts")
CLAIM_FIELDS = (
    *("quote", "document", "title", "url", "modality", "section", "span", "confidence"),
    *("sources", "attribution", "before", "after", "note", "worth"),
)
#: Columns of which an entry is a list.
LISTS = ("sector", "years", "claims")


def blocks(packed: Mapping[str, Any]) -> dict[str, str]:
    """Return the blocks of a packed network.

    Returns:
        "data", "names" and "claims"; the last two of no lines for an empty network.

    """
    nodes, edges, claims = packed["nodes"], packed["edges"], dict(packed["claims"])
    if claims:
        pairs = zip(claims["span"], claims["quote"], strict=True)
        claims["span"] = [_short_span(span, quote) for span, quote in pairs]
    names = _lines(nodes, NAME_FIELDS)
    kept = {key: value for key, value in packed.items() if key != "claims"}
    data = {
        **kept,
        "nodes": {key: _column(key, nodes[key]) for key in nodes if key not in NAME_FIELDS},
        "edges": {key: _column(key, column) for key, column in edges.items()},
        "languages": sorted({language for row in nodes.get("names", ()) for language in row}),
    }
    return {
        "data": compress(_json(data)),
        "names": compress("\n".join(names)),
        "claims": compress("\n".join(_lines(claims, CLAIM_FIELDS))),
    }


def compress(text: str) -> str:
    """Return text gzipped without a time, in base 64.

    Half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark.
    """
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0)).decode(
        "ascii"
    )


def deltas(values: Iterable[int]) -> list[int]:
    """Return how much each number is above the one before it.

    Examples:
        >>> deltas([3, 4, 9, 1])
        [3, 1, 5, -8]

    """
    return [b - a for a, b in pairwise((0, *values))]


def sums(differences: Iterable[int]) -> list[int]:
    """Return the numbers of which these are the deltas.

    Examples:
        >>> sums([3, 1, 5, -8])
        [3, 4, 9, 1]

    """
    return list(accumulate(differences))


def _column(key: str, column: Sequence[Any]) -> list[Any]:
    """Return a column as the page reads it: deltas, or of lists their lengths and deltas."""
    if key in ("from", "to"):
        return deltas(column)
    if key in LISTS:
        return [[len(entry) for entry in column], deltas(n for entry in column for n in entry)]
    return list(column)


def _short_span(span: Sequence[Any], quote: str | None) -> Any:
    """Return the start alone where the end follows from the length of the quote."""
    start, end = span
    if start is None and end is None:
        return None
    if isinstance(start, int) and isinstance(end, int) and end == start + len(quote or ""):
        return start
    return [start, end]


def _lines(columns: Mapping[str, Sequence[Any]], fields: Sequence[str]) -> list[str]:
    """Return a line of JSON for each row."""
    if not columns:
        return []
    rows = zip(*(columns[field] for field in fields), strict=True)
    return [_json(_trimmed(list(row))) for row in rows]


def _trimmed(row: list[Any]) -> list[Any]:
    while row and row[-1] in (None, -1, [], {}):
        row.pop()
    return row


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

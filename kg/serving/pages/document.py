"""A document as it was read, every claim marked where it stands.

    passages(source, NamedNode("…/id/document/ca7f14e56d700761"))

in    a Source with the folder of the documents, the node of one
out   its text in pieces, each with the claims that rest on it
next  kg.serving.pages.thing

The store keeps the sentences behind the claims, not whole documents. Where the document is not
at hand, or is not the one that was read, the sentences alone are shown, in their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KGError
from kg.serving.pages.labels import rows
from kg.serving.source import Source

__all__ = ["Passages", "Piece", "passages"]

#: Claims of one document that are marked.
MARKED = 2000
#: Files of the folder that are looked at for a name.
FILES = 20_000

CLAIMS = """SELECT ?claim ?start ?end ?quote ?label ?modality {
  ?claim prov:wasDerivedFrom $node ; irk:claims ?thing ; irk:hasEvidence ?e ; irk:hasModality ?m .
  ?e oa:start ?start ; oa:end ?end ; oa:exact ?quote .
  OPTIONAL { ?thing rdfs:label ?label }
  BIND(REPLACE(STR(?m), "^.*/", "") AS ?modality)
} ORDER BY ?start ?end ?claim"""


@dataclass(frozen=True)
class Mark:
    """A claim that rests on a piece of text."""

    iri: str
    label: str
    modality: str


@dataclass(frozen=True)
class Piece:
    """A piece of text and the claims that rest on it."""

    text: str
    marks: Sequence[Mark]
    starts: Sequence[int]  #: its offset, where claims begin with it
    begun: Sequence[Mark]


@dataclass(frozen=True)
class Passages:
    """A document in pieces, whole or only its sentences with claims."""

    whole: bool
    pieces: Sequence[Piece]
    claims: int


def passages(source: Source, node: ox.NamedNode) -> Passages:
    """Return the text of a document with its claims.

    Args:
        source: With the folder of the documents.
        node: The document.

    Returns:
        The pieces in order; none where the document makes no claim and is not at hand.

    """
    store = source.store()
    found = [
        (
            int(row["start"].value),
            int(row["end"].value),
            row["quote"].value,
            Mark(
                row["claim"].value,
                row["label"].value if row["label"] else "",
                row["modality"].value,
            ),
        )
        for row in rows(store, CLAIMS, node=node)[:MARKED]
    ]
    text = _text(source, store, node)
    if text is not None:
        return Passages(True, list(_pieces(text, [(s, e, m) for s, e, _, m in found])), len(found))
    by_place: dict[tuple[int, str], list[Mark]] = {}
    for start, _, quote, mark in found:
        by_place.setdefault((start, quote), []).append(mark)
    pieces = [Piece(quote, marks, [start], marks) for (start, quote), marks in by_place.items()]
    return Passages(False, pieces, len(found))


def _pieces(text: str, found: Sequence[tuple[int, int, Mark]]) -> Iterator[Piece]:
    """Text cut wherever a claim begins or ends."""
    cuts = sorted({0, len(text), *(s for s, _, _ in found), *(e for _, e, _ in found)})
    for start, end in pairwise(cuts):
        marks = [mark for s, e, mark in found if s < end and e > start]
        begun = [mark for s, _, mark in found if s == start]
        yield Piece(text[start:end], marks, [start] if begun else [], begun)


def _text(source: Source, store: Any, node: ox.NamedNode) -> str | None:
    """The text of a document, if the file is at hand and is the one that was read."""
    query = "SELECT ?name ?digest { $node irk:fileName ?name ; irk:sha256 ?digest }"
    found = rows(store, query, node=node)
    if not found or source.documents is None:
        return None
    wanted = found[0]["digest"].value
    for path in _files(source.documents).get(found[0]["name"].value, ()):
        text = _read(path)
        if text is not None and hashlib.sha256(text.encode()).hexdigest() == wanted:
            return text
    return None


@lru_cache(maxsize=4)
def _files(folder: Path) -> dict[str, list[Path]]:
    """The files of a folder by name."""
    found: dict[str, list[Path]] = {}
    listed = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for path in listed[:FILES]:
        found.setdefault(path.name, []).append(path)
    return found


@lru_cache(maxsize=64)
def _read(path: Path) -> str | None:
    """The text of a file as the reader takes it; None where it cannot."""
    from kg.documents import read_document_file

    try:
        return read_document_file(path).text
    except KGError:
        return None

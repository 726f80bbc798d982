"""The claims behind a thing, each with its sentence, and what contradicts them.

    claims_about(store, NamedNode("…/id/actor/kenya"))[0].quote

in    a store, a node
out   what is said, by document and place
next  kg.serving.pages.thing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.graph.conflicts import conflicts
from kg.graph.vocab import ID
from kg.serving.pages.labels import local_address, rows

__all__ = ["Contradiction", "Said", "claims_about", "conflicts_about"]

#: Claims that a page shows.
SHOWN = 100
#: Quads in which contradictions are looked for while somebody waits.
SEARCHED = 300_000

QUERY = """
SELECT DISTINCT ?claim ?thing ?label ?quote ?start ?document ?file ?modality ?confidence ?by {
  %s
  ?claim irk:claims ?thing ; irk:hasEvidence ?evidence ; irk:hasModality ?m ;
         irk:confidence ?confidence .
  ?evidence oa:exact ?quote ; oa:start ?start ; irk:sourceDocument ?document .
  ?document irk:fileName ?file .
  BIND(REPLACE(STR(?m), "^.*/", "") AS ?modality)
  OPTIONAL { ?thing rdfs:label ?label }
  OPTIONAL { ?claim irk:attributedToName ?by }
} ORDER BY ?file ?start ?claim LIMIT %d"""
#: How a claim may be about a node.
WAYS = (
    "BIND($node AS ?claim)",
    "BIND($node AS ?thing)",
    "?thing irk:stageOf $node .",
    "?thing ?p $node . FILTER(?p != irk:claims)",
    "?whole ?p $node . ?thing irk:stageOf ?whole .",
)


@dataclass(frozen=True)
class Said:
    """A claim as it is shown."""

    iri: str
    about: str  #: IRI of what it speaks of
    label: str
    quote: str
    place: str  #: address of the sentence in its document
    document: str
    modality: str
    confidence: str
    attribution: str


@dataclass(frozen=True)
class Contradiction:
    """What disagrees with something, each side with its words and where they stand."""

    about: str
    sides: Sequence[tuple[str, str, str]]


def claims_about(store: Any, node: ox.NamedNode) -> list[Said]:
    """Return the claims that speak of a node, or of something it takes part in.

    Args:
        store: Where they are.
        node: An actor, an agreement, a figure, a claim ...

    Returns:
        By document and place, the first SHOWN; [] where nothing is claimed of it.

    """
    found: dict[str, Said] = {}
    for way in WAYS:
        for row in rows(store, QUERY % (way, SHOWN), node=node):
            said = _said(row)
            found.setdefault(said.iri, said)
    listed = sorted(found.values(), key=lambda s: (s.document, int(s.place.rpartition("-")[2])))
    return listed[:SHOWN]


def _said(row: Any) -> Said:
    start = row["start"].value
    return Said(
        iri=row["claim"].value,
        about=row["thing"].value,
        label=row["label"].value if row["label"] else "",
        quote=" ".join(row["quote"].value.split()),
        place=f"{local_address(row['document'].value)}#at-{start}",
        document=row["file"].value,
        modality=row["modality"].value,
        confidence=f"{float(row['confidence'].value):.2f}",
        attribution=row["by"].value if row["by"] else "",
    )


def conflicts_about(store: Any, claims: Sequence[Said]) -> list[Contradiction]:
    """Return what contradicts claims; [] too where the graph is too large to look."""
    if not claims or len(store) > SEARCHED:
        return []
    known = {claim.iri.removeprefix(ID + "claim/") for claim in claims}
    return [
        Contradiction(
            one.about, [_side(says, row) for says, row in zip(one.values, one.rows, strict=True)]
        )
        for one in _all(_Same(store))
        if any(row["id"] in known for row in one.rows)
    ]


class _Same:
    """A store as a key: the same while it is the same store of the same size."""

    def __init__(self, store: Any) -> None:
        self.store, self.key = store, (id(store), len(store))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key


@lru_cache(maxsize=1)
def _all(same: _Same) -> list[Any]:
    return conflicts(same.store)


def _side(says: str, row: Any) -> tuple[str, str, str]:
    quote = " ".join(str(row["quote"]).split()) if row["quote"] else ""
    return says, quote, str(row["document"])

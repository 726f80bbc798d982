"""The network as compact arrays, so that a page of 20,000 things stays small.

in    a networkx.MultiDiGraph: nodes with label, type, sector, years, aliases, status; edges with
      predicate, label, modality, status, value, unit, period, claims; what
      kg.showing.explorer.whole adds is packed where it is there
out   plain lists and dictionaries for JSON
next  kg.showing.explorer.blocks, which compresses them

Things refer to each other by their place in the list, which is sorted by IRI; words that come
again and again (types, sectors, predicates, documents) stand once in `words`. A quote that
supports several relations is kept once, and so is a source of several rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx

from kg.showing.explorer.layout import place
from kg.showing.explorer.overview import overview
from kg.showing.explorer.states import STATES, state_of

__all__ = ["TOLD", "pack"]

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: Attributes of a thing that have a column; the others are shown as they are.
NODE_KEYS = (
    *("label", "type", "sector", "years", "aliases", "derived", "modality", "status"),
    *("value", "unit", "period", "claims", "kind", "names", "date"),
)
CLAIM_TEXTS = ("quote", "before", "after", "note", "worth")
CLAIM_WORDS = ("document", "title", "url", "modality", "section", "attribution")
#: Who tells of something: documents, with a quote (1), or curated tables, with sources (2).
TOLD = ("documents", "tables")


class Words:
    """Strings that come again and again, each kept once in order of first use."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.index = {word: i for i, word in enumerate(known)}

    def __call__(self, word: object) -> int:
        """Return the place of a word, or -1 for nothing."""
        if word is None or word == "":
            return -1
        return self.index.setdefault(str(word), len(self.index))


def pack(network: nx.MultiDiGraph[Hashable], title: str, start: str = "") -> dict[str, Any]:
    """Turn a network into arrays that JSON can hold.

    Args:
        network: As kg.showing.network makes it; a missing attribute is read as nothing.
        title: What the page is called.
        start: What is shown where the address has no hash, as a hash.

    Returns:
        The arrays; with empty lists for an empty network. Each edge is there once, parallel
        ones too.

    Examples:
        >>> import networkx as nx
        >>> g = nx.MultiDiGraph()
        >>> g.add_node("x", label="Chile", type="country")
        >>> pack(g, "A test")["nodes"]["label"]
        ['Chile']

    """
    order = sorted(network, key=str)
    place_of = {node: i for i, node in enumerate(order)}
    words, states, claims = Words(), Words(STATES), Claims()
    where, first = place(network), overview(network)
    nodes = [_node(node, network.nodes[node], words, states, claims) for node in order]
    edges = sorted(
        (
            (place_of[a], place_of[b], str(key), data)
            for a, b, key, data in network.edges(keys=True, data=True)
        ),
        key=lambda edge: (*edge[:2], str(edge[3].get("predicate")), _sort_key(edge[3]), edge[2]),
    )
    rows = [_edge(a, b, data, words, states, claims) for a, b, _, data in edges]
    for row, node in zip(nodes, order, strict=True):
        row["x"], row["y"] = where[node]
    for row in rows:
        for end in (row["from"], row["to"]):
            nodes[end]["told"] |= row["told"]
    told = [_conflict(c, place_of, claims) for c in network.graph.get("conflicts") or ()]
    rows_of_claims = _columns(claims.rows(words))
    return {
        "title": title,
        "start": start,
        "nodes": _columns(nodes),
        "edges": _columns(rows),
        "claims": rows_of_claims,
        "sources": claims.sources.rows,
        "conflicts": told,
        "terms": network.graph.get("terms") or {},
        "states": list(states.index),
        "told": list(TOLD),
        "words": list(words.index),
        "hubs": [place_of[node] for node in first.hubs],
        "first": [place_of[node] for node in first.things],
    }


class Sources:
    """Publications in order of first use, each once."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.index: dict[str, int] = {}

    def __call__(self, source: Mapping[str, Any]) -> int:
        row = [_text(source.get(key)) for key in ("title", "publisher", "url", "date")]
        if repr(row) not in self.index:
            self.index[repr(row)] = len(self.rows)
            self.rows.append(row)
        return self.index[repr(row)]


class Claims:
    """Claims in order of first use, those with the same identity once."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.values: list[Mapping[str, Any]] = []
        self.sources = Sources()

    def __call__(self, claim: Mapping[str, Any]) -> int:
        identity = repr([(key, str(claim[key])) for key in sorted(claim)])
        if identity not in self.index:
            self.index[identity] = len(self.values)
            self.values.append(claim)
        return self.index[identity]

    def rows(self, words: Words) -> list[dict[str, Any]]:
        """Return one row for each claim."""
        return [
            {
                **{key: _text(claim.get(key)) for key in CLAIM_TEXTS},
                **{key: words(claim.get(key)) for key in CLAIM_WORDS},
                "span": [_plain(claim.get("span_start")), _plain(claim.get("span_end"))],
                "confidence": _plain(claim.get("confidence")),
                "sources": [self.sources(source) for source in claim.get("sources") or ()],
            }
            for claim in self.values
        ]


def _node(
    node: Hashable, data: Mapping[str, Any], words: Words, states: Words, claims: Claims
) -> dict[str, Any]:
    """Return the row of one thing; what has no column of its own goes into `facts`."""
    facts = {
        str(key): _text(value)
        for key, value in sorted(data.items(), key=lambda item: str(item[0]))
        if key not in NODE_KEYS and value not in (None, "", (), [])
    }
    return {
        "id": str(node),
        "label": _text(data.get("label")) or str(node),
        "type": words(data.get("type") or "thing"),
        "kind": words(data.get("kind")),
        "names": dict(data.get("names") or {}),
        "date": _text(data.get("date")),
        "sector": [words(sector) for sector in _many(data.get("sector"))],
        "years": _years(data),
        "alias": [str(alias) for alias in _many(data.get("aliases"))],
        "state": states(state_of(data.get("modality"), data.get("status"), data.get("derived"))),
        **_figure(data, words),
        "claims": [claims(claim) for claim in data.get("claims") or ()],
        "told": _told(data),
        "facts": facts,
    }


def _edge(
    a: int, b: int, data: Mapping[str, Any], words: Words, states: Words, claims: Claims
) -> dict[str, Any]:
    """Return the row of one relation."""
    predicate = str(data.get("predicate") or "related to")
    return {
        "from": a,
        "to": b,
        "predicate": words(predicate),
        "label": words(data.get("label") or predicate),
        "state": states(state_of(data.get("modality"), data.get("status"), data.get("derived"))),
        **_figure(data, words),
        "years": _years(data),
        "claims": [claims(claim) for claim in data.get("claims") or ()],
        "told": _told(data),
    }


def _told(data: Mapping[str, Any]) -> int:
    """Return who tells of a thing or relation, as the sum of the numbers at `TOLD`."""
    said = data.get("claims") or ()
    return any(claim.get("quote") for claim in said) + 2 * any(
        claim.get("sources") for claim in said
    )


def _conflict(
    conflict: Mapping[str, Any], place_of: Mapping[Hashable, int], claims: Claims
) -> dict[str, Any]:
    """Return one conflict; a side whose thing is not in the network names none."""
    sides = [
        [str(side["says"]), place_of.get(side["thing"], -1), claims(side["claim"])]
        for side in conflict["sides"]
    ]
    return {
        "sort": str(conflict["sort"]),
        "about": str(conflict["about"]),
        "gap": conflict.get("gap"),
        "sides": sides,
    }


def _figure(data: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return the columns that things and relations share."""
    return {
        "status": words(data.get("status")),
        "value": _plain(data.get("value")),
        "unit": words(data.get("unit")),
        "period": words(data.get("period")),
    }


def _years(data: Mapping[str, Any]) -> list[int]:
    """Return the years of a thing or relation, those named in its period too."""
    named = YEAR.findall(str(data.get("period") or ""))
    return sorted({int(year) for year in [*_many(data.get("years")), *named]})


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Turn rows into columns: the names of the columns then stand once."""
    return {key: [row[key] for row in rows] for key in rows[0]} if rows else {}


def _sort_key(data: Mapping[str, Any]) -> str:
    """Order parallel edges by what they say."""
    return repr(sorted((str(key), str(value)) for key, value in data.items()))


def _many(value: object) -> list[Any]:
    """Read nothing as none, a string or number as one, a collection as it is; sets sorted."""
    if value is None or value == "":
        return []
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _plain(value: object) -> int | float | str | None:
    """Return a number that JSON can hold, or the text of anything else."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return str(value)


def _text(value: object) -> str | None:
    """Return the text of a value, or nothing; several values with commas between."""
    if value is None or value == "":
        return None
    return ", ".join(str(item) for item in _many(value))

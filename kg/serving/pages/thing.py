"""Everything about one IRI: what is said of it, what points to it, the sentences behind it.

    GET /id/actor/kenya            a page
    Accept: text/turtle            the same as RDF

in    a store, a path
out   an Answer
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.graph.vocab import ID, PREFIXES
from kg.serving.answering import Answer, chosen, write_triples
from kg.serving.limits import Limits
from kg.serving.negotiation import GRAPHS, PAGES
from kg.serving.pages.claims import claims_about, conflicts_about
from kg.serving.pages.document import passages
from kg.serving.pages.labels import iri_of, labels_of, words
from kg.serving.pages.rendering import page
from kg.serving.problems import ProblemError
from kg.serving.source import Source

__all__ = ["thing"]

#: Triples of a thing, and things that point to it, that a page shows for one property.
SHOWN = 40
#: Triples in which a thing is the object that are read.
POINTING = 2000
LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
TYPE = PREFIXES["rdf"] + "type"
#: Properties whose other end is shown better than as a list of what points here.
BESIDE = (f"<{ID}mention/", f"<{ID}evidence/")
NOT_LISTED = {
    PREFIXES["irk"] + name
    for name in ("mentions", "claims", "sourceDocument", "hasEvidence", "hasModality")
} | {PREFIXES["rdfs"] + "isDefinedBy"}


@dataclass(frozen=True)
class Value:
    """One end of a triple as it is shown."""

    text: str
    iri: str = ""
    note: str = ""  #: the language or the datatype


@dataclass(frozen=True)
class Property:
    """A property of a thing with its values."""

    iri: str
    name: str
    values: Sequence[Value]
    more: int  #: values that are not shown


def thing(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Return the page of an IRI, or its triples."""
    store = source.store()
    try:
        node = ox.NamedNode(iri_of(asked["path"]))
    except ValueError:
        raise ProblemError(404, "nothing is at this address") from None
    form = next((value for key, value in asked["pairs"] if key == "format"), "")
    name = chosen(asked["accept"], PAGES, form)
    own = sorted({q.triple for q in store.quads_for_pattern(node, None, None, None)}, key=str)
    pointing = _pointing(store, node)
    if not own and not pointing:
        raise ProblemError(404, "nothing is known of this address")
    if name != "html":
        found = GRAPHS[name]
        answer = Answer(write_triples([*own, *pointing], found, limits), found.content_type)
        return Answer(answer.body, answer.media_type, headers={"content-location": _place(node)})
    return _page(source, asked, node, own, pointing)


def _pointing(store: Any, node: ox.NamedNode) -> list[ox.Triple]:
    """Triples in which a node is the object, the first in order."""
    found: set[ox.Triple] = set()
    for quad in store.quads_for_pattern(None, None, node, None):
        found.add(quad.triple)
        if len(found) >= POINTING:
            break
    return sorted(found, key=str)


def _place(node: ox.NamedNode) -> str:
    from kg.serving.pages.labels import local_address

    return local_address(node.value)


def _page(
    source: Source,
    asked: Mapping[str, Any],
    node: ox.NamedNode,
    own: Sequence[ox.Triple],
    pointing: Sequence[ox.Triple],
) -> Answer:
    store = source.store()
    iris = {node.value}
    for triple in (*own, *pointing):
        iris |= {
            term.value
            for term in (triple.subject, triple.predicate, triple.object)
            if isinstance(term, ox.NamedNode)
        }
    labels = labels_of(store, iris)
    types = [
        t.object.value
        for t in own
        if t.predicate.value == TYPE and isinstance(t.object, ox.NamedNode)
    ]
    claims = claims_about(store, node)
    return page(
        "thing.html",
        title=asked["title"],
        iri=node.value,
        label=labels[node.value],
        types=[(iri, labels[iri]) for iri in types if not iri.startswith(PREFIXES["owl"])],
        properties=_properties(own, labels, lambda t: t.object),
        pointing=_properties(pointing, labels, lambda t: t.subject, NOT_LISTED),
        claims=claims,
        conflicts=conflicts_about(store, claims) if _checked(types) else [],
        document=passages(source, node) if node.value.startswith(ID + "document/") else None,
        formats=[(name, f"{_place(node)}?format={name}") for name in GRAPHS],
    )


def _checked(types: Iterable[str]) -> bool:
    """Whether things of these classes may disagree with one another."""
    local = {iri.removeprefix(PREFIXES["irk"]) for iri in types}
    return bool(local & {"TradeObservation", "Agreement", "Visit", "CommodityFlow", "Claim"})


def _properties(
    triples: Iterable[ox.Triple], labels: Mapping[str, str], end: Any, without: Iterable[str] = ()
) -> list[Property]:
    """Triples by property, in order of its name."""
    left_out = {TYPE, *without} if without else {TYPE, *LABELS}
    grouped: dict[str, list[Value]] = {}
    for triple in triples:
        beside = str(triple.subject).startswith(BESIDE) if without else False
        if triple.predicate.value not in left_out and not beside:
            grouped.setdefault(triple.predicate.value, []).append(_value(end(triple), labels))
    found = [
        Property(iri, words(labels[iri]), values[:SHOWN], max(0, len(values) - SHOWN))
        for iri, values in grouped.items()
    ]
    return sorted(found, key=lambda p: (p.name, p.iri))


def _value(term: Any, labels: Mapping[str, str]) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(labels[term.value], term.value)
    if isinstance(term, ox.Literal):
        return Value(term.value, note=term.language or "")
    return Value(str(term))

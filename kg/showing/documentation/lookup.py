"""Look things up in Turtle files: texts, labels, links, members of lists and unions.

    links(graph, irk:claims, rdfs:range)  ->  Link("situation"), Link("denial")

in    a folder of Turtle files
out   a store, and what is said of one node in it
next  kg.showing.documentation.terms
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.graph.vocab import PREFIXES
from kg.resources import resource

__all__ = [
    "TYPE",
    "Link",
    "first_iri",
    "labels_of",
    "link",
    "links",
    "load",
    "members_of",
    "short_name",
    "text",
    "texts",
    "typed",
]

IRK, OWL, RDFS, SKOS = (PREFIXES[prefix] for prefix in ("irk", "owl", "rdfs", "skos"))
_Node = NamedNode | BlankNode


TYPE = NamedNode(PREFIXES["rdf"] + "type")
_FIRST, _REST = NamedNode(PREFIXES["rdf"] + "first"), NamedNode(PREFIXES["rdf"] + "rest")


@dataclass(frozen=True, order=True)
class Link:
    """Something with an address: a term, a vocabulary's term, a source."""

    label: str
    iri: str
    own: bool = False  #: a term of ours, which has its place on the page
    how: str = ""  #: how it is related


def load(folder: str) -> Store:
    """The Turtle files of a folder together."""
    store = Store()
    paths: list[Path] = sorted(resource(folder).glob("*.ttl"))
    for path in paths:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store


def typed(graph: Store, kind: str) -> Iterator[str]:
    """The IRIs of what has a type."""
    for quad in graph.quads_for_pattern(None, TYPE, NamedNode(kind)):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def texts(graph: Store, node: NamedNode, predicate: str) -> list[str]:
    """The literals of a property, sorted; [] where there is none."""
    quads = graph.quads_for_pattern(node, NamedNode(predicate), None)
    return sorted(q.object.value for q in quads if isinstance(q.object, Literal))


def text(graph: Store, node: NamedNode, predicate: str) -> str:
    """The first literal of a property, "" where there is none."""
    return next(iter(texts(graph, node, predicate)), "")


def first_iri(graph: Store, node: NamedNode, predicate: str) -> str:
    """The first IRI of a property, "" where there is none."""
    quads = graph.quads_for_pattern(node, NamedNode(predicate), None)
    return min((q.object.value for q in quads if isinstance(q.object, NamedNode)), default="")


def labels_of(graph: Store, node: NamedNode, predicate: str) -> dict[str, str]:
    """The literals of a property by language."""
    quads = graph.quads_for_pattern(node, NamedNode(predicate), None)
    found = {
        q.object.language: q.object.value
        for q in quads
        if isinstance(q.object, Literal) and q.object.language
    }
    return dict(sorted(found.items()))


def members_of(graph: Store, node: _Node) -> Iterator[_Node]:
    """The nodes of an RDF list."""
    while isinstance(node, BlankNode):
        [first] = graph.quads_for_pattern(node, _FIRST, None)
        [rest] = graph.quads_for_pattern(node, _REST, None)
        if isinstance(first.object, NamedNode | BlankNode):
            yield first.object
        if not isinstance(rest.object, NamedNode | BlankNode):
            return
        node = rest.object


def links(graph: Store, node: NamedNode, predicate: str) -> Iterator[Link]:
    """The terms that a property leads to, those of a union one by one."""
    for quad in graph.quads_for_pattern(node, NamedNode(predicate), None):
        if isinstance(quad.object, NamedNode):
            yield link(graph, quad.object)
        elif isinstance(quad.object, BlankNode):
            for union in graph.quads_for_pattern(quad.object, NamedNode(OWL + "unionOf"), None):
                if isinstance(union.object, BlankNode):
                    for member in members_of(graph, union.object):
                        if isinstance(member, NamedNode):
                            yield link(graph, member)


def link(graph: Store, node: NamedNode) -> Link:
    """A term by its English label, a foreign one by its prefixed name."""
    labels = labels_of(graph, node, RDFS + "label") or labels_of(graph, node, SKOS + "prefLabel")
    own = node.value.startswith(IRK) and "en" in labels
    return Link(labels.get("en") or short_name(node.value), node.value, own)


def short_name(iri: str) -> str:
    """An IRI with its prefix."""
    known = [(len(base), prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not known:
        return iri
    _, prefix, base = max(known)
    return f"{prefix}:{iri.removeprefix(base)}"

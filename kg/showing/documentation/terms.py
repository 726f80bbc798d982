"""What the ontology says of each of its terms, gathered for a page.

    read_terms()[0]  ->  Term("Actor", "class", rules ("An actor has …", …), …)

in    ontology/*.ttl, ontology/shapes, ontology/alignments, ontology/vocab
out   Modules, Terms and Schemes, sorted
next  kg.showing.documentation makes a page of them
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.graph.vocab import PREFIXES, SCHEMES, VOCAB
from kg.showing.documentation.lookup import (
    TYPE,
    Link,
    first_iri,
    labels_of,
    link,
    links,
    load,
    members_of,
    short_name,
    text,
    texts,
    typed,
)

__all__ = [
    "Concept",
    "Link",
    "Module",
    "Scheme",
    "Term",
    "read_modules",
    "read_schemes",
    "read_terms",
]

IRK, OWL, RDFS = PREFIXES["irk"], PREFIXES["owl"], PREFIXES["rdfs"]
SKOS, SH, DCT = PREFIXES["skos"], "http://www.w3.org/ns/shacl#", PREFIXES["dct"]
NEGATIVE = "Negative example: "
KINDS = {
    "Class": "class",
    "ObjectProperty": "object property",
    "DatatypeProperty": "data property",
    "AnnotationProperty": "annotation property",
}
#: How an alignment is said, by the last part of its predicate.
MATCHES = {
    "subClassOf": "is a kind of",
    "subPropertyOf": "is a kind of",
    "exactMatch": "is the same as",
    "closeMatch": "is much like",
}


@dataclass(frozen=True)
class Term:
    """A class or property of ours."""

    name: str  #: last part of the IRI
    iri: str
    kind: str
    module: str
    labels: Mapping[str, str]  #: by language
    unchecked: frozenset[str]  #: languages of labels that nobody checked
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    source: str
    parents: tuple[Link, ...]
    children: tuple[Link, ...]
    domain: tuple[Link, ...]
    range: tuple[Link, ...]
    disjoint: tuple[Link, ...]
    functional: bool
    deprecated: bool
    rules: tuple[str, ...]  #: messages of the shapes about it
    alignments: tuple[Link, ...]


@dataclass(frozen=True)
class Module:
    """A file of the ontology."""

    name: str
    iri: str
    title: str
    description: str
    version: str
    licence: str


@dataclass(frozen=True)
class Concept:
    """A concept of a scheme."""

    iri: str
    name: str
    labels: Mapping[str, str]
    definition: str
    broader: str  #: English label of the concept above it, or ""


@dataclass(frozen=True)
class Scheme:
    """A scheme of concepts."""

    name: str
    iri: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]


def read_modules() -> tuple[Module, ...]:
    """Return the modules, the entry first.

    Examples:
        >>> [module.name for module in read_modules()][:3]
        ['', 'actors', 'agreements']

    """
    graph = load("ontology")
    modules = []
    for iri in sorted(typed(graph, OWL + "Ontology")):
        node = NamedNode(iri)
        title, about = (text(graph, node, DCT + name) for name in ("title", "description"))
        version, licence = (
            text(graph, node, OWL + "versionInfo"),
            first_iri(graph, node, DCT + "license"),
        )
        modules.append(Module(iri.removeprefix(IRK), iri, title, about, version, licence))
    return tuple(modules)


def read_terms() -> tuple[Term, ...]:
    """Return the classes and properties of the ontology, by kind and name.

    Examples:
        >>> terms = {term.name: term for term in read_terms()}
        >>> terms["Bloc"].parents[0].label, terms["exporter"].range[0].label
        ('organisation', 'actor')

    """
    graph, rules, alignments = load("ontology"), _rules(), _alignments()
    disjoint = _disjoint(graph)
    terms = []
    for kind, called in KINDS.items():
        for iri in sorted(typed(graph, OWL + kind)):
            node = NamedNode(iri)
            if not iri.startswith(IRK) or not first_iri(graph, node, RDFS + "isDefinedBy"):
                continue
            below = "subClassOf" if kind == "Class" else "subPropertyOf"
            parents = list(links(graph, node, RDFS + below))
            examples = sorted(texts(graph, node, SKOS + "example"))
            children = [
                q.subject for q in graph.quads_for_pattern(None, NamedNode(RDFS + below), node)
            ]
            types = {q.object.value for q in graph.quads_for_pattern(node, TYPE, None)
                     if isinstance(q.object, NamedNode)}  # fmt: skip
            terms.append(
                Term(
                    iri.removeprefix(IRK),
                    iri,
                    called,
                    first_iri(graph, node, RDFS + "isDefinedBy").removeprefix(IRK),
                    labels_of(graph, node, RDFS + "label"),
                    frozenset(texts(graph, node, IRK + "uncheckedLanguage")),
                    text(graph, node, SKOS + "definition"),
                    tuple(e for e in examples if not e.startswith(NEGATIVE)),
                    tuple(e.removeprefix(NEGATIVE) for e in examples if e.startswith(NEGATIVE)),
                    first_iri(graph, node, DCT + "source"),
                    tuple(sorted(parents)),
                    tuple(sorted(link(graph, c) for c in children if isinstance(c, NamedNode))),
                    tuple(sorted(links(graph, node, RDFS + "domain"))),
                    tuple(sorted(links(graph, node, RDFS + "range"))),
                    tuple(sorted(link(graph, NamedNode(other)) for other in disjoint[iri])),
                    OWL + "FunctionalProperty" in types,
                    bool(text(graph, node, OWL + "deprecated")),
                    tuple(rules[iri]),
                    tuple(alignments[iri]),
                )
            )
    return tuple(terms)


def read_schemes() -> tuple[Scheme, ...]:
    """Return the schemes with their concepts, by name.

    Examples:
        >>> [concept.name for scheme in read_schemes() if scheme.name == "polarity"
        ...  for concept in scheme.concepts]
        ['negative', 'neutral', 'positive']

    """
    graph = load("ontology/vocab")
    schemes = []
    for name in SCHEMES:
        base = f"{VOCAB}{name}/"
        pattern = graph.quads_for_pattern(None, NamedNode(SKOS + "inScheme"), NamedNode(base))
        nodes = sorted({q.subject for q in pattern if isinstance(q.subject, NamedNode)}, key=str)
        concepts = tuple(
            Concept(
                node.value,
                node.value.removeprefix(base),
                labels_of(graph, node, SKOS + "prefLabel"),
                text(graph, node, SKOS + "definition"),
                next((link.label for link in links(graph, node, SKOS + "broader")), ""),
            )
            for node in nodes
        )
        head = NamedNode(base)
        label, about = (text(graph, head, SKOS + n) for n in ("prefLabel", "definition"))
        schemes.append(Scheme(name, base, label, about, concepts))
    return tuple(schemes)


def _disjoint(graph: Store) -> dict[str, set[str]]:
    """The classes that no member of a class can be in, by IRI."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in graph.quads_for_pattern(None, NamedNode(OWL + "members"), None):
        if isinstance(quad.object, BlankNode):
            members = {m.value for m in members_of(graph, quad.object) if isinstance(m, NamedNode)}
            for member in members:
                found[member] |= members - {member}
    for name in ("disjointWith", "propertyDisjointWith"):
        for quad in graph.quads_for_pattern(None, NamedNode(OWL + name), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found[quad.subject.value].add(quad.object.value)
                found[quad.object.value].add(quad.subject.value)
    return found


def _rules() -> dict[str, list[str]]:
    """What the shapes say of each class, and of each property they name."""
    graph = load("ontology/shapes")
    found: dict[str, set[str]] = defaultdict(set)
    for target in graph.quads_for_pattern(None, NamedNode(SH + "targetClass"), None):
        for part in (SH + "property", SH + "sparql"):
            for quad in graph.quads_for_pattern(target.subject, NamedNode(part), None):
                if not isinstance(quad.object, BlankNode):
                    continue
                messages = graph.quads_for_pattern(quad.object, NamedNode(SH + "message"), None)
                paths = list(graph.quads_for_pattern(quad.object, NamedNode(SH + "path"), None))
                about = [target.object, *(path.object for path in paths)]
                for message in messages:
                    for node in about:
                        if isinstance(node, NamedNode) and isinstance(message.object, Literal):
                            found[node.value].add(message.object.value)
    return defaultdict(list, {iri: sorted(messages) for iri, messages in found.items()})


def _alignments() -> dict[str, list[Link]]:
    """What each term is like in other vocabularies."""
    graph = load("ontology/alignments")
    found: dict[str, set[Link]] = defaultdict(set)
    for quad in graph:
        how = MATCHES.get(quad.predicate.value.rsplit("#", 1)[-1])
        if how and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            iri = quad.object.value
            found[quad.subject.value].add(Link(short_name(iri), iri, how=how))
    return defaultdict(list, {iri: sorted(links) for iri, links in found.items()})

"""The words of the graph: prefixes, terms read from ontology/, concepts by label, minted IRIs.

    term("irk:Claim")                 -> <https://w3id.org/irk/ontology/Claim>
    concept("commodity", "medicines") -> <https://w3id.org/irk/vocab/commodity/pharmaceuticals>
    mint("actor", "Kenya")            -> <https://w3id.org/irk/id/actor/kenya>

in    names and labels
out   pyoxigraph nodes
data  ontology/*.ttl (terms), ontology/vocab/*.ttl (SKOS concepts and their labels)
next  kg.graph.things and kg.graph.rdf build the graph from them

To add a term, write its block in the ontology: no code changes. To add a
concept or another label for it, edit its scheme in ontology/vocab/.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import UnknownNameError
from kg.resources import resource

__all__ = [
    "CUBE_GRAPH",
    "DERIVED_GRAPH",
    "ID",
    "LINKS_GRAPH",
    "PREFIXES",
    "RDF_TYPE",
    "REFERENCE_GRAPH",
    "SCHEMES",
    "VOCAB",
    "VOCABULARY_GRAPH",
    "concept",
    "concept_name",
    "digest",
    "labels",
    "mint",
    "ontology_triples",
    "slug",
    "term",
    "vocabulary_in_use",
    "vocabulary_quads",
]

ID = "https://w3id.org/irk/id/"
VOCAB = "https://w3id.org/irk/vocab/"
SCHEMES = (
    "agreement-kind",
    "agreement-status",
    "commodity",
    "country",
    "event-type",
    "hs-chapter",
    "modality",
    "occasion-kind",
    "polarity",
    "sector",
    "source-kind",
    "trade-kind",
    "unit",
)
#: Schemes of which a graph holds only the concepts it uses.
LONG_SCHEMES = ("country", "unit")
#: Folders of minted IRIs that get a prefix of their own in what we write.
FOLDERS = (
    "activity",
    "actor",
    "agreement",
    "cause",
    "claim",
    "denial",
    "derived",
    "document",
    "event",
    "evidence",
    "flow",
    "implication",
    "mention",
    "occasion",
    "office",
    "period",
    "place",
    "plan",
    "project",
    "series",
    "source",
    "stage",
    "statement",
    "trade",
    "visit",
)
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "id": ID,
        "irk": "https://w3id.org/irk/ontology/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        **{folder: f"{ID}{folder}/" for folder in FOLDERS},
        **{scheme: f"{VOCAB}{scheme}/" for scheme in SCHEMES},
    }
)
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
CUBE_GRAPH = NamedNode(ID + "graph/cube")
DERIVED_GRAPH = NamedNode(ID + "graph/derived")
LINKS_GRAPH = NamedNode(ID + "graph/links")
REFERENCE_GRAPH = NamedNode(ID + "graph/reference")
VOCABULARY_GRAPH = NamedNode(ID + "graph/vocabulary")
_TERM_TYPES = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
_LONGEST_SLUG = 60


@cache
def term(name: str) -> NamedNode:
    """Return the node of a class or property that the ontology declares.

    Args:
        name: Prefix and local name, "irk:Claim".

    Raises:
        UnknownNameError: No file of ontology/ declares it.

    Examples:
        >>> term("irk:Claim").value
        'https://w3id.org/irk/ontology/Claim'

    """
    prefix, _, local = name.partition(":")
    iri = PREFIXES.get(prefix, "") + local
    if iri not in _declared():
        known = sorted(
            f"{p}:{i.removeprefix(PREFIXES[p])}"
            for p in (prefix if prefix in PREFIXES else "irk",)
            for i in _declared()
            if i.startswith(PREFIXES[p])
        )
        raise UnknownNameError("term", name, known)
    return NamedNode(iri)


def concept(scheme: str, label: str) -> NamedNode:
    """Return the concept that a label or a slug names in one of our schemes.

    Labels are compared without regard to case. Commodities and sectors that no
    scheme knows are minted, since documents name new ones; the other schemes are
    closed. A commodity may also be a chapter of the Harmonized System, by its slug.

    Args:
        scheme: One of SCHEMES.
        label: A preferred or alternative label, or the last part of the IRI.

    Raises:
        UnknownNameError: No such scheme, or no such concept in a closed scheme.

    Examples:
        >>> concept("agreement-status", "in_force").value
        'https://w3id.org/irk/vocab/agreement-status/in_force'
        >>> concept("commodity", "wooden Clogs").value
        'https://w3id.org/irk/id/commodity/wooden-clogs'
        >>> concept("commodity", "hs-31").value
        'https://w3id.org/irk/vocab/hs-chapter/hs-31'

    """
    if scheme not in SCHEMES:
        raise UnknownNameError("scheme", scheme, list(SCHEMES))
    known = labels(scheme)
    found = known.get(_fold(label)) or known.get(_fold(label.replace("_", "-")))
    if found is not None:
        return NamedNode(found)
    chapter = f"{VOCAB}hs-chapter/{label}"
    if scheme == "commodity" and chapter in labels("hs-chapter").values():
        return NamedNode(chapter)
    if scheme in ("commodity", "sector"):
        return mint(scheme, label)
    raise UnknownNameError(scheme, label, sorted({i.rsplit("/", 1)[1] for i in known.values()}))


@cache
def labels(scheme: str) -> Mapping[str, str]:
    """Return every English label of a scheme, in lower case, with its IRI; slugs count too."""
    base = f"{VOCAB}{scheme}/"
    ranked: dict[str, tuple[int, str]] = {}
    ranks = {PREFIXES["skos"] + "prefLabel": 0, PREFIXES["skos"] + "altLabel": 2}
    for quad in vocabulary_quads():
        iri = str(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""
        if not iri.startswith(base) or iri == base:
            continue
        found = [(1, iri.removeprefix(base))]
        if quad.predicate.value in ranks and _is_english(quad.object):
            found.append((ranks[quad.predicate.value], quad.object.value))
        for rank, label in found:
            key = _fold(label)
            ranked[key] = min(ranked.get(key, (9, "")), (rank, iri))
    return MappingProxyType({key: iri for key, (_, iri) in sorted(ranked.items())})


def concept_name(node: NamedNode) -> str:
    """Return the preferred label of a concept; of a minted one the words of its IRI.

    Examples:
        >>> concept_name(concept("commodity", "medicines"))
        'pharmaceuticals'
        >>> concept_name(concept("commodity", "wooden Clogs"))
        'wooden clogs'

    """
    return _preferred().get(node.value, node.value.rsplit("/", 1)[1].replace("-", " "))


@cache
def _preferred() -> Mapping[str, str]:
    """The preferred label of every concept in English, by IRI."""
    predicate = PREFIXES["skos"] + "prefLabel"
    return {
        quad.subject.value: quad.object.value
        for quad in vocabulary_quads()
        if quad.predicate.value == predicate
        and isinstance(quad.subject, NamedNode)
        and _is_english(quad.object)
    }


def _is_english(node: object) -> TypeGuard[Literal]:
    """Whether a node is a literal in English, the language of documents."""
    return isinstance(node, Literal) and node.language == "en"


@cache
def vocabulary_quads() -> tuple[Quad, ...]:
    """Return the concepts of all schemes, sorted, in the graph of the vocabulary."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, VOCABULARY_GRAPH)
        for path in sorted(resource("ontology/vocab").glob("*.ttl"))
        for triple in parse(path=str(path), format=RdfFormat.TURTLE)
    ]
    return tuple(sorted(quads, key=str))


def vocabulary_in_use(used: Iterable[Quad]) -> list[Quad]:
    """Return the vocabulary of a graph: all concepts, of long code lists those in use.

    A country is in use where its actor is, a unit where a figure is coded with it.

    Args:
        used: The quads of the graph.

    Returns:
        Sorted quads in the graph of the vocabulary.

    """
    named = {node for quad in used for node in (quad.subject, quad.object)}
    focus = NamedNode(PREFIXES["foaf"] + "focus")
    lists = tuple(f"{VOCAB}{scheme}/" for scheme in LONG_SCHEMES)
    quads = vocabulary_quads()
    wanted = named | set(map(NamedNode, lists))
    wanted |= {q.subject for q in quads if q.predicate == focus and q.object in named}
    return [
        q for q in quads if q.subject in wanted or not str(q.subject).lstrip("<").startswith(lists)
    ]


def mint(kind: str, *parts: str | None) -> NamedNode:
    """Return the IRI of a resource, made from its content alone.

    Args:
        kind: The folder of the IRI: "actor", "visit", "commodity" ...
        parts: What identifies the resource. One part gives a readable name; of
            several, the first names it and a digest of all of them follows.

    Examples:
        >>> mint("actor", "Côte d'Ivoire").value
        'https://w3id.org/irk/id/actor/cote-divoire'
        >>> mint("plan", "joint ventures", "Kenya").value
        'https://w3id.org/irk/id/plan/joint-ventures-8577781f5a16'

    """
    name = slug(parts[0] or kind)
    if len(parts) > 1 or not name or len(name) > _LONGEST_SLUG:
        name = "-".join(filter(None, (name[:_LONGEST_SLUG].strip("-"), digest(*parts))))
    return NamedNode(f"{ID}{kind}/{name}")


def slug(text: str) -> str:
    """Return *text* as lower-case words joined by hyphens, without accents.

    Examples:
        >>> slug("  São Tomé & Príncipe ")
        'sao-tome-principe'
        >>> slug("&")
        ''

    """
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    letters = (c for c in plain.casefold() if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in letters).split())


def digest(*parts: object) -> str:
    """Return twelve hexadecimal digits that stand for *parts*.

    Examples:
        >>> digest("a", None) == digest("a", None) != digest("a", "None")
        True

    """
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def ontology_triples() -> list[Triple]:
    """Return the triples of all ontology modules, without the schemes and the shapes."""
    return [
        triple.triple
        for path in sorted(resource("ontology").glob("*.ttl"))
        for triple in parse(path=str(path), format=RdfFormat.TURTLE)
    ]


@cache
def _declared() -> frozenset[str]:
    """IRIs of every class and property that a file of ontology/ declares."""
    types = {NamedNode(PREFIXES["owl"] + name) for name in _TERM_TYPES}
    return frozenset(
        triple.subject.value
        for triple in ontology_triples()
        if triple.predicate == RDF_TYPE
        and triple.object in types
        and isinstance(triple.subject, NamedNode)
    )


def _fold(label: str) -> str:
    """A label as it is compared: lower case, single spaces."""
    return " ".join(label.casefold().split())

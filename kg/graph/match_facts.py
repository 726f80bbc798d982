"""What documents and curated tables tell of actors, agreements, visits and occasions.

    facts = Facts(quads)
    facts.agreements(facts.stated)   -> what the tables state, as TitledAgreement

in    the quads of documents and of the reference
out   Facts: names, countries, agreements and journeys, by IRI
next  kg.graph.matching compares those of documents with those of the tables
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.names import KIND_CLASSES
from kg.graph.vocab import ID, RDF_TYPE, REFERENCE_GRAPH, term

__all__ = ["Facts", "Journey", "TitledAgreement"]

DOCUMENTS = ID + "document/"
#: What is looked at.
PREDICATES = (
    *("dct:date", "dct:identifier", "irk:agreementKind", "irk:belongsTo", "irk:date"),
    *("irk:endDate", "irk:hasParty", "irk:hostPlace", "irk:occasionKind", "irk:stageOf"),
    *("irk:startDate", "irk:states", "irk:status", "irk:visitor", "rdfs:label"),
    "skos:altLabel",
)


@dataclass(frozen=True)
class TitledAgreement:
    """An agreement as documents, or the tables, tell of it."""

    iri: str
    titles: tuple[str, ...]
    kind: str  #: the word of the scheme
    parties: frozenset[str]
    signed: tuple[str, ...]  #: ISO days, months or years
    statuses: frozenset[str]
    told: tuple[str, ...]  #: when the documents that tell of it were published


@dataclass(frozen=True)
class Journey:
    """A visit, or an occasion that one can be: who, where, from when to when."""

    iri: str
    kind: str  #: of an occasion
    who: frozenset[str]
    place: str
    start: str
    end: str  #: empty where none is told


class Facts:
    """What is told, by IRI.

    Args:
        quads: Of documents and of the reference; others are passed over.

    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        wanted = {term(name).value: name for name in PREDICATES} | {RDF_TYPE.value: "a"}
        self.classes: dict[str, set[str]] = defaultdict(set)
        self.values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.told: dict[str, set[str]] = defaultdict(set)  #: thing -> documents
        self.stated: set[str] = set()  #: what the tables describe
        self.reading: set[str] = set()  #: what documents describe
        for quad in quads:
            name = wanted.get(quad.predicate.value)
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            document = graph.startswith(DOCUMENTS)
            if name is None or not (document or quad.graph_name == REFERENCE_GRAPH):
                continue
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._add(quad.subject.value, name, quad.object.value, graph if document else None)

    def _add(self, subject: str, name: str, value: str, document: str | None) -> None:
        (self.stated if document is None else self.reading).add(subject)
        if document is not None:
            self.told[subject].add(document)
        if name == "a":
            self.classes[value].add(subject)
        else:
            self.values[subject][name].add(value)

    def of_class(self, name: str) -> set[str]:
        """Return the things of a class."""
        return self.classes.get(term(name).value, set())

    def first(self, thing: str, name: str) -> str:
        """Return the first value, by order of characters; empty where there is none."""
        return min(self.values[thing][name], default="") if thing in self.values else ""

    def names(self, thing: str) -> set[str]:
        """Return the labels of a thing."""
        told = self.values.get(thing, {})
        return {*told.get("rdfs:label", ()), *told.get("skos:altLabel", ())}

    def country(self, actor: str) -> str:
        """Return the country of an actor: itself where it is one, empty where none is told."""
        return (
            actor if actor in self.of_class("irk:Country") else self.first(actor, "irk:belongsTo")
        )

    def kind_of_actor(self, actor: str) -> str:
        """Return the class of an actor, empty where none is told."""
        return min((c for c in KIND_CLASSES.values() if actor in self.of_class(c)), default="")

    def rows(self) -> dict[str, list[str]]:
        """Return the rows of the tables that state each thing, that of the shortest key first."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject in self.stated:
            for thing in self.values[subject]["irk:states"] if subject in self.values else ():
                whole = self.first(thing, "irk:stageOf") or thing
                found[whole].add(self.first(subject, "dct:identifier"))
        return {thing: sorted(keys, key=lambda k: (len(k), k)) for thing, keys in found.items()}

    def agreements(self, tables: bool, same: Mapping[str, str]) -> list[TitledAgreement]:
        """Return agreements that documents alone, or the tables, tell of, by IRI.

        Args:
            tables: Those of the tables, or the others.
            same: Actors that are other actors; they take their place among the parties.

        """
        stages: dict[str, list[str]] = defaultdict(list)
        for stage in sorted(self.of_class("irk:AgreementStage")):
            stages[self.first(stage, "irk:stageOf")].append(stage)
        found = []
        for iri in sorted(self.of_class("irk:Agreement")):
            if (iri in self.stated) != tables:
                continue
            states = [(_word(self.first(s, "irk:status")), s) for s in stages[iri]]
            signed = {self.first(s, "irk:date") for word, s in states if word == "signed"}
            documents = {d for s in stages[iri] for d in self.told.get(s, ())}
            found.append(
                TitledAgreement(
                    iri=iri,
                    titles=tuple(sorted(self.names(iri))),
                    kind=_word(self.first(iri, "irk:agreementKind")),
                    parties=frozenset(same.get(p, p) for p in self.values[iri]["irk:hasParty"]),
                    signed=tuple(sorted(signed - {""})),
                    statuses=frozenset(word for word, _ in states),
                    told=tuple(sorted({self.first(d, "dct:date") for d in documents} - {""})),
                )
            )
        return found

    def visits(self, same: Mapping[str, str]) -> list[Journey]:
        """Return the visits that documents tell of, with a start, by IRI."""
        found = []
        for iri in sorted(self.of_class("irk:Visit") & self.reading):
            who, where = self.first(iri, "irk:visitor"), self.first(iri, "irk:hostPlace")
            if who and where and self.first(iri, "irk:startDate"):
                found.append(self._journey(iri, "", {same.get(who, who)}, same.get(where, where)))
        return found

    def occasions(self, kinds: Sequence[str]) -> list[Journey]:
        """Return the occasions of some kinds that the tables state, by IRI."""
        return [
            self._journey(iri, kind, self.values[iri]["irk:hasParty"], place)
            for iri in sorted(self.of_class("irk:Occasion") & self.stated)
            if (kind := _word(self.first(iri, "irk:occasionKind"))) in kinds
            if (place := self.first(iri, "irk:hostPlace"))
        ]

    def _journey(self, iri: str, kind: str, who: Iterable[str], place: str) -> Journey:
        start = self.first(iri, "irk:startDate")
        end = self.first(iri, "irk:endDate")
        return Journey(iri, kind, frozenset(who), place, start, end)


def _word(iri: str) -> str:
    """The last part of the IRI of a concept."""
    return iri.rsplit("/", 1)[-1]

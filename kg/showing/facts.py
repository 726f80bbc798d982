"""The store by subject, and which claims speak of what: the ground of the network.

    Facts(store).claims_of("https://w3id.org/irk/id/visit/...")[0]["quote"]

in    a pyoxigraph Store
out   Facts: properties, classes, labels, years and claims of each thing
next  kg.showing.network

All graphs are taken together; that of the reference only if it is asked for, because by default
the network shows what documents say. Everything is in order of IRI.
"""

from __future__ import annotations

import re
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.vocab import PREFIXES, REFERENCE_GRAPH
from kg.showing.evidence import claim_record, statement_record

__all__ = [
    "DERIVED_FROM",
    "KINDS",
    "LABELS",
    "TYPES",
    "Claims",
    "Facts",
    "local_name",
    "place_of",
    "slug_of",
]

IRK = PREFIXES["irk"]
LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
RDF_TYPE = PREFIXES["rdf"] + "type"
DERIVED_FROM = PREFIXES["prov"] + "wasDerivedFrom"
FOCUS = PREFIXES["foaf"] + "focus"
DATES = ("year", "date", "startDate", "endDate")

#: Local name of a class -> type of node. The first of a node's classes counts.
TYPES = {
    "Country": "country",
    "Person": "person",
    "Organisation": "organisation",
    "Bloc": "bloc",
    "Place": "place",
    "Actor": "actor",
    "Agreement": "agreement",
    "Plan": "plan",
    "Implication": "implication",
    "Event": "event",
    "Visit": "visit",
    "TradeObservation": "trade",
    "CommodityFlow": "flow",
    "CausalLink": "cause",
    "Denial": "denial",
    "DerivedObservation": "derived",
    "Reconciliation": "derived",
    "Occasion": "occasion",
    "Project": "project",
}
#: Local name of the property that says what sort of agreement, event ... a thing is.
KINDS = ("agreementKind", "eventType", "occasionKind", "tradeKind")
Claims = tuple[dict[str, Any], ...]


class Facts:
    """The store by subject, and which claims speak of what.

    Args:
        store: The store.
        reference: Whether what curated tables state counts beside what documents say.

    """

    def __init__(self, store: Store, *, reference: bool = False) -> None:
        self.about: dict[str, dict[str, list[Any]]] = {}
        self.to: dict[tuple[str, str], list[str]] = {}
        self.all: set[tuple[str, str, str]] = set()
        quads = sorted(store.quads_for_pattern(None, None, None), key=str)
        for quad in quads:
            if not isinstance(quad.subject, NamedNode):
                continue
            if quad.graph_name == REFERENCE_GRAPH and not reference:
                continue
            values = self.about.setdefault(quad.subject.value, {})
            known = values.setdefault(quad.predicate.value, [])
            if quad.object not in known[-1:]:
                known.append(quad.object)
            if isinstance(quad.object, NamedNode):
                triple = (quad.subject.value, quad.predicate.value, quad.object.value)
                if triple not in self.all:
                    self.all.add(triple)
                    self.to.setdefault(triple[1:], []).append(triple[0])
        classes = {iri: self._classes(iri) for iri in sorted(self.about)}
        self.types = {iri: names for iri, names in classes.items() if names}
        self.actors = {iri for iri, names in self.types.items() if "Actor" in names}
        self.things = {iri for iri in self.types if iri not in self.actors}
        self.stages: dict[str, list[str]] = {}
        for iri in sorted(self.about):
            for agreement in self.iris(iri, "stageOf"):
                self.stages.setdefault(agreement, []).append(iri)
        self.claims = self._claims_by_thing()

    def iris(self, iri: str, name: str) -> list[str]:
        """IRIs that a property of ours points to."""
        values = self.about.get(iri, {}).get(IRK + name, [])
        return [v.value for v in values if isinstance(v, NamedNode)]

    def pointing(self, name: str, iri: str) -> list[str]:
        """Subjects of which a property of ours points to *iri*, in order."""
        return self.to.get((IRK + name, iri), [])

    def text(self, iri: str, name: str) -> str | None:
        """First literal of a property, ours unless a whole IRI is given; English before others."""
        predicate = name if "://" in name else IRK + name
        values = self.about.get(iri, {}).get(predicate, [])
        literals = [v for v in values if isinstance(v, Literal)]
        literals.sort(key=lambda v: v.language not in ("en", None))
        return next((str(v.value) for v in literals), None)

    def label(self, iri: str) -> str:
        """English label, else any, else the end of the IRI as words."""
        for predicate in LABELS:
            values = self.about.get(iri, {}).get(predicate, [])
            literals = [v for v in values if isinstance(v, Literal)]
            literals.sort(key=lambda v: (v.language not in ("en", None), v.value))
            if literals:
                return str(literals[0].value)
        return iri.rsplit("/", 1)[1].replace("-", " ")

    def names(self, iri: str) -> dict[str, str]:
        """Labels in other languages than English, by language; those of its concept too."""
        found: dict[str, str] = {}
        for name in (iri, *self.to.get((FOCUS, iri), [])):
            values = self.about.get(name, {})
            for value in (v for predicate in LABELS for v in values.get(predicate, [])):
                language = value.language if isinstance(value, Literal) else None
                if language and language != "en":
                    found[language] = min(value.value, found.get(language, value.value))
        return dict(sorted(found.items()))

    def kind(self, iri: str) -> str | None:
        """What sort of agreement, event, occasion or figure a thing is, in a word."""
        return next((slug_of(found) for name in KINDS for found in self.iris(iri, name)), None)

    def years(self, iri: str) -> tuple[int, ...]:
        """Years in the dates of a thing, its stages included."""
        if iri in self.actors:
            return ()
        found = {
            int(match[0])
            for node in (iri, *self.stages.get(iri, ()))
            for name in DATES
            if (match := re.match(r"\d{4}", self.text(node, name) or ""))
        }
        return tuple(sorted(found))

    def claims_of(self, iri: str) -> Claims:
        """The claims that speak of a thing; of what is worked out, those it is worked out from."""
        if iri in self.claims:
            return self.claims[iri]
        sources = self.about.get(iri, {}).get(DERIVED_FROM, [])
        return tuple(c for source in sources for c in self.claims.get(source.value, ()))

    def _classes(self, iri: str) -> list[str]:
        values = self.about[iri].get(RDF_TYPE, [])
        names = {local_name(v.value) for v in values if isinstance(v, NamedNode)}
        return [name for name in TYPES if name in names]

    def _claims_by_thing(self) -> dict[str, Claims]:
        found: dict[str, list[dict[str, Any]]] = {}
        for name, record in (("claims", claim_record), ("states", statement_record)):
            for iri in sorted(self.about):
                for thing in self.iris(iri, name):
                    owner = next(iter(self.iris(thing, "stageOf")), thing)
                    found.setdefault(owner, []).append(record(self, iri, thing))
        return {iri: tuple(sorted(records, key=place_of)) for iri, records in found.items()}


def place_of(claim: dict[str, Any]) -> tuple[bool, str, int, str]:
    """Documents by name and place; the reference after them."""
    return not claim["document"], claim["document"], claim["span_start"], claim["id"]


def slug_of(iri: str) -> str:
    """Return the last part of an IRI.

    Examples:
        >>> slug_of("https://w3id.org/irk/vocab/modality/planned")
        'planned'

    """
    return iri.rsplit("/", 1)[-1]


def local_name(iri: str) -> str:
    """Return the local name of a term.

    Examples:
        >>> local_name("http://www.w3.org/ns/oa#exact")
        'exact'

    """
    return re.split(r"[/#]", iri)[-1]

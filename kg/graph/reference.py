"""The reference: what curated tables state, as RDF, with the sources of every row.

    Entry("trade", "k-2021", …)  ->
        id:statement/trade-k-2021 a irk:ReferenceStatement ;
            irk:states id:trade/exports-kenya-to-uganda-… ;
            dct:source id:source/gazette-2022 ; irk:reporter id:actor/kenya .

in    Entries of kg.graph.reference_tables
out   sorted quads of one graph, the same for the same tables
next  the store; kg.graph.reference_rows and kg.graph.conflicts

A statement is no claim: it quotes nothing. What it states is made as what a claim speaks
of is (kg.graph.things), so a figure that a document gives too is the same node.
No plain triples for browsing follow from the reference.

To add a sort of thing, write a function and name it in MAKERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import date_literal, decimal_literal
from kg.graph.names import KIND_CLASSES, Names
from kg.graph.reference_tables import Entry, read_entries
from kg.graph.things import Thing, make_thing
from kg.graph.vocab import ID, PREFIXES, RDF_TYPE, REFERENCE_GRAPH, concept, mint, term
from kg.model import Actor, Claim, ClaimKind

__all__ = ["MAKERS", "statement_quads"]

#: Statuses that an agreement reaches after it is signed.
LATER = ("in_force", "suspended", "expired", "cancelled")


@dataclass
class Made:
    """What a row describes: the things it states, and their triples."""

    things: list[NamedNode] = field(default_factory=list)
    triples: list[Triple] = field(default_factory=list)

    def add(self, thing: Thing) -> None:
        """State one more thing."""
        self.things.append(thing.iri)
        self.triples += thing.triples


def statement_quads(folder: Path | None = None) -> list[Quad]:
    """Return the graph of the reference.

    Args:
        folder: Where the tables are; those of data/reference by default.

    Returns:
        Sorted quads in the graph of the reference; none where there are no rows.

    Raises:
        DataFileError: A table cannot be read.
        UnknownNameError: A row holds a kind or status that no scheme knows.

    """
    entries = read_entries(folder)
    names = _names(entries)
    places: set[str] = set()
    triples: list[Triple] = []
    for entry in entries:
        if entry.make == "source":
            triples += _source(entry)
            continue
        made = MAKERS[entry.make](entry.slots, names)
        triples += made.triples + _statement(entry, made, names)
        places |= {entry.slots["place"]} if "place" in entry.slots else set()
    described = {entry.slots["name"] for entry in entries if entry.make == "actor"}
    for name in sorted(places - described):
        triples += names.triples(name)
    return sorted(
        {Quad(t.subject, t.predicate, t.object, REFERENCE_GRAPH) for t in triples}, key=str
    )


def _names(entries: Iterable[Entry]) -> Names:
    """The actors of the tables, and the places where something took place."""
    actors: dict[str, Actor] = {}
    places: list[str] = []
    for entry in entries:
        slots = entry.slots
        if entry.make == "actor" and slots["kind"] in KIND_CLASSES:
            aliases = tuple(slots.get("aliases", ()))
            name = slots["name"]
            actors[name] = Actor(name, slots["kind"], aliases, slots.get("country"))
        elif "place" in slots:
            places.append(slots["place"])
    for place in places:
        actors.setdefault(place, Actor(place, "place"))
    return Names(actors.values())


def _statement(entry: Entry, made: Made, names: Names) -> list[Triple]:
    """The row itself: what it states, on what sources."""
    slots = entry.slots
    thing = Thing(_row(entry.table, entry.key))
    first = made.things[0]
    label = next(
        t.object
        for t in made.triples
        if t.subject == first
        and t.predicate == term("rdfs:label")
        and isinstance(t.object, Literal)
    )
    thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:ReferenceStatement")))
    thing.add("rdfs:label", label)
    thing.add("dct:identifier", Literal(f"{entry.table}/{entry.key}"))
    thing.add("irk:states", *made.things)
    thing.add("dct:source", *(NamedNode(f"{ID}source/{key}") for key in slots["sources"]))
    if "reporter" in slots:
        thing.add("irk:reporter", names.iri(slots["reporter"]))
    if "note" in slots:
        thing.add("irk:note", Literal(slots["note"]))
    if "worth" in slots:
        thing.add("irk:worth", decimal_literal(slots["worth"]))
        thing.add("irk:unit", Literal(slots["unit"]))
    if entry.base is not None:
        thing.add("prov:alternateOf", _row(entry.table, entry.base))
    return thing.triples


def _row(table: str, key: str) -> NamedNode:
    """The IRI of a row."""
    return NamedNode(f"{ID}statement/{table}-{key}")


def _source(entry: Entry) -> list[Triple]:
    """A publication: it states nothing by itself."""
    slots = entry.slots
    thing = Thing(NamedNode(f"{ID}source/{entry.key}"))
    thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:Source")))
    thing.add("rdfs:label", Literal(slots["title"]))
    thing.add("dct:title", Literal(slots["title"]))
    thing.add("dct:publisher", Literal(slots["publisher"]))
    thing.add("dct:source", Literal(slots["address"]))
    thing.add("dct:type", concept("source-kind", slots["kind"]))
    thing.add("dct:date", date_literal(slots["date"]) if "date" in slots else None)
    return thing.triples


def _claimed(kind: ClaimKind, slots: Mapping[str, Any], names: Names) -> Thing:
    """A thing as a claim with these slots speaks of it."""
    return make_thing(Claim(kind, "", 0, 0, "", slots), names)


def _trade(slots: Mapping[str, Any], names: Names) -> Made:
    """A figure of trade. A balance is the exporter's: below nothing, it is in deficit."""
    made = Made()
    if slots["kind"] == "balance":
        seller, buyer = slots["exporter"], slots["importer"]
        sides = (seller, buyer) if slots["value"] < 0 else (buyer, seller)
        figure = {
            "parties": sides,
            "value": abs(slots["value"]),
            "exporter": None,
            "importer": None,
        }
        slots = {**slots, **figure}
    made.add(_claimed("trade", slots, names))
    return made


def _agreement(slots: Mapping[str, Any], names: Names) -> Made:
    """The stages of an agreement that a row shows: signed on a day, and what became of it."""
    made = Made()
    status, date = slots["status"], slots.get("date")
    later = status in LATER
    if date and later:
        status = "signed"
    made.add(_claimed("agreements", {**slots, "status": status}, names))
    for name in slots.get("signatories", ()):
        made.triples.append(Triple(made.things[0], term("irk:signatory"), names.iri(name)))
    if "occasion" in slots:
        occasion = _occasion_iri(slots["occasion"])
        made.triples.append(Triple(made.things[0], term("irk:signedAt"), occasion))
    if date and later:
        made.add(_claimed("agreements", {**slots, "date": None}, names))
    return made


def _occasion(slots: Mapping[str, Any], names: Names) -> Made:
    """A summit, a session, a launch: who, where, from when to when."""
    label, kind, place = slots["label"], slots["kind"], slots.get("place")
    start, end = slots["start"], slots.get("end")
    thing = Thing(_occasion_iri(slots))
    thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:Occasion")))
    thing.add("rdfs:label", Literal(label))
    thing.add("irk:occasionKind", concept("occasion-kind", kind))
    thing.add("irk:hasParty", *(names.iri(name) for name in slots.get("parties", ())))
    thing.add("irk:hostPlace", names.iri(place) if place else None)
    thing.add("irk:startDate", date_literal(start))
    thing.add("irk:endDate", date_literal(end) if end else None)
    thing.add("irk:outcome", Literal(slots["outcome"]) if "outcome" in slots else None)
    return Made([thing.iri], thing.triples)


def _occasion_iri(slots: Mapping[str, Any]) -> NamedNode:
    """The IRI of an occasion, by label, kind, place and start."""
    return mint("occasion", slots["label"], slots["kind"], slots.get("place"), slots["start"])


def _actor(slots: Mapping[str, Any], names: Names) -> Made:
    """An actor with the offices it held, or a project."""
    name = slots["name"]
    if slots["kind"] in KIND_CLASSES:
        thing = Thing(names.iri(name), names.triples(name))
    else:
        thing = Thing(mint("project", name))
        thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:Project")))
        thing.add("rdfs:label", Literal(name))
        thing.add("skos:altLabel", *map(Literal, slots.get("aliases", ())))
        thing.add("irk:belongsTo", names.iri(slots["country"]) if "country" in slots else None)
    thing.add("irk:partOf", names.iri(slots["part_of"]) if "part_of" in slots else None)
    if "wikidata" in slots:
        thing.add("skos:exactMatch", NamedNode(PREFIXES["wd"] + slots["wikidata"]))
    made = Made()
    made.add(thing)
    for record in slots.get("offices", ()):
        made.add(_office(name, thing.iri, record))
    return made


def _office(name: str, who: NamedNode, record: Mapping[str, str]) -> Thing:
    """An office, and between which days sources show the person in it."""
    office = record["office"]
    start = record.get("start") or record.get("first")
    end = record.get("end") or record.get("last")
    thing = Thing(mint("office", f"{name} {office}", name, office, start, end))
    thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:OfficeHolding")))
    thing.add("rdfs:label", Literal(f"{name}: {office}"))
    thing.add("irk:officeHolder", who)
    thing.add("irk:office", Literal(office))
    thing.add("irk:startDate", date_literal(start) if start else None)
    thing.add("irk:endDate", date_literal(end) if end else None)
    return thing


#: How a row is described, by the word of the mapping.
MAKERS: Mapping[str, Callable[[Mapping[str, Any], Names], Made]] = {
    "actor": _actor,
    "agreement": _agreement,
    "occasion": _occasion,
    "trade": _trade,
}

"""What a claim is about: a visit, an amount of trade, a stage of an agreement ... as RDF.

    visits {visitor: "Abiy Ahmed", host_place: "Nairobi"}  ->
        id:visit/abiy-ahmed-… a irk:Visit ; irk:visitor … ; irk:hostPlace … .
        id:actor/abiy-ahmed irk:visits id:place/nairobi .       (only if asserted)

in    a Claim and the Names of its document
out   a Thing: its IRI, the triples that describe it, the plain triples it supports
next  kg.graph.rdf puts them into the graph of the document

The IRI is minted from the content, so two documents that say the same speak of
the same thing. A claim that something is not so speaks of an irk:Denial, which
has the same properties and is never typed as the thing denied.

To add a kind, write a function and name it in THINGS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.literals import date_literal, decimal_literal, spoken, year_literal
from kg.graph.names import Names
from kg.graph.vocab import ID, RDF_TYPE, concept, concept_name, mint, term
from kg.model import Claim, ClaimKind, Slot

__all__ = ["THINGS", "Thing", "actor_names", "is_denial", "make_thing", "text", "texts"]

#: Slots that name actors, by kind of claim.
ACTOR_SLOTS: dict[ClaimKind, tuple[str, ...]] = {
    "visits": ("visitor", "host_place"),
    "trade": ("exporter", "importer", "parties"),
    "exports": ("exporter", "importer"),
    "agreements": ("parties",),
    "plans": ("parties",),
    "implications": (),
    "events": ("source", "target"),
    "causes": (),
}
#: Statuses of an agreement that ties its parties.
BINDING = ("signed", "in_force")


@dataclass
class Thing:
    """A node for what a claim speaks of."""

    iri: NamedNode
    triples: list[Triple] = field(default_factory=list)
    plain: list[Triple] = field(default_factory=list)  #: hold only if the claim is asserted

    def add(self, predicate: str, *values: NamedNode | Literal | None) -> None:
        """Describe the thing; nothing is said where there is no value."""
        self.triples += [Triple(self.iri, term(predicate), v) for v in values if v is not None]


def make_thing(claim: Claim, names: Names) -> Thing:
    """Return what *claim* speaks of.

    Raises:
        UnknownNameError: A slot holds a kind, status, type or polarity that no scheme knows.

    """
    return THINGS[claim.kind](claim, names)


def actor_names(claim: Claim) -> list[str]:
    """Return the names of actors that the slots of *claim* hold, without repetition."""
    return sorted({n for slot in ACTOR_SLOTS[claim.kind] for n in texts(claim.slots.get(slot))})


def is_denial(claim: Claim) -> bool:
    """Whether *claim* says that something is not so."""
    return claim.modality == "negated" or claim.slots.get("status") == "denied"


def text(slot: Slot) -> str | None:
    """Return a slot as text: None where it is empty."""
    return None if slot is None or slot == "" or slot == () else str(slot)


def texts(slot: Slot) -> tuple[str, ...]:
    """Return a slot that holds one name or many as a tuple of names."""
    if slot is None or slot == "":
        return ()
    return slot if isinstance(slot, tuple) else (str(slot),)


def _start(claim: Claim, folder: str, kind: str, label: str, *identity: str | None) -> Thing:
    """A typed, labelled node; a Denial where the claim denies it."""
    if is_denial(claim):
        thing = Thing(mint("denial", f"no {label}", folder, *identity))
        kind = "irk:Denial"
    else:
        thing = Thing(mint(folder, label, *identity))
    thing.add("rdfs:label", Literal(label))
    thing.triples.append(Triple(thing.iri, RDF_TYPE, term(kind)))
    return thing


def _visit(claim: Claim, names: Names) -> Thing:
    """A visit; the visitor visits the place."""
    visitor, place = text(claim.slots.get("visitor")), text(claim.slots.get("host_place"))
    start, end = text(claim.slots.get("start_date")), text(claim.slots.get("end_date"))
    label = f"visit of {visitor or 'somebody'} to {place or 'a place'}"
    if start:
        label += f", {start}"
    thing = _start(claim, "visit", "irk:Visit", label, visitor, place, start, end)
    who, where = _iri(names, visitor), _iri(names, place)
    thing.add("irk:visitor", who)
    thing.add("irk:hostPlace", where)
    thing.add("irk:startDate", date_literal(start) if start else None)
    thing.add("irk:endDate", date_literal(end) if end else None)
    if who and where:
        thing.plain.append(Triple(who, term("irk:visits"), where))
    return thing


#: What a figure of each kind is called in its label.
TRADE_NAMES = {
    "total": "total trade",
    "balance": "trade balance",
    "target": "trade target",
    "quantity": "volume",
}


def _trade(claim: Claim, names: Names) -> Thing:
    """A figure of trade; the parties trade with each other, goods go from one to the other."""
    slots = claim.slots
    kind, unit, period = text(slots.get("kind")), text(slots.get("unit")), text(slots.get("period"))
    exporter, importer = text(slots.get("exporter")), text(slots.get("importer"))
    commodity, parties = text(slots.get("commodity")), texts(slots.get("parties"))
    value = slots.get("value")
    amount = decimal_literal(value) if isinstance(value, int | float) else None
    deficit = parties[0] if kind == "balance" and parties else None
    goods = concept("commodity", commodity) if commodity else None
    sides = " to ".join(filter(None, (exporter, importer))) or " and ".join(sorted(parties))
    what = TRADE_NAMES.get(kind or "", kind or "trade")
    if goods:
        what = f"{what} of {concept_name(goods)}"
    figure = " ".join(filter(None, (amount.value if amount else None, unit)))
    label = ", ".join(filter(None, (what, sides, period)))
    identity = (kind, exporter, importer, *sorted(parties), deficit, goods.value if goods else None)
    if isinstance(value, int | float):
        label = f"{label}: {' '.join(filter(None, (spoken(value), unit)))}"
    thing = _start(claim, "trade", "irk:TradeObservation", label, *identity, figure, period)
    thing.add("irk:tradeKind", concept("trade-kind", kind) if kind else None)
    seller, buyer = _iri(names, exporter), _iri(names, importer)
    thing.add("irk:exporter", seller)
    thing.add("irk:importer", buyer)
    thing.add("irk:hasParty", *(names.iri(party) for party in parties))
    thing.add("irk:deficitSide", _iri(names, deficit))
    _add_commodity(thing, commodity)
    thing.add("irk:value", amount)
    thing.add("irk:unit", Literal(unit) if unit else None)
    thing.add("irk:period", Literal(period) if period else None)
    thing.add("irk:year", year_literal(period))
    if kind == "target":
        return thing
    if seller and buyer:
        thing.plain.append(Triple(seller, term("irk:exportsTo"), buyer))
    for one, other in _pairs(names, parties):
        thing.plain.append(Triple(one, term("irk:tradesWith"), other))
    return thing


def _flow(claim: Claim, names: Names) -> Thing:
    """A flow of a commodity; the exporter exports it, to the importer."""
    exporter, importer = text(claim.slots.get("exporter")), text(claim.slots.get("importer"))
    commodity = text(claim.slots.get("commodity"))
    goods = concept("commodity", commodity) if commodity else None
    sides = " to ".join(filter(None, (exporter, importer)))
    label = f"{concept_name(goods) if goods else 'goods'} from {sides}"
    identity = (exporter, importer, goods.value if goods else None)
    thing = _start(claim, "flow", "irk:CommodityFlow", label, *identity)
    seller, buyer = _iri(names, exporter), _iri(names, importer)
    thing.add("irk:exporter", seller)
    thing.add("irk:importer", buyer)
    _add_commodity(thing, commodity)
    if seller and goods:
        thing.plain.append(Triple(seller, term("irk:exports"), goods))
    if seller and buyer:
        thing.plain.append(Triple(seller, term("irk:exportsTo"), buyer))
    return thing


def _agreement(claim: Claim, names: Names) -> Thing:
    """A stage in the life of an agreement; its parties have an agreement once it binds them."""
    slots = claim.slots
    label, kind = text(slots.get("label")) or "agreement", text(slots.get("kind")) or "other"
    status, date = text(slots.get("status")), text(slots.get("date"))
    parties, sector = texts(slots.get("parties")), text(slots.get("sector"))
    identity = (label, kind, *sorted(parties))
    if is_denial(claim):
        thing = Thing(mint("denial", f"no {label}", "agreement", *identity, status, date))
        thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:Denial")))
        thing.add("rdfs:label", Literal(label))
        agreement = thing
    else:
        agreement = Thing(mint("agreement", *identity))
        agreement.triples.append(Triple(agreement.iri, RDF_TYPE, term("irk:Agreement")))
        agreement.add("rdfs:label", Literal(label))
        thing = Thing(mint("stage", f"{label} {status}", *identity, status, date))
        thing.triples.append(Triple(thing.iri, RDF_TYPE, term("irk:AgreementStage")))
        when = f"{status}, {date}" if date else status
        thing.add("rdfs:label", Literal(f"{label}: {when}"))
        thing.add("irk:stageOf", agreement.iri)
    thing.add("irk:status", concept("agreement-status", status) if status else None)
    thing.add("irk:date", date_literal(date) if date else None)
    agreement.add("irk:agreementKind", concept("agreement-kind", kind))
    agreement.add("irk:hasParty", *(names.iri(party) for party in parties))
    _add_sector(agreement, sector)
    if agreement is not thing:
        thing.triples += agreement.triples
    if status in BINDING:
        for one, other in _pairs(names, parties):
            thing.plain.append(Triple(one, term("irk:hasAgreementWith"), other))
    return thing


def _plan(claim: Claim, names: Names) -> Thing:
    """Something parties mean to do."""
    label, parties = text(claim.slots.get("label")) or "plan", texts(claim.slots.get("parties"))
    thing = _start(claim, "plan", "irk:Plan", label, *sorted(parties))
    thing.add("irk:hasParty", *(names.iri(party) for party in parties))
    _add_sector(thing, text(claim.slots.get("sector")))
    return thing


def _implication(claim: Claim, names: Names) -> Thing:
    """A consequence as somebody sees it."""
    holder, subject = text(claim.slots.get("holder")), text(claim.slots.get("subject"))
    affected, effect = text(claim.slots.get("affected")), text(claim.slots.get("effect"))
    polarity = text(claim.slots.get("polarity"))
    label = ": ".join(filter(None, (subject, effect))) or "implication"
    identity = (holder, affected, polarity)
    thing = _start(claim, "implication", "irk:Implication", label, subject, effect, *identity)
    for name, node, value in (
        ("irk:holderName", "irk:holder", holder),
        ("irk:subjectName", "irk:about", subject),
        ("irk:affectedName", "irk:affects", affected),
    ):
        thing.add(name, Literal(value) if value else None)
        thing.add(node, names.known(value))
    thing.add("irk:effect", Literal(effect) if effect else None)
    thing.add("irk:polarity", concept("polarity", polarity) if polarity else None)
    return thing


def _event(claim: Claim, names: Names) -> Thing:
    """Something one actor does towards another."""
    kind, date = text(claim.slots.get("type")), text(claim.slots.get("date"))
    source, target = text(claim.slots.get("source")), text(claim.slots.get("target"))
    who = " to ".join(filter(None, (source, target)))
    label = ", ".join(filter(None, (f"{(kind or 'event').lower()}: {who}", date)))
    thing = _start(claim, "event", "irk:Event", label, kind, source, target, date)
    one, other = _iri(names, source), _iri(names, target)
    thing.add("irk:eventType", concept("event-type", kind) if kind else None)
    thing.add("irk:eventSource", one)
    thing.add("irk:eventTarget", other)
    thing.add("irk:date", date_literal(date) if date else None)
    _add_sector(thing, text(claim.slots.get("sector")))
    if one and other:
        thing.plain.append(Triple(one, term("irk:actsTowards"), other))
    return thing


def _cause(claim: Claim, names: Names) -> Thing:
    """A cause and its effect, in the words of the document."""
    cause, effect = text(claim.slots.get("cause")), text(claim.slots.get("effect"))
    label = f"{cause} → {effect}"
    thing = _start(claim, "cause", "irk:CausalLink", label, cause, effect)
    thing.add("irk:cause", Literal(cause) if cause else None)
    thing.add("irk:effect", Literal(effect) if effect else None)
    return thing


def _iri(names: Names, name: str | None) -> NamedNode | None:
    """The IRI of a name, None where there is no name."""
    return names.iri(name) if name is not None else None


def _pairs(names: Names, parties: tuple[str, ...]) -> list[tuple[NamedNode, NamedNode]]:
    """Every ordered pair of different parties."""
    iris = [names.iri(party) for party in sorted(set(parties))]
    return [(one, other) for one in iris for other in iris if one != other]


def _add_commodity(thing: Thing, label: str | None) -> None:
    """Say which commodity; a new one gets its name."""
    if label is not None:
        _add_concept(thing, "irk:commodity", concept("commodity", label))


def _add_sector(thing: Thing, label: str | None) -> None:
    """Say which sector; a new one gets its name."""
    if label is not None:
        _add_concept(thing, "irk:sector", concept("sector", label))


def _add_concept(thing: Thing, predicate: str, node: NamedNode) -> None:
    """Point to a concept, and describe it where no scheme does."""
    thing.add(predicate, node)
    if node.value.startswith(ID):
        name = concept_name(node)
        thing.triples.append(Triple(node, RDF_TYPE, term("skos:Concept")))
        thing.triples.append(Triple(node, term("skos:prefLabel"), Literal(name, language="en")))


THINGS: dict[ClaimKind, Callable[[Claim, Names], Thing]] = {
    "visits": _visit,
    "trade": _trade,
    "exports": _flow,
    "agreements": _agreement,
    "plans": _plan,
    "implications": _implication,
    "events": _event,
    "causes": _cause,
}

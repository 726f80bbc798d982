"""The graph as a network: actors, goods, agreements, visits ... and what ties them.

    to_network(store).edges(keys=True)
    # (id:actor/kenya, id:commodity/coffee, "exports")

in    a pyoxigraph Store
out   a networkx.MultiDiGraph that keeps the claims behind every edge
next  kg.showing.measures, kg.showing.explorer, kg.showing.export

Nodes are keyed by IRI and have: label, type (country, person, organisation,
bloc, place, commodity, sector, agreement, plan, implication, event, visit,
trade, flow, cause, denial, derived, occasion, project, concept), kind (what sort of
agreement, event, figure ...), sector, years (tuple of int), aliases (tuple of str),
modality, status, value, unit, period, polarity, text (all None where there is
none), claims, derived (worked out, not said).

Edges are keyed by the local name of their predicate and have: predicate (IRI),
label, modality, status, value, unit, period, years, derived, claims: a tuple of
dictionaries with id, quote, before, after, document, title, url, span_start, span_end,
section, modality, attribution, confidence. An edge between two actors carries the claims
of the things that support it.

Claims, evidence and documents are no nodes. The stages of an agreement are
folded into it: its status is that of its last stage. With reference=True what curated
tables state is there too; its claims have sources instead of a quote.

To show another class, name it in kg.showing.facts.TYPES.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, Store

from kg.graph.vocab import PREFIXES
from kg.showing.facts import (
    DERIVED_FROM,
    KINDS,
    LABELS,
    TYPES,
    Claims,
    Facts,
    local_name,
    place_of,
    slug_of,
)

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["TYPES", "network_of", "predicate_label", "to_network"]

IRK = PREFIXES["irk"]
SKOS = PREFIXES["skos"]

#: Plain predicates -> properties of the things that support them, from subject and to object.
SUPPORT = {
    "exports": ("exporter", "commodity"),
    "exportsTo": ("exporter", "importer"),
    "tradesWith": ("hasParty", "hasParty"),
    "visits": ("visitor", "hostPlace"),
    "hasAgreementWith": ("hasParty", "hasParty"),
    "actsTowards": ("eventSource", "eventTarget"),
}
#: Classes whose things support a plain predicate that several classes could.
SUPPORTERS = {
    "tradesWith": {"TradeObservation"},
    "hasAgreementWith": {"Agreement"},
    "exports": {"CommodityFlow"},
}
#: A goal is no trade.
TARGET = PREFIXES["trade-kind"] + "target"
#: Predicates that say what kind of thing a node is; attributes, not edges.
#: The dimensions of the data cube say again what exporter, importer and commodity say.
ATTRIBUTES = {
    *KINDS,
    *("polarity", "status", "stageOf", "sector"),
    *("referenceArea", "counterpartArea", "goods"),
}
TEXTS = ("effect", "cause", "outcome")
#: Modalities, strongest first: an edge has the strongest of its claims.
STRENGTH = ("asserted", "reported", "planned", "hedged", "negated")
#: Folders of concepts that are nodes, and their type.
CONCEPTS = {"commodity": "commodity", "hs-chapter": "commodity", "sector": "sector"}

#: Statuses of an agreement that ties its parties.
BINDING = ("signed", "in_force")


def to_network(store: Store, *, reference: bool = False) -> nx.MultiDiGraph[Any]:
    """Return the network of everything in *store*, in order of IRI.

    Args:
        store: A store with the graphs of documents, and the vocabulary if labels of
            goods and sectors are wanted in English rather than from their IRIs.
        reference: Whether to add what the curated tables state.

    Returns:
        A MultiDiGraph as described above; empty for an empty store.

    Examples:
        >>> to_network(Store()).number_of_nodes()
        0

    """
    return network_of(Facts(store, reference=reference))


def network_of(facts: Facts) -> nx.MultiDiGraph[Any]:
    """Return the network of facts, in order of IRI."""
    import networkx as nx

    network: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    edges = sorted(_edges(facts))
    ends = {iri for subject, _, target in edges for iri in (subject, target)}
    for iri in sorted(ends | set(facts.things) | facts.actors):
        network.add_node(iri, **_node(facts, iri))
    for subject, predicate, target in edges:
        network.add_edge(
            subject, target, key=local_name(predicate), **_edge(facts, subject, predicate, target)
        )
    for iri in facts.actors:
        near = [*network.succ[iri], *network.pred[iri]]
        years = {year for other in near for year in facts.years(other)}
        network.nodes[iri]["years"] = tuple(sorted(years))
    return network


def predicate_label(predicate: str) -> str:
    """Return the local name of a predicate as words.

    Examples:
        >>> predicate_label("https://w3id.org/irk/ontology/hasAgreementWith")
        'has agreement with'

    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(predicate)).lower()


def _edges(facts: Facts) -> Iterable[tuple[str, str, str]]:
    """Triples between nodes: from actors and things to actors, things and concepts."""
    nodes = facts.actors | facts.things
    for subject, predicate, target in facts.all:
        if subject not in nodes or target in facts.stages or local_name(predicate) in ATTRIBUTES:
            continue
        if (predicate == DERIVED_FROM and target in facts.things) or (
            predicate.startswith(IRK) and (target in nodes or _is_concept(target))
        ):
            yield subject, predicate, target
    for subject in nodes:
        for sector in facts.iris(subject, "sector"):
            yield subject, IRK + "sector", sector
    for agreement, stages in facts.stages.items():
        signatories = {who for stage in stages for who in facts.iris(stage, "signatory")}
        for who in signatories & nodes:
            yield agreement, IRK + "signatory", who


def _node(facts: Facts, iri: str) -> dict[str, Any]:
    names = facts.types.get(iri)
    kind = TYPES[names[0]] if names else _concept_type(iri)
    claims = facts.claims_of(iri)
    last = _last_stage(facts, iri)
    sectors = facts.iris(iri, "sector")
    aliases = facts.about.get(iri, {}).get(SKOS + "altLabel", [])
    own = facts.text
    polarity = next(iter(facts.iris(iri, "polarity")), None)
    return {
        "label": facts.label(iri),
        "type": kind,
        "kind": facts.kind(iri),
        "sector": facts.label(sectors[0]) if sectors else None,
        "years": facts.years(iri),
        "aliases": tuple(
            sorted(
                {a.value for a in aliases if isinstance(a, Literal) and a.language in (None, "en")}
            )
        ),
        "modality": _strongest(claims),
        "status": _status(facts, last),
        "value": _number(own(iri, "value") or own(iri, "difference")),
        "unit": own(iri, "unit"),
        "period": own(iri, "period"),
        "polarity": slug_of(polarity) if polarity else None,
        "text": next((t for name in TEXTS if (t := own(iri, name))), None),
        "claims": claims,
        "derived": kind == "derived",
    }


def _edge(facts: Facts, subject: str, predicate: str, target: str) -> dict[str, Any]:
    name = local_name(predicate)
    things = _supporters(facts, subject, name, target) if name in SUPPORT else [subject]
    plain = name in SUPPORT
    claims = {
        c["id"]: c
        for thing in things
        for c in facts.claims_of(thing)
        if not plain or (c["modality"] == "asserted" and c.get("status") in (None, *BINDING))
    }
    ordered = tuple(sorted(claims.values(), key=place_of))
    single = things[0] if len(things) == 1 else None
    kind = facts.types.get(subject, [""])[0]
    return {
        "predicate": predicate,
        "label": facts.text(predicate, LABELS[0]) or predicate_label(predicate),
        "modality": _strongest(ordered),
        "status": _status(facts, _last_stage(facts, single)) if single else None,
        "value": _number(facts.text(single, "value")) if single else None,
        "unit": facts.text(single, "unit") if single else None,
        "period": facts.text(single, "period") if single else None,
        "years": tuple(sorted({y for thing in things for y in facts.years(thing)})),
        "derived": TYPES.get(kind) == "derived",
        "claims": ordered,
    }


def _supporters(facts: Facts, subject: str, name: str, target: str) -> list[str]:
    """The things from which a plain triple follows."""
    near, far = SUPPORT[name]
    wanted = SUPPORTERS.get(name)
    return [
        thing
        for thing in facts.pointing(near, subject)
        if target in facts.iris(thing, far)
        and TARGET not in facts.iris(thing, "tradeKind")
        and (wanted is None or wanted & set(facts.types.get(thing, ())))
    ]


def _last_stage(facts: Facts, iri: str | None) -> str | None:
    """The stage of an agreement with the latest date; a thing without stages itself."""
    stages = facts.stages.get(iri or "")
    if not stages:
        return iri
    return max(stages, key=lambda s: (facts.text(s, "date") or "", s))


def _status(facts: Facts, iri: str | None) -> str | None:
    found = facts.iris(iri, "status") if iri else []
    return slug_of(found[0]) if found else None


def _strongest(claims: Claims) -> str | None:
    said = {c["modality"] for c in claims}
    return next((m for m in STRENGTH if m in said), None)


def _is_concept(iri: str) -> bool:
    return _concept_type(iri) in ("commodity", "sector")


def _concept_type(iri: str) -> str:
    """Commodity or sector from the folder of a concept's IRI; chapters of customs are goods."""
    folder = iri.rsplit("/", 2)[-2] if iri.count("/") > 3 else ""
    return CONCEPTS.get(folder, "concept")


def _number(text: str | None) -> float | None:
    return float(text) if text is not None else None

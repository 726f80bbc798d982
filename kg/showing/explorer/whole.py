"""The network of a store with what only the explorer shows: languages, days, offices, conflicts.

    whole_network(store).graph["conflicts"][0]["about"]  # 'total, Chile and Peru, 2023, USD'

in    a pyoxigraph Store
out   the network of kg.showing.network; nodes have beside its attributes names (labels by
      language), date, offices, link; the graph has terms (words by language) and conflicts
next  kg.showing.explorer.data

A side of a conflict names the thing that it is about, so that the page can show both where
either is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from kg.graph.conflicts import Conflict, conflicts
from kg.graph.vocab import PREFIXES
from kg.showing.facts import TYPES, Facts, slug_of
from kg.showing.network import network_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["whole_network"]

IRK = PREFIXES["irk"]
#: Schemes whose concepts stand as words on the page, by the word kept in the network.
WORDS = ("agreement-kind", "agreement-status", "event-type", "occasion-kind", "trade-kind")


def whole_network(store: Store, *, reference: bool = True) -> nx.MultiDiGraph[Any]:
    """Return everything that the explorer shows of a store.

    Args:
        store: A store with documents, the reference, the ontology and the vocabulary, or
            with some of them.
        reference: Whether what the curated tables state is shown.

    Returns:
        A network in order of IRI; empty, with no terms and no conflicts, for an empty store.

    Examples:
        >>> whole_network(Store()).graph["conflicts"]
        ()

    """
    facts = Facts(store, reference=reference)
    network = network_of(facts)
    for iri, data in network.nodes(data=True):
        data["names"] = facts.names(iri)
        data["date"] = _date(facts, iri)
        data["offices"] = _offices(facts, iri)
        data["same as"] = _same(facts, iri)
    network.graph["terms"] = _terms(facts, network)
    network.graph["conflicts"] = _conflicts(facts, store)
    return network


def _date(facts: Facts, iri: str) -> str | None:
    """The days of a thing; of an agreement those of its stages."""
    if iri in facts.actors:
        return None
    start, end = facts.text(iri, "startDate"), facts.text(iri, "endDate")
    if start and end and end != start:
        return f"{start} to {end}"
    days = {facts.text(stage, "date") for stage in facts.stages.get(iri, ())}
    days |= {start or end or facts.text(iri, "date")}
    return ", ".join(sorted(day for day in days if day)) or None


def _offices(facts: Facts, iri: str) -> str | None:
    """The offices of a person, with the days between which sources show them."""
    held = []
    for office in facts.pointing("officeHolder", iri):
        start, end = facts.text(office, "startDate"), facts.text(office, "endDate")
        days = " to ".join(dict.fromkeys(day for day in (start, end) if day))
        held.append((start or "", f"{facts.text(office, 'office')}{f' ({days})' if days else ''}"))
    return "; ".join(text for _, text in sorted(held)) or None


def _same(facts: Facts, iri: str) -> str | None:
    """The address of the same thing in another knowledge base."""
    values = facts.about.get(iri, {}).get(PREFIXES["skos"] + "exactMatch", [])
    return next((str(value.value) for value in values), None)


def _terms(facts: Facts, network: nx.MultiDiGraph[Any]) -> dict[str, dict[str, dict[str, str]]]:
    """What predicates, types and words are called in other languages; the unnamed left out."""
    predicates = {data["predicate"] for *_, data in network.edges(data=True)}
    types: dict[str, dict[str, str]] = {}
    for name, kind in TYPES.items():
        types.setdefault(kind, facts.names(IRK + name))
    words: dict[str, dict[str, str]] = {}
    for iri in sorted(facts.about):
        if iri.startswith(tuple(PREFIXES[scheme] for scheme in WORDS)):
            words.setdefault(slug_of(iri), facts.names(iri))
    named = {iri: facts.names(iri) for iri in sorted(predicates)}
    found = {"predicates": named, "types": types, "words": words}
    return {key: {name: n for name, n in value.items() if n} for key, value in found.items()}


def _conflicts(facts: Facts, store: Store) -> tuple[dict[str, Any], ...]:
    """What disagrees, each side with its thing; sides that are not shown are left out."""
    owner = {claim["id"]: (iri, claim) for iri, all_ in facts.claims.items() for claim in all_}
    found = [_conflict(conflict, owner) for conflict in conflicts(store)]
    return tuple(conflict for conflict in found if len(conflict["sides"]) > 1)


def _conflict(conflict: Conflict, owner: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    rows = zip(conflict.rows, conflict.values, strict=True)
    return {
        "sort": conflict.sort,
        "about": conflict.about,
        "gap": conflict.gap if conflict.sort in ("figure", "worth", "sum") else None,
        "sides": tuple(
            {"says": says, "thing": owner[row["id"]][0], "claim": owner[row["id"]][1]}
            for row, says in rows
            if row["id"] in owner
        ),
    }

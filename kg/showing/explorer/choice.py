"""A part of the network to show: what is around a thing, or what a query gives.

    around(network, "Kenya", 2)       # Kenya and what is at most two steps away
    asked(network, store, "CONSTRUCT { ?a irk:exports ?b } WHERE { ... }")

in    the network of kg.showing.explorer.whole, and a name or a query
out   a network of the same sort
next  kg.showing.explorer.page

A query gives relations: the triples of a CONSTRUCT, or the first three columns of a SELECT
(from, relation, to; with two columns, from and to). What the network knows of a thing or of a
relation is kept; anything else is shown as the query says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.queries import run
from kg.graph.vocab import PREFIXES, RDF_TYPE
from kg.showing.facts import LABELS, TYPES, local_name
from kg.showing.measures import find_node
from kg.showing.network import predicate_label

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["around", "asked"]

#: Columns of a SELECT beside the first three that a relation has.
EXTRA = ("value", "unit", "period", "status", "modality")


def around(network: nx.MultiDiGraph[Any], name: str, depth: int) -> nx.MultiDiGraph[Any]:
    """Return a thing with everything at most *depth* steps away, whatever the direction.

    Args:
        network: The network.
        name: IRI, label or alias of the thing.
        depth: How many steps; 0 gives the thing alone.

    Raises:
        InputError: *depth* is less than 0.
        UnknownNameError: Nothing is called so.

    """
    import networkx as nx

    if depth < 0:
        raise InputError(f"depth {depth}: give 0 or more steps")
    centre = find_node(network, name)
    near = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), centre, depth)
    return _part(network, network.subgraph([node for node in network if node in near]))


def asked(network: nx.MultiDiGraph[Any], store: ox.Store, query: str) -> nx.MultiDiGraph[Any]:
    """Return the relations that a query gives.

    Args:
        network: What is known of things and relations.
        store: Where to ask.
        query: SPARQL, a CONSTRUCT or a SELECT of two columns or more.

    Returns:
        A network; empty where nothing answers.

    Raises:
        QueryError: The query is broken, an ASK, or has one column.

    """
    import networkx as nx

    results = run(store, query)
    if isinstance(results, ox.QueryBoolean):
        raise QueryError("query: an ASK gives no relations; give a CONSTRUCT or a SELECT")
    found: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    if isinstance(results, ox.QueryTriples):
        for triple in sorted(results, key=str):
            _add_triple(network, found, triple)
    else:
        _add_rows(network, found, results)
    return _part(network, found)


def _add_rows(
    network: nx.MultiDiGraph[Any], found: nx.MultiDiGraph[Any], rows: ox.QuerySolutions
) -> None:
    names = [variable.value for variable in rows.variables]
    if len(names) < 2:
        raise QueryError("query: give from, relation and to as columns, or from and to")
    ends = (0, 1) if len(names) == 2 else (0, 2)
    for row in rows:
        source, target = (row[at] for at in ends)
        if source is None or target is None:
            continue
        word = row[1] if len(names) > 2 else None
        extra = {
            name: _value(row[name])
            for name in names[ends[1] + 1 :]
            if name in EXTRA and row[name] is not None
        }
        start, end = _thing(network, found, source), _thing(network, found, target)
        _add_relation(network, found, start, _text(word) if word else "related to", end, extra)


def _add_triple(
    network: nx.MultiDiGraph[Any], found: nx.MultiDiGraph[Any], triple: ox.Triple
) -> None:
    subject = _thing(network, found, triple.subject)
    predicate, value = triple.predicate, triple.object
    if not isinstance(value, ox.Literal) and predicate != RDF_TYPE:
        _add_relation(network, found, subject, predicate.value, _thing(network, found, value), {})
    elif subject in network:
        return
    elif predicate == RDF_TYPE:
        name = local_name(_text(value))
        found.nodes[subject]["type"] = TYPES.get(name, predicate_label(name))
    elif predicate.value in LABELS:
        found.nodes[subject]["label"] = _text(value)
    else:
        found.nodes[subject][predicate_label(predicate.value)] = _text(value)


def _thing(network: nx.MultiDiGraph[Any], found: nx.MultiDiGraph[Any], term: Any) -> str:
    """Add a thing, as the network knows it or by its name; return its key."""
    key = _text(term)
    if key not in found:
        known = network.nodes[key] if key in network else None
        plain = {
            "label": local_name(key) if isinstance(term, ox.NamedNode) else key,
            "type": "thing",
        }
        found.add_node(key, **(known or plain))
    return key


def _add_relation(
    network: nx.MultiDiGraph[Any],
    found: nx.MultiDiGraph[Any],
    source: str,
    word: str,
    target: str,
    extra: dict[str, Any],
) -> None:
    """Add a relation once, with what the network knows of it."""
    key = local_name(word)
    known = network.get_edge_data(source, target, key) if network.has_node(source) else None
    label = predicate_label(word) if "://" in word else word
    data = {"predicate": word, "label": label, **(known or {}), **extra}
    present = found.get_edge_data(source, target) or {}
    if data not in list(present.values()):
        found.add_edge(source, target, **data)


def _part(whole: nx.MultiDiGraph[Any], part: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """Return a part as a network of its own, with the conflicts that touch it."""
    copy = part.copy()
    copy.graph["terms"] = whole.graph.get("terms") or {}
    copy.graph["conflicts"] = tuple(
        conflict
        for conflict in whole.graph.get("conflicts") or ()
        if any(side["thing"] in copy for side in conflict["sides"])
    )
    return copy


def _text(term: Any) -> str:
    return str(term.value)


def _value(term: Any) -> str | float:
    """Return a number where a literal is one, else the text."""
    numeric = isinstance(term, ox.Literal) and term.datatype.value.startswith(PREFIXES["xsd"])
    if numeric and local_name(term.datatype.value) in ("decimal", "integer", "double", "float"):
        return float(term.value)
    return local_name(_text(term)) if isinstance(term, ox.NamedNode) else _text(term)

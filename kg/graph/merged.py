"""All graphs of a store as one, each triple once: what a query without GRAPH or FROM is asked of.

    merged(store).query("SELECT (COUNT(*) AS ?n) { ?x a irk:Country }")

in    a pyoxigraph Store with named graphs; an endpoint is asked over there
out   a Store in memory whose default graph is the RDF merge of them all
next  kg.graph.queries

Oxigraph can take the union of all graphs for the default graph, but takes a triple that stands
in two graphs twice: a count is too high, and a query over things that a hundred documents name
goes through a hundred times a hundred rows. So the triples are copied once, and the copy is
kept until another store, or one of another size, is asked. To look at every quad for a change
would take longer than most questions: who edits a store in place so that its size stays as it
was calls `forget()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.graph.vocab import PREFIXES

__all__ = ["forget", "merged", "query_all"]

Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass
class _Kept:
    """The copy made last."""

    store: Store
    size: int
    copy: Store


_last: list[_Kept] = []


def merged(store: Store) -> Store:
    """Return a store whose default graph holds each triple of *store* once.

    Args:
        store: With named graphs; it is not changed.

    Returns:
        A copy in memory, not to be written to; *store* itself where it has no named graph.

    Examples:
        >>> from pyoxigraph import Literal, NamedNode
        >>> store = Store()
        >>> thing = NamedNode("http://x/a")
        >>> for graph in ("http://x/g", "http://x/h"):
        ...     store.add(Quad(thing, thing, Literal("b"), NamedNode(graph)))
        >>> len(merged(store))
        1

    """
    if next(iter(store.named_graphs()), None) is None:
        return store
    size = len(store)
    if _last and _last[0].store is store and _last[0].size == size:
        return _last[0].copy
    copy = Store()
    copy.extend(Quad(q.subject, q.predicate, q.object) for q in store)
    _last[:] = [_Kept(store, size, copy)]
    return copy


def forget() -> None:
    """Drop the copy, so that the next query sees an edit in place that left the size as it was.

    Examples:
        >>> from pyoxigraph import Literal, NamedNode
        >>> store, name = Store(), NamedNode("http://x/a")
        >>> old, new = (Quad(name, name, Literal(word), name) for word in ("old", "new"))
        >>> store.add(old)
        >>> before = merged(store)
        >>> store.remove(old)
        >>> store.add(new)
        >>> forget()
        >>> [q.object.value for q in merged(store)]
        ['new']

    """
    _last.clear()


def query_all(store: Any, query: str) -> Results:
    """Run a query over all graphs of a store taken together; our prefixes need no declaration.

    Args:
        store: A pyoxigraph Store, or an endpoint that is asked like one (kg.graph.remote).
        query: SPARQL without GRAPH and FROM.

    Returns:
        What pyoxigraph gives.

    Raises:
        SyntaxError: The query cannot be parsed.

    Examples:
        >>> bool(query_all(Store(), "ASK { ?x a irk:Actor }"))
        False

    """
    prefixes = dict(PREFIXES)
    if isinstance(store, Store):
        return merged(store).query(query, prefixes=prefixes)
    found: Results = store.query(query, use_default_graph_as_union=True, prefixes=prefixes)
    return found

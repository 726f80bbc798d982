"""Updates and whole graphs: SPARQL Update and the Graph Store Protocol over a store folder.

    run_update(Path("build/store"), Operation("CLEAR ALL"), limits).status  -> 204

in    a store folder, an Operation or RDF
out   an Answer; the folder with a new generation
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.editing import edit_store
from kg.graph.tokens import decoded, tokens, uses, with_using
from kg.serving.answering import Answer, check_tokens, chosen, graph_nodes, write_triples
from kg.serving.limits import Limits
from kg.serving.negotiation import DATASETS, GRAPHS
from kg.serving.problems import ProblemError
from kg.serving.requests import Operation

__all__ = ["read_graph", "run_update", "write_graph"]

#: Media types of RDF that is read.
READ = {media: form.rdf for form in GRAPHS.values() for media in (form.media_type, *form.also)} | {
    "text/plain": ox.RdfFormat.N_TRIPLES
}


def run_update(path: Path, asked: Operation, limits: Limits) -> Answer:
    """Run an update, whole or not at all.

    Args:
        path: A store folder.
        asked: The update, and the graphs its patterns are taken from if the client names some.
        limits: How deep it may nest.

    Raises:
        ProblemError: It cannot be parsed or run, or is refused.

    """
    check_tokens(asked.text, limits)
    text = asked.text
    for form in (text, decoded(text)):
        if uses(tokens(form), "LOAD"):
            raise ProblemError(400, "LOAD fetches from an address; send the data itself to /data")
    if asked.default or asked.named:
        graph_nodes([*asked.default, *asked.named])
        using = with_using(text, asked.default, asked.named)
        if using is None:
            raise ProblemError(
                400, "graphs are named in the request and in the update; name them once"
            )
        text = using

    def change(store: ox.Store) -> None:
        from kg.graph.vocab import PREFIXES

        store.update(text, base_iri=asked.base, prefixes=dict(PREFIXES))

    return _changed(path, change, "update")


def read_graph(store: Any, name: str | None, accept: str, form: str, limits: Limits) -> Answer:
    """Return the triples of one graph.

    Args:
        store: Where it is.
        name: Its IRI; None for the triples in no named graph.
        accept: The Accept header.
        form: A format by name, "" for what *accept* prefers.
        limits: How long the answer may be.

    Raises:
        ProblemError: There is no such graph.

    """
    graph = ox.DefaultGraph() if name is None else graph_nodes([name])[0]
    if name is not None and not store.contains_named_graph(graph):
        raise ProblemError(404, "there is no such graph")
    found = GRAPHS[chosen(accept, GRAPHS, form)]
    quads = store.quads_for_pattern(None, None, None, graph)
    return Answer(write_triples((q.triple for q in quads), found, limits), found.content_type)


def write_graph(path: Path, method: str, name: str | None, media: str, body: bytes) -> Answer:
    """Replace (PUT), extend (POST) or delete one graph; or add quads ("POST quads").

    Raises:
        ProblemError: The body cannot be read, or there is no such graph to delete.

    """
    graph = ox.DefaultGraph() if name is None else graph_nodes([name])[0]
    quads = method == "POST quads"
    if method != "DELETE" and not quads and media not in READ:
        known = ", ".join(sorted(READ))
        raise ProblemError(415, f"a graph is sent as one of {known}")

    def change(store: ox.Store) -> None:
        if method == "DELETE":
            if name is not None and not store.contains_named_graph(graph):
                raise ProblemError(404, "there is no such graph")
            store.remove_graph(graph)
            return
        if quads:
            store.load(body, format=DATASETS[media], base_iri="http://localhost/")
            return
        if method == "PUT":
            store.clear_graph(graph)
        if name is not None:
            store.add_graph(graph)
        store.load(body, format=READ[media], to_graph=graph, base_iri=name or "http://localhost/")

    return _changed(path, change, "body")


def _changed(path: Path, change: Callable[[ox.Store], None], what: str) -> Answer:
    """The answer to a change that was made; the store as before where it cannot be."""
    try:
        edit_store(path, change)
    except SyntaxError as error:
        reason = " ".join(str(error).split())[:300]
        raise ProblemError(400, f"the {what} cannot be read ({reason})") from None
    except ValueError as error:
        raise ProblemError(400, f"the {what} cannot be run ({error})") from None
    except StoreError as error:
        raise ProblemError(409, str(error).rpartition("/")[2]) from None
    return Answer(b"", "text/plain", 204)

"""Knowledge graph of relations between states, read from documents.

    import kg

    g = kg.build("docs/")                     # or kg.open("build/store")
    g.query("exports", exporter="Kenya")      # a shipped question, or SPARQL
    g.table("trade")                          # one dictionary a row
    g.network()                               # networkx.MultiDiGraph

in    documents, or a store built before
out   a KnowledgeGraph
next  notebooks, kg.cli

Importing kg is quick: spaCy, networkx and rdflib are imported when they are used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

    from kg.graph.queries import Value
    from kg.graph.questions import Question
    from kg.graph.rows import Rows
    from kg.showing.explorer import Inline
    from kg.showing.measures import Path as NetworkPath

__all__ = ["Askable", "KGError", "KnowledgeGraph", "build", "open"]

__version__ = "0.1.0"

_Spec = str | os.PathLike[str]


class KnowledgeGraph:
    """A graph that can be asked; `store` is the pyoxigraph Store behind it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __len__(self) -> int:
        """Return the number of triples, each counted in every graph that says it."""
        return len(self.store)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph of {len(self):,} triples>"

    @property
    def questions(self) -> Mapping[str, Askable]:
        """The questions that ship, by name; each is asked by calling it.

        Examples:
            >>> open("memory:").questions["exports"](exporter=None)
            []

        """
        from kg.graph.questions import questions

        return {name: Askable(self, question) for name, question in questions().items()}

    def query(self, query: str, **parameters: str | int | None) -> Rows[Value] | bool:
        """Ask a question by name, from a .rq file, or in SPARQL.

        Args:
            query: "exports", "mine.rq" or "SELECT ...".
            parameters: What the question leaves open: a name, an IRI, a year; None for any.

        Returns:
            Rows, a list of dictionaries with `.pandas()` and `.polars()`; a bool for ASK.

        Raises:
            QueryError: The query is broken or has no such parameter.
            UnknownNameError: Nothing has that name.

        Examples:
            >>> open("memory:").query("exports")
            []

        """
        from kg.graph.queries import ask

        given = {name: str(value) for name, value in parameters.items() if value is not None}
        return ask(self.store, query, given)

    def table(self, kind: str) -> list[dict[str, Any]]:
        """Return the rows of one table: actors, visits, trade, exports, agreements, ...

        Raises:
            UnknownNameError: No such table; the message lists those there are.

        """
        from kg.graph.tables import store_rows

        return store_rows(self.store, kind)

    def network(self, *, reference: bool = False) -> nx.MultiDiGraph[Any]:
        """Return the graph as a network; see kg.showing.network for its attributes.

        Args:
            reference: Whether to add what the curated tables state.

        """
        from kg.showing.network import to_network

        return to_network(self.store, reference=reference)

    def explore(
        self,
        title: str = "Relations between states",
        *,
        reference: bool = True,
        query: str | None = None,
        focus: str | None = None,
        depth: int = 2,
    ) -> Inline:
        """Return the explorer, which a notebook shows in place; `.page` is the HTML file.

        Args:
            title: Heading of the page.
            reference: Whether what the curated tables state is shown too.
            query: SPARQL that gives the relations to show; everything without it.
            focus: Name or IRI of a thing: what is around it is shown.
            depth: How many steps around it.

        """
        from kg.showing.explorer import Inline, store_html

        page = store_html(
            self.store, title, reference=reference, query=query, focus=focus, depth=depth
        )
        return Inline(page)

    def path(self, a: str, b: str) -> NetworkPath | None:
        """Return how two things are connected, None where they are not.

        Raises:
            UnknownNameError: Nothing has that name.

        """
        from kg.showing.measures import find_path

        return find_path(self.network(), a, b)

    def rdflib(self) -> rdflib.Dataset:
        """Return the graph for rdflib, over the same store, all graphs taken together."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)
        return dataset

    def export(self, form: str) -> bytes:
        """Return everything in a format: turtle, trig, jsonld, graphml, ...

        Raises:
            UnknownNameError: No such format; the message lists those there are.

        """
        from kg.showing.export import export

        return export(self.store, form)


class Askable:
    """A shipped question over a graph: `g.questions["exports"](exporter="Kenya")`.

    It has all that kg.graph.questions.Question has: question, group, parameters, sparql ...
    """

    def __init__(self, graph: KnowledgeGraph, shipped: Question) -> None:
        self._graph, self.shipped = graph, shipped
        self.__doc__ = shipped.question

    def __call__(self, **parameters: str | int | None) -> Rows[Value] | bool:
        """Ask it; see KnowledgeGraph.query."""
        return self._graph.query(self.shipped.name, **parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shipped, name)

    def __repr__(self) -> str:
        taken = ", ".join(parameter.name for parameter in self.shipped.parameters)
        return f"<{self.shipped.name}({taken}): {self.shipped.question}>"


def build(
    paths: _Spec | Iterable[_Spec],
    store: _Spec = "memory:",
    out: _Spec | None = None,
    *,
    reference: bool = True,
    jobs: int = 1,
) -> KnowledgeGraph:
    """Build a graph from documents; warn of each file that is skipped or cannot be read.

    Args:
        paths: A file, a folder, or several.
        store: A folder to keep it in, or "memory:".
        out: A folder for Turtle, TriG, tables and explorer.
        reference: Whether the ontology and the vocabulary go into it too.
        jobs: Processes that read documents.

    Raises:
        InputError: A file named itself cannot be read, or no file of the folders can.
        StoreError: The store cannot be written.

    """
    import warnings

    from kg import pipeline
    from kg.documents.page import DocumentWarning

    listed = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    summary = pipeline.build(
        [Path(p) for p in listed], store, Path(out) if out else None, reference=reference, jobs=jobs
    )
    for name, reason in (*summary.skipped, *summary.failed):
        warnings.warn(f"not in the graph: {name}: {reason}", DocumentWarning, stacklevel=2)
    return KnowledgeGraph(summary.store)


def open(store: _Spec | None = None) -> KnowledgeGraph:
    """Open a graph: a store folder, an RDF file, "memory:", None for the default store.

    Raises:
        StoreError: There is none, or it cannot be opened.

    Examples:
        >>> open("memory:")
        <KnowledgeGraph of 0 triples>

    """
    from kg.graph.store import open_store

    return KnowledgeGraph(open_store(store))

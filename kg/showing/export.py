"""Write the graph out: one function a format, one table that names them.

    export(store, "turtle")  ->  bytes of Turtle

in    a pyoxigraph Store
out   bytes, the same for the same graph
next  kg.cli and kg.pipeline write them to files

To add a format, write a function and decorate it with its name and suffix; the
choices of `kg export` and the tests read EXPORTERS.

Everything is sorted. Formats without graphs (Turtle, N-Triples, RDF/XML) get the
union of all graphs; GraphML, GEXF, Cytoscape and Neo4j get the network of
kg.showing.network with the reference in it, with labels for people and IRIs as keys;
csv and parquet are zips of the tables of `kg table`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from kg.errors import UnknownNameError
from kg.graph.tables import TABLES, store_rows
from kg.graph.turtle import without_escaped_names
from kg.graph.vocab import PREFIXES
from kg.showing.flat_network import cytoscape, gexf, graphml
from kg.showing.neo4j import neo4j_files
from kg.showing.tables import format_rows, parquet, zipped

__all__ = ["EXPORTERS", "Exporter", "export"]


@dataclass(frozen=True)
class Exporter:
    """A format: its function, the suffix of its files, and what it is for."""

    write: Callable[[Store], bytes]
    suffix: str
    purpose: str


EXPORTERS: dict[str, Exporter] = {}


def exporter(name: str, suffix: str) -> Callable[[Callable[[Store], bytes]], Any]:
    """Register the decorated function as the exporter called *name*."""

    def register(function: Callable[[Store], bytes]) -> Callable[[Store], bytes]:
        purpose = (function.__doc__ or "").splitlines()[0]
        EXPORTERS[name] = Exporter(function, suffix, purpose)
        return function

    return register


def export(store: Store, name: str) -> bytes:
    """Return everything in *store* in the format called *name*.

    Raises:
        UnknownNameError: No exporter has that name; the message lists those that exist.

    Examples:
        >>> export(Store(), "nt")
        b''

    """
    if name not in EXPORTERS:
        raise UnknownNameError("format", name, list(EXPORTERS))
    return EXPORTERS[name].write(store)


@exporter("turtle", ".ttl")
def turtle(store: Store) -> bytes:
    """Turtle, all graphs merged: for people, Protégé, most tools."""
    return _with_sorted_prefixes(_written(_triples(store), RdfFormat.TURTLE))


@exporter("trig", ".trig")
def trig(store: Store) -> bytes:
    """TriG: Turtle that keeps a graph for each document."""
    return _with_sorted_prefixes(_written(_quads(store), RdfFormat.TRIG))


@exporter("nt", ".nt")
def ntriples(store: Store) -> bytes:
    """N-Triples, all graphs merged: one triple a line."""
    return _written(_triples(store), RdfFormat.N_TRIPLES)


@exporter("nquads", ".nq")
def nquads(store: Store) -> bytes:
    """N-Quads: one triple and its graph a line; for loading into stores."""
    return _written(_quads(store), RdfFormat.N_QUADS)


@exporter("jsonld", ".jsonld")
def jsonld(store: Store) -> bytes:
    """JSON-LD, expanded: for programs that read JSON."""
    return _written(_quads(store), RdfFormat.JSON_LD)


@exporter("rdfxml", ".rdf")
def rdfxml(store: Store) -> bytes:
    """RDF/XML, all graphs merged: for older tools.

    In ASCII: the reader of Comunica decodes a file in pieces and breaks letters at their ends.
    """
    written = _written(_triples(store), RdfFormat.RDF_XML).decode()
    return written.encode("ascii", "xmlcharrefreplace")


exporter("graphml", ".graphml")(graphml)
exporter("gexf", ".gexf")(gexf)
exporter("cytoscape", ".cyjs")(cytoscape)


@exporter("neo4j", ".zip")
def neo4j(store: Store) -> bytes:
    """Neo4j: a zip with tables for neo4j-admin, Cypher that loads them, and Cypher for n10s."""
    return neo4j_files(store, turtle(store))


@exporter("csv", ".zip")
def csv_tables(store: Store) -> bytes:
    """CSV: a zip with one file for each kind of table."""
    return zipped(
        {
            f"{kind}.csv": format_rows(store_rows(store, kind), "csv", kind).encode()
            for kind in TABLES
        }
    )


@exporter("parquet", ".zip")
def parquet_tables(store: Store) -> bytes:
    """Parquet: a zip with one file for each kind of table, for pandas and Polars."""
    return zipped({f"{kind}.parquet": parquet(store_rows(store, kind), kind) for kind in TABLES})


def _triples(store: Store) -> list[Triple]:
    """Every triple once, in order."""
    return sorted({quad.triple for quad in store}, key=str)


def _quads(store: Store) -> list[Quad]:
    """Every quad, by graph, then in order."""
    return sorted(store, key=lambda q: (str(q.graph_name), str(q.triple)))


def _written(content: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> bytes:
    used = dict(PREFIXES) if form in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML) else None
    written = serialize(content, format=form, prefixes=used)
    assert written is not None
    return written


def _with_sorted_prefixes(text: bytes) -> bytes:
    """Turtle or TriG with its prefix lines in order, and no escape in a name."""
    text = without_escaped_names(text, PREFIXES)
    lines = text.split(b"\n")
    count = next((i for i, x in enumerate(lines) if not x.startswith(b"@prefix")), len(lines))
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])

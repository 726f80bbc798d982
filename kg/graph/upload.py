"""Write a graph to a server, a named graph at a time; what was cut off goes on where it ended.

    upload("http://localhost:8000/sparql", quads)

in    the address of an endpoint, quads
out   True where the server's content changed
next  kg.graph.store, for kg build --store https://…

Each named graph is sent whole, and then noted with the digest of its content in a graph of its
own. So an upload that was cut off sends only what is missing when it is repeated, and one of
the same quads sends nothing. Graphs that were uploaded before and are no more are deleted;
graphs of others are left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.remote import UPLOADED, Connection, RemoteStore
from kg.graph.store import content_digest
from kg.graph.vocab import PREFIXES

__all__ = ["graph_store_address", "upload"]

#: Where servers that are known keep their graphs, by the end of the address of queries.
PLACES = {"/sparql": "/data", "/query": "/store"}
NOTED = ox.NamedNode(PREFIXES["dct"] + "identifier")
#: Graphs that are sent before they are noted.
AT_ONCE = 25
NTRIPLES = {"content-type": "application/n-triples"}


def graph_store_address(address: str) -> str:
    """Return where the graphs of an endpoint are written: KG_GRAPH_STORE, or its usual place.

    Raises:
        StoreError: It has no usual place.

    Examples:
        >>> graph_store_address("http://localhost:7878/query")
        'http://localhost:7878/store'

    """
    if given := os.environ.get("KG_GRAPH_STORE"):
        return given
    parts = urlsplit(address)
    for end, place in PLACES.items():
        if parts.path.rstrip("/").endswith(end):
            path = parts.path.rstrip("/").removesuffix(end) + place
            return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    raise StoreError(
        f"{address}: set KG_GRAPH_STORE to the address of its Graph Store Protocol to write to it"
    )


def upload(address: str, quads: Iterable[ox.Quad]) -> bool:
    """Make quads the content of our graphs on a server.

    Args:
        address: Of its SPARQL endpoint.
        quads: Everything that shall be there, all in named graphs.

    Returns:
        Whether anything had to be sent.

    Raises:
        StoreError: The server cannot be reached or refuses.

    """
    wanted: dict[str, set[ox.Quad]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise StoreError(f"{address}: a triple in no named graph is not sent: {quad.triple}")
        wanted.setdefault(quad.graph_name.value, set()).add(quad)
    connection, place = Connection(address), graph_store_address(address)
    noted = _noted(address)
    digests = {name: content_digest(found) for name, found in sorted(wanted.items())}
    missing = [name for name, digest in digests.items() if noted.get(name) != digest]
    gone = sorted(set(noted) - set(wanted))
    present = {name: digest for name, digest in noted.items() if digests.get(name) == digest}
    for start in range(0, len(missing), AT_ONCE):
        for name in missing[start : start + AT_ONCE]:
            triples = sorted({quad.triple for quad in wanted[name]}, key=str)
            _put(connection, place, name, triples)
            present[name] = digests[name]
        _note(connection, place, present)
    for name in gone:
        connection.send("DELETE", place, (200, 202, 204, 404), params={"graph": name})
    if gone:
        _note(connection, place, present)
    return bool(missing or gone)


def _put(connection: Connection, place: str, name: str, triples: list[ox.Triple]) -> None:
    """Send one graph whole."""
    content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    connection.send(
        "PUT", place, (200, 201, 204), params={"graph": name}, content=content, headers=NTRIPLES
    )


def _note(connection: Connection, place: str, present: dict[str, str]) -> None:
    """Note which graphs are there, with what content."""
    triples = [
        ox.Triple(ox.NamedNode(name), NOTED, ox.Literal(digest))
        for name, digest in sorted(present.items())
    ]
    _put(connection, place, UPLOADED, triples)


def _noted(address: str) -> dict[str, str]:
    """What an upload before noted: the digest of each graph."""
    query = f"SELECT ?g ?d {{ GRAPH <{UPLOADED}> {{ ?g {NOTED} ?d }} }}"
    return {row["g"].value: row["d"].value for row in RemoteStore(address).query(query)}

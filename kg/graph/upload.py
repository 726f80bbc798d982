"""Write a graph to a server, in N-Quads files or a named graph at a time; resumes where cut off.

    upload("http://localhost:8000/sparql", quads)

in    the address of an endpoint, quads
out   True where the server's content changed
next  kg.graph.store, for kg build --store https://…

Graphs that the server has not are sent many in one file, if it takes N-Quads by POST to where its
graphs are written (kg serve, Oxigraph); the first file holds one graph, and only when that is found
in its place come the others. Where it is not (Virtuoso), and for graphs whose content changes,
each is sent by itself by Graph Store Protocol.

Each graph is sent whole and noted with the digest of its content in a graph of its own. So an
upload that was cut off sends only what is missing when it is repeated, and one of the same quads
sends nothing. Graphs that were uploaded before and are no more are deleted; graphs of others are
left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.remote import UPLOADED, Connection, RemoteStore
from kg.graph.store import content_digest
from kg.graph.vocab import PREFIXES

__all__ = ["graph_store_address", "upload"]

#: Where servers that are known keep their graphs, by the end of the address of queries.
PLACES = {"/sparql": "/data", "/query": "/store"}
NOTES = ox.NamedNode(UPLOADED)
NOTED = ox.NamedNode(PREFIXES["dct"] + "identifier")
#: Graphs that are sent before they are noted.
AT_ONCE = 25
#: About as many bytes go in one file.
FILE = 8_000_000
#: What a server says that takes no such file; some say 200 and show a page.
NOT_TAKEN = (400, 404, 405, 406, 411, 413, 415, 422, 500, 501)
NTRIPLES = {"content-type": "application/n-triples"}
NQUADS = {"content-type": "application/n-quads"}


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
    changed = bool(missing or gone)
    for file in _files(_fresh(address, missing, noted), wanted, digests):
        if not _send_file(connection, place, file) or not _arrived(address, file.names, digests):
            break
        present |= {name: digests[name] for name in file.names}
    missing = [name for name in missing if name not in present]
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
    return changed


@dataclass(frozen=True)
class _File:
    """Graphs with their notes as N-Quads."""

    names: list[str]
    content: bytes


def _fresh(address: str, missing: list[str], noted: dict[str, str]) -> list[str]:
    """The graphs that the server has not, not even in part; none where files are not worth it."""
    if len(missing) < 2:
        return []
    there = {*noted, *RemoteStore(address).graphs()}
    return [name for name in missing if name not in there]


def _files(
    names: list[str], wanted: dict[str, set[ox.Quad]], digests: dict[str, str]
) -> Iterator[_File]:
    """Files of whole graphs, the first of one graph; notes stand after what they note."""
    graphs: list[str] = []
    parts: list[bytes] = []
    for number, name in enumerate(names):
        graphs.append(name)
        parts.append(_nquads(wanted[name]))
        if number and number + 1 < len(names) and sum(map(len, parts)) < FILE:
            continue
        parts.append(
            _nquads(
                ox.Quad(note.subject, note.predicate, note.object, NOTES)
                for note in _notes(digests, graphs)
            )
        )
        yield _File(graphs, b"".join(parts))
        graphs, parts = [], []


def _nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as N-Quads, in order."""
    content = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_QUADS)
    assert content is not None
    return content


def _send_file(connection: Connection, place: str, file: _File) -> bool:
    """Whether a server seems to take a file."""
    taken = (200, 201, 202, 204)
    answer = connection.send(
        "POST", place, (*taken, *NOT_TAKEN), content=file.content, headers=NQUADS
    )
    return answer.status_code in taken


def _arrived(address: str, names: list[str], digests: dict[str, str]) -> bool:
    """Whether graphs that were sent in a file are noted in their place."""
    noted = _noted(address)
    return all(noted.get(name) == digests[name] for name in names)


def _put(connection: Connection, place: str, name: str, triples: list[ox.Triple]) -> None:
    """Send one graph whole."""
    content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    connection.send(
        "PUT", place, (200, 201, 204), params={"graph": name}, content=content, headers=NTRIPLES
    )


def _note(connection: Connection, place: str, present: dict[str, str]) -> None:
    """Note which graphs are there, with what content."""
    _put(connection, place, UPLOADED, _notes(present, sorted(present)))


def _notes(digests: dict[str, str], names: Iterable[str]) -> list[ox.Triple]:
    """What is noted of graphs."""
    return [ox.Triple(ox.NamedNode(name), NOTED, ox.Literal(digests[name])) for name in names]


def _noted(address: str) -> dict[str, str]:
    """What an upload before noted: the digest of each graph."""
    query = f"SELECT ?g ?d {{ GRAPH <{UPLOADED}> {{ ?g {NOTED} ?d }} }}"
    return {row["g"].value: row["d"].value for row in RemoteStore(address).query(query)}

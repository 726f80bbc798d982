"""A store behind an address: any SPARQL 1.1 endpoint, asked like a store of our own.

    store = RemoteStore("http://localhost:8000/sparql")
    store.query("ASK {}", use_default_graph_as_union=True)

in    the address of an endpoint; KG_STORE_AUTH for who asks
out   pyoxigraph's results
next  kg.graph.store opens it; kg.graph.queries, kg.graph.tables ask it

Queries run over there. What needs every triple (the explorer, exports, checks) loads all of
them once, graph by graph, into memory. The default graph of an endpoint may be anything, so
the union of all named graphs is named in each request that wants it; where an endpoint holds
graphs of this project and others, only ours are taken.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx
import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.vocab import ID

__all__ = ["UPLOADED", "Connection", "RemoteStore"]

#: Seconds for one request, and how often one that can be repeated is sent.
SECONDS, TRIES = 60.0, 4
#: Statuses after which the same request may succeed.
PASSING = (429, 502, 503, 504)
#: What every graph of ours begins with.
OURS = ID.removesuffix("id/")
#: The graph in which an upload notes what is there; see kg.graph.upload.
UPLOADED = ID + "graph/uploaded"
RESULTS = "application/sparql-results+json"
TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
WANTED = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5, text/plain;q=0.1"
#: The column in which Virtuoso tells yes or no.
TRUTH = "__ASK_RETVAL"
#: Triples asked for at a time.
PAGE = 9000


class Connection:
    """Requests to one server: with who asks, again where that may help, errors in a line."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = httpx.Client(timeout=SECONDS, auth=_auth(), follow_redirects=False)

    def send(
        self, method: str, address: str, accepted: Sequence[int] = (200,), **request: Any
    ) -> httpx.Response:
        """Send a request that may be repeated without harm.

        Args:
            method: GET, PUT, DELETE, or POST of a query or of a file of quads.
            address: Where to.
            accepted: Statuses that are answers.
            request: Of httpx: params, data, content, headers.

        Raises:
            StoreError: The server cannot be reached, refuses, or fails again and again.

        """
        failure = ""
        for number in range(TRIES):
            if number:
                time.sleep(0.25 * 4 ** (number - 1))
            try:
                answer = self.client.request(method, address, **request)
            except (httpx.TransportError, httpx.InvalidURL) as error:
                failure = str(error) or type(error).__name__
                continue
            if answer.status_code in accepted:
                return answer
            failure = f"{answer.status_code} {_short(answer)}"
            if answer.status_code not in PASSING:
                break
        raise StoreError(f"{address}: {failure}{_advice(failure)}")


def _auth() -> httpx.Auth | None:
    """Who asks, as KG_STORE_AUTH says."""
    given = os.environ.get("KG_STORE_AUTH", "")
    if not given:
        return None
    scheme, _, rest = given.partition(":")
    user, _, password = rest.partition(":")
    if scheme == "bearer":
        return _Bearer(rest)
    if scheme == "basic":
        return httpx.BasicAuth(user, password)
    if scheme == "digest":
        return httpx.DigestAuth(user, password)
    raise StoreError(
        "KG_STORE_AUTH: write bearer:TOKEN, basic:USER:PASSWORD or digest:USER:PASSWORD"
    )


class _Bearer(httpx.Auth):
    """A token in the Authorization header."""

    def __init__(self, token: str) -> None:
        self.token = token

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]
        request.headers["authorization"] = f"Bearer {self.token}"
        yield request


def _short(answer: httpx.Response) -> str:
    """What a server says of an error, in one line."""
    try:
        if "json" in answer.headers.get("content-type", ""):
            return str(answer.json().get("detail", ""))[:200]
    except ValueError:
        pass
    return " ".join(answer.text.split())[:200]


def _advice(failure: str) -> str:
    """What to do about a failure."""
    if failure.startswith(("401", "403")):
        return "; set KG_STORE_AUTH to bearer:TOKEN, basic:USER:PASSWORD or digest:USER:PASSWORD"
    return ""


class RemoteStore:
    """An endpoint with the methods of a pyoxigraph Store that reading needs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connection = Connection(address)
        self._graphs: list[str] | None = None
        self._copy: ox.Store | None = None

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
    ) -> Any:
        """Ask, and return what pyoxigraph would.

        Raises:
            StoreError: The endpoint cannot be reached, or refuses the query.

        """
        text = _declared(query, prefixes or {}, base_iri)
        form: dict[str, Any] = {"query": text}
        if use_default_graph_as_union:
            form["default-graph-uri"] = self.graphs()
            form["named-graph-uri"] = self.graphs()
        elif default_graph is not None or named_graphs is not None:
            form["default-graph-uri"] = [g.value for g in default_graph or ()]
            form["named-graph-uri"] = [g.value for g in named_graphs or ()]
        accept = f"{RESULTS}, {WANTED}"
        answer = self.connection.send("POST", self.address, data=form, headers={"accept": accept})
        media = answer.headers.get("content-type", "").partition(";")[0].strip()
        if media in TRIPLES:
            local = ox.Store()
            local.bulk_load(answer.content, format=TRIPLES[media])
            return local.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        if media not in (RESULTS, "application/json"):
            raise StoreError(f"{self.address}: no SPARQL endpoint: it answers with {media}")
        return _results(answer.content)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that are asked; ours alone where there are some."""
        if self._graphs is None:
            rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
            names = [row["g"].value for row in rows if isinstance(row["g"], ox.NamedNode)]
            ours = [name for name in names if name.startswith(OURS)]
            self._graphs = [name for name in ours or names if name != UPLOADED]
        return self._graphs

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Return the graphs as nodes."""
        return iter([ox.NamedNode(name) for name in self.graphs()])

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Whether there is such a graph."""
        return graph.value in self.graphs()

    def quads_for_pattern(
        self, subject: Any, predicate: Any, object: Any, graph: Any = None
    ) -> Iterator[ox.Quad]:
        """Return quads; all are loaded first."""
        return self.copy().quads_for_pattern(subject, predicate, object, graph)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.copy())

    def __len__(self) -> int:
        (row,) = self.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        return int(row["n"].value)

    def dump(self, *arguments: Any, **options: Any) -> bytes | None:
        """Return everything in an RDF format."""
        return self.copy().dump(*arguments, **options)

    def copy(self) -> ox.Store:
        """Return all quads in memory; loaded once, each graph as long as it is said to be.

        Raises:
            StoreError: A graph comes shorter than it is.

        """
        if self._copy is None:
            store = ox.Store()
            for name in self.graphs():
                store.bulk_extend(self._load(name))
            self._copy = store
        return self._copy

    def _load(self, name: str) -> list[ox.Quad]:
        """The quads of one graph, page by page."""
        graph = ox.NamedNode(name)
        (row,) = self.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        number = int(row["n"].value)
        found: set[ox.Quad] = set()
        for offset in range(0, number, PAGE):
            rows = self.query(
                f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }} "
                f"ORDER BY ?s ?p ?o LIMIT {PAGE} OFFSET {offset}"
            )
            found |= {ox.Quad(row["s"], row["p"], row["o"], graph) for row in rows}
        if len(found) != number:
            raise StoreError(
                f"{self.address}: graph {name} has {number} triples and {len(found)} came"
            )
        return sorted(found, key=str)


def _results(content: bytes) -> Any:
    """Rows, or yes or no; Virtuoso may tell that in a row with a column of its own."""
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == [TRUTH]:
        yes = any(row[TRUTH].value not in ("0", "false") for row in found)
        told = b'{"head":{},"boolean":%s}' % (b"true" if yes else b"false")
        return ox.parse_query_results(told, format=ox.QueryResultsFormat.JSON)
    return found


def _declared(query: str, prefixes: Mapping[str, str], base: str | None) -> str:
    """A query with the declarations of the prefixes that it uses."""
    from kg.graph.tokens import tokens

    used = {t.text.partition(":")[0] for t in tokens(query) if t.sort == "name"}
    lines = [f"PREFIX {name}: <{prefixes[name]}>" for name in sorted(used & set(prefixes))]
    if base:
        lines.insert(0, f"BASE <{base}>")
    return "\n".join([*lines, query])

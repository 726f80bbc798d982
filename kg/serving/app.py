"""Which address does what: the ASGI application.

    application(Options("build/store"), pool)

in    Options, a Pool
out   an ASGI application
next  kg.serving.server runs it

    /sparql                         queries; without a query, what the service is
    /update, /data                  updates and graphs, where they are allowed; /data reads always
    /id/… /ontology/… /vocab/…      a page, or RDF, for each IRI of the project
    /, /ask/…, /query, /explorer    pages for people
    /ontology                       the documentation of the ontology
    /health, /metrics, /.well-known/void

To add an address, write a method of Service and name it in `application`.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.graph.store import LATEST, is_address
from kg.serving.access import allow_update, check_host
from kg.serving.answering import Answer
from kg.serving.cache import Cache
from kg.serving.http import CORS, header, problem_answer, read_body, send_answer, until_gone
from kg.serving.metrics import Metrics
from kg.serving.negotiation import DATASETS
from kg.serving.options import Options
from kg.serving.pages.rendering import page
from kg.serving.pool import Pool
from kg.serving.problems import MEDIA_TYPE, ProblemError
from kg.serving.quick import Quick, query_job
from kg.serving.requests import Operation, form_pairs, media_type, read_query, read_update
from kg.serving.static import ontology_answer, static_answer

__all__ = ["Service", "application"]

Handler = Callable[[Scope, Receive], Awaitable[Answer]]
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "86400",
}
#: Addresses for programs.
DATA = ("/sparql", "/update", "/data", "/health", "/metrics")
#: Changes that may wait for one another.
MOST_CHANGING = 16
#: Routes that pages of other hosts may not use.
PRIVATE = ("/update", "/metrics", "/health")


class _Endpoint:
    """A handler as an ASGI application: methods, host, problems, numbers."""

    def __init__(self, service: Service, route: str, handler: Handler, methods: str) -> None:
        self.service, self.route, self.handler = service, route, handler
        self.methods = frozenset(methods.split())
        self.cors = CORS if service.options.cors and route not in PRIVATE else ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        service = self.service
        try:
            answer = await self._answer(scope, receive)
        except ProblemError as problem:
            answer = service.problem(scope, problem)
        service.metrics.count(self.route, answer.status, time.perf_counter() - begun)
        await send_answer(scope, send, answer, *self.cors)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        check_host(scope, self.service.options)
        method = scope["method"]
        if method not in self.methods:
            if method == "OPTIONS":
                return Answer(b"", "text/plain", 204, PREFLIGHT if self.cors else {})
            allowed = ", ".join(sorted(self.methods))
            raise ProblemError(405, f"{method} is not for this address", {"allow": allowed})
        return await self.handler(scope, receive)


class Service:
    """What the addresses do."""

    def __init__(self, options: Options, pool: Pool) -> None:
        self.options, self.pool, self.limits = options, pool, options.limits
        self.metrics = Metrics()
        self.cache = Cache(self.limits.cache * 1_000_000)
        self.changing = 0
        self.latest = Path(options.store) / LATEST if options.allow_updates else None
        self.changeless = not options.allow_updates and not is_address(options.store)
        self.editing = asyncio.Lock()

    def problem(self, scope: Scope, problem: ProblemError) -> Answer:
        """A problem as the client can read it."""
        if "text/html" in header(scope, b"accept") and not scope["path"].startswith(DATA):
            line = f"{problem.status} {HTTPStatus(problem.status).phrase}"
            found = page(
                "error.html",
                problem.status,
                title=self.options.title,
                status_line=line,
                detail=problem.detail,
            )
            headers = {**found.headers, **problem.headers}
            return Answer(found.body, found.media_type, found.status, headers)
        return problem_answer(problem)

    async def ask(self, receive: Receive | None, job: dict[str, Any], body: bytes = b"") -> Answer:
        """Have a worker do a job."""
        gone = None if receive is None else (lambda: until_gone(receive))
        reply, content = await self.pool.run(job, body, gone)
        return Answer(content, reply["type"], reply["status"], reply["headers"])

    def version(self) -> object:
        """What changes when the graph does; None where nobody here can tell."""
        if self.changeless:
            return self.pool.renewed
        if self.latest is None:
            return None
        named = self.latest.stat()
        return named.st_ino, named.st_mtime_ns

    async def sparql(self, scope: Scope, receive: Receive) -> Answer:
        """Answer a query; without one, say what the service is."""
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        address = scope["query_string"].decode("latin-1")
        accept = header(scope, b"accept")
        if method == "GET" and not address:
            return await self.page("description", scope, receive)
        if len(address) > self.limits.max_query:
            raise ProblemError(414, f"the address is longer than {self.limits.max_query:,} bytes")
        if method == "GET":
            job = query_job(accept, header(scope, b"host"))
            return await self.ask(receive, job, scope["query_string"])
        body = await read_body(scope, receive, self.limits.max_query, self.limits.client_timeout)
        asked = read_query(method, header(scope, b"content-type"), address, body)
        text = asked.text.encode("utf-8", "surrogatepass")
        if len(text) > self.limits.max_query:
            raise ProblemError(413, f"the query is longer than {self.limits.max_query:,} bytes")
        return await self.ask(receive, _job("query", asked, accept=accept, base=_base(scope)), text)

    async def update(self, scope: Scope, receive: Receive) -> Answer:
        """Change the graph, where that is allowed."""
        allow_update(scope, self.options)
        address = scope["query_string"].decode("latin-1")
        body = await read_body(scope, receive, self.limits.max_upload, self.limits.client_timeout)
        asked = read_update(header(scope, b"content-type"), address, body)
        text = asked.text.encode("utf-8", "surrogatepass")
        return await self.change(receive, _job("update", asked, base=_base(scope)), text)

    async def data(self, scope: Scope, receive: Receive) -> Answer:
        """Read a graph, or write one where that is allowed (Graph Store Protocol)."""
        method = scope["method"]
        pairs = form_pairs(scope["query_string"].decode("latin-1"), "query string")
        names = [value for name, value in pairs if name == "graph"]
        default = [value for name, value in pairs if name == "default"]
        media = media_type(header(scope, b"content-type")) if method in ("PUT", "POST") else ""
        quads = method == "POST" and media in DATASETS and not pairs
        if len(names) + len(default) != 1 and not quads:
            raise ProblemError(
                400, "name one graph: ?graph=IRI, or ?default; N-Quads and TriG by POST name theirs"
            )
        job: dict[str, Any] = {
            "graph": names[0] if names else None,
            "method": "POST quads" if quads else method,
            "type": media,
        }
        if method in ("GET", "HEAD"):
            form = next((value for name, value in pairs if name == "format"), "")
            job |= {"job": "graph", "accept": header(scope, b"accept"), "form": form}
            return await self.ask(receive, job)
        allow_update(scope, self.options)
        body = b""
        if method != "DELETE":
            body = await read_body(
                scope, receive, self.limits.max_upload, self.limits.client_timeout
            )
        return await self.change(receive, {"job": "write", **job}, body)

    async def change(self, receive: Receive, job: dict[str, Any], body: bytes) -> Answer:
        """Have a worker change the graph, one change after the other."""
        if self.changing >= MOST_CHANGING:
            again = {"retry-after": "2"}
            raise ProblemError(503, "too many changes wait; send it again soon", again)
        self.changing += 1
        try:
            async with self.editing:
                return await self.ask(receive, job, body)
        finally:
            self.changing -= 1

    async def page(self, job: str, scope: Scope, receive: Receive, **more: Any) -> Answer:
        """A page that is the same until the graph changes."""
        address = scope["query_string"].decode("latin-1")
        if len(address) > self.limits.max_query:
            raise ProblemError(414, f"the address is longer than {self.limits.max_query:,} bytes")
        asked = {
            "job": job,
            "path": scope["path"],
            "pairs": form_pairs(address, "query string"),
            "accept": header(scope, b"accept"),
            "host": header(scope, b"host"),
            "title": self.options.title,
            **more,
        }
        key = self.version(), *map(str, asked.values())
        answer = self.cache.get(key) if key[0] is not None else None
        if answer is None:
            answer = await self.ask(receive, asked)
            if answer.media_type == MEDIA_TYPE:
                told = json.loads(answer.body)
                raise ProblemError(told["status"], told["detail"], answer.headers)
            if key[0] is not None:
                self.cache.put(key, answer)
        return self.cache.unless_known(answer, header(scope, b"if-none-match"))

    def page_handler(self, job: str) -> Handler:
        """Return a handler that shows what a job makes."""

        async def handler(scope: Scope, receive: Receive) -> Answer:
            return await self.page(job, scope, receive)

        return handler

    async def static(self, scope: Scope, receive: Receive) -> Answer:
        """A style or a script."""
        return self.cache.unless_known(
            static_answer(scope["path_params"]["name"]), header(scope, b"if-none-match")
        )

    async def ontology(self, scope: Scope, receive: Receive) -> Answer:
        """The documentation of the ontology."""
        return self.cache.unless_known(ontology_answer(), header(scope, b"if-none-match"))

    async def health(self, scope: Scope, receive: Receive) -> Answer:
        """Whether a worker answers."""
        answer = await self.ask(None, {"job": "query"}, b"ASK {}")
        return Answer(b'{"status":"ok"}', "application/json", answer.status)

    async def numbers(self, scope: Scope, receive: Receive) -> Answer:
        """Numbers for Prometheus."""
        return Answer(self.metrics.text(self.pool), "text/plain; version=0.0.4; charset=utf-8")

    async def nothing(self, scope: Scope, receive: Receive) -> Answer:
        """Say that there is no such address."""
        raise ProblemError(404, "nothing is at this address")


class Application:
    """The ASGI application; `quick` answers queries by GET beside it."""

    def __init__(self, service: Service, routed: ASGIApp) -> None:
        self.quick, self.routed = Quick(service), routed
        self.queries = _Endpoint(service, "/sparql", service.sparql, "GET HEAD POST")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Spare queries, which are most requests, the search for a route."""
        await (self.queries if scope["path"] == "/sparql" else self.routed)(scope, receive, send)


def application(options: Options, pool: Pool) -> Application:
    """Return the ASGI application of a server.

    Args:
        options: What it allows.
        pool: Its workers; they are started and stopped by the caller.

    """
    service = Service(options, pool)

    def route(path: str, handler: Handler, methods: str = "GET HEAD") -> Route:
        name = path.partition("{")[0].rstrip("/") or "/"
        return Route(path, _Endpoint(service, name, handler, methods))

    pages = service.page_handler
    starlette = Starlette(
        routes=[
            route("/sparql/", service.sparql, "GET HEAD POST"),
            route("/update", service.update, "POST"),
            route("/data", service.data, "GET HEAD PUT POST DELETE"),
            route("/", pages("home")),
            route("/ask/{name}", pages("question")),
            route("/query", pages("console")),
            route("/explorer", pages("explorer")),
            route("/id/{rest:path}", pages("thing")),
            route("/ontology", service.ontology),
            route("/ontology/{rest:path}", pages("thing")),
            route("/vocab/{rest:path}", pages("thing")),
            route("/.well-known/void", pages("void")),
            route("/static/{name}", service.static),
            route("/health", service.health),
            route("/metrics", service.numbers),
            route("/{rest:path}", service.nothing, "GET HEAD POST PUT DELETE PATCH"),
        ]
    )
    return Application(service, starlette)


def _base(scope: Scope) -> str:
    """The address asked, without its query: what relative IRIs are relative to."""
    return f"http://{header(scope, b'host') or 'localhost'}{scope['path']}"


def _job(name: str, asked: Operation, **more: str) -> dict[str, Any]:
    """An operation as a job."""
    job: dict[str, Any] = {"job": name, **more}
    for key in ("default", "named", "form"):
        if value := getattr(asked, key):
            job[key] = value
    return job

"""A client's connection: what uvicorn makes of HTTP, with bounds, and a short way for queries.

    uvicorn.Config(application(options, pool), http=Connection)

in    bytes of a client
out   requests for the ASGI application; queries by GET for kg.serving.quick
next  kg.serving.server

A client has so many seconds to send a request's headers and to take a piece of an answer, and
so many bytes for its headers; `look` ends connections that do not keep to it. A query by GET goes
to a worker without a coroutine of its own: that way takes a third of the time of the other.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.serving.channel import Request
from kg.serving.problems import MEDIA_TYPE, ProblemError

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

__all__ = ["Connection"]

#: Bytes of a request line and headers together, beside the longest query in an address.
HEADERS = 100_000
#: Bytes of an answer that a client has to take within the time for a piece.
PIECE = 256 * 1024
#: Seconds that a connection stays open for another request.
KEEP_ALIVE = 30.0
#: Seconds in which a query is answered quickly, and how many of them in a row make a connection
#: one that may be lent; what it has to make up for after one that was not.
QUICK, TRUSTED, MISTRUSTED = 0.02, 8, -100
#: How the address of a query begins.
QUERY = b"/sparql?"
IDLE, HEAD, BODY = range(3)


class _PipelinedError(Exception):
    """Another request came before a query was answered: the parser stops there."""


class Connection(HttpToolsProtocol):
    """The server's end of a connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.quick: Any = config.app.quick  # type: ignore[union-attr]
        self.limits = self.quick.limits
        self.pending: Request | None = None  #: the query that is being answered
        self.query = False  #: whether the request that is being read is a query by GET
        self.phase = IDLE
        self.served = False  #: whether a request was read whole before
        self.since = self.loop.time()  #: when the phase began
        self.size = 0  #: bytes read of the headers
        self.held = b""  #: what came while a query was being answered
        self.closing = False  #: whether the answer is the last
        self.lent = False  #: whether a teller reads it
        self.trust = 0  #: queries in a row that were answered quickly
        self.whole = b""  #: what came last, if it was one request
        self.unsent, self.marked = 0, 0.0  #: bytes not taken yet, and when they were counted

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection; where there are too many, that which is idle longest goes."""
        super().connection_made(transport)
        if len(self.connections) <= self.limits.connections:
            return
        idle = [
            c for c in self.connections if isinstance(c, Connection) and c is not self and c.idle
        ]
        if idle:
            min(idle, key=lambda c: c.since).transport.close()
        else:
            again = {"retry-after": "2"}
            self.refuse(ProblemError(503, "too many connections; come again soon", again))

    @property
    def idle(self) -> bool:
        """Whether no request is being read or answered."""
        free = self.pending is None and not self.lent
        return free and self.phase == IDLE and self._answered()

    def _answered(self) -> bool:
        """Whether no request of the application's is open."""
        return self.cycle is None or self.cycle.response_complete

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the query go, if one is being answered."""
        super().connection_lost(exc)
        if self.pending is not None:
            self.quick.gone(self.pending)
            self.pending = None

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self.pending is not None:
            self.held += data
            if len(self.held) > PIECE:
                self.flow.pause_reading()
            return
        if self.phase != BODY:
            self.whole = b"" if self.size else data
            self.size += len(data)
            if self.size > self.limits.max_query + HEADERS:
                self.refuse(ProblemError(431, "the headers are too long"))
                return
        if not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        if self.pending is not None:
            raise _PipelinedError
        self.phase, self.since = HEAD, self.loop.time()
        self.url = b""
        self.headers = []
        self.expect_100_continue = False

    def on_headers_complete(self) -> None:
        """Send a request on its way, unless it is a query by GET, which waits for its end."""
        self.phase = BODY
        self.query = self._is_query()
        if not self.query:
            url, headers, expected = self.url, self.headers, self.expect_100_continue
            super().on_message_begin()
            self.url, self.expect_100_continue = url, expected
            self.headers += headers
            super().on_headers_complete()

    def _is_query(self) -> bool:
        """Whether the request goes the short way."""
        parser = self.parser
        return (
            self.url.startswith(QUERY)
            and len(self.url) > len(QUERY)
            and parser.get_method() == b"GET"
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and b"#" not in self.url
            and not self.pipeline
            and self._answered()
            and not any(
                name in (b"content-length", b"transfer-encoding") for name, _ in self.headers
            )
        )

    def on_body(self, body: bytes) -> None:
        """Read a piece of a body."""
        if not self.query:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is read whole."""
        self.phase, self.since, self.size = IDLE, self.loop.time(), 0
        self.served = True
        if self.query:
            self.query = False
            self.quick.ask(self, self.url[len(QUERY) :], self.headers)
        else:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self.since = self.loop.time()
        super().on_response_complete()

    def answer(self, head: bytes, body: bytes, seconds: float) -> None:
        """Send the answer to a query.

        Args:
            head: Status line and headers but the length.
            body: What follows them.
            seconds: How long it was worked on.

        """
        self.pending = None
        self.trust = self.trust + 1 if seconds < QUICK else min(0, self.trust)
        self.since = self.loop.time()
        transport = self.transport
        if transport.is_closing():
            return
        transport.write(b"%scontent-length: %d\r\n\r\n%s" % (head, len(body), body))
        if self.closing:
            transport.close()
        elif self.held:
            data, self.held = self.held, b""
            self.flow.resume_reading()
            self.data_received(data)
        elif self.trust >= TRUSTED:
            self.loop.call_soon(self._lend)

    def _lend(self) -> None:
        """Lend the connection to a teller, if nothing is under way on it."""
        start = b"GET %s HTTP/1.1\r\n" % self.url
        if (
            self.idle
            and not self.closing
            and not self.transport.is_closing()
            and not self.transport.get_write_buffer_size()
            and self.whole.startswith(start)
            and self.whole.find(b"\r\n\r\n") == len(self.whole) - 4
        ):
            self.quick.lend(self, self.whole[4 + len(self.url) :], self.headers)

    def take_back(self, data: bytes = b"", quick: bool = True) -> None:
        """Read the connection again, which was lent.

        Args:
            data: What was read of it.
            quick: Whether all queries on it were answered quickly.

        """
        self.lent = False
        if not quick:
            self.trust = MISTRUSTED
        self.since = self.loop.time()
        if not self.transport.is_closing():
            self.flow.resume_reading()
            if data:
                self.data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Tell that what came is not HTTP; after the answer to the query before, close."""
        if self.pending is not None:
            self.closing = True
            return
        self.refuse(ProblemError(400, "this is no HTTP request"))

    def refuse(self, problem: ProblemError) -> None:
        """Send a problem and hang up."""
        if self.transport.is_closing():
            return
        body = problem.body()
        lines = [b"content-type: " + MEDIA_TYPE.encode(), b"content-length: %d" % len(body)]
        lines += [f"{name}: {value}".encode() for name, value in problem.headers.items()]
        lines += [b"connection: close", b"", body]
        self.transport.write(STATUS_LINE[problem.status] + b"\r\n".join(lines))
        self.transport.close()

    def shutdown(self) -> None:
        """Hang up, once a query that is being answered is."""
        if self.pending is not None:
            self.closing = True
        elif self.lent:
            self.transport.close()
        else:
            super().shutdown()

    def look(self, now: float) -> None:
        """Hang up on a client that sends or takes nothing for too long."""
        if self.lent:
            return
        waited = self.limits.client_timeout
        unsent = self.transport.get_write_buffer_size()
        if unsent:
            if not self.unsent or unsent > self.unsent or unsent <= self.unsent - PIECE:
                self.unsent, self.marked = unsent, now
            elif now - self.marked > waited:
                self.transport.abort()
            return
        self.unsent = 0
        if self.pending is not None or not self._answered():
            return
        if self.phase == IDLE and self.served:
            waited = KEEP_ALIVE
        if now - self.since > waited:
            if self.phase == HEAD:
                self.refuse(ProblemError(408, "the request did not come in time"))
            else:
                self.transport.close()

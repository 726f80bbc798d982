"""Queries by GET, which are most requests: from the connection to a worker and back in few steps.

    quick.ask(connection, b"query=ASK%20%7B%7D", [(b"host", b"localhost")])

in    a Connection, the query string of an address, headers
out   the answer, written to the connection
next  kg.serving.connection calls it, kg.serving.app makes it

What is asked the same again is answered from the answers kept; all else goes to a worker as it
is, which takes the address apart.
"""

from __future__ import annotations

import json
import time
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from kg.serving.access import check_host
from kg.serving.answering import Answer
from kg.serving.channel import Request
from kg.serving.http import CORS, answer_head, problem_answer
from kg.serving.lending import Lending
from kg.serving.problems import ProblemError
from kg.serving.wire import packed

if TYPE_CHECKING:
    from kg.serving.app import Service
    from kg.serving.connection import Connection

__all__ = ["Quick", "query_job"]

#: Different headers, of requests and of answers, that are remembered as bytes.
REMEMBERED = 256
ROUTE = "/sparql"


def query_job(accept: str, host: str) -> dict[str, Any]:
    """Return the job of a query that stands in an address, but for the address.

    Examples:
        >>> query_job("text/csv", "localhost:8000")["base"]
        'http://localhost:8000/sparql'

    """
    return {"job": "sparql", "accept": accept, "base": f"http://{host or 'localhost'}{ROUTE}"}


def _accept_and_host(headers: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """Two headers of a request."""
    accept = host = b""
    for name, value in headers:
        if name == b"accept":
            accept = accept + b", " + value if accept else value
        elif name == b"host":
            host = host + b", " + value if host else value
    return accept, host


class _Query(Request):
    """A query on its way."""

    __slots__ = ("connection", "gone", "key", "quick")

    def __init__(self, message: bytes, connection: Connection, quick: Quick, key: Hashable) -> None:
        super().__init__(message)
        self.connection, self.quick, self.key = connection, quick, key
        self.gone = False

    def reply(self, header: dict[str, Any], body: bytes) -> None:
        """Send the answer on."""
        answer = Answer(body, header["type"], header["status"], header["headers"])
        if self.key is not None:
            self.quick.service.cache.put(self.key, answer)
        self.quick.send(self.connection, answer, time.monotonic() - self.begun)

    def fail(self, problem: ProblemError) -> None:
        """Tell the client that there is no answer."""
        self.quick.send(self.connection, problem_answer(problem), time.monotonic() - self.begun)

    def unwanted(self) -> bool:
        """Whether the client has gone away."""
        return self.gone


class Quick:
    """Answers queries by GET."""

    def __init__(self, service: Service) -> None:
        self.service, self.limits = service, service.limits
        self.cors = CORS if service.options.cors else ()
        self.lending = Lending(service.pool, service.metrics, service.options.cors)
        self._asked: dict[tuple[bytes, bytes], bytes] = {}
        self._heads: dict[tuple[int, str], bytes] = {}
        self._defaults: list[tuple[bytes, bytes]] = []
        self._dated = b""

    def ask(
        self, connection: Connection, address: bytes, headers: Sequence[tuple[bytes, bytes]]
    ) -> None:
        """Answer a query, now or when a worker has answered it.

        Args:
            connection: Where it came from.
            address: The query string.
            headers: Of the request.

        """
        accept, host = _accept_and_host(headers)
        try:
            asked = self._asked.get((accept, host)) or self._first(accept, host, headers)
            if len(address) > self.limits.max_query:
                raise ProblemError(
                    414, f"the address is longer than {self.limits.max_query:,} bytes"
                )
            key: Hashable = None
            if self.limits.cache and (version := self.service.version()) is not None:
                key = version, address, accept, host
                known = self.service.cache.get(key)
                if known is not None:
                    self.send(connection, known, 0.0)
                    return
            query = _Query(packed(asked, address), connection, self, key)
            connection.pending = query
            self.service.pool.ask(query)
        except ProblemError as problem:
            self.send(connection, problem_answer(problem), 0.0)

    def _first(self, accept: bytes, host: bytes, headers: Sequence[tuple[bytes, bytes]]) -> bytes:
        """The header of a job, for headers that did not come before."""
        check_host({"headers": headers}, self.service.options)
        job = query_job(accept.decode("latin-1"), host.decode("latin-1"))
        made = json.dumps(job, separators=(",", ":")).encode()
        if len(self._asked) >= REMEMBERED:
            self._asked.clear()
        if len(made) < 1000:
            self._asked[accept, host] = made
        return made

    def lend(
        self, connection: Connection, tail: bytes, headers: Sequence[tuple[bytes, bytes]]
    ) -> None:
        """Lend a connection on which a query was answered; see kg.serving.lending."""
        accept, host = _accept_and_host(headers)
        job = query_job(accept.decode("latin-1"), host.decode("latin-1"))
        self.lending.lend(connection, tail, job)

    def gone(self, query: Request) -> None:
        """Take it that the client of a query has gone away."""
        if isinstance(query, _Query):
            query.gone = True

    def send(self, connection: Connection, answer: Answer, seconds: float) -> None:
        """Write an answer to a connection that took so many seconds of work."""
        waited = connection.loop.time() - connection.since
        self.service.metrics.count(ROUTE, answer.status, waited)
        head = None if answer.headers else self._heads.get((answer.status, answer.media_type))
        if head is None:
            head = self._head(answer)
        defaults = connection.server_state.default_headers
        if defaults is not self._defaults:
            self._defaults = defaults
            self._dated = b"".join(b"%s: %s\r\n" % pair for pair in defaults)
        connection.answer(head + self._dated, answer.body, seconds)

    def _head(self, answer: Answer) -> bytes:
        """Status line and headers of an answer, but for its length."""
        head = answer_head(answer, self.cors)
        if not answer.headers:
            self._heads[answer.status, answer.media_type] = head
        return head

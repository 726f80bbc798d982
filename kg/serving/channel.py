"""The server's end of a worker's socket, and the requests that go over it.

    class Printed(Request):
        def reply(self, header, body): print(body)
        def fail(self, problem): print(problem.detail)

in    bytes of a worker
out   replies, handed to the Request they answer
next  kg.serving.pool

What a worker answers first tells its process; each later message answers the request that it
was given last.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

from kg.serving.problems import ProblemError
from kg.serving.wire import LENGTHS, SHORT, read_header

__all__ = ["Awaited", "Gone", "Reply", "Request", "Worker"]

Reply = tuple[dict[str, Any], bytes]
Gone = Callable[[], Awaitable[None]]


class Request(ABC):
    """What a worker is asked, and who is told the answer."""

    __slots__ = ("begun", "message", "over", "worker")

    def __init__(self, message: bytes) -> None:
        self.message = message
        self.begun = time.monotonic()
        self.over = False  #: whether it is answered, or given up
        self.worker: Worker | None = None

    @abstractmethod
    def reply(self, header: dict[str, Any], body: bytes) -> None:
        """Take the answer."""

    @abstractmethod
    def fail(self, problem: ProblemError) -> None:
        """Take it that there is no answer."""

    def unwanted(self) -> bool:
        """Whether nobody waits for the answer any more; asked while it takes long."""
        return False


class Awaited(Request):
    """A request whose answer a coroutine waits for."""

    __slots__ = ("done", "gone", "watch")

    def __init__(self, message: bytes, gone: Gone | None = None) -> None:
        super().__init__(message)
        self.gone = gone
        self.done: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.watch: asyncio.Future[None] | None = None

    def reply(self, header: dict[str, Any], body: bytes) -> None:
        """Take the answer."""
        if not self.done.done():
            self.done.set_result((header, body))

    def fail(self, problem: ProblemError) -> None:
        """Take it that there is no answer."""
        if not self.done.done():
            self.done.set_exception(problem)

    def unwanted(self) -> bool:
        """Whether the client has gone away."""
        if self.gone is None:
            return False
        if self.watch is None:
            self.watch = asyncio.ensure_future(self.gone())
        return self.watch.done()

    def stop_watching(self) -> None:
        """Look for the client no more."""
        if self.watch is not None:
            self.watch.cancel()


class Workers(Protocol):
    """Who is told what becomes of a worker."""

    def answered(self, request: Request, header: dict[str, Any], body: bytes) -> None:
        """Pass a reply on."""

    def free(self, worker: Worker) -> None:
        """Give a worker that has nothing to do what waits longest."""

    def lost(self, worker: Worker) -> None:
        """Replace a worker that is no more."""


class Worker(asyncio.Protocol):
    """The server's end of a worker's socket."""

    def __init__(self, pool: Workers) -> None:
        self.pool = pool
        self.running: Request | None = None
        self.ended = False  #: whether it was killed, though it may still have said something
        self.stale = False  #: whether it holds a graph that is no longer the latest
        self.process = -1  #: a descriptor of the process, which never means another one
        self.data = bytearray()
        self.total = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket."""
        self.transport = cast(asyncio.Transport, transport)

    def give(self, request: Request) -> None:
        """Have the worker answer a request."""
        request.begun = time.monotonic()
        request.worker, self.running = self, request
        self.transport.write(request.message)
        request.message = b""

    def data_received(self, data: bytes) -> None:
        """Take a piece of a message, most often a whole one."""
        if self.total or self.data:
            self.data += data
            if not self.total and len(self.data) >= LENGTHS.size:
                self.total = LENGTHS.size + sum(LENGTHS.unpack_from(self.data))
            if self.total and len(self.data) >= self.total:
                data = bytes(self.data)
                self.data, self.total = bytearray(), 0
                self._message(data)
        elif len(data) >= LENGTHS.size:
            total = LENGTHS.size + sum(LENGTHS.unpack_from(data))
            if len(data) == total:  # whole, as most are
                self._message(data)
            else:
                self.data, self.total = bytearray(data), total
        else:
            self.data = bytearray(data)

    def _message(self, data: bytes) -> None:
        """Take a whole message."""
        length, _ = LENGTHS.unpack_from(data)
        start = LENGTHS.size + length
        line = data[LENGTHS.size : start]
        header = read_header(line) if length < SHORT else json.loads(line)
        request, self.running = self.running, None
        if "pid" in header:
            with contextlib.suppress(ProcessLookupError):
                self.process = os.pidfd_open(header["pid"])
        if self.stale:
            self.kill()
        elif not self.ended and not header.get("last"):
            self.pool.free(self)  # it answers the next while this answer is sent
        if request is not None:
            self.pool.answered(request, header, data[start:])

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the pool that the process is no more."""
        self.pool.lost(self)
        if self.process >= 0:
            os.close(self.process)
            self.process = -1

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.ended = True
        if self.process >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.process, signal.SIGKILL)

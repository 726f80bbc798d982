"""Connections that the server lends to tellers, and how it gets them back.

    lending.lend(connection, tail, job)

in    connections on which quick queries came one after the other
out   the same connections, when something else comes on them or a query takes long
next  kg.serving.quick

A query on a lent connection costs no hop from process to process. The server keeps its own end
of each: when a teller is busy with one query for longer than a moment, it takes the other
connections back and reads them itself; when the query takes too long or the teller dies, it tells
the client so and loses nothing but that one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import time
from typing import TYPE_CHECKING, Any

from kg.serving.counter import Counter
from kg.serving.problems import ProblemError
from kg.serving.teller import BACK, COUNTS, DEAD, GO_ON, QUIT, ROUTE, TAKEN, WHOSE

if TYPE_CHECKING:
    from kg.serving.connection import Connection
    from kg.serving.metrics import Metrics
    from kg.serving.pool import Pool

__all__ = ["Lending"]

#: Seconds between two looks at the tellers.
LOOK = 0.02
#: Seconds that one query may keep the other connections of its teller waiting.
MOMENT = 0.1
#: Bytes of a message: what a teller read of a request, and its number.
MESSAGE = 20_000


class _Teller:
    """The server's end of a teller."""

    def __init__(self, channel: socket.socket, memory: int) -> None:
        self.channel, self.counter = channel, Counter(memory)
        self.lent: dict[int, Connection] = {}
        self.process = -1
        self.stuck = 0  #: the turn that took long; the teller ends after it
        self.peek: socket.socket | None = None  #: a look at the client that waits
        self.killed: ProblemError | None = None  #: why it was ended

    def kill(self, why: ProblemError) -> None:
        """End the process."""
        self.killed = why
        if self.process >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.process, signal.SIGKILL)


class Lending:
    """The tellers of a server."""

    def __init__(self, pool: Pool, metrics: Metrics, cors: bool) -> None:
        self.pool, self.metrics, self.cors = pool, metrics, cors
        self.limits = pool.limits
        self.tellers: set[_Teller] = set()
        self.starting = False
        self.number = 0
        self._watch: asyncio.TimerHandle | None = None
        pool.lending = self

    def lend(self, connection: Connection, tail: bytes, job: dict[str, Any]) -> None:
        """Lend a connection, if there is a teller that can have it.

        Args:
            connection: Of which nothing is being read or sent.
            tail: How the request ended that came last, from after the address.
            job: What a query there is answered with.

        """
        loop = asyncio.get_running_loop()
        able = [t for t in self.tellers if not t.stuck and t.process >= 0]
        if len(able) < self.limits.workers and not self.starting:
            if len(self.tellers) < 2 * self.limits.workers and self.pool.in_memory:
                self.starting = True
                self.pool.spawn(self._start())
            if not able:
                return
        if not able:
            return
        teller = min(able, key=lambda t: len(t.lent))
        self.number += 1
        told = {"number": self.number, "tail": tail.decode("latin-1"), "job": job}
        message = json.dumps({**told, "cors": self.cors}).encode()
        descriptor = connection.transport.get_extra_info("socket").fileno()
        if len(message) > MESSAGE // 2:
            return
        connection.flow.pause_reading()
        try:
            socket.send_fds(teller.channel, [message], [descriptor])
        except OSError:  # full, or gone
            connection.flow.resume_reading()
            return
        connection.lent = True
        teller.lent[self.number] = connection
        if self._watch is None:
            self._watch = loop.call_later(LOOK, self._look)

    async def _start(self) -> None:
        """Have the holder fork a teller."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        memory = Counter.make()
        try:
            with theirs:
                if not await self.pool.send_holder(b"teller", [theirs.fileno(), memory]):
                    ours.close()
                    return
            ours.setblocking(False)
            teller = _Teller(ours, memory)
        finally:
            os.close(memory)
            self.starting = False
        self.tellers.add(teller)
        asyncio.get_running_loop().add_reader(ours.fileno(), self._hear, teller)

    def _hear(self, teller: _Teller) -> None:
        """Take messages of a teller."""
        try:
            message = teller.channel.recv(MESSAGE)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        kind, rest = message[:1], message[1:]
        if not message:
            self._lost(teller)
        elif kind in (BACK, DEAD):
            number, _, data = rest.partition(b"\n")
            connection = teller.lent.pop(int(number), None)
            if connection is None:
                return
            if kind == DEAD:
                connection.lent = False
                connection.transport.abort()
            else:
                connection.take_back(data, quick=not teller.stuck)
        elif kind == COUNTS:
            counts, times = json.loads(rest)
            self.metrics.add(ROUTE, counts, times)
        elif kind == WHOSE:
            with contextlib.suppress(OSError):
                teller.channel.send(TAKEN if teller.stuck else GO_ON)
        elif message.startswith(b"ready "):
            with contextlib.suppress(ProcessLookupError):
                teller.process = os.pidfd_open(int(message.split()[1]))

    def _look(self) -> None:
        """Look at what the tellers do, as long as they have connections."""
        now = time.monotonic()
        for teller in tuple(self.tellers):
            doing = teller.counter.doing()
            if not doing.busy:
                continue
            if not teller.stuck and now - doing.since > MOMENT and teller.counter.want(doing.turn):
                self._take_back(teller, doing.turn, doing.connection)
            elif teller.stuck and now - doing.since > self.limits.timeout:
                self.pool.killed += 1
                why = f"no answer in {self.limits.timeout:g} seconds; ask for less"
                teller.kill(ProblemError(504, why))
            elif teller.stuck and self._gone(teller):
                self.pool.killed += 1
                teller.kill(ProblemError(400, "the client went away"))
        lent = any(teller.lent for teller in self.tellers)
        self._watch = asyncio.get_running_loop().call_later(LOOK, self._look) if lent else None

    def _take_back(self, teller: _Teller, turn: int, number: int) -> None:
        """Take the connections back that wait for another query."""
        teller.stuck = turn
        waiting = teller.lent.pop(number, None)
        others, teller.lent = teller.lent, {}
        if waiting is not None:
            teller.lent[number] = waiting
            descriptor = waiting.transport.get_extra_info("socket").fileno()
            teller.peek = socket.socket(fileno=os.dup(descriptor))
        for connection in others.values():
            connection.take_back()

    def _gone(self, teller: _Teller) -> bool:
        """Whether the client that waits has gone away."""
        if teller.peek is None:
            return False
        try:
            return teller.peek.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def _lost(self, teller: _Teller) -> None:
        """Read all connections again of a teller that is no more; tell the one that it answered."""
        asyncio.get_running_loop().remove_reader(teller.channel.fileno())
        self.tellers.discard(teller)
        doing = teller.counter.doing()
        if doing.busy and (waiting := teller.lent.pop(doing.connection, None)) is not None:
            waiting.lent = False
            if doing.sending:
                waiting.transport.abort()
            else:
                if teller.killed is None:
                    self.pool.crashed += 1
                waiting.refuse(teller.killed or self.pool.ended())
        for connection in teller.lent.values():
            connection.take_back()
        teller.lent = {}
        teller.channel.close()
        teller.counter.memory.close()
        if teller.peek is not None:
            teller.peek.close()
        if teller.process >= 0:
            os.close(teller.process)

    def renew(self) -> None:
        """Let all tellers go, which hold a graph that is no longer the latest."""
        for teller in self.tellers:
            with contextlib.suppress(OSError):
                teller.channel.send(QUIT)

    def stop(self) -> None:
        """End all tellers."""
        if self._watch is not None:
            self._watch.cancel()
        for teller in tuple(self.tellers):
            teller.kill(ProblemError(503, "the server stops"))

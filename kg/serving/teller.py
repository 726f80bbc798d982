"""A process that answers queries on connections that the server has lent it.

    Teller(channel, counter, source, limits).run()

in    connections, and how the requests on them end that the server has read itself
out   answers on those connections; the connections again, with what was read of another request
next  kg.serving.lending

A client that sends one query after another sends the same headers each time. So a teller reads no
HTTP: what begins and ends, byte for byte, as a request that the server's parser has read before
is a query, and all else goes back to the server with its connection. A query that takes long
costs nobody else anything: the server takes the other connections back, see kg.serving.counter.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import time
from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

from kg.serving.answering import Answer
from kg.serving.cache import Cache
from kg.serving.counter import Counter
from kg.serving.http import CORS, answer_head
from kg.serving.limits import Limits
from kg.serving.metrics import Metrics
from kg.serving.source import Source

__all__ = ["BACK", "COUNTS", "DEAD", "GO_ON", "QUIT", "ROUTE", "START", "TAKEN", "WHOSE", "Teller"]

#: How a query by GET begins.
START = b"GET /sparql?"
ROUTE = "/sparql"
#: First bytes of messages: a connection goes back, one is to be closed, numbers, a question.
BACK, DEAD, COUNTS, WHOSE = b"b", b"d", b"n", b"?"
#: What the server answers to the question, and says when a teller is to end.
GO_ON, TAKEN, QUIT = b"g", b"t", b"q"
#: Characters of an address that need no second look.
PLAIN = re.compile(rb"[!-\"$-~]+")
#: Bytes read at a time.
READ = 16384
#: Seconds after which a connection on which nothing comes goes back.
IDLE = 1.0
#: Seconds between two looks at idle connections.
LOOK = 0.25


class _Lent:
    """A connection."""

    __slots__ = ("channel", "job", "key", "number", "tail", "used")

    def __init__(self, number: int, channel: socket.socket, told: Mapping[str, Any]) -> None:
        self.number, self.channel = number, channel
        self.tail = str(told["tail"]).encode("latin-1")
        self.job: dict[str, Any] = told["job"]
        self.key = json.dumps(self.job)
        self.used = time.monotonic()


class Teller:
    """Answers queries on the connections it has."""

    def __init__(
        self, channel: socket.socket, memory: int, source: Source, limits: Limits, worker: Any
    ) -> None:
        self.channel, self.source, self.limits, self.worker = channel, source, limits, worker
        self.counter = Counter(memory)
        self.cache = Cache(limits.cache * 250_000)
        self.lent: dict[int, _Lent] = {}
        self.metrics = Metrics()
        self.poll = select.epoll()
        self.heads: dict[tuple[int, str], bytes] = {}
        self.more: tuple[tuple[bytes, bytes], ...] = CORS
        self.dated, self.second = b"", 0.0

    def run(self) -> None:
        """Answer until the server hangs up or says so."""
        self.poll.register(self.channel, select.EPOLLIN)
        self.channel.send(b"ready %d" % os.getpid())
        looked = time.monotonic()
        while True:
            for descriptor, _ in self.poll.poll(LOOK):
                connection = self.lent.get(descriptor)
                if connection is not None:
                    if not self._serve(connection):
                        return
                elif descriptor == self.channel.fileno() and not self._told():
                    return
            now = time.monotonic()
            if now - looked > LOOK:
                looked = now
                for connection in tuple(self.lent.values()):
                    if now - connection.used > IDLE:
                        self._give_back(connection)
                self._tell_numbers()

    def _told(self) -> bool:
        """Take what the server says; whether to go on."""
        message, descriptors, _, _ = socket.recv_fds(self.channel, READ, 1)
        if not message or message == QUIT:
            self._leave()
            return False
        told = json.loads(message)
        self.more = CORS if told["cors"] else ()
        connection = _Lent(told["number"], socket.socket(fileno=descriptors[0]), told)
        self.lent[descriptors[0]] = connection
        self.poll.register(descriptors[0], select.EPOLLIN)
        return True

    def _serve(self, lent: _Lent) -> bool:
        """Answer what came on a connection; whether to go on."""
        try:
            data = lent.channel.recv(READ, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        address = data[len(START) : -len(lent.tail)]
        if not (data.startswith(START) and data.endswith(lent.tail) and PLAIN.fullmatch(address)):
            self._give_back(lent, data)
            return True
        key = address, lent.key
        known = self.cache.get(key) if self.limits.cache else None
        if known is not None:
            lent.used = time.monotonic()
            sent = self._send(lent, known, 0.0)
            if self.counter.busy:
                return self._after(lent, sent, 0.0)
            return sent or self._close(lent)
        self.counter.begin(lent.number)
        begun = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, self.limits.timeout + 2)
        answer = self.worker.answer(lent.job, address)
        self.counter.sending()
        lent.used = time.monotonic()
        sent = self._send(lent, answer, lent.used - begun)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if self.limits.cache:
            self.cache.put(key, answer)
        return self._after(lent, sent, lent.used - begun)

    def _after(self, lent: _Lent, sent: bool, seconds: float) -> bool:
        """Whether to go on after an answer."""
        if self.counter.end():
            self._tell_numbers()
            self.channel.send(WHOSE)
            if self._answered() == TAKEN:
                self.channel.send((BACK if sent else DEAD) + b"%d\n" % lent.number)
                return False
        if not sent:
            self._close(lent)
        if self.worker.swollen(seconds):
            self._leave()
            return False
        return True

    def _answered(self) -> bytes:
        """The server's answer to the question; connections that are lent meanwhile go back."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self.channel, READ, 1)
            if message in (GO_ON, TAKEN, QUIT, b""):
                return TAKEN if message in (b"", QUIT) else message
            for descriptor in descriptors:
                os.close(descriptor)
            self.channel.send(BACK + b"%d\n" % json.loads(message)["number"])

    def _send(self, lent: _Lent, answer: Answer, seconds: float) -> bool:
        """Send an answer; whether the client took it in time."""
        self.metrics.count(ROUTE, answer.status, seconds)
        head = None if answer.headers else self.heads.get((answer.status, answer.media_type))
        if head is None:
            head = answer_head(answer, self.more)
            if not answer.headers:
                self.heads[answer.status, answer.media_type] = head
        second = int(time.time())
        if second != self.second:
            self.second = second
            self.dated = b"date: %s\r\n" % formatdate(second, usegmt=True).encode()
        length = len(answer.body)
        data = b"%s%scontent-length: %d\r\n\r\n%s" % (head, self.dated, length, answer.body)
        try:
            sent = lent.channel.send(data, socket.MSG_DONTWAIT)
            if sent == len(data):
                return True
        except BlockingIOError:
            sent = 0
        except OSError:
            return False
        if not self.counter.busy:  # an answer that was kept, and a client that takes it slowly
            self.counter.begin(lent.number)
            self.counter.sending()
        return self._send_rest(lent.channel, memoryview(data)[sent:])

    def _send_rest(self, channel: socket.socket, data: memoryview) -> bool:
        """Send what did not go at once."""
        waiting = select.poll()
        waiting.register(channel, select.POLLOUT)
        while data:
            if not waiting.poll(self.limits.client_timeout * 1000):
                return False
            try:
                data = data[channel.send(data, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                continue
            except OSError:
                return False
        return True

    def _forget(self, lent: _Lent) -> None:
        """Have a connection no more."""
        self.poll.unregister(lent.channel)
        del self.lent[lent.channel.fileno()]
        lent.channel.close()

    def _give_back(self, lent: _Lent, data: bytes = b"") -> None:
        """Give a connection back, with what was read of a request."""
        self._forget(lent)
        self.channel.send(BACK + b"%d\n" % lent.number + data)

    def _close(self, lent: _Lent) -> bool:
        """Have the server close a connection."""
        self._forget(lent)
        self.channel.send(DEAD + b"%d\n" % lent.number)
        return True

    def _leave(self) -> None:
        """Give everything back."""
        for connection in tuple(self.lent.values()):
            self._give_back(connection)
        self._tell_numbers()

    def _tell_numbers(self) -> None:
        """Tell the server what was answered since."""
        if self.metrics.requests:
            counts = [[status, number] for (_, status), number in self.metrics.requests.items()]
            told = json.dumps([counts, self.metrics.seconds[ROUTE]]).encode()
            self.metrics = Metrics()
            self.channel.send(COUNTS + told)

"""The processes that answer: one that holds the graph, and forks of it that answer.

    python -m kg.serving.worker 3 STORE LIMITS        (started by kg.serving.pool)

in    a control socket over which sockets come, one for each worker wanted
out   answers over those sockets, one request each at a time
next  kg.serving.pool

The holder loads the graph once and then only forks, so that all workers share its memory and
a new one is there in milliseconds. A worker dies with the server, dies by the kernel's clock
when a request takes too long and nobody ended it before, dies when it takes too much memory,
and ends itself where memory that a request took does not come back. No worker can open a
connection.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import sys
import time
import traceback
from functools import lru_cache
from typing import Any

from kg.errors import KGError
from kg.serving.answering import Answer
from kg.serving.confinement import confine, die_with_parent
from kg.serving.limits import Limits
from kg.serving.problems import MEDIA_TYPE, ProblemError
from kg.serving.source import Source
from kg.serving.teller import Teller
from kg.serving.wire import encode, packed, receive

__all__ = ["FORK_TELLER", "hold", "main"]

#: What asks the holder for a teller; anything else asks for a worker.
FORK_TELLER = b"teller"

#: Bytes that a worker may keep from one request to the next.
KEPT = 160 << 20
#: Seconds in which a request takes no memory that would have to be looked for.
QUICK = 0.001


def main(arguments: list[str]) -> None:
    """Hold the graph and fork workers until the server goes away.

    Args:
        arguments: File descriptor of the control socket, the store, limits and options as JSON.

    """
    control = socket.socket(fileno=int(arguments[0]))
    die_with_parent()
    limits = Limits.from_json(arguments[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        source = Source(arguments[1], *arguments[3:])
    except KGError as error:
        control.sendall(f"failed {error}".encode())
        return
    control.sendall(b"ready, in memory" if source.in_memory else b"ready")
    hold(control, source, limits)


def hold(control: socket.socket, source: Source, limits: Limits) -> None:
    """Fork a worker for each socket that comes over *control*, until that is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 16, 2)
        if not message:
            return
        if descriptors:
            if os.fork() == 0:
                control.close()
                die_with_parent()
                channel = socket.socket(fileno=descriptors[0])
                status = 1
                with contextlib.suppress(EOFError, ConnectionError):
                    worker = Worker(channel, source, limits)
                    if message == FORK_TELLER:
                        worker.run_as_teller(descriptors[1])
                    else:
                        worker.run()
                    status = 0
                os._exit(status)
            for descriptor in descriptors:
                os.close(descriptor)


class Worker:
    """Answers requests one after the other."""

    def __init__(self, channel: socket.socket, source: Source, limits: Limits) -> None:
        self.channel, self.source, self.limits = channel, source, limits
        self.memory = os.open("/proc/self/statm", os.O_RDONLY)
        self.before = self._data()
        from kg.serving.jobs import JOBS

        self.jobs = JOBS

    def run(self) -> None:
        """Say that it is there, then answer until the server hangs up."""
        self._confine()
        self.channel.sendall(encode({"pid": os.getpid()}))
        last = False
        while not last:
            header, body = receive(self.channel)
            signal.setitimer(signal.ITIMER_REAL, self.limits.timeout + 2)
            begun = time.monotonic()
            answer = self.answer(header, body)
            signal.setitimer(signal.ITIMER_REAL, 0)
            last = self.swollen(time.monotonic() - begun)
            if answer.headers:
                line = _line(answer.status, answer.media_type, last, json.dumps(answer.headers))
            else:
                line = _plain_line(answer.status, answer.media_type, last)
            self.channel.sendall(packed(line, answer.body))

    def run_as_teller(self, memory: int) -> None:
        """Answer on connections that the server lends, until it hangs up."""
        self._confine()
        Teller(self.channel, memory, self.source, self.limits, self).run()

    def _confine(self) -> None:
        """Get ready, and have the kernel bound what this process may do from now on."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        self.source.prepare()
        confine(self.before + (self.limits.memory << 20), self.source.remote)

    def swollen(self, seconds: float) -> bool:
        """Whether the process keeps too much of the memory that it took for a request."""
        return seconds > QUICK and self._data() - self.before > KEPT

    def answer(self, header: dict[str, Any], body: bytes) -> Answer:
        """What a request is answered with; errors that are ours as a problem."""
        try:
            return self.jobs[header["job"]](self.source, header, body, self.limits)
        except ProblemError as problem:
            return Answer(problem.body(), MEDIA_TYPE, problem.status, problem.headers)
        except MemoryError:
            return _problem(422, f"this needs more than {self.limits.memory} MB; ask for less")
        except KGError as error:
            return _problem(400, str(error))
        except Exception:
            traceback.print_exc()
            return _problem(500, "this is a fault of the server; its log says more")

    def _data(self) -> int:
        """Bytes of memory that are this process's to write."""
        fields = os.pread(self.memory, 200, 0).split()
        return int(fields[5]) * resource.getpagesize()


def _line(status: int, media_type: str, last: bool, headers: str = "{}") -> bytes:
    """The header of a reply."""
    known = json.dumps({"status": status, "type": media_type, "last": last})
    return f'{known[:-1]}, "headers": {headers}}}'.encode()


_plain_line = lru_cache(maxsize=64)(_line)


def _problem(status: int, detail: str) -> Answer:
    """A problem as an answer."""
    return Answer(ProblemError(status, detail).body(), MEDIA_TYPE, status)


if __name__ == "__main__":
    main(sys.argv[1:])

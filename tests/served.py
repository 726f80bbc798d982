"""A real server for tests: `with served(store) as address:` starts kg serve and ends it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from kg.graph.store import open_store

__all__ = ["QUADS", "TINY", "TRIPLES", "Server", "served"]

#: A small graph, how many quads it has, and how many triples if its graphs are taken together.
TINY = Path(__file__).parent / "data" / "tiny.trig"
QUADS = len(open_store(TINY))
TRIPLES = len({quad.triple for quad in open_store(TINY)})


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class Server:
    """A running kg serve."""

    def __init__(self, process, address):
        self.process, self.address = process, address
        parts = urlsplit(address)
        self.host, self.port = parts.hostname, parts.port

    def ask(self, path, method="GET", body=None, headers=None, timeout=60):
        """Send one request over a connection of its own and return what comes."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def query(self, sparql, accept="text/csv", **more):
        """Ask by GET."""
        return self.ask(
            "/sparql?" + urlencode({"query": sparql, **more}), headers={"accept": accept}
        )

    def update(self, sparql, **headers):
        """Send an update by direct POST."""
        sent = {"content-type": "application/sparql-update", **headers}
        return self.ask("/update", "POST", sparql, sent)

    def numbers(self):
        """The metrics, by name."""
        lines = self.ask("/metrics").text.splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    def processes(self):
        """The server and everything it started."""
        import psutil

        whole = psutil.Process(self.process.pid)
        return [whole, *whole.children(recursive=True)]

    def memory(self):
        """Bytes that the server and its workers hold, shared ones counted once."""
        import psutil

        total = 0
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):  # a worker may be replaced meanwhile
                total += process.memory_full_info().pss
        return total


def start(store, *options, token="", **environment):
    """Start a server on a free port and return it once it answers."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "KG_TOKEN": token, **environment},
    )
    line = process.stderr.readline()
    if " at http" not in line:
        process.wait()
        raise RuntimeError(line + process.stderr.read())
    return Server(process, line.rsplit(" ", 1)[1].strip())


@contextmanager
def served(store, *options, **environment):
    """A server for as long as the block lasts; it ends in order, with status 0."""
    server = start(store, *options, **environment)
    try:
        yield server
    finally:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.process.kill()
            raise
        server.process.stderr.close()
    assert server.process.returncode == 0


def wait_for(condition, seconds=10.0):
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.05)

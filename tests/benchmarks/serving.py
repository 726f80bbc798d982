"""Requests a second and the slowest hundredth of kg serve, beside two other servers.

    python tests/benchmarks/serving.py [--seconds 3] [--quads 100000] [--rdflib-endpoint PYTHON]

One run asks all servers in turn, with 1, 16 and 64 clients on loopback, a cheap query (one name,
another one each time) and a medium one (a sum over all figures, by exporter, for another unit
each time). Ours answers every query in a process that can be killed; once it keeps no answers,
and once, by default, it does. A last row, an ASGI application that says nothing but hello, shows
what Python frameworks reach before they ask anything. rdflib-endpoint is started anew for each row,
since it goes on with what its clients no longer wait for. Needs wrk (Debian), oxigraph (PyPI)
and, to be shown too, a Python that has rdflib-endpoint (PyPI), which is not among our
dependencies. Absolute figures depend on the machine; the ratios travel. It ends after
(3 + seconds) x 30 seconds and what loading takes.
"""

import argparse
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pyoxigraph import RdfFormat, parse
from served import served

from kg.graph.store import write_store

NAMES = 250
CHEAP = "SELECT ?l { GRAPH ?g { <http://x/a%d> <http://x/label> ?l } } LIMIT 1"
MEDIUM = (
    "SELECT ?e (SUM(?v) AS ?t) { GRAPH ?g { ?o <http://x/exporter> ?e ; <http://x/value> ?v ; "
    "<http://x/unit> ?u FILTER(?u != %d) } } GROUP BY ?e"
)
HELLO = """
async def application(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello"})
"""
LUA = """
local queries = { %s }
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", wrk.path .. queries[1 + n %% #queries])
end
"""


def lines(quads):
    """N-Quads of figures and names, one graph a document, the same for the same number."""
    chance = random.Random(42)
    written = 0
    for actor in range(NAMES):
        yield f'<http://x/a{actor}> <http://x/label> "Actor {actor}" <http://x/names> .'
    number = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    document = 0
    while written < quads - NAMES:
        document += 1
        graph = f"<http://x/d{document}>"
        yield f'{graph} <http://x/title> "Document {document}" {graph} .'
        for place in range(4):
            seller, buyer = chance.sample(range(NAMES), 2)
            claim = f"<http://x/d{document}c{place}>"
            yield f"{claim} <http://x/about> <http://x/a{seller}> {graph} ."
            yield f"{claim} <http://x/about> <http://x/a{buyer}> {graph} ."
            for word in range(14):
                yield f'{claim} <http://x/p{word}> "{chance.random()}" {graph} .'
        figure = f"<http://x/d{document}o>"
        yield f"{figure} <http://x/exporter> <http://x/a{seller}> {graph} ."
        yield f'{figure} <http://x/unit> "{chance.randrange(20)}"{number} {graph} .'
        yield f'{figure} <http://x/value> "{chance.randrange(10**9)}"{number} {graph} .'
        written += 1 + 4 * 16 + 3


@contextmanager
def running(command, port):
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def measure(address, script, clients, seconds):
    """Requests a second, and milliseconds of the slowest hundredth."""
    threads = str(min(2, clients))
    command = ["wrk", "-t", threads, "-c", str(clients), "-d", f"{seconds}s", "--latency"]
    command += ["--timeout", "30s", "-s", str(script), address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if failed := re.search(r"Non-2xx or 3xx responses: (\d+)", told):
        told += f"\n{failed[0]}"
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    slow, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", told).groups()
    factor = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]
    return rate, float(slow) * factor, int(failed[1]) if failed else 0


def scripts(folder):
    """The two ways of asking, as wrk reads them."""
    from urllib.parse import quote

    cheap = ", ".join(f'"?query={quote(CHEAP % n)}"' for n in range(NAMES))
    medium = ", ".join(f'"?query={quote(MEDIUM % n)}"' for n in range(20))
    for name, queries in (("cheap", cheap), ("medium", medium)):
        path = folder / f"{name}.lua"
        path.write_text(LUA % queries)
        yield name, path


def main():
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--quads", type=int, default=100_000)
    parser.add_argument("--rdflib-endpoint", metavar="PYTHON")
    given = parser.parse_args()
    oxigraph = Path(sys.executable).with_name("oxigraph")
    if shutil.which("wrk") is None or not oxigraph.exists():
        sys.exit("needs wrk (Debian) and oxigraph (PyPI)")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = folder / "data.nq"
        data.write_text("\n".join(lines(given.quads)) + "\n")
        quads = list(parse(path=str(data), format=RdfFormat.N_QUADS))
        print(f"{len(quads):,} quads, {given.seconds} s each; requests a second (99 %, ms)")
        write_store(folder / "store", quads)
        ours = stack.enter_context(served(folder / "store", "--cache", "0"))
        kept = stack.enter_context(served(folder / "store"))
        addresses = {
            "kg serve": ours.address + "sparql",
            "kg serve, answers kept": kept.address + "sparql",
        }
        port = free_port()
        stack.enter_context(running([oxigraph, "serve", "--bind", f"127.0.0.1:{port}"], port))
        subprocess.run(
            [
                *("curl", "-sf", "-X", "POST", "-H", "content-type: application/n-quads"),
                *("--data-binary", f"@{data}", f"http://127.0.0.1:{port}/store"),
            ],
            check=True,
        )
        addresses["oxigraph, memory"] = f"http://127.0.0.1:{port}/query"
        port = free_port()
        (folder / "hello.py").write_text(HELLO)
        command = [sys.executable, "-m", "uvicorn", "--app-dir", folder, "--port", port]
        command += ["--no-access-log", "--log-level", "error", "hello:application"]
        stack.enter_context(running(command, port))
        addresses["hello world, ASGI"] = f"http://127.0.0.1:{port}/"
        endpoint = free_port()
        if given.rdflib_endpoint:
            addresses["rdflib-endpoint"] = f"http://127.0.0.1:{endpoint}/"
        for name, script in scripts(folder):
            for clients in (1, 16, 64):
                rates = {}
                for server, address in addresses.items():
                    with ExitStack() as alone:
                        if server == "rdflib-endpoint":
                            command = [given.rdflib_endpoint, "-m", "rdflib_endpoint", "serve"]
                            command += [data, "--port", endpoint, "--host", "127.0.0.1"]
                            alone.enter_context(running(command, endpoint))
                        rate, slow, failed = measure(address, script, clients, given.seconds)
                    rates[server] = rate
                    told = ""
                    if not server.startswith("kg serve"):
                        ours_too = [
                            each / rate if rate else float("inf") for each in rates.values()
                        ]
                        told = (
                            f"  ours is {ours_too[0]:.2f} of it, {ours_too[1]:.2f} keeping answers"
                        )
                    note = f", {failed} refused" if failed else ""
                    print(
                        f"{name:7s} {clients:3d} clients  {server:22s} {rate:9.1f} "
                        f"({slow:8.1f}){told}{note}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()

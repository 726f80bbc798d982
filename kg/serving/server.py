"""Run the server: HTTP by uvicorn, one process that talks, workers that answer.

    serve(Options("build/store"))

in    Options
out   a server, until it is told to stop
next  browsers and programs

One process talks to the clients and reads no graph, so that none of them can keep it busy for
long; the rest is in kg.serving.connection and kg.serving.app.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from kg.errors import InputError
from kg.serving.app import application
from kg.serving.connection import Connection
from kg.serving.options import Options
from kg.serving.pool import Pool

__all__ = ["serve"]

#: Connections that wait to be taken.
BACKLOG = 1024
#: Files that the server opens beside connections.
FILES = 256
#: Seconds between two looks at the connections.
LOOK = 0.25
#: Seconds that requests may go on when the server is told to stop.
GRACE = 5


class _Server(uvicorn.Server):
    """uvicorn's server, which is told by us when to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `_serve`."""
        yield


def serve(options: Options, ready: Callable[[str], None] = lambda _address: None) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        options: Where and what.
        ready: Told the address once requests are answered.

    Raises:
        InputError: The options are not safe, or the port is taken.
        StoreError: The store cannot be opened.

    """
    import uvloop

    uvloop.run(_serve(options.checked(), ready))


async def _serve(options: Options, ready: Callable[[str], None]) -> None:
    with _listening(options) as listening:
        pool = Pool(options.store, options.limits, options.allow_updates, options.documents)
        await pool.start()
        server = _Server(
            uvicorn.Config(
                application(options, pool),
                http=Connection,
                ws="none",
                interface="asgi3",
                lifespan="off",
                proxy_headers=False,
                server_header=False,
                access_log=False,
                log_config=None,
                log_level="error",
                backlog=BACKLOG,
                timeout_keep_alive=3600,  # Connection.look keeps the time
                timeout_graceful_shutdown=GRACE,
            )
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, setattr, server, "should_exit", True)
        running = loop.create_task(server.serve([listening]))
        looking = loop.create_task(_look(server, options, ready))
        try:
            await running
        finally:
            looking.cancel()
            await pool.stop()


async def _look(server: _Server, options: Options, ready: Callable[[str], None]) -> None:
    """Tell the address once requests are taken; then look at the connections again and again."""
    while not server.started:
        await asyncio.sleep(0.01)
    host = f"[{options.host}]" if ":" in options.host else options.host
    gc.freeze()
    ready(f"http://{host}:{server.servers[0].sockets[0].getsockname()[1]}/")
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK)
        for connection in tuple(server.server_state.connections):
            assert isinstance(connection, Connection)
            connection.look(loop.time())


def _listening(options: Options) -> socket.socket:
    """A socket at the place that the options name; a free port for 0.

    Raises:
        InputError: The port is taken, or the host is not this machine's.

    """
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = options.limits.connections + FILES
    if files < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, most), most))
    listening = socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((options.host, options.port))
    except OSError as error:
        listening.close()
        place = f"{options.host} port {options.port}"
        raise InputError(
            f"{place}: cannot listen ({error.strerror}); take another --port"
        ) from error
    return listening

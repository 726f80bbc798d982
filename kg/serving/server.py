"""Run the server: HTTP by granian, one process that talks, workers that answer.

    serve(Options("build/store"))

in    Options
out   a server, until it is told to stop
next  browsers and programs

The HTTP server reads headers within a time and a size, and holds so many connections and no
more; the rest is in kg.serving.app.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from kg.errors import InputError
from kg.serving.app import application
from kg.serving.options import Options
from kg.serving.pool import Pool

__all__ = ["serve"]

#: Bytes of a request line and headers together: a query in an address is one of them.
HEADERS = 1_100_000


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
    port = _free_port(options)
    pool = Pool(options.store, options.limits, options.allow_updates, options.documents)
    await pool.start()
    server = Server(
        application(options, pool),
        address=options.host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        backlog=1024,
        backpressure=options.limits.connections,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(options.limits.client_timeout * 1000),
            max_buffer_size=max(HEADERS, options.limits.max_query + 100_000),
        ),
    )
    loop = asyncio.get_running_loop()
    running = loop.create_task(server.serve())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await _listening(options.host, port, running)
    host = f"[{options.host}]" if ":" in options.host else options.host
    ready(f"http://{host}:{port}/")
    try:
        await running
    finally:
        await pool.stop()


def _free_port(options: Options) -> int:
    """The port to listen on; a free one for 0.

    Raises:
        InputError: It is taken, or the host is not this machine's.

    """
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((options.host, options.port))
            return int(trial.getsockname()[1])
    except OSError as error:
        place = f"{options.host} port {options.port}"
        raise InputError(
            f"{place}: cannot listen ({error.strerror}); take another --port"
        ) from error


async def _listening(host: str, port: int, running: asyncio.Task[None]) -> None:
    """Return once connections are taken."""
    while not running.done():
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    await running

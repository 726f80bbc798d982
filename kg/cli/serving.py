"""kg serve: the graph over HTTP, for programs and for people."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from kg.cli.common import examples, say, store_option

__all__ = ["mcp", "serve"]

_F = TypeVar("_F", bound=Callable[..., Any])


def _limit(name: str, least: float, text: str) -> Callable[[_F], _F]:
    """An option for one of the Limits, with its default."""
    from kg.serving.limits import Limits

    default = getattr(Limits(), name)
    whole = isinstance(default, int)
    kind = click.IntRange(int(least)) if whole else click.FloatRange(least)
    option = f"--{name.replace('_', '-')}"
    return click.option(option, name, type=kind, default=default, show_default=True, help=text)


@click.command(
    epilog=examples(
        "kg serve",
        "kg serve --store graph.ttl --port 8080",
        "KG_TOKEN=... kg serve --allow-updates --host 0.0.0.0",
    )
)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for any free one.",
)
@click.option(
    "--allow-updates",
    is_flag=True,
    help="Let clients change the store, with the token of KG_TOKEN if that is set.",
)
@click.option("--no-cors", is_flag=True, help="Let no page of another host read the answers.")
@click.option("--title", default=None, help="Title of the pages.")
@click.option(
    "--documents",
    metavar="DIR",
    type=click.Path(exists=True),
    help="Where the documents are, to show the claims in their text. Default: the shipped ones.",
)
@_limit("timeout", 0.1, "Seconds that a query or a page may take.")
@_limit("workers", 1, "Processes that answer, one request each at a time.")
@_limit("queue", 0, "Requests that may wait for a process; more get 503.")
@_limit("memory", 64, "Megabytes that a request may take beside the graph.")
@_limit("max_query", 1000, "Bytes of a query.")
@_limit("max_upload", 1000, "Bytes of an update, or of RDF sent.")
@_limit("max_nesting", 8, "How deep the brackets and operators of a query may nest.")
@_limit("max_result", 1000, "Bytes of an answer.")
@_limit("connections", 1, "Connections at a time.")
@_limit("cache", 0, "Megabytes of answers kept for who asks the same again; 0 for none.")
@_limit("client_timeout", 0.1, "Seconds that a client may take to send or take a piece.")
def serve(
    store: str | None,
    host: str,
    port: int,
    allow_updates: bool,
    no_cors: bool,
    title: str | None,
    documents: str | None,
    **limits: Any,
) -> int:
    """Serve the graph: SPARQL 1.1 Protocol at /sparql, pages for people at /.

    Only this machine can reach it unless --host says otherwise. No query reaches another
    server. Each runs in a process of its own, which is ended where it takes too long or too
    much memory. Stop it with Ctrl-C.
    """
    from kg.graph.store import store_spec
    from kg.pipeline import TITLE
    from kg.resources import resource
    from kg.serving.limits import Limits
    from kg.serving.options import Options
    from kg.serving.server import serve as run

    options = Options(
        store=store_spec(store),
        host=host,
        port=port,
        title=title or TITLE,
        documents=documents or str(resource("data/documents")),
        allow_updates=allow_updates,
        token=os.environ.get("KG_TOKEN", ""),
        cors=not no_cors,
        limits=Limits(**limits),
    )
    run(options, lambda address: say(f"serving {options.store} at {address}"))
    return 0


@click.command(epilog=examples("kg mcp --store build/store"))
@store_option
@_limit("timeout", 0.1, "Seconds that a call may take.")
@_limit("memory", 64, "Megabytes that a call may take beside the graph.")
def mcp(store: str | None, **limits: Any) -> int:
    """Serve the graph to an assistant: Model Context Protocol over stdin and stdout.

    Tools list and ask the shipped questions, run a query that only reads, find a thing by its
    name, get a claim; every answer carries its sentences and documents.
    """
    from kg.graph.store import store_spec
    from kg.serving.assistants import serve_assistant
    from kg.serving.limits import Limits

    serve_assistant(store_spec(store), Limits(**limits))
    return 0

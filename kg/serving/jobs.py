"""What a worker can be asked for, by name.

    JOBS["query"](source, header, body, limits)  -> Answer

in    a Source, the header and body of a message, Limits
out   an Answer
next  kg.serving.worker

To add a job, write a function and name it in JOBS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.serving.answering import Answer, answer_query
from kg.serving.changing import read_graph, run_update, write_graph
from kg.serving.description import describe_dataset, describe_service
from kg.serving.limits import Limits
from kg.serving.pages.console import console
from kg.serving.pages.home import home
from kg.serving.pages.question import question
from kg.serving.pages.thing import thing
from kg.serving.requests import Operation, read_query
from kg.serving.source import Source
from kg.serving.sourced import (
    sourced_claim,
    sourced_entity,
    sourced_question,
    sourced_questions,
    sourced_select,
)

__all__ = ["JOBS", "Job", "warm_up"]

Job = Callable[[Source, Mapping[str, Any], bytes, Limits], Answer]


def query(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Answer a query; the body is its text."""
    asked = _operation(header, body)
    return answer_query(source.store(), asked, header.get("accept", ""), limits)


def sparql(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Answer a query that stands in an address; the body is its query string."""
    asked = read_query("GET", "", body.decode("latin-1"), b"", header["base"])
    return answer_query(source.store(), asked, header["accept"], limits)


def update(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Change the graph; the body is a SPARQL update."""
    return run_update(Path(source.spec), _operation(header, body), limits)


def graph(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Read one graph."""
    return read_graph(
        source.store(), header["graph"], header["accept"], header.get("form", ""), limits
    )


def write(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Write, extend or delete one graph; the body is RDF."""
    return write_graph(
        Path(source.spec), header["method"], header["graph"], header.get("type", ""), body
    )


def description(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Say what the service is and does."""
    return describe_service(source, header, limits)


def void(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Say what the data set holds."""
    return describe_dataset(source, header, limits)


def explorer(source: Source, header: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """The explorer: one page that is whole in itself and says itself what may run in it."""
    from kg.showing.explorer import explorer_html
    from kg.showing.network import to_network

    html = explorer_html(to_network(source.store()), str(header["title"]))
    headers = {"content-security-policy": "frame-ancestors 'none'; base-uri 'none'"}
    return Answer(html, "text/html; charset=utf-8", 200, headers)


JOBS: dict[str, Job] = {
    "query": query,
    "sparql": sparql,
    "update": update,
    "graph": graph,
    "write": write,
    "description": description,
    "void": void,
    "home": home,
    "question": question,
    "console": console,
    "thing": thing,
    "explorer": explorer,
    "sourced_questions": sourced_questions,
    "sourced_question": sourced_question,
    "sourced_select": sourced_select,
    "sourced_entity": sourced_entity,
    "sourced_claim": sourced_claim,
}


def _operation(header: Mapping[str, Any], body: bytes) -> Operation:
    """A query or an update as the server passed it on."""
    text = body.decode("utf-8", "replace")
    keys = ("default", "named", "form", "base")
    return Operation(text, **{key: header[key] for key in keys if key in header})


def warm_up(source: Source) -> None:
    """Import and read once what the jobs need."""
    limits = Limits()
    asked = {"path": "/", "pairs": [], "accept": "text/html", "host": "", "title": ""}
    for job in (home, console):
        job(source, asked, b"", limits)
    query(source, {}, b"ASK { ?s ?p ?o }", limits)

"""Answer a query as bytes in the format a client wants, within the limits.

    answer_query(store, Operation("ASK {}"), "text/csv", limits).body  -> b"true"

in    a pyoxigraph Store, an Operation, an Accept header, Limits
out   an Answer: status, content type, bytes
next  kg.serving.worker sends it back
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.merged import merged
from kg.graph.queries import _explain as explain_syntax
from kg.graph.tokens import (
    Token,
    decoded,
    has_dataset_clause,
    is_harmless,
    nesting,
    tokens,
    uses,
)
from kg.graph.turtle import without_escaped_names
from kg.graph.vocab import PREFIXES
from kg.serving.limits import Limits
from kg.serving.negotiation import GRAPHS, RESULTS, Format, choose
from kg.serving.problems import ProblemError
from kg.serving.requests import Operation

__all__ = [
    "Answer",
    "answer_query",
    "check_tokens",
    "chosen",
    "graph_nodes",
    "run_checked",
    "write_triples",
]


#: How names with our prefixes begin.
PREFIXED = tuple(f"{name}:" for name in PREFIXES)
#: How a query ends that has few rows, whose size is looked at when they are written.
FEW = re.compile(r"\sLIMIT\s+\d{1,3}\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What goes back to the client."""

    body: bytes
    media_type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class _Bounded(io.BytesIO):
    """Bytes that are counted as they are written."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.size = most, 0

    def write(self, data: Any) -> int:
        self.size += len(data)
        if self.size > self.most:
            raise OSError("too much")
        return super().write(data)


def answer_query(store: Any, asked: Operation, accept: str, limits: Limits) -> Answer:
    r"""Return the answer to a query.

    Args:
        store: A pyoxigraph Store, or what can be asked like one.
        asked: The query, its graphs, and a format by name if one was asked for.
        accept: The Accept header.
        limits: How deep a query may nest, how long an answer may be.

    Raises:
        ProblemError: The query cannot be parsed or run, is refused, or its answer is too long.

    Examples:
        >>> answer_query(ox.Store(), Operation("SELECT (1 AS ?n) {}"), "text/csv", Limits()).body
        b'n\r\n1\r\n'

    """
    results = run_checked(store, asked, limits)
    if isinstance(results, ox.QueryTriples):
        name = chosen(accept, GRAPHS, asked.form)
        return Answer(_triples(results, GRAPHS[name], limits), GRAPHS[name].content_type)
    form = RESULTS[chosen(accept, RESULTS, asked.form)]
    out = _Bounded(limits.max_result)
    try:
        if FEW.search(asked.text, len(asked.text) - 20):
            out.write(results.serialize(format=form.results))
        else:
            results.serialize(output=out, format=form.results)
    except OSError as error:
        raise _too_long(limits) if out.size > out.most else _failed(error) from None
    return Answer(out.getvalue(), form.content_type)


def run_checked(store: Any, asked: Operation, limits: Limits) -> Any:
    """Return the results of a query that may run, as pyoxigraph gives them.

    All graphs are asked as one, each triple once, unless the client or the query names some. A
    query that says GRAPH may find a triple outside GRAPH once for each graph that holds it.

    Raises:
        ProblemError: The query cannot be parsed or run, or is refused.

    """
    text = asked.text
    if is_harmless(text, limits.max_nesting):
        named, graphs = False, "GRAPH" in text.upper()
    else:
        found = check_tokens(text, limits)
        named, graphs = has_dataset_clause(found), uses(found, "GRAPH")
    prefixes = {start[:-1]: PREFIXES[start[:-1]] for start in PREFIXED if start in text}
    options: dict[str, Any] = {"use_default_graph_as_union": not named}
    if asked.default or asked.named:
        options = {
            "default_graph": graph_nodes(asked.default),
            "named_graphs": graph_nodes(asked.named),
        }
    elif not named and not graphs and isinstance(store, ox.Store):
        store, options = merged(store), {}
    try:
        return store.query(text, base_iri=asked.base, prefixes=prefixes, **options)
    except (SyntaxError, ValueError) as error:
        raise ProblemError(400, explain_syntax(text, str(error))) from None
    except QueryError as error:
        raise ProblemError(400, str(error)) from None
    except OSError as error:
        raise _failed(error) from None


def check_tokens(text: str, limits: Limits) -> list[Token]:
    """Return the tokens of a query or an update that may be parsed.

    Raises:
        ProblemError: It nests too deeply, or asks another server.

    """
    found = tokens(text)
    plain = tokens(decoded(text)) if "\\" in text else found
    for kind in (found, plain):
        deep = nesting(kind)
        if deep > limits.max_nesting:
            raise ProblemError(
                400, f"the query nests {deep} deep; {limits.max_nesting} is the most read here"
            )
        if uses(kind, "SERVICE"):
            raise ProblemError(
                400, "SERVICE asks another server, and this one asks only its own store"
            )
    return found


def graph_nodes(iris: Sequence[str]) -> list[Any]:
    """Return the names of graphs as nodes.

    Raises:
        ProblemError: One is no IRI.

    """
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError:
        raise ProblemError(400, "the name of a graph is an absolute IRI") from None


def chosen(accept: str, formats: Mapping[str, Format], form: str = "") -> str:
    """Return the name of the format to write: the one named, else the one accepted.

    Raises:
        ProblemError: It is none of *formats*.

    """
    if form:
        if form not in formats:
            raise ProblemError(400, f"no such format here; one of {', '.join(formats)}")
        return form
    name = choose(accept, formats)
    if name is None:
        types = ", ".join(f.media_type for f in formats.values())
        raise ProblemError(406, f"nothing the Accept header names can be sent; one of {types}")
    return name


def _triples(results: Any, form: Format, limits: Limits) -> bytes:
    try:
        return write_triples(results, form, limits)
    except OSError as error:
        raise _failed(error) from None


def write_triples(triples: Any, form: Format, limits: Limits) -> bytes:
    """Return triples in order, each once, in an RDF format.

    Raises:
        ProblemError: They make more bytes than an answer may have.

    """
    listed = sorted(set(triples), key=str)
    assert form.rdf is not None
    text = "\n".join(map(str, listed))
    if len(text) > 8 * limits.max_result:
        raise _too_long(limits)
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    prefixes = (
        used if form.rdf.supports_datasets is False and form.rdf != ox.RdfFormat.N_TRIPLES else None
    )
    body = ox.serialize(listed, format=form.rdf, prefixes=prefixes)
    assert body is not None
    if form.rdf == ox.RdfFormat.TURTLE and b"\\" in body:
        body = without_escaped_names(body, used)
    if form.rdf == ox.RdfFormat.RDF_XML:  # readers that decode in pieces break letters
        body = body.decode().encode("ascii", "xmlcharrefreplace")
    if len(body) > limits.max_result:
        raise _too_long(limits)
    return body


def _too_long(limits: Limits) -> ProblemError:
    return ProblemError(422, f"the answer has more than {limits.max_result:,} bytes; ask for less")


def _failed(error: OSError) -> ProblemError:
    return ProblemError(400, f"the query cannot be run ({str(error).splitlines()[0][:200]})")

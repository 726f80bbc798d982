"""SPARQL 1.1 Protocol: a request over HTTP as a query or an update with its graphs.

    read_query("GET", {}, "query=ASK%20%7B%7D", b"")  -> Operation("ASK {}")

in    method, headers, query string and body of a request
out   an Operation
next  kg.serving.app gives it to a worker
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from kg.serving.problems import ProblemError

__all__ = ["Operation", "form_pairs", "media_type", "read_query", "read_update"]

BASE = "http://localhost/"
FORM = "application/x-www-form-urlencoded"
#: Parameters of a query string or a form that are taken apart.
MOST_PARAMETERS = 1000
#: What stands for most characters of a query in an address; neither hexadecimal nor a percent sign.
COMMON = tuple((f"%{ord(char):02X}", char) for char in " <>{}()/:?#\"'.;,*=")


@dataclass(frozen=True)
class Operation:
    """A query or an update as it was sent."""

    text: str
    default: list[str] = field(default_factory=list)  #: graphs that make the default graph
    named: list[str] = field(default_factory=list)  #: graphs that GRAPH can name
    form: str = ""  #: a format asked for by name
    base: str = BASE  #: what relative IRIs are relative to


def form_pairs(encoded: bytes | str, what: str = "form") -> list[tuple[str, str]]:
    """Return the parameters of a query string or a form, in order.

    Raises:
        ProblemError: It is not UTF-8, or has too many parameters.

    Examples:
        >>> form_pairs("a=1&a=%C3%A9")
        [('a', '1'), ('a', 'é')]

    """
    try:
        text = encoded.decode("utf-8") if isinstance(encoded, bytes) else encoded
        if text and "&" not in text:
            name, equals, value = text.partition("=")
            return [(_decoded(name), _decoded(value))] if equals or name else []
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise ProblemError(400, f"the {what} is not UTF-8; percent-encode it as UTF-8") from None
    except ValueError as error:
        raise ProblemError(400, f"the {what} cannot be read ({error})") from None


def _decoded(encoded: str) -> str:
    """A name or a value as it was before it was encoded; what most of them hold first."""
    text = encoded.replace("+", " ")
    if "%" in text:
        for code, char in COMMON:
            text = text.replace(code, char)
        if "%" in text:
            text = unquote(text, errors="strict")
    return text


def media_type(content_type: str) -> str:
    """Return a Content-Type without its parameters, in lower case.

    Raises:
        ProblemError: It names an encoding other than UTF-8.

    Examples:
        >>> media_type("Text/Turtle; charset=utf-8")
        'text/turtle'

    """
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(" \"'") not in ("utf-8", "utf8"):
            raise ProblemError(415, f"the encoding {value[:40]} is not read; send UTF-8")
    return media


def read_query(
    method: str, content_type: str, query_string: str, body: bytes, base: str = BASE
) -> Operation:
    """Return the query of a GET, a form or a direct POST.

    Args:
        method: "GET" or "POST".
        content_type: The header, "" where there is none.
        query_string: What stands after the question mark of the address.
        body: The body; b"" for GET.
        base: What relative IRIs in it are relative to.

    Raises:
        ProblemError: There is no query, or more than one, or it is not sent as the protocol says.

    Examples:
        >>> read_query("POST", "application/sparql-query", "default-graph-uri=http://a/", b"ASK {}")
        Operation(text='ASK {}', default=['http://a/'], named=[], form='', base='http://localhost/')

    """
    graphs = ("default-graph-uri", "named-graph-uri")
    pairs = form_pairs(query_string, "query string") if query_string else []
    if method == "GET":
        return _operation(pairs, "query", graphs, base)
    return _posted(content_type, pairs, body, "query", graphs)


def read_update(content_type: str, query_string: str, body: bytes) -> Operation:
    """Return the update of a form or a direct POST.

    Raises:
        ProblemError: There is no update, or more than one, or it is not sent as the protocol says.

    Examples:
        >>> read_update("application/sparql-update", "", b"CLEAR ALL").text
        'CLEAR ALL'

    """
    pairs = form_pairs(query_string, "query string")
    graphs = ("using-graph-uri", "using-named-graph-uri")
    if any(name == "update" for name, _ in pairs):
        raise ProblemError(400, "an update stands in the body, not in the address; send it by POST")
    return _posted(content_type, pairs, body, "update", graphs)


def _posted(
    content_type: str,
    pairs: list[tuple[str, str]],
    body: bytes,
    what: str,
    graphs: tuple[str, str],
) -> Operation:
    """The operation of a POST."""
    media = media_type(content_type)
    if media == FORM:
        return _operation([*pairs, *form_pairs(body)], what, graphs)
    if media != f"application/sparql-{what}":
        sent = f"not {media[:80]}" if media else "and it has none"
        raise ProblemError(
            415, f"a body has the content type {FORM} or application/sparql-{what}, {sent}"
        )
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, f"the {what} is not UTF-8") from None
    if any(name == what for name, _ in pairs):
        raise ProblemError(400, f"one {what} stands in the address and one in the body; send one")
    return _operation([*pairs, (what, text)], what, graphs)


def _operation(
    pairs: list[tuple[str, str]], what: str, graphs: tuple[str, str], base: str = BASE
) -> Operation:
    """The operation that parameters describe."""
    if len(pairs) == 1 and pairs[0][0] == what:
        return Operation(pairs[0][1], base=base)
    found = [value for name, value in pairs if name == what]
    if len(found) != 1:
        number = "none" if not found else str(len(found))
        raise ProblemError(400, f"a request has one parameter {what!r}; this one has {number}")
    default = [value for name, value in pairs if name == graphs[0]]
    named = [value for name, value in pairs if name == graphs[1]]
    form = next((value for name, value in pairs if name == "format"), "")
    return Operation(found[0], default, named, form, base)

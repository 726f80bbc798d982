r"""Turtle that every parser reads: an IRI is written whole where its short form needs an escape.

    id:commodity\/tea a skos:Concept .
        -> <https://w3id.org/irk/id/commodity/tea> a skos:Concept .

in    Turtle or TriG as pyoxigraph writes it
out   the same triples without a backslash in a name
next  kg.showing.export, and whatever else writes Turtle

Escapes in names came with the Turtle of 2014; the parser of the OWL API, and with it Protégé,
knows the Turtle before that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["without_escaped_names"]

#: Quoted text, an IRI, or a short name with an escape in it.
TOKEN = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|<[^>\n]*>|(?P<prefix>[a-z][\w.-]*):(?P<local>[^\s"<>\\]*\\[^\s"<>]*)'
)
ESCAPE = re.compile(rb"\\(.)")


def without_escaped_names(text: bytes, prefixes: Mapping[str, str]) -> bytes:
    r"""Return Turtle or TriG without escapes in names.

    Args:
        text: As pyoxigraph writes it: quoted text in one line, no comments.
        prefixes: Those that the text declares.

    Returns:
        The same triples.

    Examples:
        >>> without_escaped_names(rb'x:a\/b x:says "x:a\\/b" .', {"x": "http://example.org/"})
        b'<http://example.org/a/b> x:says "x:a\\\\/b" .'

    """

    def whole(found: re.Match[bytes]) -> bytes:
        if found["local"] is None:
            return found[0]
        local = ESCAPE.sub(rb"\1", found["local"])
        return b"<%s%s>" % (prefixes[found["prefix"].decode()].encode(), local)

    return TOKEN.sub(whole, text)

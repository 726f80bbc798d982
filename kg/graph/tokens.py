"""SPARQL text as tokens: which words it uses, how deep it nests, which graphs it names.

    words(tokens("ASK { SERVICE <http://a/> {} }"))  -> {"ASK", "SERVICE"}

in    the text of a query or an update
out   Tokens; what they say about the text, without parsing it
next  kg.graph.queries, kg.serving refuse what may not run, before the parser sees it

The store's own parser goes down with a query that nests too deeply, so that is found here,
in one pass from left to right. Terms, strings and comments hide nothing: a word counts only
where it stands as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "Token",
    "decoded",
    "has_dataset_clause",
    "is_harmless",
    "nesting",
    "tokens",
    "uses",
    "with_using",
    "words",
]

#: Every alternative that begins to match ends somewhere, so that a text is read once.
TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<text>\'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:'{3}|\Z|(?=')|\\)
        |"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3}|\Z|(?=")|\\)
        |'(?:[^'\\\n\r]|\\.)*+(?:'|\Z|(?=[\n\r])|\\)
        |"(?:[^"\\\n\r]|\\.)*+(?:"|\Z|(?=[\n\r])|\\))
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z0-9-]+)
    |(?P<name>:(?:[\w.:%-]|\\.)*+)
    |(?P<word>\w[\w.-]*+)(?P<local>:(?:[\w.:%-]|\\.)*+)?
    |(?P<mark><<|>>|\^\^|&&|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = frozenset(("{", "(", "[", "<<")), frozenset(("}", ")", "]", ">>"))
#: Words and marks that open something the parser follows without a bracket.
CHAINED = frozenset(("UNION", "MINUS", "OPTIONAL", "!", "/", "|", "||", "&&", "^", "^^"))
#: What may open something, counted without regard to where it stands.
COUNTED = ("{", "(", "[", "<<", "UNION", "MINUS", "OPTIONAL", "!", "/", "|", "^")
#: Words with which a text names graphs or servers.
REACHING = ("SERVICE", "LOAD", "FROM")
#: Characters of a text that is counted.
LONGEST = 20_000
CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A piece of SPARQL: its sort (iri, text, word ...), its characters, where it starts."""

    sort: str
    text: str
    start: int


def tokens(sparql: str) -> list[Token]:
    r"""Return the tokens of a text, without spaces and comments.

    Args:
        sparql: Any text; characters that begin nothing are marks.

    Returns:
        Tokens in order; [] for an empty text.

    Examples:
        >>> [t.text for t in tokens("ASK { ?s a <http://a/#b> } # SERVICE")]
        ['ASK', '{', '?s', 'a', '<http://a/#b>', '}']
        >>> tokens("")
        []

    """
    return list(_scan(sparql))


def _scan(sparql: str) -> Iterator[Token]:
    for match in TOKEN.finditer(sparql):
        sort = match.lastgroup or "mark"
        sort = "name" if sort == "local" else sort
        if sort in ("name", "word") and match[0].endswith("."):  # no name ends with a full stop
            yield Token(sort, match[0][:-1], match.start())
            yield Token("mark", ".", match.end() - 1)
        elif sort != "space":
            yield Token(sort, match[0], match.start())


def words(found: Sequence[Token]) -> frozenset[str]:
    """Return the words among tokens, in capitals: keywords and names of functions.

    Examples:
        >>> sorted(words(tokens("select ?from { ?s rdfs:load 'DROP' }")))
        ['SELECT']

    """
    return frozenset(t.text.upper() for t in found if t.sort == "word")


def nesting(found: Sequence[Token]) -> int:
    """Return how deep a parser has to go: open brackets, and operators in a row beside them.

    Examples:
        >>> nesting(tokens("ASK { { ?s ?p ( 1 ) } }"))
        3
        >>> nesting(tokens("ASK { FILTER(!!!!?x) }"))
        6
        >>> nesting(tokens("ASK { ?s ?p '1'^^xsd:int, '2'^^xsd:int. ?s a:b/a:c ?o }"))
        2

    """
    deepest = 0
    chains = [0]
    before = ""
    for token in found:
        if token.text in OPENING:
            chains.append(chains[-1])
        elif token.text in CLOSING and len(chains) > 1:
            chains.pop()
        elif token.text.upper() in CHAINED and token.sort in ("word", "mark"):
            chains[-1] += not (token.text == "^^" and before == "text")  # the type of a text
        elif token.text in (".", ";", ","):
            chains[-1] = chains[-2] if len(chains) > 1 else 0
        before = token.sort
        deepest = max(deepest, len(chains) - 1 + chains[-1])
    return deepest


def uses(found: Sequence[Token], keyword: str) -> bool:
    """Whether a parser may read *keyword* in tokens, also where no space sets it apart.

    Examples:
        >>> uses(tokens("ASK { ?s ?p 1.Service<http://a/> {} }"), "SERVICE")
        True
        >>> uses(tokens("ASK { SERVICE:a {} }"), "SERVICE")
        True
        >>> uses(tokens("ASK { ?service a:service 'SERVICE', <http://a/SERVICE> }"), "SERVICE")
        False

    """
    return any(
        keyword in t.text.partition(":")[0].upper() for t in found if t.sort in ("word", "name")
    )


def is_harmless(sparql: str, most: int) -> bool:
    """Whether a text is shown by a mere count to nest at most *most* deep and name no other place.

    Most queries are; of others the tokens have to be looked at.

    Examples:
        >>> is_harmless("ASK { ?s a <http://a/b> }", 10), is_harmless("ASK { 'service' }", 10)
        (True, False)
        >>> is_harmless("ASK " + "{" * 11 + "}" * 11, 10)
        False

    """
    if "\\" in sparql or len(sparql) > LONGEST:
        return False
    capitals = sparql.upper()
    deep = sum(map(capitals.count, COUNTED))
    return deep <= most and not any(word in capitals for word in REACHING)


def has_dataset_clause(found: Sequence[Token]) -> bool:
    """Whether a query says with FROM which graphs it asks.

    Examples:
        >>> has_dataset_clause(tokens("ASK FROM <http://a/> {}"))
        True
        >>> has_dataset_clause(tokens("ASK { ?from ?p 'FROM' }"))
        False

    """
    return any(t.text.partition(":")[0].upper() in ("FROM", "FROMNAMED") for t in found)


def with_using(sparql: str, default: Sequence[str], named: Sequence[str]) -> str | None:
    """Return an update that takes its patterns from the graphs given.

    Args:
        sparql: An update in which no operation says USING or WITH.
        default: IRIs of the graphs that make the default graph.
        named: IRIs of the graphs that GRAPH can name.

    Returns:
        The update with USING clauses; None where it has USING or WITH of its own.

    Examples:
        >>> with_using("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", ["http://a/"], [])
        'DELETE { ?s ?p 1 } USING <http://a/> WHERE { ?s ?p 1 }'
        >>> with_using("DELETE WHERE { ?s ?p 1 }", ["http://a/"], [])
        'DELETE { ?s ?p 1 } USING <http://a/> WHERE { ?s ?p 1 }'
        >>> with_using("WITH <http://a/> DELETE {} WHERE {}", ["http://b/"], []) is None
        True

    """
    found = tokens(sparql)
    if words(found) & {"USING", "WITH"}:
        return None
    clause = "".join(f"USING <{g}> " for g in default)
    clause += "".join(f"USING NAMED <{g}> " for g in named)
    pieces: list[str] = []
    depth = done = 0
    previous = ""
    for place, token in enumerate(found):
        if token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            depth -= 1
        elif depth == 0 and token.sort == "word" and token.text.upper() == "WHERE":
            template = _group(sparql, found[place + 1 :]) if previous == "DELETE" else ""
            pieces += [sparql[done : token.start], f"{template} " if template else "", clause]
            done = token.start
        if depth == 0:
            previous = token.text.upper()
    return "".join([*pieces, sparql[done:]])


def _group(sparql: str, following: Sequence[Token]) -> str:
    """The text of the group in braces that comes first among tokens."""
    depth = 0
    for token in following:
        if token.text == "{":
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                return sparql[following[0].start : token.start + 1]
    return ""


def decoded(sparql: str) -> str:
    r"""Return a text with its \uXXXX escapes as characters, as a parser may read it.

    Examples:
        >>> decoded("SERV\\u0049CE")
        'SERVICE'

    """
    return CODEPOINT.sub(lambda m: _character(int(m[1] or m[2], 16)), sparql)


def _character(number: int) -> str:
    """A character by its number; none that Unicode does not have."""
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"

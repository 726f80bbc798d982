"""Cut a plan that holds several: "will build a port, open a school and train nurses".

in    a Reading and the span of a statement that is a plan
out   a span for each thing planned, in order; one for most statements
next  kg.claims.plans makes a plan of each

The verbs of a list make a plan each, and so do the things promised or planned:
"promised a wharf, a cable and teachers for every school".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.claims.plan_words import planning
from kg.claims.wording import content_head
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["parts"]

#: Fewest words of a part.
LEAST_WORDS = 2
#: What may follow a verb of a list.
GOES_ON = frozenset(["DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON", "ADP", "PART"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])


def parts(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the things that a statement plans.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.

    Returns:
        Spans that together cover the statement; one where it holds no list.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "They will build a port, open a school and hire a nurse."
        >>> [text[a:b] for a, b in parts(read_document(Document("a", text, "")), 0, len(text))]
        ['They will build a port', 'open a school', 'hire a nurse.']

    """
    head = content_head(reading, start, end)
    if head is None:
        return [(start, end)]
    verb = _innermost(head, start, end)
    edges = [start, *(token.idx for token in _listed(verb, end)), end]
    spans = [_trimmed(reading.text, a, b) for a, b in pairwise(edges)]
    for a, b in spans:
        if len(reading.text[max(a, verb.idx) : b].split()) < LEAST_WORDS:
            return [(start, end)]
    return spans


def _innermost(head: Token, start: int, end: int) -> Token:
    """The verb of what is planned, below "intends to" and the like."""
    while True:
        inner = next((c for c in head.children if c.dep_ == "xcomp" and start <= c.idx < end), None)
        if inner is None or head.lemma_.lower() not in planning("governor"):
            return head
        head = inner


def _listed(verb: Token, end: int) -> list[Token]:
    """The first words of the further items of a list that a verb, or its object, opens."""
    verbs = _further_verbs(verb, end)
    if verbs:
        return verbs
    if verb.lemma_.lower() in planning("commit") | planning("schedule"):
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.idx < end), None)
        if thing is not None and thing.i > verb.i:
            things = _further_things(thing, end)
            return [_first(token) for token in things] if len(things) > 1 else []
    return []


def _further_verbs(verb: Token, end: int) -> list[Token]:
    """Verbs of the same form after a comma or a conjunction, with something after them."""
    found = []
    depth = 0
    for token in verb.doc[verb.i + 1 :]:
        if token.idx >= end:
            break
        depth += (token.text == "(") - (token.text == ")")
        before = token.nbor(-1)
        if before.pos_ == "ADV":
            before = token.nbor(-2)
        opens = before.text == "," or before.lower_ in ("and", "or")
        if depth or not opens or not _same_form(verb, token) or token.i + 1 >= len(verb.doc):
            continue
        if token.nbor().idx < end and token.nbor().pos_ in GOES_ON:
            found.append(token)
    return found


def _same_form(verb: Token, token: Token) -> bool:
    base = ("VB", "VBP")
    if verb.tag_ in base:
        return token.tag_ in base and not any(c.dep_ in SUBJECTS for c in token.children)
    return verb.tag_ == token.tag_ == "VBG"


def _further_things(thing: Token, end: int) -> list[Token]:
    """What is joined to a thing, one after another."""
    chain: list[Token] = []
    while True:
        joined = next(
            (
                c
                for c in thing.children
                if c.dep_ in ("conj", "appos") and thing.i < c.i and c.idx < end
            ),
            None,
        )
        if joined is None or joined.pos_ == "VERB":
            return chain
        chain.append(joined)
        thing = joined


def _first(token: Token) -> Token:
    """The first word of an item, which is its head's leftmost word."""
    left: Token = token.left_edge
    return left


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the comma and the "and" that join it to the next."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    for joint in (" and", " or", " as well as", " then"):
        if text[start:end].endswith(joint):
            return _trimmed(text, start, end - len(joint))
    while start < end and text[start].isspace():
        start += 1
    return start, end

"""Word the parts of a statement: who it is about, whom it touches, what it says of them.

    "The port will create jobs for Peru" -> subject "The port", effect "will create jobs for Peru",
                                            affected "Peru"

in    a Reading and the span of a statement
out   short strings, cut at a number of words
next  kg.claims.plans and kg.claims.implications put them into their slots
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.holders import mention_at
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["affected_in", "content_head", "effect_of", "shorten", "subject_of", "top_of"]

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
#: Verbs whose clause, not they themselves, is what is said.
CONTENTS = frozenset(["ccomp", "xcomp"])
#: What joins a clause to another and does not govern it.
JOINTS = frozenset(["cc", "mark", "advmod", "prep", "nsubj"])
#: Words that a shortened phrase does not end in.
LOOSE = frozenset(["over", "into", "under"]) | frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "for",
        "to",
        "and",
        "or",
        "with",
        "by",
        "from",
        "at",
        "as",
        "that",
    ]
)


def shorten(text: str, words: int) -> str:
    """Cut a phrase after so many words, and before words that lead on.

    Args:
        text: A phrase.
        words: Most words kept.

    Returns:
        The phrase without marks at its ends; "" for none.

    Examples:
        >>> shorten("build a bridge over the river, which floods", 8)
        'build a bridge over the river'
        >>> shorten("build a bridge over the river", 5)
        'build a bridge'

    """
    kept = text.replace("\n", " ").split()[:words]
    for i, word in enumerate(kept):
        if i and word.endswith((",", ";", ":")) and i >= words // 2:
            kept = kept[: i + 1]
            break
    while kept and kept[-1].strip(",;:").lower() in LOOSE:
        kept.pop()
    return " ".join(kept).strip(" ,;:.\"'()")


def content_head(reading: Reading, start: int, end: int, says: str = "") -> Token | None:
    """The head of what a statement says, below the verb of saying; None for no words.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.
        says: Lemma of the verb that shows the holder.

    """
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    head = top_of(span)
    for _ in range(3):
        inner = next(
            (c for c in head.children if c.dep_ in CONTENTS and start <= c.idx < end), None
        )
        if inner is None or (says and head.lemma_.lower() not in (says, says.rstrip("e"))):
            break
        head = inner
    return head


def top_of(span: Span) -> Token:
    """The word that governs a span, not the conjunction that joins it to what stands before."""
    tops = [t for t in span if t.dep_ == "ROOT" or not span.start <= t.head.i < span.end]
    own = [t for t in tops if t.dep_ not in JOINTS and not t.is_punct]
    verbs = [t for t in own if t.pos_ in ("VERB", "AUX")]
    return next(iter(verbs or own or tops), span[0])


def subject_of(head: Token, start: int, end: int) -> str | None:
    """The subject of a head in the span, as written; None where it has none."""
    for child in head.children:
        if child.dep_ in SUBJECTS and start <= child.idx < end:
            return shorten(_phrase(child, start, end), 12) or None
    return None


def effect_of(head: Token, start: int, end: int) -> str:
    """What is said of the subject: the head with what follows it, as written."""
    first = head.i
    for child in head.children:
        if child.dep_ in ("aux", "auxpass", "neg") and start <= child.idx:
            first = min(first, child.i)
    last = max((t.i for t in head.subtree if t.idx < end), default=head.i)
    return shorten(head.doc[first : last + 1].text, 14)


def affected_in(reading: Reading, head: Token, start: int, end: int) -> str | None:
    """The first country or organisation named after the head; None where none is."""
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.i > head.i:
            mention = mention_at(reading, token)
            if mention is not None and mention.kind in ("country", "organisation", "bloc"):
                return mention.actor
    return None


def _phrase(token: Token, start: int, end: int) -> str:
    inside = [t.i for t in token.subtree if start <= t.idx < end]
    text: str = token.doc[min(inside) : max(inside) + 1].text
    return text

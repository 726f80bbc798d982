"""Cut sentences into statements: the stretches that can be a plan or a view of their own.

    "Some see a boon, but others warn of debt." -> "Some see a boon", "others warn of debt."

in    a Reading
out   Statements in order, with their spans; together they cover every sentence
next  kg.claims.plans and kg.claims.implications judge each one

A sentence is cut only where a new clause with a subject of its own begins at its
top level: at a semicolon, or at ", but", ", while", ", and". What somebody says
stays with the words that say so. Questions and rows of tables hold no statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Block, Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Statement", "find_statements"]

#: Fewest words in a statement cut from a sentence.
LEAST_WORDS = 4
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
CONTRASTS = frozenset(["but", "while", "whereas", "although", "though", "and", "yet", "so"])


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that stands for itself."""

    start: int  #: first character
    end: int  #: one past the last
    sentence: Sentence
    part: int  #: its place in the sentence, from 0
    parts: int  #: how many statements the sentence has


def find_statements(reading: Reading) -> list[Statement]:
    """Return the statements of *reading*, in order.

    Args:
        reading: The document as read.

    Returns:
        One for most sentences, more where clauses are joined; none for questions,
        headings and table rows. An empty list for an empty document.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "The port is open; the railway will follow next year."
        >>> reading = read_document(Document("a.txt", text, ""))
        >>> [text[s.start : s.end] for s in find_statements(reading)]
        ['The port is open', 'the railway will follow next year.']

    """
    found: list[Statement] = []
    for sentence in reading.sentences:
        if not _holds_statements(reading.block(sentence)):
            continue
        span = reading.span(sentence)
        cuts = _cuts(span)
        edges = [sentence.start, *cuts, sentence.end]
        spans = []
        for start, end in pairwise(edges):
            trimmed = _trim(reading.text, start, end)
            if trimmed[0] < trimmed[1]:
                spans.append(trimmed)
        found.extend(
            Statement(start, end, sentence, i, len(spans)) for i, (start, end) in enumerate(spans)
        )
    return found


def _holds_statements(block: Block) -> bool:
    return block.kind not in ("heading", "question", "row")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    return start, end


def _cuts(span: Span) -> list[int]:
    """Offsets in the document where a new statement begins."""
    depth, quoted = 0, False
    starts: list[Token] = []
    tokens = list(span)
    for i, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if token.text == '"':
            quoted = not quoted
        if depth or quoted or i == 0 or i + 1 == len(tokens):
            continue
        follows = tokens[i + 1]
        if token.text == ";" or (token.text == "," and follows.lower_ in CONTRASTS):
            starts.append(follows)
    cuts: list[Token] = []
    last = tokens[0].i if tokens else 0
    for start in starts:
        end = next((s.i for s in starts if s.i > start.i), tokens[-1].i + 1)
        if start.i - last < LEAST_WORDS or end - start.i < LEAST_WORDS:
            continue
        semicolon = span.doc[start.i - 1].text == ";"
        if semicolon or _has_subject_of_its_own(span.doc[start.i : end], start):
            cuts.append(start)
            last = start.i
    return [token.idx for token in cuts]


def _has_subject_of_its_own(part: Span, opener: Token) -> bool:
    """Whether a clause with subject and verb begins right after its conjunction."""
    for token in part:
        if token.dep_ in SUBJECTS and token.head.i > token.i and token.head in part:
            verb = token.head
            outer = verb.head
            top = verb.dep_ == "ROOT" or (
                verb.dep_ in ("conj", "advcl", "ccomp") and outer.i < opener.i
            )
            return top and (verb.dep_ != "ccomp" or verb.head.i > verb.i)
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            return False
    return False

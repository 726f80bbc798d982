"""Cut sentences into statements: the stretches that can be a plan or a view of their own.

    "Some see a boon, but others warn of debt." -> "Some see a boon", "others warn of debt."

in    a Reading
out   Statements in order, with their spans; together they cover every sentence
next  kg.claims.plans and kg.claims.implications judge each one

A sentence is cut at its top level where

- a clause with a subject of its own begins: after a semicolon, a colon or a dash, at ", but",
  at "and", at a comma alone ("the port opens in May, | a road will follow");
- an enumerator stands: "will (a) open a school, | (b) build a port";
- a second verb of the same subject begins: "will build a port | and open a school";
- a participle tells what comes of it: "raises duties, | leaving growers poor";
- a relative clause ends it: "a port, | which will draw ships from the south";
- a reason follows: "sales fell | because the road was closed";
- a concession or a reason stands before it: "Despite the ban, | trade grew".

Questions and rows of tables hold no statement. To cut elsewhere, add a function to CUTTERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.claims.attribution import is_saying
from kg.model import Block, Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Statement", "find_statements"]

#: Fewest words in a statement cut from a sentence.
LEAST_WORDS = 4
#: Fewest words in a participial clause cut from a sentence.
LEAST_TAIL = 3
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
#: Verbs whose second verb makes a statement of its own.
JOINED = frozenset(["ROOT", "ccomp", "xcomp", "conj"])
#: Participles that are prepositions.
PREPOSITIONS = frozenset(
    [
        "including",
        "excluding",
        "following",
        "according",
        "regarding",
        "concerning",
        "depending",
        "pending",
        "starting",
        "beginning",
        "ranging",
        "totalling",
        "totaling",
        "counting",
    ]
)
#: Words between the comma and a participle.
BEFORE_PARTICIPLE = frozenset(["while", "thus", "thereby", "also", "so", "and", "in", "turn"])
RELATIVES = frozenset(["which", "who", "where", "whose"])
REASONS = frozenset(["because", "since", "so"])
#: Openings that are cut off before the comma.
OPENINGS = frozenset(["despite", "because", "due", "owing", "thanks", "given"])
CONCESSIONS = frozenset(["while", "although", "though", "whereas"])
ENUMERATOR = re.compile(r"[a-h]|[ivx]{1,4}|\d{1,2}")
DASHES = frozenset(["\u2014", "\u2013"])
CONTRASTS = frozenset(["but", "while", "whereas", "although", "though", "and", "yet", "so"])


Cutter = Callable[["Span"], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that stands for itself."""

    start: int  #: first character
    end: int  #: one past the last
    sentence: Sentence
    part: int  #: its place in the sentence, from 0
    parts: int  #: how many statements the sentence has


def find_statements(reading: Reading, *, whole: bool = False) -> list[Statement]:
    """Return the statements of *reading*, in order.

    Args:
        reading: The document as read.
        whole: Cut only where a clause with a subject of its own begins.

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
        cuts = _cuts(span, (_clauses,) if whole else CUTTERS)
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


def _cuts(span: Span, cutters: Sequence[Cutter]) -> list[int]:
    """Offsets in the document where a new statement begins."""
    free = _free_places(span)
    starts = sorted({at for cutter in cutters for at in cutter(span) if at in free})
    cuts: list[Token] = []
    last, final = span.start, span.end
    for n, at in enumerate(starts):
        end = next((s for s in starts[n + 1 :]), final)
        tail = span.doc[at].tag_ == "VBG" or span.doc[at].lower_ in BEFORE_PARTICIPLE
        least = LEAST_TAIL if tail else LEAST_WORDS
        if _count(span.doc[last:at]) >= LEAST_WORDS and _count(span.doc[at:end]) >= least:
            cuts.append(span.doc[at])
            last = at
    return [token.idx for token in cuts]


def _count(part: Span) -> int:
    """How many words a part has."""
    return sum(not t.is_punct and not t.is_space for t in part)


def _free_places(span: Span) -> set[int]:
    """Tokens that stand outside brackets and quotation marks."""
    depth, quoted = 0, False
    free = set()
    for token in span:
        text = token.text
        if depth == 0 and not quoted:
            free.add(token.i)
        depth += (text == "(") - (text == ")")
        quoted = quoted != (text == '"')
    return free


def _clauses(span: Span) -> Iterator[int]:
    """After a semicolon, and where a clause with its own subject is joined."""
    for token in span[1:-1]:
        text = token.text
        if text == ";":
            yield token.i + 1
        elif text == "," or text in DASHES:
            follows = token.nbor()
            rest = span.doc[follows.i : span.end]
            if (text in DASHES or follows.lower_ in CONTRASTS) and _has_subject_of_its_own(
                rest, follows
            ):
                yield follows.i


def _joined_clauses(span: Span) -> Iterator[int]:
    """Where a clause with its own subject is joined by "and" or "or", with or without a comma."""
    for token in span:
        if token.dep_ != "conj" or token.pos_ not in ("VERB", "AUX") or token.head.i < span.start:
            continue
        if token.head.pos_ not in ("VERB", "AUX") or token.head.dep_ not in JOINED:
            continue
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if subject is None or subject.i > token.i:
            continue
        first = token.left_edge.i
        joint = span.doc[first - 1] if first > span.start else None
        if joint is not None and joint.lower_ in ("and", "or", ",") and joint.i > token.head.i:
            yield first if joint.text == "," else joint.i


def _juxtaposed(span: Span) -> Iterator[int]:
    """Where a clause follows another at a comma or a colon alone; "..., he said" is none."""
    for token in span:
        head = token.head
        if token.dep_ != "ccomp" or not span.start <= token.i < head.i:
            continue
        if head.pos_ not in ("VERB", "AUX") or is_saying(head):
            continue
        whose = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        subject = next((c for c in head.children if c.dep_ in SUBJECTS and c.i > token.i), None)
        if whose is None or subject is None or any(c.dep_ == "mark" for c in token.children):
            continue
        first = subject.left_edge.i
        if span.doc[first - 1].text in (",", ":") and not span.doc[first].is_quote:
            yield first


def _enumerators(span: Span) -> Iterator[int]:
    """Where "(a)" or "(2)" begins another item of a list in a sentence."""
    for token in span[:-2]:
        bracketed = token.text == "(" and token.nbor(2).text == ")"
        if bracketed and ENUMERATOR.fullmatch(token.nbor(1).text):
            yield token.i


def _second_verbs(span: Span) -> Iterator[int]:
    """Where a second verb of the same subject begins, at its conjunction."""
    for token in span:
        head = token.head
        if token.dep_ != "conj" or token.pos_ not in ("VERB", "AUX") or head.i < span.start:
            continue
        if head.pos_ not in ("VERB", "AUX") or head.dep_ not in JOINED:
            continue
        if any(c.dep_ in SUBJECTS for c in token.children) or token.tag_ == "VBG":
            continue
        first = min([token.i, *(c.i for c in token.children if head.i < c.i < token.i)])
        joint = span.doc[first - 1]
        if joint.dep_ == "cc" and joint.i > head.i:
            yield joint.i


def _participles(span: Span) -> Iterator[int]:
    """Where a participle after a comma tells what comes of the clause before it."""
    for token in span:
        if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or token.head.i > token.i:
            continue
        if token.lower_ in PREPOSITIONS:
            continue
        at = token.i
        while at - 1 > span.start and span.doc[at - 1].lower_ in BEFORE_PARTICIPLE:
            at -= 1
        if at > span.start and span.doc[at - 1].text == ",":
            yield at


def _relatives(span: Span) -> Iterator[int]:
    """Where a relative clause begins that goes on to the end."""
    for token in span:
        if token.lower_ not in RELATIVES or token.i == span.start:
            continue
        verb = token.head if token.head.dep_ == "relcl" else token.head.head
        if verb.dep_ != "relcl" or span.doc[token.i - 1].text != ",":
            continue
        last = max(t.i for t in verb.subtree)
        if all(t.is_punct for t in span.doc[last + 1 : span.end]):
            yield token.i


def _reasons(span: Span) -> Iterator[int]:
    """Where a clause of reason follows."""
    for token in span:
        if token.dep_ == "mark" and token.lower_ in REASONS and token.head.head.i < token.i:
            yield token.i


def _openings(span: Span) -> Iterator[int]:
    """Where the main clause begins after a concession or a reason."""
    if not len(span):
        return
    first = span[0]
    if first.lower_ in OPENINGS and first.dep_ in ("prep", "mark"):
        top = first
    elif first.lower_ in CONCESSIONS and first.dep_ == "mark" and first.head.head.i > first.i:
        top = first.head
    else:
        return
    last = max(t.i for t in top.subtree)
    if last + 2 < span.end and span.doc[last + 1].text == ",":
        yield last + 2


#: What finds the places where a sentence is cut.
CUTTERS: tuple[Cutter, ...] = (
    _clauses,
    _joined_clauses,
    _juxtaposed,
    _enumerators,
    _second_verbs,
    _participles,
    _relatives,
    _reasons,
    _openings,
)


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

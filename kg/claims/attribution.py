"""Tell who says it: the holder of a statement.

    "The port, Mr Diaz warned, will lose ships."    -> "Carlos Diaz"
    "For growers the quota is a blow."               -> "growers"
    "In our view the quota is a blow."               -> "author"
    "The quota is a blow."                           -> None: the document itself

in    a Reading and a span of it
out   an Attribution: the holder, and the words that show it
data  data/lexicon/saying.csv: verbs of saying, judging and feeling, adjectives of feeling
next  the finders give it as the attribution of their claims; for a view it is the holder

The holder is looked for in the sentence of the span, then (for a quotation
without words of saying) in the sentences beside it. What a document says in no
one's name is its writer's where the writer speaks in the first person.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from kg.claims.holders import AUTHOR, FIRST, HolderKind, can_hold, mention_at, resolve
from kg.claims.memo import once_a_reading
from kg.errors import DataFileError
from kg.model import Sentence
from kg.reading.reading import Reading
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "Attribution",
    "Way",
    "attribution_of",
    "find_attribution",
    "first_person",
    "is_saying",
    "quoted",
]

#: How a holder is shown.
Verbal = Literal["say", "judge", "feel", "adjective"]
Way = Literal[Verbal, "according", "opinion", "for", "colon", "quote", "first", "form", "none"]
VERBAL: tuple[Verbal, ...] = get_args(Verbal)
#: Which frame wins where several govern a span.
RANK: tuple[Way, ...] = (
    "say",
    "judge",
    "feel",
    "adjective",
    "according",
    "opinion",
    "colon",
    "for",
)
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
CONTENTS = frozenset(["ccomp", "xcomp", "parataxis", "advcl"])
#: Nouns of opinion: "in his view", "in the opinion of the mayor".
OPINIONS = frozenset(["view", "opinion", "word", "eye", "judgement", "judgment", "estimate"])
#: Prepositions that bring in what is said: "spoke of a boon".
OF = frozenset(["of", "about", "against"])
#: Subjects that are nobody.
NOBODY_WORDS = frozenset(["that", "this", "which", "there", "what", "these", "those", "nobody"])
#: "A Perth analyst: "The boom will last.""
COLON = re.compile(r':\s*(?=")')
SINGULAR = frozenset(["i", "me", "my", "mine", "myself"])
#: Sentences in the first person, outside quotations, that make a writer's opinion piece.
OPINION_PIECE = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who holds a statement, and how the text shows it."""

    holder: str | None
    kind: HolderKind | None
    way: Way
    word: str = ""  #: the verb, noun or adjective that shows it, as a lemma


NOBODY = Attribution(None, None, "none")


def attribution_of(reading: Reading, start: int, end: int) -> str | None:
    """Who says what stands at a span.

    Args:
        reading: The document as read.
        start: First character of the span.
        end: One past its last character.

    Returns:
        A canonical name, a noun phrase as in the text, "author", or None where the
        document itself says it.

    """
    return find_attribution(reading, start, end).holder


def find_attribution(reading: Reading, start: int, end: int) -> Attribution:
    """Like `attribution_of`, with the words that show it."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return NOBODY
    frame = _frame(reading, sentence, start, end)
    if frame is not None:
        return frame
    if quoted(reading, start, end):
        return _beside(reading, sentence) or NOBODY
    if _speaks_of_himself(reading, sentence.start, sentence.end):
        return Attribution(AUTHOR, "author", "first")
    if first_person(reading) >= OPINION_PIECE and _says_i(reading):
        return Attribution(AUTHOR, "author", "form")
    return NOBODY


def is_saying(verb: Token) -> bool:
    """Whether a verb shows a holder: one of saying, judging or feeling."""
    return _words().get(_lemma(verb), "adjective") != "adjective"


def quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether most of a span stands inside quotation marks of its block."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return False
    block = reading.block(sentence)
    inside, covered = False, 0
    for at in range(block.start, min(end, block.end)):
        if reading.text[at] == '"':
            inside = not inside
        elif inside and at >= start:
            covered += 1
    return covered * 2 > end - start


@once_a_reading
def first_person(reading: Reading) -> int:
    """How many sentences of a document speak in the first person outside quotations."""
    return sum(_speaks_of_himself(reading, s.start, s.end) for s in reading.sentences)


@once_a_reading
def _says_i(reading: Reading) -> bool:
    """Whether a writer says "I" outside quotations: "we" is said by a newsletter as well."""
    return any(
        t.lower_ in SINGULAR and not quoted(reading, t.idx, t.idx + len(t)) for t in reading.doc
    )


def _speaks_of_himself(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer says "I" or "we" in a span, outside quotation marks."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(
        t.lower_ in FIRST and t.text != "US" and not quoted(reading, t.idx, t.idx + len(t))
        for t in span
    )


def _frame(reading: Reading, sentence: Sentence, start: int, end: int) -> Attribution | None:
    """The frame of saying or viewing that governs a span, in its own sentence."""
    frames = sorted(
        _frames(reading, sentence),
        key=lambda f: (not start <= f[0].idx < end, _depth(f[0]), RANK.index(f[1]), f[0].i),
    )
    for token, way, holder in frames:
        if not _reaches(reading, token, way, start, end):
            continue
        found = _resolve(reading, holder)
        if found is not None:
            return Attribution(*found, way, _lemma(token))
    return None


def _reaches(reading: Reading, word: Token, way: Way, start: int, end: int) -> bool:
    """Whether a word of saying governs a span: it stands in it, or the span depends on it."""
    if start <= word.idx < end:
        return True
    between = reading.text[min(word.idx, end) : max(word.idx, start)]
    if ";" in between:
        return False
    if way == "for" and word.idx < start:
        return True  # it stands before the whole sentence
    return any(start <= t.idx < end for t in _governed(word))


def _governed(word: Token) -> Iterator[Token]:
    """The words below a word of saying, but not the next verb of the same speaker."""
    for child in word.children:
        if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
            yield from child.subtree


def _resolve(reading: Reading, holder: Token) -> tuple[str, HolderKind] | None:
    """The holder; "we" inside a quotation is whoever is quoted."""
    if holder.lower_ in NOBODY_WORDS:
        return None
    if holder.lower_ in FIRST and quoted(reading, holder.idx, holder.idx + len(holder)):
        sentence = reading.sentence_at(holder.idx)
        beside = _beside(reading, sentence) if sentence else None
        return (beside.holder, beside.kind) if beside and beside.holder and beside.kind else None
    return resolve(reading, holder)


def _frames(reading: Reading, sentence: Sentence) -> Iterator[tuple[Token, Way, Token]]:
    """(word, way, holder) for everything in a sentence that shows a holder."""
    words = _words()
    span = reading.span(sentence)
    for token in span:
        lemma = _lemma(token)
        way = words.get(lemma)
        if way is not None and way != "adjective" and _is_verb(token):
            holder = _subject(token)
            if holder is not None and _has_content(token, way):
                yield token, way, holder
        elif way == "adjective" and token.dep_ == "acomp":
            holder = _subject(token.head)
            if holder is not None:
                yield token, "adjective", holder
        elif token.lower_ == "according":
            held = [t for t in token.subtree if t.dep_ == "pobj"]
            if held:
                yield token, "according", held[0]
        elif _is_opinion(token, lemma):
            owner = _owner(token)
            if owner is not None:
                yield token, "opinion", owner
        elif token.lower_ in ("for", "to") and token.i == span.start:
            held = [c for c in token.children if c.dep_ == "pobj"]
            if held and (can_hold(held[0]) or _is_actor(reading, held[0])):
                yield token, "for", held[0]
    yield from _before_colon(reading, sentence, span)


def _is_verb(token: Token) -> bool:
    """Whether *token* is a verb, or what the tagger took for a noun but has a subject."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ == "ROOT" and any(c.dep_ in SUBJECTS for c in token.children)


def _is_opinion(token: Token, lemma: str) -> bool:
    """Whether a noun brings in a view: "in his view", "his answer is that"."""
    if token.dep_ == "pobj":
        return lemma in OPINIONS and token.head.lower_ in ("in", "to")
    return token.dep_ == "nsubj" and token.head.lemma_ == "be" and lemma in _nouns()


def _is_actor(reading: Reading, token: Token) -> bool:
    mention = mention_at(reading, token)
    return mention is not None and mention.kind in ("person", "country", "organisation")


def _before_colon(
    reading: Reading, sentence: Sentence, span: Span
) -> Iterator[tuple[Token, Way, Token]]:
    """Whoever is named before a colon that opens a quotation."""
    match = COLON.search(reading.text, sentence.start, sentence.end)
    if match is None:
        return
    head = next((t for t in span if t.idx < match.start() and t.dep_ in SUBJECTS), None)
    if head is None:
        before = [t for t in span if t.idx < match.start() and t.pos_ in ("NOUN", "PROPN")]
        nouns = [t for t in before if can_hold(t) or mention_at(reading, t)]
        head = nouns[0] if nouns else None
    if head is not None:
        yield head, "colon", head


def _has_content(verb: Token, way: Way) -> bool:
    """Whether a verb has here what makes it one of saying: a content, not a mere object."""
    if way != "say":
        return True
    if any(c.dep_ in CONTENTS or c.lower_ in OF or c.lower_ == '"' for c in verb.children):
        return True
    return verb.dep_ in ("parataxis", "ccomp", "advcl")


def _subject(verb: Token) -> Token | None:
    """Who the verb says acts: its subject, that of the verb it is joined to, or its agent."""
    token = verb
    for _ in range(4):
        if any(c.dep_ == "auxpass" for c in token.children):
            agent = next((c for c in token.children if c.dep_ == "agent"), None)
            return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        for child in token.children:
            if child.dep_ in SUBJECTS:
                if child.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                    return _head(token)
                return _head_of_group(child)
        if token.dep_ in ("acl", "relcl"):
            return _head(token)
        if token.dep_ not in ("conj", "xcomp", "advcl", "aux") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _head(token: Token) -> Token:
    return token.head


def _head_of_group(noun: Token) -> Token:
    """The noun that a subject is about: "analysts" in "some of the analysts"."""
    if noun.lower_ in ("one", "some", "many", "most", "several", "few"):
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        return inner if inner is not None else noun
    return noun


def _owner(noun: Token) -> Token | None:
    """Whose view it is: "his view", "the view of the mayor"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _beside(reading: Reading, sentence: Sentence) -> Attribution | None:
    """The speaker of a quotation, from the sentences before it, then the one after it."""
    for i in (*range(sentence.index - 1, sentence.index - 4, -1), sentence.index + 1):
        if not 0 <= i < len(reading.sentences):
            continue
        other = reading.sentences[i]
        if abs(other.block - sentence.block) > (1 if i < sentence.index else 0):
            continue
        frame = _frame(reading, other, other.start, other.end)
        if frame is not None and frame.way not in ("for", "opinion"):
            return Attribution(frame.holder, frame.kind, "quote", frame.word)
    return None


def _depth(token: Token) -> int:
    """How many words govern *token*."""
    depth = 0
    while token.head.i != token.i:
        token = token.head
        depth += 1
    return depth


def _lemma(token: Token) -> str:
    """The lemma; the e that the lemmatiser cuts from "hopes" is put back."""
    lemma: str = token.lemma_.lower()
    return lemma + "e" if lemma not in _words() and lemma + "e" in _words() else lemma


@cache
def _words() -> Mapping[str, Verbal]:
    """How a verb or adjective shows a holder, by lemma."""
    return {lemma: way for lemma, kind in _rows() for way in VERBAL if kind == way}


@cache
def _nouns() -> frozenset[str]:
    """Nouns for what somebody says or thinks."""
    return frozenset(lemma for lemma, kind in _rows() if kind == "noun")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    path = resource("data/lexicon") / "saying.csv"
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["kind"] not in (*VERBAL, "noun"):
                known = ", ".join((*VERBAL, "noun"))
                raise DataFileError(path, line, f"expected a kind of {known}, not {row['kind']!r}")
            rows.append((row["lemma"], row["kind"]))
    return tuple(rows)

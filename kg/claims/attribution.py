"""Tell who says it: the holder of a statement.

    "The port, Mr Diaz warned, will lose ships."    -> "Carlos Diaz"
    "For growers the quota is a blow."               -> "growers"
    "In our view the quota is a blow."               -> "author"
    "The quota is a blow."                           -> None: the document itself

in    a Reading and a span of it
out   an Attribution: the holder, and the words that show it
data  the words of kg.claims.saying
next  the finders give it as the attribution of their claims; for a view it is the holder

The holder is looked for in the sentence of the span, then (for a quotation
without words of saying) in the sentences beside it. What a document says in no
one's name is its writer's where the writer speaks in the first person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.claims.holders import AUTHOR, FIRST, HolderKind, can_hold, mention_at, resolve
from kg.claims.saying import Verbal, is_saying, lemma_of, opinion_nouns, saying_words
from kg.claims.saying_verbs import (
    has_content,
    is_before_that,
    is_parenthesis,
    is_verb,
    owner_of,
    speaker_of_verb,
)
from kg.claims.speakers import speaker_of
from kg.model import Sentence
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

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
    "says_i",
]

#: How a holder is shown.
Way = Literal[Verbal, "according", "opinion", "for", "colon", "quote", "first", "form", "none"]
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
#: Ways of a verb that can stand apart from what is said.
VERBS = frozenset(["say", "judge", "feel"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Nouns of opinion: "in his view", "in the opinion of the mayor".
OPINIONS = frozenset(["view", "opinion", "word", "eye", "judgement", "judgment", "estimate"])
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
    speaker = speaker_of(reading, sentence.block)
    if frame is not None and (frame.kind != "author" or speaker is None):
        return frame
    if quoted(reading, start, end) and (beside := _beside(reading, sentence)):
        return beside
    if speaker is not None:
        return Attribution(speaker, "person", "form")
    if quoted(reading, start, end):
        return NOBODY
    if _speaks_of_himself(reading, sentence.start, sentence.end):
        return Attribution(AUTHOR, "author", "first")
    if first_person(reading) >= OPINION_PIECE and says_i(reading):
        return Attribution(AUTHOR, "author", "form")
    return NOBODY


def quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether most of a span stands inside quotation marks of its block."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return False
    counts = _quoted_before(reading, sentence.block)
    block = reading.block(sentence)
    covered = counts[min(end, block.end) - block.start] - counts[start - block.start]
    return covered * 2 > end - start


@once_a_reading
def _quoted_before(reading: Reading, block: int) -> list[int]:
    """How many characters of a block stand inside quotation marks before each of them."""
    inside, counts = False, [0]
    for character in reading.words(reading.blocks[block]):
        inside = inside != (character == '"')
        counts.append(counts[-1] + (inside and character != '"'))
    return counts


@once_a_reading
def first_person(reading: Reading) -> int:
    """How many sentences of a document speak in the first person outside quotations."""
    return sum(_speaks_of_himself(reading, s.start, s.end) for s in reading.sentences)


@once_a_reading
def says_i(reading: Reading) -> bool:
    """Whether a writer says "I" outside quotations: "we" is said by a newsletter as well."""
    return any(
        t.lower_ in SINGULAR and not quoted(reading, t.idx, t.idx + len(t)) for t in reading.doc
    )


@once_a_reading
def _speaks_of_himself(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer says "I" or "we" in a span, outside quotation marks."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(
        t.lower_ in FIRST and t.text != "US" and not quoted(reading, t.idx, t.idx + len(t))
        for t in span
    )


def _frame(
    reading: Reading, sentence: Sentence, start: int, end: int, look_beside: bool = True
) -> Attribution | None:
    """The frame of saying or viewing that governs a span, in its own sentence."""
    frames = sorted(
        _frames(reading, sentence.index),
        key=lambda f: (not start <= f[0].idx < end, _depth(f[0]), RANK.index(f[1]), f[0].i),
    )
    for token, way, holder in frames:
        if not _reaches(reading, token, way, start, end):
            continue
        found = _resolve(reading, holder, look_beside)
        if found is not None:
            return Attribution(*found, way, lemma_of(token))
    return None


def _reaches(reading: Reading, word: Token, way: Way, start: int, end: int) -> bool:
    """Whether a word of saying governs a span: it stands in it, or the span depends on it."""
    if start <= word.idx < end:
        return True
    between = reading.text[min(word.idx, end) : max(word.idx, start)]
    if ";" in between:
        return False
    if way == "adjective" and word.idx < start and between.rstrip().endswith(":"):
        return True  # "a grower was gloomier: the price will fall"
    told = reading.text[word.idx + len(word) :].lstrip().startswith("that")
    if way == "opinion" and word.idx < start and told:
        return True  # "was of the view that, until ..., haste would cost"
    if way in VERBS and word.idx < start and is_before_that(word):
        return True  # read as a noun: "an engineer warns that"
    if way == "for" and word.idx < start:
        return True  # it stands before the whole sentence
    if way in VERBS and is_parenthesis(word) and not (end <= word.idx and ":" in between):
        return True
    return any(start <= t.idx < end for t in _governed(word))


def _governed(word: Token) -> Iterator[Token]:
    """The words below a word of saying, but not the next verb of the same speaker."""
    for child in word.children:
        if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
            yield from child.subtree


def _resolve(reading: Reading, holder: Token, look_beside: bool) -> tuple[str, HolderKind] | None:
    """The holder; "we" inside a quotation is whoever is quoted, told in a sentence beside it."""
    if holder.lower_ in NOBODY_WORDS:
        return None
    if holder.lower_ in FIRST and quoted(reading, holder.idx, holder.idx + len(holder)):
        sentence = reading.sentence_at(holder.idx)
        beside = _beside(reading, sentence) if sentence and look_beside else None
        return (beside.holder, beside.kind) if beside and beside.holder and beside.kind else None
    return resolve(reading, holder)


@once_a_reading
def _frames(reading: Reading, index: int) -> list[tuple[Token, Way, Token]]:
    """(word, way, holder) for everything in a sentence that shows a holder."""
    return [*_frames_in(reading, reading.sentences[index])]


def _frames_in(reading: Reading, sentence: Sentence) -> Iterator[tuple[Token, Way, Token]]:
    """What `_frames` keeps."""
    words = saying_words()
    span = reading.span(sentence)
    for token in span:
        lemma = lemma_of(token)
        way = words.get(lemma)
        if way is not None and way != "adjective" and is_verb(token):
            holder = speaker_of_verb(token)
            if holder is not None and (has_content(token, way) or is_parenthesis(token)):
                yield token, way, holder
        elif way == "adjective" and token.dep_ == "acomp":
            holder = speaker_of_verb(token.head)
            if holder is not None:
                yield token, "adjective", holder
        elif token.lower_ == "according":
            held = [t for t in token.subtree if t.dep_ == "pobj"]
            if held:
                yield token, "according", held[0]
        elif _is_opinion(token, lemma):
            owner = owner_of(token)
            if owner is not None:
                yield token, "opinion", owner
        elif (taker := _holds_noun(token, lemma)) is not None:
            yield token, "opinion", taker
        elif token.lower_ in ("for", "to") and token.i == span.start:
            held = [c for c in token.children if c.dep_ == "pobj"]
            if held and (can_hold(held[0]) or _is_actor(reading, held[0])):
                yield token, "for", held[0]
    yield from _before_colon(reading, sentence, span)


def _is_opinion(token: Token, lemma: str) -> bool:
    """Whether a noun brings in a view: "in his view", "his answer is that"."""
    if token.dep_ == "pobj":
        return lemma in OPINIONS and token.head.lower_ in ("in", "to")
    return token.dep_ == "nsubj" and token.head.lemma_ == "be" and lemma in opinion_nouns()


def _holds_noun(noun: Token, lemma: str) -> Token | None:
    """Who "was of the view that", "share the view that", "took the view that"."""
    if lemma not in OPINIONS:
        return None
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of":
        verb = verb.head
        return speaker_of_verb(verb) if verb.lemma_ == "be" else None
    taken = noun.dep_ == "dobj" and any(c.dep_ in ("acl", "ccomp") for c in noun.children)
    return (
        speaker_of_verb(verb)
        if taken and verb.lemma_ in ("share", "take", "hold", "express")
        else None
    )


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


def _beside(reading: Reading, sentence: Sentence) -> Attribution | None:
    """The speaker of a quotation, from the sentences before it, then the one after it."""
    for i in (*range(sentence.index - 1, sentence.index - 4, -1), sentence.index + 1):
        if not 0 <= i < len(reading.sentences):
            continue
        other = reading.sentences[i]
        if abs(other.block - sentence.block) > (1 if i < sentence.index else 0):
            continue
        frame = _frame(reading, other, other.start, other.end, look_beside=False)
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

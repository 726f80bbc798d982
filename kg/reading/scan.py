"""Go through a document once: forms the lexicon knows, and sequences it does not.

in    the levelled text, its Blocks and Sentences
out   Known forms with their Entry, and Unknown candidates, each in order
next  kg.reading.kinds says what the unknown ones are

Headings and lines in capitals give no new names, because their capitals say
nothing: only forms of the lexicon and names that the running text has too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Block, Sentence
from kg.reading.gazetteer import province_country, town
from kg.reading.lexicon import Entry, lexicon
from kg.reading.names import Candidate, Word, find_candidates, head_kind, words_of

__all__ = ["Known", "Unknown", "scan"]

DATELINE = re.compile(r"(?P<place>[A-Z][A-Z' -]{2,}[A-Z])(?=[,.:]? )")


@dataclass(frozen=True, slots=True)
class Known:
    """A form of the lexicon at a place in the text."""

    start: int
    end: int
    entry: Entry
    shouted: bool = False  #: in capitals, as in a dateline or a heading
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A candidate at a place in the text, and where it stands."""

    candidate: Candidate
    sentence: tuple[int, int]
    in_heading: bool = False

    @property
    def start(self) -> int:
        """First character."""
        return self.candidate.start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.candidate.end


def scan(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]
) -> tuple[list[Known], list[Unknown]]:
    """Return the known forms and the unknown candidates of a document, in order."""
    known: list[Known] = []
    unknown: list[Unknown] = []
    for start, end, heading in _stretches(blocks, sentences):
        words = words_of(text, start, end)
        titled = heading and _title_case(words)
        if words and words[0].text.isupper():
            _dateline(text, words, known)
        for candidate in find_candidates(text, words):
            for piece in _pieces(text, candidate):
                if isinstance(piece, Candidate):
                    unknown.append(Unknown(piece, (start, end), titled))
                else:
                    first, last, entry, shouted = piece
                    known.append(Known(first, last, entry, shouted, heading))
    known.sort(key=lambda k: (k.start, -k.end))
    unknown.sort(key=lambda u: u.start)
    return _disjoint(known), unknown


def _disjoint(known: list[Known]) -> list[Known]:
    kept: list[Known] = []
    for k in known:
        if not kept or k.start >= kept[-1].end:
            kept.append(k)
    return kept


def _stretches(
    blocks: Sequence[Block], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, bool]]:
    """Sentences, and the terms of items; whether each is a heading."""
    for block in blocks:
        if block.label is not None and block.body - block.start > 3:
            yield block.start, block.body, False
    for sentence in sentences:
        block = blocks[sentence.block]
        yield sentence.start, sentence.end, block.kind == "heading"


def _title_case(words: list[Word]) -> bool:
    """Whether most longer words have a capital, so that a capital says nothing."""
    longer = [w for w in words if len(w.text) > 3 and not w.text[0].isdigit()]
    capital = sum(w.capital for w in longer)
    return bool(longer) and capital * 10 >= len(longer) * 6


def _dateline(text: str, words: list[Word], known: list[Known]) -> None:
    """A place in capitals at the head of a sentence: "QINGDAO, China, June 27 -"."""
    match = DATELINE.match(text, words[0].start)
    if match is None:
        return
    name = match["place"].title()
    found = town(name)
    country = found.country if found else province_country(name)
    if lexicon().entries.get(name) is None and country is not None:
        known.append(Known(match.start(), match.end(), Entry(name, "place", "name", country), True))


_Piece = Candidate | tuple[int, int, Entry, bool]


def _pieces(text: str, candidate: Candidate) -> Iterator[_Piece]:
    """Cut known forms off a candidate, unless they belong to a longer name."""
    words = candidate.words
    at = 0
    left: list[Word] = []
    while at < len(words):
        hit = _known_at(text, words, at)
        if hit is None:
            left.extend(_whole(words[at]))
            at += 1
            continue
        width, entry, shouted, parts = hit
        rest = words[at + width :]
        whole_name = (left or rest) and not parts and _belongs(left, rest, entry)
        if whole_name:
            left.extend(words[at : at + width])
        else:
            if left:
                yield _candidate(candidate, left)
                left = []
            if parts:
                for start, end, part in parts:
                    yield start, end, part, False
            else:
                yield words[at].start, words[at + width - 1].end, entry, shouted
        at += width
    if left:
        yield _candidate(candidate, left)


def _whole(word: Word) -> list[Word]:
    return [word]


def _candidate(candidate: Candidate, words: list[Word]) -> Candidate:
    while words and not words[-1].capital:
        words = words[:-1]
    while words and not words[0].capital:
        words = words[1:]
    first = words[0] is candidate.words[0]
    return Candidate(
        tuple(words),
        candidate.title if first else None,
        candidate.demonym,
        candidate.opens and first,
    )


def _belongs(left: list[Word], rest: tuple[Word, ...], entry: Entry) -> bool:
    """Whether a known form is only a part of a longer name: "Bank of Japan", "Indian Air Force"."""
    if left:
        joiner = left[-1].text
        if joiner in ("of", "for", "the", "and", "&"):
            return True
        return entry.form != "demonym" and (len(left) > 1 or bool(rest))
    if not rest:
        return False
    own = [w.text for w in rest]
    main = own[: own.index("of")] if "of" in own else own
    if head_kind(main[-1]) in ("organisation", "place", "none", "bloc") or head_kind(own[-1]) in (
        "organisation",
        "place",
    ):
        return entry.kind != "person"
    return False


def _known_at(
    text: str, words: tuple[Word, ...], at: int
) -> tuple[int, Entry, bool, list[tuple[int, int, Entry]]] | None:
    """The longest known form at word *at*: its width, entry, shouted, parts."""
    word = words[at]
    book = lexicon()
    form = book.at(text, word.start, word.text)
    if form is None and "-" in word.text:
        parts = _compound(word)
        if parts:
            return 1, parts[0][2], False, parts
        form = None
    if form is None and word.text.isupper() and len(word.text) > 3:
        return _shouted(text, words, at)
    if form is None:
        return None
    end = word.start + len(form)
    width = sum(1 for w in words[at:] if w.start < end)
    last = words[at + width - 1]
    if last.end > end and text[end - 1] != ".":
        return None
    return width, book.entries[form], False, []


def _compound(word: Word) -> list[tuple[int, int, Entry]]:
    """The countries in "Indo-Russian" or "Japan-Philippines"; none unless every part is one."""
    found = []
    at = word.start
    for part in word.text.split("-"):
        entry = lexicon().entries.get(part)
        if entry is None or entry.kind not in ("country", "bloc"):
            return []
        found.append((at, at + len(part), entry))
        at += len(part) + 1
    return found if len(found) > 1 else []


def _shouted(
    text: str, words: tuple[Word, ...], at: int
) -> tuple[int, Entry, bool, list[tuple[int, int, Entry]]] | None:
    """A known form in capitals: "SAUDI ARABIA", "NEW DELHI"."""
    for width in (3, 2, 1):
        span = words[at : at + width]
        if len(span) == width:
            name = " ".join(w.text for w in span).title()
            entry = lexicon().entries.get(name)
            if entry is not None and all(w.text.isupper() for w in span):
                return width, entry, True, []
    return None

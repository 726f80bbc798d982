"""Go through a document once: forms the lexicon knows, and sequences it does not.

in    the levelled text, its Blocks and Sentences
out   Known forms with their Entry, and Unknown candidates, each in order
next  kg.reading.kinds says what the unknown ones are

Headings and lines in capitals give no new names, because their capitals say
nothing: only forms of the lexicon and names that the running text has too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Block, Sentence
from kg.reading.gazetteer import province_country, town
from kg.reading.lexicon import Entry, lexicon
from kg.reading.names import Candidate, find_candidates
from kg.reading.words import Word, function_words, head_kind, is_ordinary, takes_of, words_of

__all__ = ["Known", "Unknown", "scan"]

DATELINE = re.compile(r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,}[A-ZÀ-Þ])(?=[,.:/]? |,|/)")
#: A date soon after the place: a dateline.
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DATED = re.compile(rf"[^\n.]{{0,30}}?\b{MONTH}\.? ?\d|[^\n]{{0,20}}?\d{{1,2}} {MONTH}")
#: Words before the name of a region that make it the name of a part of it.
COMPASS = frozenset(("North", "South", "East", "West", "Central", "Northern", "Southern"))
#: What names a country together with its name.
GOVERNMENT_OF = (("Government", "of"), ("Government", "of", "the"))
#: What follows a bloc that its members stand for.
MEMBERS = (("States",), ("Member", "States"), ("Members",), ("Countries",))
#: What makes the code of a country a currency: "US$", "US dollars".
SIGNS = re.compile(r"\$|€|£| dollars?\b| cents?\b")


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
    heading: bool = False  #: in a heading or a line in capitals
    inner: tuple[Known, ...] = ()  #: known forms inside it, meant if it is no name itself

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
        words = [w for w in words_of(text, start, end) if not SIGNS.match(text, w.end)]
        if not words:
            continue
        shouted = _mostly(words, str.isupper)
        titled = shouted or (heading and _mostly(words, str.istitle))
        known.extend(_lower_case(text, words))
        if words[0].text.isupper() and not shouted:
            known.extend(_dateline(text, words))
        for candidate in find_candidates(text, words):
            hits = _hits(text, candidate.words, shouted, heading)
            for piece in _pieces(candidate, hits):
                if isinstance(piece, Known):
                    known.append(piece)
                else:
                    inner = tuple(h for h in hits if piece.start <= h.start and h.end <= piece.end)
                    unknown.append(Unknown(piece, (start, end), titled, inner))
    return disjoint(known), sorted(unknown, key=lambda u: u.start)


def disjoint(known: list[Known]) -> list[Known]:
    """*known* in order, of overlapping ones the longest of those that begin first."""
    kept: list[Known] = []
    for k in sorted(known, key=lambda k: (k.start, -k.end)):
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


def _mostly(words: list[Word], test: Callable[[str], bool]) -> bool:
    """Whether *test* holds for most of the longer words."""
    longer = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    passed = sum(test(w) for w in longer)
    return bool(longer) and passed * 10 >= len(longer) * 7


def _lower_case(text: str, words: list[Word]) -> Iterator[Known]:
    """Known forms that begin with a small letter: "euro zone", "eastern Europe"."""
    book = lexicon()
    for word in words:
        if word.text[0].islower() and word.text in book.by_first_word:
            form = book.at(text, word.start, word.text)
            if form is not None:
                yield Known(word.start, word.start + len(form), book.entries[form])


def _dateline(text: str, words: list[Word]) -> Iterator[Known]:
    """A place in capitals at the head of a sentence: "QINGDAO, China, June 27 -"."""
    match = DATELINE.match(text, words[0].start)
    if match is None:
        return
    name = match["place"].title()
    found = town(name)
    country = found.country if found else province_country(name)
    dated = DATED.match(text, match.end()) is not None
    if name not in lexicon().entries and (dated or country is not None):
        yield Known(match.start(), match.end(), Entry(name, "place", "name", country), True)


def _hits(text: str, words: tuple[Word, ...], shouted: bool, heading: bool) -> list[Known]:
    """The known forms among *words*, longest first at each word, not overlapping."""
    found: list[Known] = []
    at = 0
    while at < len(words):
        word = words[at]
        hits = _hits_at(text, words, at, shouted, heading)
        if not hits and "-" in word.text:
            hits = _compound(word, heading)
        found.extend(hits)
        end = hits[-1].end if hits else word.end
        at += 1
        while at < len(words) and words[at].start < end:
            at += 1
    return found


def _hits_at(
    text: str, words: tuple[Word, ...], at: int, shouted: bool, heading: bool
) -> list[Known]:
    """The longest known form at one word, as a list of one, or an empty list."""
    word = words[at]
    book = lexicon()
    form = book.at(text, word.start, word.text)
    if form is not None:
        end = word.start + len(form)
        if shouted and form.lower() in function_words():
            return []
        if end < word.end:
            return []
        return [Known(word.start, end, book.entries[form], False, heading)]
    if word.text.isupper() and len(word.text) > 2:
        for width in (3, 2, 1) if len(word.text) > 3 else (3, 2):
            span = words[at : at + width]
            name = " ".join(w.text for w in span).title()
            entry = book.entries.get(name)
            if entry is not None and len(span) == width and all(w.text.isupper() for w in span):
                return [Known(span[0].start, span[-1].end, entry, True, heading)]
    return []


def _compound(word: Word, heading: bool) -> list[Known]:
    """The countries in "Franco-German" or "Japan-Philippines"; none unless every part is one."""
    found = []
    at = word.start
    for part in word.text.split("-"):
        entry = lexicon().entries.get(part) or lexicon().entries.get(part.title())
        if entry is None or entry.kind not in ("country", "bloc"):
            return []
        found.append(Known(at, at + len(part), entry, False, heading))
        at += len(part) + 1
    return found if len(found) > 1 else []


def _pieces(candidate: Candidate, hits: list[Known]) -> Iterator[Known | Candidate]:
    """Cut a candidate into known forms and what stands between them, or keep it whole."""
    words = candidate.words
    if hits and _is_government(candidate, hits):
        yield Known(candidate.start, candidate.end, hits[0].entry)
        return
    if hits and _is_membership(candidate, hits):
        yield Known(candidate.start, candidate.end, hits[0].entry)
        return
    if _is_branch(candidate, hits):
        name = " ".join(w.text for w in candidate.words)
        entry = Entry(name, "organisation", "name", hits[1].entry.name)
        yield Known(candidate.start, candidate.end, entry)
        return
    if hits and _is_whole(candidate, hits):
        yield candidate
        return
    left: list[Word] = []
    rest = iter([*hits, None])
    hit = next(rest)
    for word in words:
        while hit is not None and hit.end <= word.start:
            hit = next(rest)
        if hit is not None and hit.start < word.end:
            if left:
                yield from _part(candidate, left)
                left = []
        else:
            left.append(word)
    yield from hits
    if left:
        yield from _part(candidate, left)


def _part(candidate: Candidate, words: list[Word]) -> Iterator[Candidate]:
    """A part of a candidate as a candidate, without joining words at its ends."""
    while words and not words[-1].capital:
        words = words[:-1]
    while words and not words[0].capital:
        words = words[1:]
    if not words:
        return
    if candidate.before_title and (len(words) < 2 or head_kind(words[-1].text) is None):
        return
    first = words[0] is candidate.words[0]
    yield Candidate(
        tuple(words),
        candidate.title if first else None,
        candidate.country,
        candidate.opens and first,
        candidate.before_title,
    )


def _is_government(candidate: Candidate, hits: list[Known]) -> bool:
    """Whether a country is named by its government: "Government of the Republic of Peru"."""
    hit = hits[0]
    before = tuple(w.text for w in candidate.words if w.start < hit.start)
    return (
        hit.entry.kind == "country"
        and hit.entry.form == "name"
        and hit.end == candidate.end
        and before in GOVERNMENT_OF
    )


def _is_membership(candidate: Candidate, hits: list[Known]) -> bool:
    """Whether a bloc is named by its members: "EFTA States", "ASEAN Member States"."""
    hit = hits[0]
    after = tuple(w.text for w in candidate.words if w.start >= hit.end)
    return hit.entry.kind == "bloc" and hit.start == candidate.start and after in MEMBERS


def _is_branch(candidate: Candidate, hits: list[Known]) -> bool:
    """Whether a known company and the country of a branch are all of a name: "Cargill Kenya"."""
    if len(hits) != 2 or hits[1].end != candidate.end or hits[0].start != candidate.start:
        return False
    firm, country = hits[0].entry, hits[1].entry
    return (
        (firm.kind, country.kind, country.form) == ("organisation", "country", "name")
        and _adjoin(hits, candidate.words)
        and hits[0].end + 1 == hits[1].start
    )


def _is_whole(candidate: Candidate, hits: list[Known]) -> bool:
    """Whether known forms are only parts of a longer name: "Bank of Japan", "Kenyan Air Force"."""
    words = candidate.words
    first = hits[0]
    if _adjoin(hits, words):
        return False
    names = [w.text for w in words]
    whole = " ".join(names)
    if town(whole) is not None or province_country(whole) is not None:
        return True
    main = names[: names.index("of")] if "of" in names[1:] else names
    if len(main) > 1 and head_kind(main[-1]) in ("organisation", "place", "bloc", "none"):
        return True
    if names[-1] != main[-1] and len(main) and takes_of(main[-1]):
        return True
    if first.start > candidate.start and first.entry.form != "demonym":
        before = [w for w in words if w.end <= first.start]
        if first.entry.kind == "place" and before[-1].text in COMPASS:
            return True
        if len(before) == 1 and head_kind(before[0].text) == "place":
            return True  # "Lake Victoria"
        return any(not is_ordinary(w.text) or head_kind(w.text) == "organisation" for w in before)
    if first.start == candidate.start and first.entry.form == "name" and len(hits) == 1:
        after = [w for w in words if w.start >= first.end]
        return first.entry.kind != "country" or (
            len(first.entry.name) == first.end - first.start and not after[0].text.isupper()
        )
    return False


def _adjoin(hits: list[Known], words: tuple[Word, ...]) -> bool:
    """Whether every word belongs to a known form."""
    return all(any(h.start <= w.start and w.end <= h.end for h in hits) for w in words)

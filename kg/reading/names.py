"""Cut a sentence into the capitalised sequences that may be names.

"Kenyan Trade Minister Moses Kuria met Bank of Japan officials" gives
"Kenyan" (before a title), "Moses Kuria" (after it) and "Bank of Japan".

in    the words of a sentence (kg.reading.words)
out   Candidates: the words of each sequence, and the title before it
data  data/lexicon/titles.csv, name_heads.csv, name_particles.csv, common_words.csv
next  kg.reading.scan takes known forms out; kg.reading.kinds says what the rest is

The grammar: words with a capital stand together; particles of personal names
("bin", "van", "de") join them; "of", "for" and "and" join them only after or
before a word that heads the name of an organisation or place ("Bank of",
"... and Industry Chamber"). A possessive ends a name, and so does a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.lexicon import lexicon
from kg.reading.statespeople import country_of_statesperson
from kg.reading.words import (
    COMPANY_TAIL,
    Word,
    function_words,
    head_kind,
    is_calendar,
    is_ordinary,
    particles,
    takes_of,
    title_words,
    words_of,
)

__all__ = ["Candidate", "find_candidates", "words_of"]

#: Shorter titles are abbreviations, which stand before a name only.
SHORTEST_TITLE = 4
#: Verbs drawn together with the word before them: "I'd", "they've".
CONTRACTED = re.compile(r"'(?:d|ve|ll|re|m)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sequence that may be a name."""

    words: tuple[Word, ...]
    title: str | None = None  #: the title that was cut off before it
    country: str | None = None  #: canonical name of the country that stood before the title
    opens: bool = False  #: it begins the sentence
    before_title: bool = False  #: it stands before a title, "Kenyan" President

    @property
    def start(self) -> int:
        """First character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[-1].end


def find_candidates(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Yield the candidates among *words*, the words of one sentence, in order.

    Examples:
        >>> text = "Prime Minister Rishi Sunak and the Bank of England"
        >>> for c in find_candidates(text, words_of(text, 0, len(text))):
        ...     print(text[c.start:c.end], c.title)
        Rishi Sunak Prime Minister
        Bank of England None

    """
    at = 0
    while at < len(words):
        begins = words[at].capital and (
            not _is_function_word(words[at], text) or _begins_person(text, words, at)
        )
        if not begins:
            at += 1
            continue
        end = _sequence_end(text, words, at)
        yield from _cut(text, words[at:end], opens=at == 0)
        at = end


def _is_function_word(word: Word, text: str) -> bool:
    """Whether *word* has its capital only because it begins a sentence or a heading."""
    lower = CONTRACTED.sub("", word.text.lower())
    if lower in function_words():
        return not word.text.isupper() or len(word.text) == 1
    return is_calendar(word.text) and (
        lower not in ("may", "march") or not text[word.end + 1 : word.end + 2].isupper()
    )


def _begins_person(text: str, words: list[Word], at: int) -> bool:
    """Whether a short word with a capital begins a person's name: "To Lam", "Do Ha Nam".

    Inside a sentence of running text such a word has its capital for that reason only.
    """
    word = words[at]
    if len(word.text) != 2 or at + 1 == len(words) or not _adjacent(text, words, at, at + 1):
        return False
    following = words[at + 1]
    if not following.capital or following.text.isupper():
        return False
    for width in (2, 3):
        full = " ".join(w.text for w in words[at : at + width])
        if country_of_statesperson(full) is not None:
            return True
    gap = text[words[at - 1].end : word.start] if at else ""
    return gap in (" ", ", ") and not words[at - 1].capital


def _sequence_end(text: str, words: list[Word], at: int) -> int:
    """Index one past the sequence that begins with the capitalised word at *at*."""
    end = at + 1
    while end < len(words):
        last, word = words[end - 1], words[end]
        if last.possessive and not _plural_owner(text, words, end):
            return end
        gap = text[last.end : word.start]
        after_title = gap == ". " and last.text in title_words() and word.capital
        if after_title or (gap == ", " and word.text.rstrip(".") in COMPANY_TAIL):
            end += 1
        elif gap not in (" ", "", " & ", "' ") and not (gap == "-" and word.capital):
            return end
        elif word.capital:
            if is_calendar(word.text) and text[word.end :][:2].strip().isdigit():
                return end
            end += 1
        elif width := _joined(text, words, at, end):
            end += width
        else:
            return end
    return end


def _plural_owner(text: str, words: list[Word], end: int) -> bool:
    """Whether a possessive plural stands inside a name: "Farmers' Union"."""
    if text[words[end - 1].end :][:2] != "' " or not words[end].capital:
        return False
    stop = _run_end(text, words, end)
    return head_kind(words[stop - 1].text) == "organisation"


def _run_end(text: str, words: list[Word], at: int) -> int:
    """Index one past the unbroken run of capitalised words from *at*."""
    stop = at + 1
    while (
        stop < len(words)
        and words[stop].capital
        and not words[stop - 1].possessive
        and text[words[stop - 1].end : words[stop].start] == " "
    ):
        stop += 1
    return stop


def _joined(text: str, words: list[Word], at: int, end: int) -> int:
    """How many words from the lower-case word at *end* on belong to the sequence."""
    after = end + 1
    if after >= len(words):
        return 0
    word = words[end].text
    if word in particles():
        while after < len(words) and words[after].text in particles():
            after += 1
    elif word == "on":
        before = words[end - 1].text
        if head_kind(before) != "organisation" or is_calendar(words[after].text):
            return 0
    elif word in ("of", "for"):
        if words[after].text == "the":
            after += 1
        before = words[end - 1].text
        if not (takes_of(before) or before in title_words()) and not _of_country(
            text, words, at, after
        ):
            return 0
    elif word not in ("and", "&") or not _and_joins(text, words, at, end, after):
        return 0
    if after < len(words) and words[after].capital and _adjacent(text, words, end, after):
        return after - end + 1
    return 0


def _of_country(text: str, words: list[Word], at: int, after: int) -> bool:
    """Whether the country of an office is named last: "Ministry of Health of Peru"."""
    first = words[at].text
    if head_kind(first) != "organisation" or not takes_of(first) or words[at + 1].text != "of":
        return False
    form = lexicon().at(text, words[after].start, words[after].text)
    entry = lexicon().entries[form] if form is not None else None
    return entry is not None and entry.kind == "country" and entry.form == "name"


def _and_joins(text: str, words: list[Word], at: int, end: int, after: int) -> bool:
    """Whether "and" stands inside a name: "Ministry of Oil and Gas"."""
    if not words[after].capital:
        return False
    before = [w.text for w in words[at:end]]
    stop = _run_end(text, words, after)
    tail = [w.text for w in words[after:stop]]
    if not is_ordinary(before[-1]) or words[stop - 1].possessive:
        return False
    if {"of", "for", "on"} & set(before) and any(
        takes_of(w) or w in title_words() or head_kind(w) == "organisation" for w in before
    ):
        return is_ordinary(tail[-1]) and not takes_of(tail[0]) and not takes_of(tail[-1])
    if not is_ordinary(tail[0]) or (tail[0].isupper() and not before[-1].isupper()):
        return False
    if len(tail) == 1:
        return len(before) > 1 and before[-1].endswith("s") and tail[0].endswith("s")
    if (
        head_kind(before[-1]) == "organisation"
        and len(before) > 1
        and (takes_of(before[-1]) or before[-1] in COMPANY_TAIL)
    ):
        return False
    return head_kind(tail[-1]) == "organisation" or any(w in title_words() for w in tail)


def _adjacent(text: str, words: list[Word], first: int, last: int) -> bool:
    return all(text[words[i].end : words[i + 1].start] == " " for i in range(first, last))


def _cut(text: str, sequence: list[Word], opens: bool) -> Iterator[Candidate]:
    """Take a title off the sequence; what stands before and after it are the candidates."""
    first, last = _title(text, sequence)
    if last == 0:
        yield Candidate(tuple(sequence), opens=opens)
        return
    country = None
    if first:
        entry = lexicon().entries.get(sequence[0].text)
        if entry is not None and entry.kind == "country":
            country = entry.name
        yield Candidate(tuple(sequence[:first]), opens=opens, before_title=True)
    title = text[sequence[first].start : sequence[last - 1].end]
    rest = sequence[last:]
    if not rest:
        return
    if rest[0].text in ("of", "for"):
        after = 1
        while after < len(rest) and (not rest[after].capital or is_ordinary(rest[after].text)):
            after += 1
        named = rest[after:]
        if after > 1 and named and any(w.capital for w in rest[1:after]):
            yield Candidate(tuple(named), title, country)
        elif named:
            yield from _cut(text, named, False)
        return
    yield Candidate(tuple(rest), title, country)


def _title(text: str, sequence: list[Word]) -> tuple[int, int]:
    """Indices of a title in *sequence*, first and one past the last; (0, 0) where there is none.

    "Kenyan Trade Minister Jane Doe" has one; "Council of Ministers" and
    "General Assembly" have none.
    """
    titles = title_words()
    known_until = 0
    last = 0
    first = None
    for i, word in enumerate(sequence):
        form = lexicon().at(text, word.start, word.text)
        if form is not None and " " in form:
            known_until = max(known_until, word.start + len(form))
        if word.start < known_until:
            if last:
                break
            continue
        if word.text in titles or _is_shouted_title(sequence, i):
            if i and sequence[i - 1].text in ("of", "for"):
                continue
            if 0 < i == len(sequence) - 1 and len(word.text) < SHORTEST_TITLE:
                continue  # "Nakatani Gen" is a name
            first = i if first is None else first
            last = i + 1
        elif last and not is_ordinary(word.text):
            break
    if first is None:
        return 0, 0
    while first and is_ordinary(sequence[first - 1].text) and not _is_known(sequence[first - 1]):
        first -= 1
    return first, last


def _is_shouted_title(sequence: list[Word], at: int) -> bool:
    """Whether a title stands in capitals before a name in capitals: "MINISTER TOM MBOYA"."""
    word = sequence[at].text
    return (
        at == 0
        and word.isupper()
        and len(word) > 1
        and len(sequence) > 2
        and sequence[1].text.isupper()
        and word.title() in title_words()
    )


def _is_known(word: Word) -> bool:
    return word.text in lexicon().entries or head_kind(word.text) == "organisation"

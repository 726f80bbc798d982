"""Cut a sentence into the capitalised sequences that may be names.

"Russian Foreign Minister Sergei Lavrov met Bank of Japan officials" gives
"Sergei Lavrov" (after a title) and "Bank of Japan".

in    a stretch of levelled text
out   Candidates: span and words of each sequence, the title before it
data  data/lexicon/titles.csv, name_heads.csv, name_particles.csv
next  kg.reading.kinds says what a candidate is; kg.reading.mentions links it

The grammar: words with a capital stand together; particles of personal names
("bin", "van", "de") join them; "of", "for" and "and" join them only after or
before a word that heads the name of an organisation or place ("Bank of",
"... and Industry Chamber"). A possessive ends a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.reading.lexicon import lexicon, rows

__all__ = ["Candidate", "Word", "find_candidates", "head_kind", "words_of"]

#: "U.S.", "J.P.", "V.", "al-Sisi", "St.", "L&T", "Xi", "O'Brien", "EU-27".
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?= ?[^\W\d_])|(?:St|Ste|Mt|Ft)\.(?= [A-Z])"
    r"|[^\W_]+(?:(?:[-'+]|&(?=[^\W_]))[^\W_]+)*\+?"
)
POSSESSIVE = re.compile(r"'s?$")
COMPANY_TAIL = frozenset(
    ("Ltd", "Limited", "Inc", "Incorporated", "Corp", "LLC", "Plc", "PLC", "Co", "Pvt", "Jr", "Sr")
)
JOINERS = frozenset(("of", "for", "and", "&"))
LOWER_FIRST = re.compile(r"(?:al|el|ul|ad|as|ash|an|bin|d|l|de)[-'][A-Z]|e[A-Z]|i[A-Z]")
#: Possessives that belong to a name.
KEEPS_POSSESSIVE = frozenset(("People's", "Women's", "Children's", "Lloyd's", "Men's", "Workers'"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its span without a possessive ending."""

    start: int
    end: int
    text: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written as a word of a name."""
        return self.text[0].isupper() or LOWER_FIRST.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sequence that may be a name."""

    words: tuple[Word, ...]
    title: str | None = None  #: the title that was cut off before it
    demonym: str | None = None  #: the demonym or country that stood before it
    opens: bool = False  #: it begins the sentence

    @property
    def start(self) -> int:
        """First character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[-1].end


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text."""
    words = []
    for match in WORD.finditer(text, start, end):
        word = match[0]
        tail = POSSESSIVE.search(word)
        if word in KEEPS_POSSESSIVE or tail is None:
            after = text[match.end() : match.end() + 1]
            possessive = after == "'" and word[-1:] in "sxz" and word not in KEEPS_POSSESSIVE
            words.append(Word(match.start(), match.end(), word, possessive))
        else:
            cut = match.start() + tail.start()
            words.append(Word(match.start(), cut, text[match.start() : cut], True))
    return words


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
        if not words[at].capital:
            at += 1
            continue
        end = _sequence_end(text, words, at)
        yield from _cut(text, words, at, end)
        at = end


def _sequence_end(text: str, words: list[Word], at: int) -> int:
    """Index one past the sequence that begins with the capitalised word at *at*."""
    end = at + 1
    while end < len(words):
        last = words[end - 1]
        if last.possessive:
            return end
        gap = text[last.end : words[end].start]
        word = words[end]
        if gap == ", " and word.text.rstrip(".") in COMPANY_TAIL:
            end += 1
        elif gap == ". " and (last.text in COMPANY_TAIL or last.text in _title_words()):
            if not word.capital or (last.text in COMPANY_TAIL and last.text != "Co"):
                return end
            end += 1
        elif gap not in (" ", "", " & ") and not (gap == "-" and word.capital):
            return end
        elif word.capital:
            end += 1
        elif (width := _joined(text, words, at, end)) > 0:
            end += width
        else:
            return end
    return end


def _joined(text: str, words: list[Word], at: int, end: int) -> int:
    """How many words from the lower-case word at *end* on belong to the sequence."""
    after = end + 1
    if after >= len(words):
        return 0
    word = words[end].text
    if word in _particles():
        while after < len(words) and words[after].text in _particles():
            after += 1
        if after < len(words) and words[after].capital and _adjacent(text, words, end, after):
            return after - end + 1
        return 0
    if word not in JOINERS:
        return 0
    if words[after].text == "the":
        after += 1
    if after >= len(words) or not words[after].capital or not _adjacent(text, words, end, after):
        return 0
    before = [w.text for w in words[at:end]]
    if word in ("of", "for"):
        return after - end + 1 if takes_of(before[-1]) else 0
    return after - end + 1 if _and_joins(text, words, at, end, after) else 0


def _and_joins(text: str, words: list[Word], at: int, end: int, after: int) -> bool:
    """Whether "and" stands inside a name: "Ministry of Oil and Gas"."""
    stop = after
    while (
        stop < len(words)
        and words[stop].capital
        and (stop == after or text[words[stop - 1].end : words[stop].start] == " ")
        and (stop == after or not words[stop - 1].possessive)
    ):
        stop += 1
    before = [w.text for w in words[at:end]]
    tail = [w.text for w in words[after:stop]]
    if (any(takes_of(w) for w in before) and "of" in before) or "for" in before:
        return (_ordinary(tail[0]) and head_kind(tail[0]) is None) or (
            _ordinary(before[-1]) and _ordinary(tail[0])
        )
    return (
        _ordinary(before[-1])
        and _ordinary(tail[0])
        and (head_kind(tail[-1]) == "organisation" or _ends_with_title(tail))
    )


def _ends_with_title(tail: list[str]) -> bool:
    return any(word in _title_words() for word in tail)


def _adjacent(text: str, words: list[Word], first: int, last: int) -> bool:
    return all(text[words[i].end : words[i + 1].start] == " " for i in range(first, last))


def _cut(text: str, words: list[Word], at: int, end: int) -> Iterator[Candidate]:
    """Take titles and demonyms off the sequence; what is left is the candidate."""
    opens = at == 0
    sequence = words[at:end]
    demonym: str | None = None
    entry = lexicon().entries.get(sequence[0].text)
    if entry is not None and entry.kind == "country" and len(sequence) > 1:
        demonym = entry.name
    title_end = _title_end(sequence)
    if title_end:
        title = text[sequence[0].start : sequence[title_end - 1].end]
        rest = sequence[title_end:]
        if rest:
            yield Candidate(tuple(rest), title, demonym, False)
        return
    yield Candidate(tuple(sequence), None, demonym, opens)


def _title_end(sequence: list[Word]) -> int:
    """Index one past the last word of a title in *sequence*; 0 where there is none.

    "Trade Minister Jane Doe" has one; "Ministry of Trade" and "Director Ltd" have none.
    """
    last = 0
    for i, word in enumerate(sequence):
        if word.text in _title_words():
            last = i + 1
        elif takes_of(word.text) and last == 0:
            return 0
    return last


@cache
def _title_words() -> dict[str, str]:
    """Last word of each title -> its class."""
    return {row["title"].split()[-1]: row["class"] for row in rows("titles.csv")}


@cache
def _heads() -> dict[str, tuple[str, bool]]:
    return {row["word"]: (row["kind"], row["takes_of"] == "yes") for row in rows("name_heads.csv")}


def head_kind(word: str) -> str | None:
    """What kind of name *word* heads ("organisation", "place", "bloc", "none"), or None."""
    found = _heads().get(word.lower())
    return found[0] if found else None


def takes_of(word: str) -> bool:
    """Whether a name may go on after *word* with "of" or "for": "Bank of", "Strait of"."""
    found = _heads().get(word.lower())
    return found is not None and found[1]


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in rows("name_particles.csv"))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("common_words.csv"))


def _ordinary(word: str) -> bool:
    """Whether *word* is an ordinary English word, not only a name."""
    return word.lower() in _common()

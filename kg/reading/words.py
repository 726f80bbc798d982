"""Cut text into words, and say what a word can do in a name.

"the Farmers' Union of St. Lucia" -> the, Farmers (possessive), Union, of, St., Lucia.

in    levelled text
out   Words with their spans
data  data/lexicon/titles.csv, name_heads.csv, name_particles.csv, common_words.csv,
      function_words.txt, calendar_words.txt
next  kg.reading.names puts words together to names
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.reading.lexicon import rows
from kg.resources import resource

__all__ = [
    "COMPANY_TAIL",
    "Word",
    "function_words",
    "head_kind",
    "is_calendar",
    "is_ordinary",
    "particles",
    "takes_of",
    "title_words",
    "words_of",
]

#: "U.S.", "J.P.", "V.", "al-Sisi", "St.", "L&T", "Xi", "O'Brien", "EU-27", "BRICS+".
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?= ?[^\W\d_])|(?:St|Ste|Mt|Ft)\.(?= [A-Z])"
    r"|[^\W_]+(?:(?:[-'+]|&(?=[^\W_]))[^\W_]+)*\+?"
)
POSSESSIVE = re.compile(r"'s?$")
LOWER_FIRST = re.compile(r"(?:al|el|ul|ad|as|ash|an|bin|d|l|de)[-'][A-Z]|e[A-Z]|i[A-Z]")
#: Possessives that belong to a name.
KEEPS_POSSESSIVE = frozenset(("People's", "Women's", "Children's", "Lloyd's", "Men's"))
#: What may follow a name after a comma.
COMPANY_TAIL = frozenset(
    ("Ltd", "Limited", "Inc", "Incorporated", "Corp", "LLC", "Plc", "PLC", "Co", "Pvt", "Jr", "Sr")
)
#: Endings of ordinary nouns and adjectives.
ORDINARY = re.compile(r"(?:ers|ors|tions?|sions?|ings?|ments?|ity|ities|ics|ware|ance|ence|ical)$")


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


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text.

    Examples:
        >>> [w.text for w in words_of("Kenya's tea, the U.S. and al-Sisi", 0, 33)]
        ['Kenya', 'tea', 'the', 'U.S.', 'and', 'al-Sisi']

    """
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


def is_calendar(word: str) -> bool:
    """Whether *word* is the name of a month or a day of the week."""
    return word.lower() in _word_list("calendar_words.txt")


def function_words() -> frozenset[str]:
    """Closed-class words, in small letters: with a capital they begin a sentence, not a name."""
    return _word_list("function_words.txt")


@cache
def _word_list(file_name: str) -> frozenset[str]:
    """A file of data/lexicon with one or more words a line."""
    path = resource("data/lexicon") / file_name
    return frozenset(path.read_text(encoding="utf-8").split())


@cache
def title_words() -> dict[str, str]:
    """The last word of each title, singular and plural, and the class of the title."""
    found = {}
    for row in rows("titles.csv"):
        last = row["title"].split()[-1]
        found[last] = row["class"]
        found[last + "s"] = row["class"]
    return found


@cache
def _heads() -> dict[str, tuple[str, bool]]:
    return {row["word"]: (row["kind"], row["takes_of"] == "yes") for row in rows("name_heads.csv")}


def head_kind(word: str) -> str | None:
    """What kind of name *word* heads, or None.

    Examples:
        >>> head_kind("Ministry"), head_kind("Strait"), head_kind("Treaty"), head_kind("Smith")
        ('organisation', 'place', 'none', None)

    """
    found = _heads().get(word.lower())
    return found[0] if found else None


def takes_of(word: str) -> bool:
    """Whether a name may go on after *word* with "of" or "for": "Bank of", "Strait of"."""
    found = _heads().get(word.lower())
    return found is not None and found[1]


@cache
def particles() -> frozenset[str]:
    """Lower-case words inside names of persons: "bin", "van der", "de la"."""
    return frozenset(row["particle"] for row in rows("name_particles.csv"))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("common_words.csv"))


def is_ordinary(word: str) -> bool:
    """Whether *word* is an ordinary English word that also serves in names.

    Examples:
        >>> is_ordinary("Industry"), is_ordinary("Exporters"), is_ordinary("Lavrov")
        (True, True, False)

    """
    lower = word.lower()
    return lower in _common() or lower in _heads() or ORDINARY.search(lower) is not None

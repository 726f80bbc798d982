"""Words of titles: which ones tell an agreement from another, and how much two titles share.

    "Accord on temporary labour"                -> {"temporari", "labour"}
    "Agreement on temporary labour activity"    -> {"temporari", "labour", "activ"}
        -> Overlap: two words, all of the one title, most of the other

in    titles
out   stems of words with their weights; an Overlap
data  the stop words of spaCy, the stems of snowballstemmer
next  kg.graph.matching

A word weighs the more the fewer titles have it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import snowballstemmer

__all__ = ["Overlap", "Titles", "stems"]

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Overlap:
    """What two titles share."""

    words: int  #: how many stems
    document: float  #: share of the weight of the one title, 0 to 1
    table: float  #: share of the weight of the other


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text, without accents and stop words.

    Args:
        text: English, of any length.

    Returns:
        Stems in lower case; none where there are only stop words.

    Examples:
        >>> sorted(stems("The shipping of 80 Mi-17s for the two navies"))
        ['17s', '80', 'mi', 'navi', 'ship']

    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    kept = [word for word in words if word not in _stop_words() and not _lone(word)]
    return frozenset(map(_stem, kept))


def _lone(word: str) -> bool:
    """A letter by itself: what is left of "Peru's" or of an initial."""
    return len(word) == 1 and word.isalpha()


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


class Titles:
    """A collection of titles, by which words are weighed.

    Args:
        titles: Those that are to be told from each other.
        common: Stems that tell nothing.

    """

    def __init__(self, titles: Iterable[str], common: Collection[str] = ()) -> None:
        self._common = frozenset(common)
        known = [self.words(title) for title in titles]
        self._size = len(known)
        self._holders = Counter(word for words in known for word in words)

    def words(self, title: str) -> frozenset[str]:
        """Return the stems of a title that tell it from others."""
        return stems(title) - self._common

    def weight(self, words: Iterable[str]) -> float:
        """Return what words weigh together: each the more the fewer titles have it."""
        return sum(math.log((self._size + 2) / (self._holders[w] + 1)) for w in sorted(words))

    def overlap(self, document: Collection[str], table: Collection[str]) -> Overlap:
        """Return what two sets of words share; nothing where one is empty.

        Examples:
            >>> titles = Titles(["Fisheries pact", "Rail treaty"], common=["pact", "treati"])
            >>> titles.overlap(titles.words("pact on fisheries"), titles.words("Fisheries pact"))
            Overlap(words=1, document=1.0, table=1.0)

        """
        shared = set(document) & set(table)
        if not shared:
            return Overlap(0, 0.0, 0.0)
        together = self.weight(shared)
        return Overlap(
            len(shared),
            round(together / self.weight(document), 4),
            round(together / self.weight(table), 4),
        )

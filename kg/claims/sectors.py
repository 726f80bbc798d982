"""Say which sector a phrase is about.

    "memorandum on solar power" -> energy

in    a phrase, and the sentence around it
out   the name of a sector, as the rows write it
data  data/lexicon/sectors.csv
next  agreements and events

The phrase counts before the sentence, and a particular sector before a general
one: an agreement on trade in coal is about mining rather than trade.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from kg.resources import resource

__all__ = ["sector_of"]

#: Sectors that hold only where no other is named.
GENERAL = ("trade", "investment", "finance", "political", "security")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def sector_of(phrase: str, sentence: str = "") -> str | None:
    """The sector of a phrase; None where neither it nor its sentence has a word of one.

    Args:
        phrase: Such as the label of an agreement.
        sentence: Looked at where the phrase says nothing.

    Examples:
        >>> sector_of("memorandum on agriculture"), sector_of("treaty", "They met.")
        ('agriculture', None)

    """
    for text in (phrase, sentence):
        found = [_table()[w] for w in _words(text) if w in _table()]
        particular = [s for s in found if s not in GENERAL]
        if found:
            counts = Counter(particular or found)
            return max(counts, key=lambda s: (counts[s], -found.index(s)))
    return None


def _words(text: str) -> list[str]:
    """Words in small letters, plurals made singular where the table has the singular."""
    words = []
    for word in WORD.findall(text.lower()):
        single = word[:-1] if word.endswith("s") and word not in _table() else word
        words += [single, *(single.split("-") if "-" in single else [])]
    return words


@cache
def _table() -> Mapping[str, str]:
    path = resource("data/lexicon") / "sectors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["lemma"]: row["sector"] for row in csv.DictReader(file)}

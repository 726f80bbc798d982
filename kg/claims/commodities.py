"""Find the names of goods the lexicon knows: "soybean oil", "LNG", "fuel pellets".

in    a Reading and a span of it
out   Goods in order, the longest name at each place
data  data/lexicon/commodities.csv
next  kg.claims.trade and kg.claims.exports say where the goods go

To add goods, add a row, or an alias to a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.reading.lexicon import rows
from kg.reading.reading import Reading

__all__ = ["Goods", "commodity_labels", "find_goods", "is_goods"]

#: Where a name of goods may begin.
WORD = re.compile(r"(?<![\w-])\w+")


@dataclass(frozen=True, slots=True)
class Goods:
    """A name of goods in the text."""

    start: int
    end: int
    name: str  #: as written
    label: str  #: of the row that knows it


def find_goods(reading: Reading, start: int, end: int) -> list[Goods]:
    """Return the goods named between *start* and *end*, in order, not overlapping.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.

    Returns:
        One Goods a name; [] where none is known.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> reading = read_document(Document("a", "Kenya sells black tea and roses.", ""))
        >>> [g.name for g in find_goods(reading, 0, 32)]
        ['black tea', 'roses']

    """
    found: list[Goods] = []
    at = start
    for word in WORD.finditer(reading.text, start, end):
        names = _names().get(word[0].casefold())
        if names is None or word.start() < at:
            continue
        match = names.match(reading.text, word.start(), end)
        if match is None:
            continue
        at = match.end()
        label = commodity_labels().get(match[0].casefold())
        if label is not None and not re.match(r"-\w", reading.text[match.end() : match.end() + 2]):
            found.append(Goods(match.start(), match.end(), match[0], label))
    return found


def is_goods(words: str) -> bool:
    """Whether *words*, or their last words, name goods of the lexicon.

    Examples:
        >>> is_goods("frozen orange juice"), is_goods("friendship")
        (True, False)

    """
    parts = words.casefold().split()
    return any(" ".join(parts[i:]) in commodity_labels() for i in range(len(parts)))


@cache
def commodity_labels() -> Mapping[str, str]:
    """Label of each name and alias, folded."""
    labels: dict[str, str] = {}
    for row in rows("commodities.csv"):
        for name in (row["label"], *row["aliases"].split("|")):
            if name:
                labels.setdefault(name.casefold(), row["label"])
    return labels


@cache
def _names() -> Mapping[str, re.Pattern[str]]:
    """The names that begin with a word, longest first, by that word."""
    names: dict[str, list[str]] = {}
    for name in sorted(commodity_labels(), key=lambda n: (-len(n), n)):
        if first := WORD.match(name):
            names.setdefault(first[0], []).append(re.escape(name))
    return {w: re.compile(rf"(?i)(?:{'|'.join(forms)})(?!\w)") for w, forms in names.items()}

"""Find every noun phrase of a sentence that may name goods.

"Kenya has sent tea, cut flowers and envoys" -> tea, cut flowers, envoys.

in    a Reading and a sentence of it
out   Goods in order: names of the lexicon, and plain noun phrases
data  data/lexicon/commodities.csv
next  kg.claims.export_judged decides which of them are goods that go somewhere
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.claims.commodities import Goods, find_goods
from kg.claims.goods_lists import CARRIERS
from kg.model import Sentence
from kg.reading.compass import COMPASS
from kg.reading.reading import Reading, within

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["goods_phrases"]

MODIFIERS = frozenset(["amod", "compound", "nmod"])
#: Adjectives that count or compare, and describe no goods.
COUNTING = frozenset(
    [
        *("more", "many", "most", "other", "own", "such", "much", "few", "several", "less"),
        *("same", "first", "last", "next", "main", "chief", "top", "total", "new", "big"),
        *("biggest", "largest", "leading", "principal", "fewer", "further", "additional"),
    ]
)


def goods_phrases(reading: Reading, sentence: Sentence) -> list[Goods]:
    """Return what may be goods in *sentence*.

    Args:
        reading: The document as read.
        sentence: One of its sentences.

    Returns:
        Goods in order, not overlapping, with the adjectives and nouns before them; the label
        is that of the lexicon where it knows them, else the name.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> reading = read_document(Document("a", "Kenya sells hand tools to Peru.", ""))
        >>> [g.name for g in goods_phrases(reading, reading.sentences[0])]
        ['hand tools']

    """
    named = [(m.start, m.end) for m in within(reading.mentions, sentence)]
    named += [(p.start, p.end) for p in within(reading.periods, sentence)]
    found: list[Goods] = []
    known = find_goods(reading, sentence.start, sentence.end)
    for token in reading.span(sentence):
        if not _is_head(token):
            continue
        start, end = _start(token), token.idx + len(token)
        start = max([start, *(b for _, b in named if start < b <= token.idx)])
        while reading.text[start : start + 1] in (" ", "-", "'"):
            start += 1
        if any(a < end and start < b for a, b in named):
            continue
        inside = [g for g in known if g.start < end and start < g.end]
        label = inside[-1].label if inside and inside[-1].end >= end else None
        name = reading.text[start:end]
        found.append(Goods(start, end, name, label or name))
    for goods in known:
        if any(a < goods.end and goods.start < b for a, b in named):
            continue
        if not any(g.start < goods.end and goods.start < g.end for g in found):
            found.append(goods)
    return sorted(found, key=lambda g: g.start)


def _is_head(token: Token) -> bool:
    """Whether a token is the last noun of a noun phrase, or of one before "exports"."""
    if COMPASS.fullmatch(token.text):
        return False
    if token.pos_ not in ("NOUN", "PROPN") or not re.fullmatch(r"[^\W\d]{3,}", token.text):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.dep_ == "compound" and after is not None and after.pos_ in ("NOUN", "PROPN"):
        return after.lower_ in CARRIERS
    if after is not None and after.text == "-" and not token.whitespace_:
        return False
    return token.lower_ not in CARRIERS


def _start(head: Token) -> int:
    """Where the plain noun phrase of *head* begins."""
    start = head
    while start.i > start.sent.start:
        before = start.nbor(-1)
        if before.text == "-" and not before.whitespace_ and before.i > start.sent.start:
            start = before.nbor(-1)
            continue
        joins = before.dep_ in MODIFIERS and head in (before.head, before.head.head)
        if not joins or not before.is_alpha or before.lower_ in COUNTING:
            break
        start = before
    return start.idx

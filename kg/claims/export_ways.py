"""Find goods of a clause that goes the other way than the one before it.

"Kenya sells Peru tea; copper and tin make the return voyage" -> copper, tin: Peru > Kenya.

in    a Reading, a sentence, the rows found in it, the direction behind it
out   Rows
next  kg.claims.export_rules yields them with its own

A clause that names no ends of its own and says "the other way", "back" or "in return" goes
against the flow of the clause before it, or of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.claims.export_lists import Row, meet
from kg.claims.flows import OTHER_WAY, find_flows
from kg.claims.goods_lists import members
from kg.claims.patterns import DIRECTED
from kg.claims.trade_cue_words import cues
from kg.model import Sentence
from kg.reading.context import Context
from kg.reading.reading import Reading

__all__ = ["way_rows"]

CLAUSE = re.compile(r"[;:]\s|,\s(?:while|whereas|but|and)\s|\swhile\s")


def way_rows(
    reading: Reading,
    sentence: Sentence,
    context: Context,
    found: Sequence[Row],
    behind: tuple[str, str] | None,
) -> Iterator[Row]:
    """Yield the goods of clauses that go the other way.

    Args:
        reading: The document as read.
        sentence: The sentence.
        context: Its context.
        found: The rows that other rules found in it.
        behind: Exporter and importer of the flow or the heading before it, if any.

    """
    text = reading.words(sentence)
    if not OTHER_WAY.search(text) or text.rstrip().endswith("?") or cues()["unlike"].search(text):
        return
    flows = [
        f
        for f in find_flows(reading, sentence.start, sentence.end, context, None)
        if f.sense in DIRECTED and f.exporter and f.importer and f.named
    ]
    direction = behind
    for start, end in _clauses(text, sentence.start):
        mine = [f for f in flows if start <= f.start < end]
        turned = OTHER_WAY.search(reading.text, start, end)
        if mine:
            direction = mine[-1].exporter or "", mine[-1].importer or ""
        if mine or turned is None or direction is None:
            continue
        direction = direction[1], direction[0]
        for goods in members(reading, start, end):
            if not any(meet(r.goods, goods) for r in found):
                yield Row(goods, *direction, start, end, "way", turned[0].lower())


def _clauses(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where each clause of a sentence begins and ends."""
    start = 0
    for match in CLAUSE.finditer(text):
        yield at + start, at + match.start()
        start = match.end()
    yield at + start, at + len(text)

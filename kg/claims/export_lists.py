"""Find lists of goods that go on about a flow spoken of before them.

"Kenya shipped goods worth $3 bn to Peru, mostly tea, roses and beans" -> tea, roses, beans.

in    a Reading, a sentence, the rows found in it, the flow before it, its heading's direction
out   Rows
data  data/lexicon/trade_cues.csv
next  kg.claims.exports makes claims of them

A run of three goods, or of two after a word that introduces a list, belongs to the flow before
it, unless the clause speaks of duties, access, projects or wishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.claims.commodities import Goods
from kg.claims.flows import OTHER_WAY, Flow, find_flows
from kg.claims.goods_lists import members
from kg.claims.patterns import DIRECTED
from kg.claims.trade_cue_words import cues
from kg.model import Sentence
from kg.reading.compass import COMPASS, lying
from kg.reading.context import Context
from kg.reading.reading import Reading

__all__ = ["Row", "list_rows", "meet"]

#: Between two members of a run.
JOINT = re.compile(r"(?:,?\s(?:and|or|plus)\s|,\s|\s/\s|;\s(?:and\s)?)(?:[\w-]+\s){0,2}")
#: A mark before a list, and what ends it.
OPENS = re.compile(r":\s|\s[-–—]\s")
CLOSES = re.compile(r"[;:.(]\s|\s\(|\s[-–—]\s|,\s(?:which|who|but|while|and\s(?:it|they)\b)")
#: A sentence that goes on about the flow of the sentence before.
GOES_ON = re.compile(
    r"(?:They|These|It|The\s(?:main|chief|principal|largest|biggest|leading|top|usual)\b|Among\b|Mostly"
    r"|Mainly|Chiefly|Besides|Above\sall|Also)\b"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Goods, the direction they go in, and the words that say so."""

    goods: Goods
    exporter: str
    importer: str
    start: int
    end: int
    rule: str
    flow: str
    named: int = 1  #: how many ends of the flow the sentence names


def list_rows(
    reading: Reading,
    sentence: Sentence,
    context: Context,
    found: Sequence[Row],
    before: Flow | None,
    lead: tuple[str, str] | None,
) -> Iterator[Row]:
    """Yield the goods of the lists of *sentence* that no other rule has taken.

    Args:
        reading: The document as read.
        sentence: The sentence.
        context: Its context.
        found: The rows that other rules found in it.
        before: The flow of the sentence before, in the same block.
        lead: The direction that the heading or the question above names.

    """
    text = reading.words(sentence)
    if text.rstrip().endswith("?") or cues()["unlike"].search(text):
        return
    if any(cues()[role].search(text) for role in ("forecast", "future", "goal")):
        return
    for run in _runs(reading, sentence):
        if any(r.goods.start < run[-1].end and run[0].start < r.goods.end for r in found):
            continue
        head = reading.text[sentence.start : run[0].start]
        introduced = cues()["introduces"].search(head[-40:]) or OPENS.search(head[-4:])
        if len(run) < (2 if introduced or not head.strip() else 3):
            continue
        direction = _direction(reading, sentence, context, run, before, lead)
        if direction is None:
            continue
        for goods in run:
            yield Row(goods, *direction, run[0].start, run[-1].end, "near", "list")


def _runs(reading: Reading, sentence: Sentence) -> Iterator[list[Goods]]:
    """Runs of goods that follow one another."""
    text = reading.text
    told = [m.end() for m in cues()["introduces"].finditer(text, sentence.start, sentence.end)]
    told += [m.end() for m in OPENS.finditer(text, sentence.start, sentence.end)]
    found = members(reading, sentence.start, sentence.end)
    for start in told:
        stop = CLOSES.search(text, start, sentence.end)
        inside = members(reading, start, stop.start() if stop else sentence.end, True)
        if any(g in found for g in inside):
            found += [g for g in inside if not any(meet(g, f) for f in found)]
    run: list[Goods] = []
    for goods in sorted(found, key=lambda g: g.start):
        if run and not JOINT.fullmatch(reading.text[run[-1].end : goods.start]):
            yield run
            run = []
        run.append(goods)
    if run:
        yield run


def meet(one: Goods, other: Goods) -> bool:
    """Whether two names of goods share a character."""
    return one.start < other.end and other.start < one.end


def _direction(
    reading: Reading,
    sentence: Sentence,
    context: Context,
    run: Sequence[Goods],
    before: Flow | None,
    lead: tuple[str, str] | None,
) -> tuple[str, str] | None:
    """Where the goods of a run go."""
    at = run[0].start
    tail = re.split(r"[;:.]\s|,\s", reading.text[run[-1].end : sentence.end])[0]
    flows = find_flows(reading, sentence.start, sentence.end, context, before)
    directed = [f for f in flows if f.sense in DIRECTED and f.exporter and f.importer]
    ahead = [f for f in directed if f.end <= at]
    head = reading.text[sentence.start : at]
    if ahead:
        flow = ahead[-1]
        ends = (flow.exporter or "", flow.importer or "")
    elif directed or any(f.sense in ("total", "balance") for f in flows):
        return None
    elif before is not None and before.exporter and before.importer:
        if head.strip() and not GOES_ON.match(head):
            return None
        ends = before.exporter, before.importer
    elif lead is not None:
        ends = lead
    elif (way := COMPASS.search(reading.words(sentence))) and context.pair:
        target = lying(way[1].lower(), context.pair)
        if target is None:
            return None
        source = context.pair[0] if target == context.pair[1] else context.pair[1]
        return source, target
    else:
        return None
    return (ends[1], ends[0]) if OTHER_WAY.search(head) or OTHER_WAY.search(tail) else ends

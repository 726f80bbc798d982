"""Find goods of a country that is named as their source: "copper from Peru", "supplier of tin".

in    a Reading, a sentence, its Context
out   Rows
data  data/lexicon/trade_cues.csv
next  kg.claims.exports makes claims of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.export_lists import Row
from kg.claims.flows import Flow, partner
from kg.claims.goods_lists import members
from kg.claims.trade_cue_words import cues
from kg.claims.trade_modes import is_wished
from kg.model import Sentence
from kg.reading.context import Context, countries_in
from kg.reading.reading import Reading

__all__ = ["goods_from", "goods_supplied"]


def goods_from(reading: Reading, sentence: Sentence, context: Context) -> Iterator[Row]:
    """Goods that are said to be from a country: "copper and silver from Peru"."""
    for mention in countries_in(reading, sentence.start, sentence.end):
        before = reading.text[max(sentence.start, mention.start - 10) : mention.start]
        match = re.search(r"\sfrom\s(?:the\s)?$", before)
        importer = partner(mention.actor, context)
        if match is None or mention.form == "demonym" or importer is None:
            continue
        at = mention.start - len(match[0])
        near = [g for g in members(reading, max(sentence.start, at - 60), at) if g.end <= at]
        if not near or near[-1].end != at:
            continue
        gap = reading.text[near[-1].start - 60 : near[-1].start] if near[-1].start > 60 else ""
        flow = Flow(mention.start, mention.end, "sell", "from", "from")
        if is_wished(reading, sentence, flow) or re.search(
            r"\b(?:no|not|without)\s(?:\w+\s)?$", gap
        ):
            continue
        yield Row(near[-1], mention.actor, importer, near[-1].start, mention.end, "from", "from")


def goods_supplied(reading: Reading, sentence: Sentence, context: Context) -> Iterator[Row]:
    """Goods of one who is called their supplier or buyer: "Peru is Kenya's top supplier of tin"."""
    text = reading.text
    named = countries_in(reading, sentence.start, sentence.end)
    for role in ("supplier", "buyer"):
        for match in cues()[role].finditer(text, sentence.start, sentence.end):
            head = re.match(r"\s(?:of\s)?", text[match.end() : sentence.end])
            if head is None or (head[0] == " " and " " not in match[0]):
                continue
            start = match.end() + head.end()
            goods = members(reading, start, min(start + 70, sentence.end))
            before = [m for m in named if m.end <= match.start()]
            owned = [m for m in before if text[m.end : m.end + 2].startswith("'")]
            sides = [m for m in before if m not in owned]
            if not goods or goods[0].start - start > 25 or not sides:
                continue
            after = [
                m
                for m in named
                if m.start > goods[-1].end
                and re.search(r"\b(?:to|for)\s(?:the\s)?$", text[goods[-1].end : m.start])
            ]
            side = sides[0].actor
            other = owned[-1].actor if owned else after[0].actor if after else None
            other = other or partner(side, context)
            if other is None or _has_doubt(text[sentence.start : match.start()]):
                continue
            ends = (side, other) if role == "supplier" else (other, side)
            for item in goods:
                yield Row(item, *ends, match.start(), match.end(), "supplier", match[0])


def _has_doubt(words: str) -> bool:
    """Whether a clause is negated or only foreseen."""
    return re.search(r"\b(?:not|no|never)\b", words) is not None or any(
        cues()[role].search(words) for role in ("forecast", "future")
    )

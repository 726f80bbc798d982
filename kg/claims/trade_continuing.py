"""Say whether a sentence goes on about the flow before it.

"Exports grew. They reached $3 billion in 2024." -> yes; "The bridge cost $3 billion." -> no.

in    a Reading, a sentence without a word of flow, an amount in it
out   yes or no
next  kg.claims.trade_links gives the amount to the flow before
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.claims.commodities import find_goods
from kg.claims.flows import Flow
from kg.claims.trade_cue_words import cues
from kg.model import Amount, Sentence
from kg.reading.reading import Reading

__all__ = ["continues", "has_goods"]

#: The head of a sentence that only says when, how much and that it is the same flow.
CARRIES = re.compile(
    r"(?i)^\W*(?:(?:in|for|by|over|during|since|a|the|that|this|it|they|these|those|then|of|year|months?"
    r"|first|second|last|same|previous|before|earlier|later|figure|figures|total|sum|two|flows?|both"
    r"|had|has|have|been|was|were|is|are|stood|came|reached|touched|rose|fell|grew|shrank|amounted|at|to"
    r"|about|some|nearly|only|already|just|half|quarter|record|peak|passed|peaked|crossed|below|above"
    r"|hit|crawled|back|slipped|local|currency|money|terms|put|together|makes|would|make|by|mid-\w+"
    r"|\d{4}(?:[-/]\d\d+)?|[A-Z]\w+(?=,?\s(?:said|says|put))|said|year|years|alone|value|volume|,|:)\W*)+$"
)
#: Subjects that stand for the flow spoken of before.
SAME = frozenset(
    ["it", "they", "that", "this", "those", "these", "figure", "total", "sum", "value"]
)


def has_goods(reading: Reading, sentence: Sentence, amount: Amount) -> bool:
    """Whether goods stand beside an amount of a verb of going, or it measures electricity.

    Args:
        reading: The document as read.
        sentence: The sentence.
        amount: One of its amounts.

    """
    if amount.unit in ("kilowatt_hour", "megawatt"):
        return True
    low, high = max(sentence.start, amount.start - 40), min(sentence.end, amount.end + 40)
    return bool(find_goods(reading, low, high))


def continues(
    reading: Reading, sentence: Sentence, amount: Amount, flows: Sequence[Flow], head: str
) -> bool:
    """Whether a sentence without a word of flow goes on about the flow before it.

    Args:
        reading: The document as read.
        sentence: The sentence.
        amount: One of its amounts.
        flows: Its words of other sums ("loan").
        head: Its text up to the amount.

    """
    if any(f.sense == "none" and f.end <= amount.start for f in flows):
        return False
    if len(head) < 110 and CARRIES.match(head):
        return True
    goods = find_goods(
        reading, max(sentence.start, amount.start - 40), min(sentence.end, amount.end + 34)
    )
    for found in goods:
        gap = (
            reading.text[found.end : amount.start]
            if found.end <= amount.start
            else (reading.text[amount.end : found.start])
        )
        if re.fullmatch(r"(?:,?\s(?:alone|only|itself))?,?\s?(?:\w+\s){0,4}", gap):
            return True
    span = reading.span(sentence)
    for root in (t for t in span if t.dep_ == "ROOT"):
        for child in root.children:
            if (
                child.dep_ in ("nsubj", "nsubjpass")
                and child.lower_ in SAME
                and child.idx < amount.start
            ):
                return True
        if cues()["states"].fullmatch(root.lemma_) and root.idx < amount.start:
            near = reading.text[root.idx + len(root) : amount.start]
            return re.fullmatch(r"\s(?:[\w-]+\s){0,3}", near) is not None or (
                re.search(
                    r"\b(?:of|at|that|it|says|said|gave|gives|reports?)\s(?:[\w-]+\s){0,4}$", head
                )
                is not None
            )
    return False

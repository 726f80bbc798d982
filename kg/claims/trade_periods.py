"""Give an amount its period: beside it, before it in its clause, or carried.

"$2.7 billion in FY24, against $2.0 billion the year before" -> 2023-24, 2022-23.

in    a Reading, a sentence, its amounts and the link of one
out   a Period or None
next  kg.claims.trade puts it in the row
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.trade_links import Link
from kg.model import Amount, Period, Sentence
from kg.reading.context import Context
from kg.reading.periods import shift_period
from kg.reading.reading import Reading, within

__all__ = ["Carried", "period_of"]

EARLIER = re.compile(
    r"(?i)(?:\bfrom|\bagainst|\bcompared\s(?:with|to)|\bversus|\bthan|\bafter|\bup\son|\bdown\son"
    r"|\babove|\bbelow)\s(?:\w+\s){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The period of the figure before."""

    period: Period | None = None
    stale: bool = False  #: it stood in another paragraph
    sense: str | None = None


def period_of(
    reading: Reading,
    sentence: Sentence,
    amounts: Sequence[Amount],
    index: int,
    link: Link,
    context: Context,
    carried: Carried,
) -> Period | None:
    """The period of one amount of a sentence.

    Args:
        reading: The document as read.
        sentence: The sentence, its term included where it has one.
        amounts: The amounts of the sentence in order.
        index: Which of them.
        link: What it was given to, and why.
        context: The context of the sentence.
        carried: The period of the figure before.

    Returns:
        The period beside the amount; else the one before it in the sentence; for a figure
        compared with ("against 2 million") the year before the other's; else the carried
        one; None where nothing is known.

    """
    text = reading.text
    amount = amounts[index]
    own = carried.period if index else None
    periods = [p for p in within(reading.periods, sentence) if _measures(reading, p)]
    previous = amounts[index - 1].end if index else sentence.start
    following = amounts[index + 1].start if index + 1 < len(amounts) else sentence.end
    beside = [p for p in periods if amount.end <= p.start < following]
    if beside and _belongs(text, amount, beside[0], periods, previous):
        return beside[0]
    between = [p for p in periods if previous <= p.start < amount.start and p is not own]
    if between:
        return between[-1]
    if _bracketed(text, amount) and context.bracket is not None:
        return context.bracket
    before = text[max(previous, amount.start - 44) : amount.start]
    if EARLIER.search(before) and (index or carried.period):
        base = carried.period
        if base is not None:
            return shift_period(base, -1)
    same = [p for p in periods if p.start < amount.start]
    if index and carried.period is not None and link.rule != "word before":
        return carried.period
    if same:
        return same[0] if index == 0 else (carried.period or same[-1])
    if index and carried.period is not None:
        return carried.period
    if periods and not amounts[index + 1 :]:
        gap = text[amount.end : periods[0].start] if periods[0].start > amount.end else ""
        if gap and not re.search(r"\b(?:than|since|from)\s(?:\w+\s){0,5}$|;", gap):
            return periods[0]
    if carried.period is not None and not carried.stale:
        return carried.period
    return context.period or carried.period


def _belongs(
    text: str, amount: Amount, period: Period, periods: Sequence[Period], previous: int
) -> bool:
    """Whether the period after an amount is its own, not that of a comparison."""
    gap = text[amount.end : period.start]
    if re.search(
        r"[;:]|\.\s|,\s(?:and|but|while|whereas|against|after|up|down|from)\b"
        r"|\b(?:than|since)\s(?:\w+\s){0,5}$",
        gap,
    ):
        return False
    if re.search(
        r"\b(?:up|down|more|less|higher|lower|rise|fall|increase|decrease)\b", gap
    ) and re.search(r"\b(?:from|on|against|over|above|below)\s(?:\w+\s){0,6}$", gap):
        return False
    return len(gap) <= 45 or not any(previous <= p.start < amount.start for p in periods)


def _measures(reading: Reading, period: Period) -> bool:
    """Whether a period can be one of figures: not the day somebody spoke."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:/.*)?", period.value):
        before = reading.text[max(0, period.start - 14) : period.start]
        return re.search(r"(?i)\b(?:by|until|to|from)\s$", before) is not None
    return True


def _bracketed(text: str, amount: Amount) -> bool:
    return text[max(0, amount.start - 2) : amount.start].strip().endswith("(")

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

from kg.claims.patterns import flow_words
from kg.model import Amount, Period, Sentence
from kg.reading.context import Context
from kg.reading.periods import shift_period
from kg.reading.reading import Reading, within

__all__ = [
    "Carried",
    "carry_on",
    "is_compared",
    "is_measure",
    "is_undated",
    "period_of",
    "stands_aside",
]

#: What stands before a figure or period that only serves to compare.
EARLIER = re.compile(
    r"(?i)(?:\bfrom|\bagainst|\bcompared\s(?:with|to)|\bversus|\bthan|\babove|\bbelow)"
    r"\s(?:[\w-]+\s){0,3}$"
)
BASE = re.compile(
    r"(?i)(?:\bthan|\bagainst|\bcompared\s(?:with|to)|\bversus|\bsince|\bon|\bover|\bas|\babove"
    r"|\bbelow)\s(?:(?:in|the|a|that|those|of|level|figure|same|for|during|at)\s)*$"
)


#: Words of a period that looks back from another: it serves to compare.
BACK = re.compile(r"(?i)\b(?:same|before|earlier|previous|previously|preceding|prior)\b")
#: A relative period that cannot be counted where the document has no date.
RELATIVE = re.compile(
    r"(?i)\b(?:last|this|the\s(?:current|past))\s(?:fiscal\s|financial\s)?(?:year|month|quarter|season)\b"
)
#: How far from the start of a sentence its own period may stand, in characters.
OPENING = 24


@dataclass(frozen=True, slots=True)
class Carried:
    """The period of the last figure that was not only there to compare."""

    period: Period | None = None
    stale: bool = False  #: it stood in another paragraph


def carry_on(text: str, sentence: Sentence, period: Period | None, carried: Carried) -> Carried:
    """The period carried after a figure or a sentence that gives *period*.

    Args:
        text: The levelled text.
        sentence: The sentence.
        period: The period it gives.
        carried: What was carried before.

    Returns:
        *period* where it leads on: later than the carried one, or set at the head of its
        sentence; *carried* where it only looks back ("the year before", "and 2 in 2022").

    """
    if period is None:
        return carried
    if carried.period is None:
        return Carried(period, False)
    if BACK.search(text[period.start : period.end]):
        return carried
    opens = 0 <= period.start - sentence.start <= OPENING
    later = (period.last or "") >= (carried.period.last or "")
    return Carried(period, False) if opens or later or carried.stale else carried


def period_of(
    reading: Reading,
    sentence: Sentence,
    amounts: Sequence[Amount],
    index: int,
    context: Context,
    carried: Carried,
) -> Period | None:
    """The period of one amount of a sentence.

    Args:
        reading: The document as read.
        sentence: The sentence, its term included where it has one.
        amounts: The amounts of the sentence in order.
        index: Which of them.
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
    previous = amounts[index - 1].end if index else sentence.start
    following = amounts[index + 1].start if index + 1 < len(amounts) else sentence.end
    periods = [p for p in within(reading.periods, sentence) if is_measure(reading, p)]
    beside = [p for p in periods if amount.end <= p.start < following]
    compared = is_compared(reading, amounts, index, sentence)
    if beside and _belongs(text, amount, beside[0], periods, previous):
        return beside[0]
    free = [p for p in periods if compared or not _is_base(text, p)]
    between = [p for p in free if previous <= p.start < amount.start and p is not own]
    if index and is_compared(reading, amounts, index - 1, sentence):
        between = [p for p in between if re.search(r"[,;:]", text[previous : p.start])]
    if between:
        return between[-1]
    if _bracketed(text, amount) and context.bracket is not None:
        return context.bracket
    if compared and carried.period is not None:
        return shift_period(carried.period, -1)
    if index and carried.period is not None:
        return carried.period
    same = [p for p in free if p.start < amount.start]
    if same:
        return same[0]
    ahead = [p for p in free if p.start >= amount.end]
    if (
        ahead
        and not re.search(r"[;:]|(?<![A-Z])\.\s", text[amount.end : ahead[0].start])
        and (len(amounts) == 1 or carried.period is None or carried.stale)
    ):
        return ahead[0]
    if not periods and is_undated(reading, sentence):
        return None
    if carried.period is not None and not carried.stale:
        return carried.period
    return context.period or carried.period


def is_undated(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence has a relative period that cannot be counted: "last year".

    Args:
        reading: The document as read.
        sentence: The sentence.

    """
    match = RELATIVE.search(reading.text, sentence.start, sentence.end)
    return match is not None and not within(reading.periods, sentence)


def stands_aside(text: str, amount: Amount, period: Period | None) -> bool:
    """Whether an amount and its own period stand in one pair of brackets: "(2023: 2 million)".

    Args:
        text: The levelled text.
        amount: The amount.
        period: Its period.

    """
    if period is None:
        return False
    first, last = sorted((amount.start, period.start))
    opened = text.rfind("(", max(0, first - 40), first)
    closed = text.find(")", last)
    return opened >= 0 and closed >= 0 and not set("()") & set(text[opened + 1 : closed])


def is_compared(
    reading: Reading, amounts: Sequence[Amount], index: int, sentence: Sentence
) -> bool:
    """Whether an amount only serves to compare: "up from $2 billion".

    Args:
        reading: The document as read.
        amounts: The amounts of the sentence in order.
        index: Which of them.
        sentence: The sentence.

    """
    amount = amounts[index]
    previous = amounts[index - 1].end if index else sentence.start
    match = EARLIER.search(reading.text[max(previous, amount.start - 44) : amount.start])
    if match is None:
        return False
    words = match[0].split()[1:]
    ahead = reading.text[max(previous, amount.start - 44) : amount.start][: match.start()].split()
    if ahead and match[0].startswith("from") and _is_flow(ahead[-1]):
        return False  # "purchases from it"
    return not any(w[:1].isupper() or _is_flow(w) for w in words)


def _is_flow(word: str) -> bool:
    """Whether a word names a flow: "against imports of" sets two flows side by side."""
    low = word.casefold()
    return any(("noun", form) in flow_words() for form in (low, low.removesuffix("s")))


def _is_base(text: str, period: Period) -> bool:
    """Whether a period is one that figures are compared with: "less than in 2023"."""
    if re.search(r"(?i)\b(?:year|months?)\s(?:earlier|before)$", text[period.start : period.end]):
        after = text[period.end : period.end + 2]
        line = max(text.rfind("\n", 0, period.start), text.rfind(". ", 0, period.start))
        return after[:1] in (",", ".", ";") and period.start - line > 12
    match = BASE.search(text[max(0, period.start - 40) : period.start])
    return match is not None and match[0][:1].islower()  # "Over the year" opens a sentence


def _belongs(
    text: str, amount: Amount, period: Period, periods: Sequence[Period], previous: int
) -> bool:
    """Whether the period after an amount is its own, not that of a comparison."""
    gap = text[amount.end : period.start]
    if re.match(r"\s?:", text[period.end :][:2]) or re.search(r"\bfrom\s\W{0,3}\d", gap):
        return False  # it heads the figure after it: "3 million (2023: 2 million)"
    if re.search(
        r"[;:]|(?<![A-Z])\.\s|,\s(?:and|but|while|whereas|against|after|up|down|from)\b"
        r"|\b(?:than|since|above|below|as\s(?:much|many|high|large|big|low)\sas)\s(?:[\w']+\s){0,5}$",
        gap,
    ):
        return False
    if re.search(
        r"\b(?:up|down|more|less|higher|lower|rise|fall|increase|decrease)\b", gap
    ) and re.search(r"\b(?:from|on|against|over|above|below)\s(?:\w+\s){0,6}$", gap):
        return False
    return len(gap) <= 45 or not any(previous <= p.start < amount.start for p in periods)


def is_measure(reading: Reading, period: Period) -> bool:
    """Whether a period can be one of figures: not the day somebody spoke.

    Args:
        reading: The document as read.
        period: One of its periods.

    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:/.*)?", period.value):
        before = reading.text[max(0, period.start - 14) : period.start]
        return re.search(r"(?i)\b(?:by|until|to|from)\s$", before) is not None
    return True


def _bracketed(text: str, amount: Amount) -> bool:
    return text[max(0, amount.start - 2) : amount.start].strip().endswith("(")

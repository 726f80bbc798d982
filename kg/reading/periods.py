"""Find days, months, years, fiscal years and parts of years; date the document.

"in the first seven months of 2024" -> 2024 Jan-Jul; "a year earlier" -> 2023 Jan-Jul.

in    the levelled text, its Blocks, and what is known of the Document
out   Periods in order, each with its value and its first and last day
next  kg.claims gives them to visits, trade and agreements

The wordings are in kg.reading.date_rules; this module runs them from left to right,
because "a year earlier" and "that month" mean something only after another period.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache

from kg.model import Block, Document, Period
from kg.reading.date_rules import RULES
from kg.reading.dates import State, number_of
from kg.reading.head_dates import (
    VERB,
    diary_date,
    signed_date,
    studio_date,
    yearless_dateline,
)
from kg.reading.units import units

__all__ = ["document_date", "find_periods", "shift_period"]

#: Blocks at the head and at the foot of a document where its date may stand.
HEAD, FOOT = 8, 3
#: Longest line, in characters, that is taken for a line of date and place.
DATE_LINE = 130
DATELINE = re.compile(
    r"(?:[^\W\d_][\w.'/()-]*[\s,/]+){1,8}?(?P<date>[\w.,\s(]{4,24}?(?:19|20)\d\d\)?)"
    r"(?:\s\([^)]*\))?(?:\s?(?:-{1,2}|–|—|:)|(?<=\d)\.)\s"
)
CUES = re.compile(
    r"(?i)\b(?:prepared|updated|published|issued|as (?:of|at|on)|dated?|released|revised|posted"
    r"|printed|closed|written|issue of|edition|answer(?:ed)? (?:on|in))\b[^.]{0,30}?(?=\d|[A-Z])"
)
NUMBERED_ISSUE = re.compile(r"\b\d{1,3}/(?P<year>(?:19|20)\d\d)\b")
#: What stands before a year that only serves to compare: it dates no month after it.
COMPARED = re.compile(
    r"\b(?:than|against|compared\s(?:with|to)|versus)\s(?:(?:in|for|that|of|the)\s)*$"
)
LONE_MONTH = re.compile(
    r"(?i)\b(?:in|of|by|until|till|since|from|to|during|last|this|next|early|mid|late|for|and|or"
    r"|between|through|before|after|every|each|end)[\s-]$"
)


def document_date(document: Document, text: str, blocks: Sequence[Block]) -> str | None:
    """The ISO date of the document: its metadata, else its dateline.

    Args:
        document: The document; its `date` wins.
        text: Its levelled text.
        blocks: Its blocks.

    Returns:
        An ISO day, or a month where no day is given; None where no date is found.

    Examples:
        >>> from kg.reading.blocks import find_blocks
        >>> text = "LIMA, Jan. 20, 2026 - The two sides met. They left on May 1, 2025."
        >>> document_date(Document("a", text, ""), text, find_blocks(text))
        '2026-01-20'

    """
    if document.date:
        return document.date
    head = list(blocks[:HEAD])
    for block in head:
        match = DATELINE.match(text, block.start, block.end)
        if match and not VERB.search(match[0]):
            found = _dates(match["date"])
            if found:
                return found[0]
    lines = [text[b.start : b.end] for b in (*head, *blocks[-FOOT:])]
    lines = [line for line in lines if len(line) <= DATE_LINE and not line.endswith("?")]
    for line in lines:
        if cue := CUES.search(line):
            found = _dates(line[cue.end() : cue.end() + 40])
            if found:
                return found[0]
    for length in (10, 7):
        for line in (x for x in lines if not x.endswith(".")):
            days = _dates(line, ending=True)
            if days and len(days[-1]) == length:
                return days[-1]
    for written in (studio_date(text, head[:4]), diary_date(text, blocks)):
        if written:
            return _dates(written)[0]
    if found_day := yearless_dateline(text, head[:4], find_periods(text, None)):
        return found_day
    if written := signed_date(text, blocks):
        return _dates(written)[0]
    for line in lines[:3]:
        if match := NUMBERED_ISSUE.search(line):
            return match["year"]
    return None


def find_periods(text: str, date: str | None) -> list[Period]:
    """Return the periods in *text*, in order; relative ones are counted from *date*.

    Args:
        text: A levelled text; spans count its characters.
        date: ISO day, month or year of the document; None where not known.

    Returns:
        Periods that do not overlap; an empty list where there is none.

    Examples:
        >>> [p.value for p in find_periods("In 2024-25 it grew; a year earlier it fell.", None)]
        ['2024-25 (fiscal)', '2023-24 (fiscal)']

    """
    state = State(
        text=text,
        date=_anchor(date),
        known=date,
        fiscal_start=_fiscal_start(text),
        fiscal_words=re.search(r"(?i)\b(?:fiscal|financial year)|\bFY", text) is not None,
    )
    periods = []
    at = 0
    for start, end, index in _candidates(text):
        if start < at:
            continue
        name, _, meaning = RULES[index]
        match = _compiled()[index].match(text, start)
        assert match is not None
        if name == "month" and not match["year"] and not _is_month(text, match):
            continue
        stretch = meaning(match, state)
        if stretch is None:
            continue
        at = end
        state.last, state.last_end = stretch, end
        periods.append(
            Period(start, end, stretch.value, stretch.first.isoformat(), stretch.last.isoformat())
        )
        compared = COMPARED.search(text, max(0, start - 24), start)
        if compared and state.near_year(start) is not None:
            continue
        if re.search(r"(?:19|20)\d\d|FY\s?\d\d", match[0]):
            state.explicit, state.explicit_end = stretch.last.year, end
            if stretch.fiscal_year is not None:
                state.explicit = None
    return periods


def shift_period(period: Period, years: int) -> Period:
    """The same period some years later, with the span of the one it is counted from.

    Args:
        period: A period with its first and last day.
        years: How many years later; negative for earlier.

    Returns:
        A Period; *period* itself where its days are not known.

    Examples:
        >>> shift_period(find_periods("FY25", None)[0], -1).value
        '2023-24 (fiscal)'

    """
    found = re.sub(
        r"(?P<year>(?:19|20)\d\d)(?P<tail>-\d\d(?=\s(?:\(fiscal|[A-Z])))?",
        lambda m: _shifted(m, years),
        period.value,
    )
    if period.first is None or period.last is None:
        return period
    first, last = (
        f"{int(d[:4]) + years}{d[4:]}".replace("-02-29", "-02-28")
        for d in (period.first, period.last)
    )
    return Period(period.start, period.end, found, first, last)


def _shifted(match: re.Match[str], years: int) -> str:
    year = int(match["year"]) + years
    return f"{year}-{(year + 1) % 100:02d}" if match["tail"] else str(year)


def _dates(words: str, ending: bool = False) -> list[str]:
    """ISO days and months written out in *words*; of a range of days the last."""
    found = find_periods(words, None)
    if ending:
        found = [p for p in found[-1:] if not words[p.end :].strip(" .)]*_")]
    days = [p.value.split("/")[-1] for p in found]
    return [d for d in days if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", d)]


def _candidates(text: str) -> list[tuple[int, int, int]]:
    """Matches of every rule: by start, the longest first."""
    found: list[tuple[int, int, int]] = []
    for index, pattern in enumerate(_compiled()):
        found.extend((m.start(), m.end(), index) for m in pattern.finditer(text))
    return sorted(found, key=lambda c: (c[0], -c[1], c[2]))


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    known = units()
    followed = rf"(?!\s?(?:{known.factor_pattern}|{known.after_pattern})(?!\w))"
    compiled = []
    for name, pattern, _ in RULES:
        guard = r"(?<![\w$€£₹/])(?<!\d[.,-])"
        tail = followed if name in ("year", "month day") else ""
        compiled.append(re.compile(guard + pattern + tail))
    return tuple(compiled)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name without a year is a month: "in May", not "May I"."""
    if LONE_MONTH.search(text[max(0, match.start() - 12) : match.start()]):
        return True
    name = match["month"].rstrip(".")
    return len(name) > 3 and name not in ("March", "Sept")


def _anchor(date: str | None) -> datetime.date | None:
    """The day to count from: the last of the month or year where no day is known."""
    if date is None:
        return None
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0], 12, 31)
    if len(parts) == 2:
        following = datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return following - datetime.timedelta(days=1)
    return datetime.date(*parts)


def _fiscal_start(text: str) -> int:
    """The month a fiscal year begins in, as the text lets one see; April where it does not."""
    match = re.search(
        r"(?i)(?:fiscal|financial)?\s?years?[^.\n]{0,40}?\b(?:from\s)?(?:mid-|1\s)?"
        r"(?P<month>January|April|July|October)\s?(?:-|–|to)\s?(?:mid-|30\s|31\s)?"
        r"(?:December|March|June|July|September)",
        text,
    )
    if match:
        return number_of(match["month"])
    ends = re.search(
        r"(?i)year (?:to|ended|ending)(?: in)? (?:30 |31 )?(?P<month>June|March|September)", text
    )
    return number_of(ends["month"]) % 12 + 1 if ends else 4

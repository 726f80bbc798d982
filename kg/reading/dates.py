"""What the words of a period mean, given what was read before.

"first half of 2025" -> 2025 H1; "a year earlier" -> the period before it, shifted.

in    a match of a rule of kg.reading.date_rules, and the State: the date of the document and
      the period read before
out   a Stretch, or None where the words mean no period here
next  kg.reading.date_rules pairs each function with its pattern
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kg.reading import calendar as cal
from kg.reading.calendar import Stretch
from kg.reading.date_words import (
    COUNTS,
    MARCHING,
    MONTH_NUMBER,
    ORDINALS,
    SEASONS,
    TWO,
    Y,
)

__all__ = [
    "State",
    "count_of",
    "day_meant",
    "iso_meant",
    "month_meant",
    "months_meant",
    "months_to_meant",
    "number_of",
    "part_meant",
    "season_meant",
    "year_meant",
    "year_of",
    "years_meant",
]


@dataclass(slots=True)
class State:
    """What is known while a text is read from left to right."""

    text: str
    date: datetime.date | None  #: of the document
    known: str | None  #: its ISO date, to the precision known
    fiscal_start: int = 4
    fiscal_words: bool = False
    last: Stretch | None = None  #: the period read before
    last_end: int = -1
    explicit: int | None = None  #: the year written last
    explicit_end: int = -1

    def near_year(self, at: int) -> int | None:
        """The year written last, if it was in the same sentence or just before in the paragraph."""
        if self.explicit is None or self.explicit_end < 0:
            return None
        between = self.text[self.explicit_end : at]
        if "\n" in between or len(between) > 220:
            return None
        return self.explicit

    def year_for(self, month: int, at: int, day: int = 31) -> int | None:
        """The year of a month written without one."""
        sentence = self.text[max(0, at - 90) : at]
        sentence = re.split(r"[.!?]\s|\n", sentence)[-1]
        ahead = MARCHING.search(sentence) is not None
        near = self.near_year(at)
        if near is not None and (self.date is None or ahead or near <= self.date.year):
            return near  # a year to come dates nothing that is told as past
        if self.date is None:
            return self.explicit
        later = (
            (month, day) > (self.date.month, self.date.day)
            if day < 31
            else (month > self.date.month)
        )
        if ahead:
            return self.date.year if later or month == self.date.month else self.date.year + 1
        return self.date.year - 1 if later else self.date.year


def number_of(month: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTH_NUMBER[month.rstrip(".").casefold()]


def year_of(words: str, state: State) -> Stretch | None:
    """The calendar or fiscal year that *words* mean: "2025", "FY25", "last year"."""
    words = words.strip().removeprefix("of ")
    marked = re.match(r"(?i)FY|fiscal|financial|marketing", words)
    if marked or re.match(TWO, words):
        return _written_fiscal(words, bool(marked), state)
    if match := re.fullmatch(Y, words):
        return cal.year(int(match[0]))
    low = words.casefold()
    if re.search(r"same|that year", low) or low == "the year before last":
        return _year_at(state.last, 0, state)
    if re.search(r"following|after", low):
        return _year_at(state.last, 1, state)
    if re.search(r"earlier|before|preceding", low) or (
        "previous" in low and state.last is not None and state.near_year(state.last_end) is not None
    ):
        return _year_at(state.last, -1, state)
    if state.date is None:
        return None
    if "fiscal" in low or "financial" in low:
        begins = state.date.year - (state.date.month < state.fiscal_start)
        offset = 0 if re.match(r"this|the current", low) else 1 if low.startswith("next") else -1
        return cal.fiscal(begins + offset, state.fiscal_start)
    offset = 0 if re.match(r"this|the current", low) else 1 if low.startswith("next") else -1
    return cal.year(state.date.year + offset)


def _written_fiscal(words: str, marked: bool, state: State) -> Stretch | None:
    digits = [int(d) for d in re.findall(r"\d+", words)]
    if len(digits) == 1:
        ends = digits[0] if digits[0] > 99 else 2000 + digits[0]
        return cal.fiscal(ends - 1, state.fiscal_start)
    first, second = digits[0], digits[1]
    short = second < 100
    second = second if not short else first // 100 * 100 + second
    if second < first:
        second += 100
    if second == first + 1 and (marked or short or state.fiscal_words):
        return cal.fiscal(first, state.fiscal_start)
    return cal.year(first, second) if first < second <= first + 60 else None


def _year_at(stretch: Stretch | None, offset: int, state: State) -> Stretch | None:
    if stretch is None:
        return cal.year(state.date.year + offset) if state.date else None
    if stretch.fiscal_year is not None:
        return cal.fiscal(stretch.fiscal_year + offset, state.fiscal_start)
    return cal.year(stretch.last.year + offset)


def _date(year: int | None, month: int, day: str | int) -> datetime.date | None:
    number = int(re.sub(r"\D", "", day)) if isinstance(day, str) else day
    try:
        return datetime.date(year, month, number) if year else None
    except ValueError:
        return None


def day_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Days written with their month: "4 December 2025", "Dec. 4-5", "30 May - 2 June"."""
    group = match.groupdict()
    month = number_of(group["month"])
    written = group.get("year")
    first_day = int(re.sub(r"\D", "", group["day"]))
    told = year_of(written, state) if written else None
    if written and told is None:
        return None
    year = told.first.year if told else state.year_for(month, match.start(), first_day)
    at = _date(year, month, group["day"])
    if (
        group.get("until")
        and not group.get("until_month")
        and int(re.sub(r"\D", "", group["until"])) <= first_day
    ):
        # "No. 20 - 16 May": a number before a date, no range.
        at = _date(year, month, group["until"])
        return cal.day(at) if at and match.start("month") > match.start("until") else None
    if at is None or not group.get("until"):
        return cal.day(at) if at else None
    until_month = number_of(group["until_month"]) if group.get("until_month") else month
    until = _date(year, until_month, group["until"])
    if until is not None and until < at and until_month < month:
        at = _date(at.year - 1, month, group["day"]) or at
    return cal.day(at, until) if until is not None and until > at else cal.day(at)


def iso_meant(match: re.Match[str], state: State) -> Stretch | None:
    """A day as 2025-12-04."""
    at = _date(int(match["y"]), int(match["m"]), match["d"])
    return cal.day(at) if at else None


def month_meant(match: re.Match[str], state: State) -> Stretch | None:
    """A month with its year, or with the year the context gives."""
    number = number_of(match["month"])
    if match["year"]:
        found = year_of(match["year"], state)
        if found is None:
            return None
        if found.fiscal_year is not None:
            return cal.month(found.fiscal_year + (number < state.fiscal_start), number)
        return cal.month(found.first.year, number)
    return _lone_month(match, number, state)


def _lone_month(match: re.Match[str], number: int, state: State) -> Stretch | None:
    before = state.text[max(0, match.start() - 12) : match.start()].casefold()
    if state.date and re.search(r"\b(last|this|next)\s$", before):
        word = re.findall(r"last|this|next", before)[-1]
        y = state.date.year
        if word == "last" and number >= state.date.month:
            y -= 1
        if word == "next" and number <= state.date.month:
            y += 1
        return cal.month(y, number)
    year = state.year_for(number, match.start())
    return cal.month(year, number) if year else None


def months_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Months of a year: "January-July 2024", "between June 2023 and May 2024"."""
    first, last = number_of(match["first"]), number_of(match["last"])
    words = match["year"]
    if match["first_year"] and words:
        return cal.months(int(match["first_year"]), first, last, int(words[:4]))
    found = year_of(words, state) if words else None
    if found is None:
        year = state.year_for(last, match.start())
        if year is None:
            return None
        return cal.months(year - (last < first), first, last)
    if found.fiscal_year is not None:
        start = state.fiscal_start
        a = found.fiscal_year + (first < start and last < start)
        b = found.fiscal_year + (last < first or (last < start and first < start))
        part = cal.fiscal(a, first, b, last)
        return Stretch("fiscal part", part.first, part.last, found.fiscal_year)
    return cal.months(found.first.year - (last < first), first, last)


def part_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Halves, quarters and first months: "first half of 2025", "first nine months of FY25"."""
    group = match.groupdict()
    words = group.get("year")
    found = year_of(words, state) if words and words.casefold() != "the year" else None
    if found is None:
        near = state.near_year(match.start())
        if near is None and state.date is None:
            return None
        year = near or (state.date.year if state.date else 0)
        if near is None and state.date and group["count"] is None and state.date.month <= 3:
            year -= 1 if group["unit"].startswith(("half", "H")) else 0
        found = cal.year(year)
    which = ORDINALS.get((group["which"] or "first").casefold(), 0) or int(group["which"])
    unit = group["unit"]
    start = state.fiscal_start if found.fiscal_year is not None else 1
    size = 6 if unit.startswith(("half", "H", "h")) else 3
    if unit.startswith("month"):
        size = count_of(group["count"])
        which, tail = 1, which == 4
        if tail and found.fiscal_year is None and 1 <= size <= 12:
            return cal.months(found.first.year, 13 - size, 12)
    elif size == 6 and which == 4:
        which = 2
    if not 1 <= size <= 12:
        return None
    offset = start - 1 + size * (which - 1)
    if found.fiscal_year is not None:
        a, b = offset, offset + size - 1
        begins, ends = found.fiscal_year + a // 12, found.fiscal_year + b // 12
        part = cal.fiscal(begins, a % 12 + 1, ends, b % 12 + 1)
        return Stretch("fiscal part", part.first, part.last, found.fiscal_year)
    if unit.startswith("month"):
        return cal.months(found.first.year, 1, size)
    return (cal.half if size == 6 else cal.quarter)(found.first.year, which)


def count_of(words: str | None) -> int:
    """The number a word or digits say; 1 where there is none."""
    words = (words or "a").casefold()
    return COUNTS.get(words) or int(words)


def months_to_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Months up to one: "the year to June 2024", "seven months to February of fiscal 2026"."""
    last = number_of(match["last"])
    size = 12 if match["whole"] else count_of(match["count"])
    if match["middle"] and size < 12:
        size += 1  # from the middle of a month to the middle of another
    words = match["year"]
    found = year_of(words, state) if words else None
    if found is not None and found.fiscal_year is not None:
        b = found.fiscal_year + (last < state.fiscal_start or last < (last - size) % 12 + 1)
    elif found is not None:
        b = found.first.year
    else:
        guess = state.year_for(last, match.start())
        if guess is None:
            return None
        b = guess
    if match["whole"] and re.match("fiscal|financial", match["whole"].casefold()):
        return cal.fiscal(b - (last < 12), last % 12 + 1)
    total = b * 12 + last - 1
    a_year, a_month = divmod(total - size + 1, 12)
    if found is not None and found.fiscal_year is not None and size < 12:
        return Stretch(
            "fiscal part",
            datetime.date(a_year, a_month + 1, 1),
            cal.month(b, last).last,
            found.fiscal_year,
        )
    return cal.months(a_year, a_month + 1, last, b)


def year_meant(match: re.Match[str], state: State) -> Stretch | None:
    """A calendar or fiscal year, written or relative."""
    words = match[0].casefold()
    if words in ("a year earlier", "a year before") and state.last is not None:
        return cal.shift(state.last, years=-1)
    if words in ("the year before", "the year earlier") and state.last is not None:
        days = (state.last.last - state.last.first).days
        if 360 <= days <= 370:
            return cal.shift(state.last, years=-1)
    return year_of(match[0], state)


def years_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Years from one to another: "from 2015 to 2019"."""
    a, b = int(match["from"]), int(match["to"])
    return cal.year(a, b) if a < b else None


def season_meant(match: re.Match[str], state: State) -> Stretch | None:
    """A season of a year: "the summer of 2024"."""
    first, last = SEASONS[match["season"].casefold()]
    found = year_of(match["year"], state)
    return cal.months(found.first.year, first, last) if found else None

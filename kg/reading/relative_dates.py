"""What words mean that point from another date: "a year earlier", "that month", "on Monday".

in    a match of a rule of kg.reading.date_rules, and the State
out   a Stretch, or None where there is nothing to count from
next  kg.reading.date_rules pairs each function with its pattern
"""

from __future__ import annotations

import datetime
import re

from kg.reading import calendar as cal
from kg.reading.calendar import Stretch
from kg.reading.date_words import WEEKDAYS
from kg.reading.dates import State, count_of, year_of

__all__ = [
    "ago_meant",
    "apart_meant",
    "near_month_meant",
    "near_week_meant",
    "same_meant",
    "this_year_meant",
    "today_meant",
    "weekday_meant",
]


def same_meant(match: re.Match[str], state: State) -> Stretch | None:
    """The last period, in another year: "the same months of 2024", "the same period"."""
    if state.last is None:
        return None
    if not match["year"]:
        return state.last
    found = year_of(match["year"], state)
    if found is None:
        return None
    old = state.last.fiscal_year if state.last.fiscal_year is not None else state.last.last.year
    new = found.fiscal_year if found.fiscal_year is not None else found.first.year
    return cal.shift(state.last, years=new - old)


def apart_meant(match: re.Match[str], state: State) -> Stretch | None:
    """The last period, shifted: "a year earlier", "two years before"."""
    count = count_of(match["count"])
    later = re.search(r"later|after", match[0]) is not None
    step = count if later else -count
    anchor = state.last
    if anchor is None and state.date is not None:
        anchor = cal.year(state.date.year)
    if anchor is None:
        return None
    if match["unit"].startswith("decade"):
        return cal.shift(anchor, years=10 * step)
    if match["unit"].startswith("month"):
        return cal.shift(anchor, count=step)
    return cal.shift(anchor, years=step)


def ago_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Counted back from the document: "three months ago"."""
    if state.date is None:
        return None
    count, unit = count_of(match["count"]), match["unit"]
    if unit.startswith("day"):
        return cal.day(state.date - datetime.timedelta(days=count))
    if unit.startswith("week"):
        return cal.day(state.date - datetime.timedelta(days=7 * count))
    if unit.startswith("month"):
        return cal.shift(cal.month(state.date.year, state.date.month), count=-count)
    years = count * (10 if unit.startswith("decade") else 1)
    return cal.year(state.date.year - years)


def this_year_meant(match: re.Match[str], state: State) -> Stretch | None:
    """The year of the document: "by the end of the year"."""
    return cal.year(state.date.year) if state.date else None


def near_month_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Relative to the document: "this month", "that month", "the month before"."""
    word = match["which"].casefold()
    if word in ("that", "the same"):
        return state.last if state.last and state.last.form in ("month", "day") else None
    if re.search("before|earlier", match[0]) or word == "the previous":
        anchor = state.last if state.last and state.last.form == "month" else None
        if anchor is not None:
            return cal.shift(anchor, count=-1)
    if state.date is None:
        return None
    here = cal.month(state.date.year, state.date.month)
    return cal.shift(here, count={"this": 0, "next": 1}.get(word, -1))


def near_week_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Relative to the document: "this week", "last week": Monday to Sunday."""
    if state.date is None or not _has_day(state):
        return None
    monday = state.date - datetime.timedelta(days=state.date.weekday())
    monday += datetime.timedelta(weeks={"this": 0, "next": 1}.get(match["which"].casefold(), -1))
    return cal.day(monday, monday + datetime.timedelta(days=6))


def weekday_meant(match: re.Match[str], state: State) -> Stretch | None:
    """A weekday: the nearest on or before the document, after it if it lies ahead."""
    if state.date is None or not _has_day(state):
        return None
    wanted = WEEKDAYS.index(match["weekday"])
    back = (state.date.weekday() - wanted) % 7
    before = re.split(r"[.!?]\s|\n", state.text[max(0, match.start() - 60) : match.start()])[-1]
    if (match["which"] or "").casefold() == "next" or (
        back and re.search(r"\b(?:will|due|scheduled|expected)\b", before)
    ):
        return cal.day(state.date + datetime.timedelta(days=(wanted - state.date.weekday()) % 7))
    if (match["which"] or "").casefold() == "last" and back == 0:
        back = 7
    return cal.day(state.date - datetime.timedelta(days=back))


def today_meant(match: re.Match[str], state: State) -> Stretch | None:
    """Relative to the document: "today", "yesterday", "tomorrow"."""
    if state.date is None or not _has_day(state):
        return None
    offset = {"yesterday": -1, "tomorrow": 1}.get(match[0].casefold(), 0)
    return cal.day(state.date + datetime.timedelta(days=offset))


def _has_day(state: State) -> bool:
    return state.known is not None and len(state.known) == 10

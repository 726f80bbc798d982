"""Count in days, months, years and fiscal years, and write periods as the gold does.

A Stretch is what a period covers: `2024-25 Apr-Sep (fiscal)` is 1 April 2024 to
30 September 2024, of the fiscal year that began in April 2024.

in    numbers of years, months and days
out   Stretches, and from them the written value and the first and last ISO day
next  kg.reading.periods finds the words that mean them
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["MONTHS", "Stretch", "day", "fiscal", "month", "months", "shift", "year"]

Form = Literal["day", "month", "year", "fiscal", "part", "fiscal part", "half", "quarter", "span"]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one month or day to another, and how it is written."""

    form: Form
    first: datetime.date
    last: datetime.date
    fiscal_year: int | None = None  #: the calendar year in which the fiscal year begins

    @property
    def value(self) -> str:
        """The period as the tables write it.

        Examples:
            >>> months(2024, 1, 7).value, fiscal(2024).value, fiscal(2025, 4, 2025, 9).value
            ('2024 Jan-Jul', '2024-25 (fiscal)', '2025-26 Apr-Sep (fiscal)')

        """
        a, b = self.first, self.last
        names = f"{MONTHS[a.month - 1]}-{MONTHS[b.month - 1]}"
        if self.form == "day":
            return a.isoformat() if a == b else f"{a.isoformat()}/{b.isoformat()}"
        if self.form == "month":
            return f"{a:%Y-%m}"
        if self.form == "year":
            return f"{a:%Y}"
        if self.form == "half":
            return f"{a:%Y} H{1 if a.month == 1 else 2}"
        if self.form == "quarter":
            return f"{a:%Y} Q{(a.month + 2) // 3}"
        if self.form == "part":
            return f"{a:%Y} {names}"
        if self.fiscal_year is not None:
            label = f"{self.fiscal_year}-{(self.fiscal_year + 1) % 100:02d}"
            return f"{label} (fiscal)" if self.form == "fiscal" else f"{label} {names} (fiscal)"
        if (a.month, b.month) == (1, 12):
            return f"{a:%Y}/{b:%Y}"
        return f"{a:%Y-%m}/{b:%Y-%m}"


def day(at: datetime.date, until: datetime.date | None = None) -> Stretch:
    """One day, or the days from one to another."""
    return Stretch("day", at, until or at)


def month(year: int, number: int) -> Stretch:
    """One month."""
    return Stretch("month", datetime.date(year, number, 1), _end(year, number))


def year(number: int, until: int | None = None) -> Stretch:
    """One calendar year, or the years from one to another."""
    first, last = datetime.date(number, 1, 1), datetime.date(until or number, 12, 31)
    return Stretch("span" if until and until != number else "year", first, last)


def months(first_year: int, first: int, last: int, last_year: int | None = None) -> Stretch:
    """The months from one to another, of one year or over years.

    Examples:
        >>> months(2025, 1, 6).value, months(2023, 7, 6, 2024).value, months(2025, 4, 6).value
        ('2025 Jan-Jun', '2023-07/2024-06', '2025 Apr-Jun')

    """
    last_year = last_year or (first_year if last >= first else first_year + 1)
    if (first_year, first) == (last_year, last):
        return month(first_year, first)
    form: Form = "part" if first_year == last_year else "span"
    if form == "part" and (first, last) == (1, 12):
        form = "year"
    return Stretch(form, datetime.date(first_year, first, 1), _end(last_year, last))


def half(number: int, which: int) -> Stretch:
    """The first or the second half of a calendar year."""
    return replace(months(number, 6 * which - 5, 6 * which), form="half")


def quarter(number: int, which: int) -> Stretch:
    """A quarter of a calendar year."""
    return replace(months(number, 3 * which - 2, 3 * which), form="quarter")


def fiscal(
    begins: int, first: int = 4, last_year: int | None = None, last: int | None = None
) -> Stretch:
    """A fiscal year, or months of it.

    Args:
        begins: The calendar year in which the fiscal year begins.
        first: The month it, or its part, begins in.
        last_year: The calendar year in which the part ends.
        last: The month in which the part ends; the whole year where left out.

    """
    if last is None:
        ends = datetime.date(begins + 1, first, 1) - datetime.timedelta(days=1)
        return Stretch("fiscal", datetime.date(begins, first, 1), ends, begins)
    start = datetime.date(begins, first, 1)
    return Stretch("fiscal part", start, _end(last_year or begins, last), begins)


def shift(stretch: Stretch, years: int = 0, count: int = 0) -> Stretch:
    """The same stretch some years and months later (earlier, where negative).

    Examples:
        >>> shift(months(2025, 1, 6), years=-1).value, shift(month(2025, 1), count=-1).value
        ('2024 Jan-Jun', '2024-12')

    """
    total = 12 * years + count
    whole = stretch.last.day == calendar.monthrange(stretch.last.year, stretch.last.month)[1]
    first, last = _moved(stretch.first, total), _moved(stretch.last, total)
    if whole and stretch.form != "day":
        last = _end(last.year, last.month)
    began = None if stretch.fiscal_year is None else stretch.fiscal_year + years
    return replace(stretch, first=first, last=last, fiscal_year=began)


def _moved(at: datetime.date, count: int) -> datetime.date:
    number = at.year * 12 + at.month - 1 + count
    place, number = divmod(number, 12)
    number += 1
    return datetime.date(place, number, min(at.day, calendar.monthrange(place, number)[1]))


def _end(year: int, number: int) -> datetime.date:
    return datetime.date(year, number, calendar.monthrange(year, number)[1])

"""The wordings of periods: a name, a pattern and a meaning each.

in    nothing
out   RULES
next  kg.reading.periods runs them over a text

To add a wording, add a row to RULES, and the function to kg.reading.dates or relative_dates if
its meaning is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.reading import dates, relative_dates
from kg.reading.calendar import Stretch
from kg.reading.date_words import OF, SEASONS, WEEKDAYS, YEAR, D, M, N, Y
from kg.reading.dates import State

__all__ = ["RULES"]

Rule = tuple[str, str, Callable[[re.Match[str], State], Stretch | None]]

#: The year after a day: "2025", "last year".
YEAR_WRITTEN = rf"(?:{Y}|(?:of\s)?(?i:last|this|next)\syear(?!\w))"

#: Name, pattern, meaning. Where two match at one place the longer wins, then the earlier.
RULES: tuple[Rule, ...] = (
    ("iso day", r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)", dates.iso_meant),
    (
        "numeric day",
        r"(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>(?:19|20)\d\d)(?!\d|\.\d)",
        dates.iso_meant,
    ),
    (
        "day month",
        rf"(?<![\d.,])(?P<day>{D})(?:\s?(?:-|–|to|and|&)\s?(?P<until>{D}))?(?:\sof)?\s(?P<month>{M})"
        rf"(?:,?\s(?P<year>{YEAR_WRITTEN}))?",
        dates.day_meant,
    ),
    (
        "day month to day month",
        rf"(?<![\d.,])(?P<day>{D})\s(?P<month>{M})\s?(?:-|–|to|until)\s?(?P<until>{D})"
        rf"\s(?P<until_month>{M})(?:,?\s(?P<year>{YEAR_WRITTEN}))?",
        dates.day_meant,
    ),
    (
        "month day",
        rf"(?P<month>{M})\s(?P<day>{D})(?:\s?(?:-|–|to|and|&)\s?(?:(?P<until_month>{M})\s)?"
        rf"(?P<until>{D})(?!\s(?:{M})))?(?:,?\s\(?(?P<year>{YEAR_WRITTEN})\)?)?",
        dates.day_meant,
    ),
    ("month", rf"(?P<month>{M})(?:{OF}(?P<year>{YEAR}))?(?![-–]?\w)", dates.month_meant),
    (
        "months",
        rf"(?P<first>{M})(?:,?\s(?P<first_year>{Y}))?(?:\s?[-–—]\s?|\s(?:to|through|and|until)\s)"
        rf"(?:mid-)?(?P<last>{M})(?:\s(?:quarter|half|period))?(?:{OF}(?P<year>{YEAR}))?(?!\w)",
        dates.months_meant,
    ),
    (
        "year with months",
        rf"(?P<year>{YEAR})(?:,\s?|\s?\(|\s)(?P<first>{M})(?P<first_year>)[-–—](?P<last>{M})(?!\w)",
        dates.months_meant,
    ),
    ("year month", rf"(?P<year>{Y}),?\s(?P<month>{M})(?![-–]?\w|\s\d)", dates.month_meant),
    (
        "near month",
        r"(?i:(?P<which>this|last|next|that|the\ssame|the\sprevious|the)\smonth"
        r"(?:\s(?:before|earlier))?)(?!\w)",
        relative_dates.near_month_meant,
    ),
    (
        "part",
        rf"(?i:(?P<which>first|second|third|fourth|last|opening|final)(?:\s|-)(?:(?P<count>{N})\s)?"
        rf"(?P<unit>half|quarter|months?))(?:\s?{OF}(?P<year>{YEAR}|the\syear))?(?!\w)",
        dates.part_meant,
    ),
    (
        "short part",
        rf"\b(?P<unit>[HQ])(?P<which>[1-4])(?P<count>)(?:(?:\sof)?[\s,]\s?(?P<year>{YEAR}))?(?!\w)",
        dates.part_meant,
    ),
    (
        "year with short part",
        rf"(?P<year>{YEAR})\s(?P<unit>[HQ])(?P<which>[1-4])(?P<count>)(?!\w)",
        dates.part_meant,
    ),
    (
        "months to",
        rf"(?i:(?:the\s)?(?:(?P<whole>(?:fiscal\s|financial\s)?year|twelve\smonths|12\smonths)|(?P<count>{N})\smonths))\s"
        rf"(?i:to|ended|ending|through|that\sended)\s(?:in\s|on\s)?(?:the\send\sof\s)?"
        rf"(?:(?P<middle>mid)[-\s]|(?:late|early)[-\s])?(?:\d{{1,2}}\s)?(?P<last>{M})"
        rf"(?:{OF}(?P<year>{YEAR}))?(?!\w)",
        dates.months_to_meant,
    ),
    (
        "season",
        rf"(?P<season>(?i:{'|'.join(SEASONS)}))(?:\sof)?\s(?P<year>{YEAR})(?!\w)",
        dates.season_meant,
    ),
    (
        "years",
        rf"(?i:from|between)\s(?P<from>{Y})\s(?:to|and|until)\s(?P<to>{Y})",
        dates.years_meant,
    ),
    ("year", rf"(?i:{YEAR})(?!\w|[.,]\d)", dates.year_meant),
    (
        "same",
        rf"(?i:(?:the\s)?same\s(?:{N}\s)?(?:period|months|half|quarter|month|time|stretch))"
        rf"(?:,?\s(?:(?:of|in)\s)?(?P<year>(?i:{YEAR})))?(?!\w)",
        relative_dates.same_meant,
    ),
    (
        "apart",
        rf"(?i:\b(?P<count>{N})\s(?P<unit>years?|months?|decades?)\s(?:earlier|before|previously"
        rf"|later|after))(?!\w)",
        relative_dates.apart_meant,
    ),
    (
        "ago",
        rf"(?i:\b(?P<count>{N})\s(?P<unit>years?|months?|weeks?|days?|decades?)\sago)",
        relative_dates.ago_meant,
    ),
    ("end of year", r"(?i:end\sof\sthe\syear|year[-\s]?end)(?!\w)", relative_dates.this_year_meant),
    ("near week", r"(?i:(?P<which>this|last|next)\sweek)(?!\w)", relative_dates.near_week_meant),
    (
        "weekday",
        rf"(?:(?P<which>(?i:last|next|this))\s)?(?P<weekday>{'|'.join(WEEKDAYS)})",
        relative_dates.weekday_meant,
    ),
    ("today", r"(?i:today|yesterday|tomorrow)(?!\w)", relative_dates.today_meant),
)

"""The words periods are made of: names of months and days, numbers, years as written.

"Sept." is 9; "FY25", "2024-25" and "last year" are years.

in    nothing
out   names and fragments of patterns
next  kg.reading.date_rules puts them together, kg.reading.dates says what they mean
"""

from __future__ import annotations

import re

from kg.reading import calendar as cal

__all__ = [
    "COUNTS",
    "DASH",
    "FULL",
    "FY",
    "MARCHING",
    "MONTH_NUMBER",
    "OF",
    "ORDINALS",
    "SEASONS",
    "TWO",
    "WEEKDAYS",
    "YEAR",
    "YEAR_WORDS",
    "D",
    "M",
    "N",
    "Y",
]

FULL = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
MONTH_NUMBER = {
    **{m.casefold(): i for i, m in enumerate(FULL, 1)},
    **{m.casefold(): i for i, m in enumerate(cal.MONTHS, 1)},
    "sept": 9,
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "opening": 1, "final": 4}
COUNTS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10},
    **{"a": 1, "an": 1, "eleven": 11, "twelve": 12},
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}

M = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?" + (
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%])"
Y = r"(?:19|20)\d\d(?!\d)"
DASH = r"\s?[-–—/]\s?"
TWO = rf"(?:{Y}{DASH}(?:(?:19|20)\d\d|\d\d)(?!\d))"
FY = rf"(?:(?:FY|fiscal(?:\syear)?|financial\syear|marketing\syear)s?\s?['’]?(?:{TWO}|{Y}|\d\d\b))"
N = rf"(?:{'|'.join(COUNTS)}|\d{{1,2}})"
YEAR_WORDS = (
    r"(?:(?:(?:this|last|next|the\ssame|that|the\scurrent|the\sprevious|the\spreceding|the\spast|the\sfollowing"
    r"|the\slast)\s(?:calendar\s|fiscal\s|financial\s)?year|(?:this|last|the\scurrent|the\sprevious)"
    r"\sfiscal\b|the\syear\s(?:before|earlier|after))|a\syear\s(?:earlier|before|ago))"
)
YEAR = rf"(?:{FY}|{TWO}|{Y}|{YEAR_WORDS})"
OF = r"(?:,\s(?=[\dF(])|\s\(|(?:\s(?:of|in|of\sthe|for|during))?\s)"
MARCHING = re.compile(r"\b(?:will|due|scheduled|expected|planned|to be|next|would|by)\b")

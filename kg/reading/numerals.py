"""Read numbers written in words: "nine hundred and twenty" is 920, "one point nine" 1.9.

in    the words of a number, as NUMERAL matches them
out   its value
next  kg.reading.values puts a multiplier and a unit on it

The words are the closed class of English numerals below a million; million and above are
multipliers (data/units/multipliers.csv), for they stand on figures too.
"""

from __future__ import annotations

import re

__all__ = ["NUMERAL", "numeral_value"]

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {
    **{word: value for value, word in enumerate((*DIGITS, *TEENS))},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
}
FRACTIONS = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}

_DIGIT = "|".join(DIGITS)
_SMALL = "|".join(sorted((*DIGITS[1:], *TEENS), key=lambda w: (-len(w), w)))
_BELOW_100 = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{_SMALL}))?|{_SMALL})\b"
_BELOW_1000 = rf"(?:(?:a|{_SMALL})\b\s?(?<=\s)hundred(?:\s(?:and\s)?{_BELOW_100})?|{_BELOW_100})"
_WHOLE = (
    rf"(?:{_BELOW_1000}|a)(?:\sthousand\b(?:(?:,\s|\s)(?:and\s)?{_BELOW_1000})?)?"
    rf"(?:\spoint(?:\s(?:{_DIGIT})\b)+)?(?:\sand\sa\s(?:half|quarter))?"
)
#: The words of a number below a million.
NUMERAL = rf"(?:half\san?|a\squarter\sof\sa|three[\s-]quarters\sof\sa|{_WHOLE})"


def numeral_value(words: str) -> float:
    """The value of a number in words.

    Args:
        words: What NUMERAL matched.

    Returns:
        Its value; that of "a" is 1.

    Examples:
        >>> numeral_value("three and a half"), numeral_value("a hundred and fifty thousand")
        (3.5, 150000.0)
        >>> numeral_value("one point nine"), numeral_value("a quarter of a")
        (1.9, 0.25)

    """
    whole, point, digits = " ".join(re.split(r"[\s,-]+", words.casefold())).partition(" point ")
    tokens = whole.split()
    if tokens[-1] in FRACTIONS and "and" in tokens:
        return numeral_value(" ".join(tokens[: len(tokens) - 3])) + FRACTIONS[tokens[-1]]
    if part := next((FRACTIONS[t] for t in tokens if t in FRACTIONS), None):
        return part
    total = group = 0
    for token in tokens:
        if token == "hundred":
            group *= 100
        elif token == "thousand":
            total, group = group * 1000, 0
        elif token != "and":
            group += 1 if token == "a" else VALUES[token]
    fraction = "".join(str(VALUES[d]) for d in digits.split()) if point else ""
    return float(f"{total + group}.{fraction or 0}")

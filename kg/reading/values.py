"""Find amounts of money and physical quantities: "Rp 450 bn" is 450,000,000,000 IDR.

in    the levelled text of a document, or any part of it
out   Amounts in base units, each with the characters it was read from
data  data/units/ (through kg.reading.units)
next  kg.claims.trade turns amounts into flows

A number alone is no amount. It becomes one beside a number that has a unit:
"exports of 4.3 and imports of 61 billion dollars", "$1.5bn in 2019, 1.7bn in 2020".
To add a currency, a multiplier or a measure, add a row to its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Amount
from kg.reading.numerals import NUMERAL, numeral_value
from kg.reading.units import Units, declared_marks, units

__all__ = ["find_amounts", "find_numbers", "is_free"]

NUMBER = r"(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+\.\d+|\d+)"
#: Between two numbers that share the unit of the second.
SHARING = re.compile(r"\s?(?:,|;|/)?\s?(?:and|or|to|against|versus|then|&|-|–|plus)?\s?(?:US)?\$?$")
#: What may follow a number that takes its unit from the one before: no noun of its own.
FREE = re.compile(
    r"\s?(?:[,.;:)\]]|$|(?:in|the|and|or|for|by|a|to|from|on|against|at|over|of which|respectively"
    r"|last|this|that|during|between|as|but|while|after|before|up|down|compared|versus|was|were)\b)"
)
#: Between a dated figure and the next of a series: "3 tonnes in 2024, (up from) 2 in 2023".
SERIES = re.compile(
    r"\s(?:in|for)\s(?:[A-Z][a-z]+\s)?(?:FY\s?)?\d{2,4}(?:[-/]\d{2,4})?(?:,|;|,?\s(?:and|then|but|against"
    r"|compared\swith|up\sfrom|down\sfrom|from|versus|as\sagainst|after))(?:\s(?:up|down|from|against|only"
    r"|just|and|then))*\s(?:US)?\$?"
)
DATED = re.compile(
    r"\s(?:(?:in|for)\s(?:[A-Z][a-z]+\s)?(?:FY\s?)?\d{4}|(?:a|the)\syear\s(?:before|earlier))"
)
#: How far a change word may stand before a percentage, in characters.
CHANGE_REACH = 34
YEAR = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Group:
    """A number as written, with whatever unit stands on it."""

    start: int
    end: int
    low: float
    high: float | None
    factor: float | None
    unit: tuple[str, float] | None
    plain: bool  #: digits only, no separator: may be a year


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts in *text*, in order.

    Args:
        text: A levelled text of any length; spans count its characters.

    Returns:
        One Amount for a sum, a share or a quantity; for a range, one with
        `high`. An empty list where no number has a unit. "From 2 to 3 million"
        is a change, not a range, and gives two.

    Examples:
        >>> [(a.value, a.high, a.unit) for a in find_amounts("$2-3 bn, up 4 per cent")]
        [(2000000000.0, 3000000000.0, 'USD'), (4.0, None, 'percent_change')]
        >>> find_amounts("In 2019 there were 12 ministers.")
        []

    """
    known = units()
    groups = list(_groups(text, known, declared_marks(text)))
    groups = _share(text, groups)
    amounts = []
    for group in groups:
        if group.unit is None:
            continue
        name, scale = group.unit
        factor = scale * (group.factor or 1.0)
        high = None if group.high is None else _scaled(group.high, factor)
        if name == "percent" and _is_change(text, group, known):
            name = "percent_change"
        amounts.append(Amount(group.start, group.end, _scaled(group.low, factor), name, high))
    return amounts


def find_numbers(text: str, start: int, end: int) -> list[Amount]:
    """Return the bare numbers of a stretch of text: those whose unit is declared elsewhere.

    Args:
        text: The levelled text of the document.
        start: First character of a table cell or of the body of an item.
        end: One past its last.

    Returns:
        Amounts with the unit "" and the value as written, multiplied where a
        multiplier stands on it; years and numbers with a unit are left out.

    Examples:
        >>> [a.value for a in find_numbers("Fuels: 47,824.9 (56,873.2)", 7, 26)]
        [47824.9, 56873.2]

    """
    found = []
    for group in _groups(text[start:end], units(), {}):
        if group.unit is None and not (group.plain and group.low in YEAR):
            value = _scaled(group.low, group.factor or 1.0)
            high = None if group.high is None else _scaled(group.high, group.factor or 1.0)
            found.append(Amount(start + group.start, start + group.end, value, "", high))
    return found


def is_free(text: str, at: int) -> bool:
    """Whether no noun follows a number that ends at *at*, so that it may share a unit.

    Args:
        text: The levelled text.
        at: One past the last character of the number.

    Examples:
        >>> is_free("3 billion in 2024", 9), is_free("3 billion people", 9)
        (True, False)

    """
    return FREE.match(text, at) is not None


@cache
def _pattern() -> re.Pattern[str]:
    known = units()
    words = "|".join(re.escape(w) for w in sorted(known.words, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"""
        (?<![\w.,/]) (?<![\d][-–])
        (?: (?P<before>{known.before_pattern}) \s? )?
        (?:
          (?P<low>{NUMBER})
          (?: (?: \s?(?P<low_factor>{known.factor_pattern}) )?
              (?P<dash>\s?[-–]\s?|\sto\s|\sor\s)
              (?: (?P<middle>{known.before_pattern})\s? )?
              (?P<high>{NUMBER}) )?
          (?: \s?-? (?P<factor>{known.factor_pattern}) (?![\w]) )?
        | (?P<written>(?i:{NUMERAL})) (?=\s(?:{words})\b | \s(?:{known.after_pattern})(?!\w))
          (?: \s (?P<word_factor>{words}) \b )?
        )
        (?: (?:\s|-)? (?P<after>{known.after_pattern}) (?!\w) | (?! \w | [.,]\d ) )
        """,
        re.VERBOSE,
    )


def _groups(text: str, known: Units, declared: dict[str, str]) -> Iterator[_Group]:
    """Numbers in order, each with the unit that stands on it."""
    for match in _pattern().finditer(text):
        before, after = match["before"], match["after"]
        unit: tuple[str, float] | None = None
        start = match.start()
        if after and _foreign(after, known, declared):
            after = None
        if before and _foreign(before, known, declared):
            before, start = None, match.start("low")
        if after:
            unit = known.exact.get(after) or known.after.get(after.casefold())
            if name := declared.get(after) or declared.get(after.casefold()):
                unit = name, 1.0
        before = before or match["middle"]
        if before:
            unit = declared.get(before) or known.before[before], 1.0
            if after in known.exact and known.exact[after][0] not in known.before:
                after = None
        end = match.end() if after else _end_without(match)
        factor_word = match["factor"] or match["word_factor"]
        factor = known.factors[factor_word] if factor_word else None
        if match["written"]:
            if unit is not None and factor is None and match["written"].casefold() == "a":
                continue
            low = numeral_value(match["written"])
            yield _Group(match.start(), end, low, None, factor, unit, False)
            continue
        if (
            factor_word in ("m", "M", "b", "B", "k")
            and unit is None
            and text[match.end("factor") - 2].isspace()
        ):
            # "5 m" is metres unless a currency stands on it; "90m" may share one.
            factor, end = None, match.end("high") if match["high"] else match.end("low")
        yield from _ranged(text, match, start, end, factor, unit, known)


def _foreign(form: str, known: Units, declared: dict[str, str]) -> bool:
    """Whether a form is a currency of countries that the text does not name."""
    return form in known.local and form not in declared


def _end_without(match: re.Match[str]) -> int:
    """The end of a match that leaves out the unit after the number."""
    return max(match.end(g) for g in ("low", "high", "factor", "written", "word_factor"))


def _ranged(
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    factor: float | None,
    unit: tuple[str, float] | None,
    known: Units,
) -> Iterator[_Group]:
    """One group for a number or a range, two for a change "from 2 to 3"."""
    low = _value(match["low"])
    if match["high"] is None:
        yield _Group(start, end, low, None, factor, unit, match["low"].isdigit())
        return
    high = _value(match["high"])
    low_factor = known.factors[match["low_factor"]] if match["low_factor"] else factor
    spelled = match["dash"].strip()
    is_change = spelled == "to" and re.search(r"\bfrom(?:\s\w+)?\s$", text[: match.start()])
    years = match["low"].isdigit() and low in YEAR and unit is None and factor is None
    if years:
        return
    if match["low"].isdigit() and low in YEAR and match["middle"] and not match["before"]:
        # "in 2010 to 6 billion": the first number is a year.
        yield _Group(match.start("middle"), end, high, None, factor, unit, False)
        return
    if match["low"].isdigit() and low in YEAR and spelled == "to" and high <= low:
        # "in 2010 to 6 billion" without a mark: a year too.
        yield _Group(match.start("high"), end, high, None, factor, unit, False)
        return
    if is_change or spelled == "or" or high <= low or (low_factor or 1) != (factor or 1):
        stop = match.end("low_factor") if match["low_factor"] else match.end("low")
        yield _Group(start, stop, low, None, low_factor, unit, False)
        yield _Group(match.start("high"), end, high, None, factor, unit, False)
        return
    yield _Group(start, end, low, high, factor, unit, False)


def _share(text: str, groups: list[_Group]) -> list[_Group]:
    """Give a number without a unit that of its neighbour, where the two are one list."""
    shared = list(groups)
    for i in range(len(shared) - 2, -1, -1):
        mine, later = shared[i], shared[i + 1]
        between = text[mine.end : later.start]
        if (
            mine.unit is None
            and later.unit is not None
            and not (mine.plain and mine.low in YEAR)
            and SHARING.fullmatch(between)
            and between.strip() not in ("", ",")
            and later.unit[0] != "percent"
        ):
            shared[i] = replace(mine, unit=later.unit, factor=mine.factor or later.factor)
    for i in range(1, len(shared)):
        mine = shared[i]
        first = next((g for g in reversed(shared[:i]) if not (g.plain and g.low in YEAR)), mine)
        if (
            mine.unit is None
            and first.unit is not None
            and not (mine.plain and mine.low in YEAR)
            and SERIES.fullmatch(text[first.end : mine.start])
            and DATED.match(text, mine.end)
        ):
            factor = mine.factor or (first.factor if mine.low < 1000 else None)
            shared[i] = replace(mine, unit=first.unit, factor=factor)
    for i in range(1, len(shared)):
        mine = shared[i]
        if mine.unit is not None or mine.factor is None or mine.factor < 1e6:
            continue
        earlier = next((g for g in reversed(shared[:i]) if g.unit is not None), None)
        if earlier is None or earlier.unit is None or not FREE.match(text, mine.end):
            continue
        between = text[earlier.end : mine.start]
        if "\n" not in between and not re.search(r"[.!?]\s+[A-Z]", between):
            shared[i] = replace(mine, unit=earlier.unit)
    return shared


def _is_change(text: str, group: _Group, known: Units) -> bool:
    """Whether a percentage is a change: "rose 4 per cent", "4 per cent more"."""
    line = text.rfind("\n", 0, group.start) + 1
    before = text[max(line, group.start - CHANGE_REACH) : group.start]
    before = re.split(r"[,;:(]|\.\s", before)[-1] if not before.rstrip().endswith("(") else before
    after = text[group.end : group.end + 14]
    words = re.findall(r"[a-z]+", before.casefold())
    following = re.findall(r"[a-z]+", after.casefold())[:1]
    return bool({*words, *following} & known.change)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scaled(value: float, factor: float) -> float:
    """*value* times *factor*, without the dust of binary fractions."""
    return float(f"{value * factor:.12g}")

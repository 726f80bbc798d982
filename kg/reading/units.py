"""Know currencies, multipliers and measures: "Rp" is IDR, "crore" 10,000,000, "bcm" 1e9 m3.

in    nothing: the tables below
out   Units, read once; with `declared`, the meaning a document gives to an ambiguous mark
data  babel (CLDR names and ISO 4217 codes of currencies), data/units/marks.csv,
      multipliers.csv, measures.csv; data/lexicon/change.csv
next  kg.reading.values reads amounts with them

To add a mark, a multiplier or a measure, add a row to its table: no code changes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["Units", "declared_marks", "units"]


@dataclass(frozen=True, slots=True)
class Units:
    """The tables of data/units/ and the patterns made from them."""

    before: Mapping[str, str]  #: mark before a number -> ISO 4217 code
    after: Mapping[str, tuple[str, float]]  #: folded form after a number -> unit, factor
    exact: Mapping[str, tuple[str, float]]  #: symbols whose case matters -> unit, factor
    factors: Mapping[str, float]  #: multiplier -> factor
    words: frozenset[str]  #: multipliers that are words and may stand apart
    shared: frozenset[str]  #: marks and names that several currencies share
    local: Mapping[str, tuple[str, ...]]  #: forms that mean one of these where its country is named
    change: frozenset[str]  #: words of growth and decline
    before_pattern: str
    after_pattern: str
    factor_pattern: str


@cache
def units() -> Units:
    """The tables, read once.

    Raises:
        DataFileError: A factor is not a number or a code is not one of ISO 4217.

    """
    before: dict[str, str] = {}
    after: dict[str, tuple[str, float]] = {}
    exact: dict[str, tuple[str, float]] = {}
    shared: set[str] = set()
    local: dict[str, tuple[str, ...]] = {}
    for code, names in _currencies().items():
        before[code] = code
        exact[code] = (code, 1.0)
        for name in names:
            after[name.casefold()] = (code, 1.0)
    for line, row in _rows("data/units/marks.csv"):
        if row["code"] not in _currencies():
            raise DataFileError(
                resource("data/units/marks.csv"), line, f"no currency {row['code']}"
            )
        if row["shared"] == "local":
            local[row["mark"]] = (*local.get(row["mark"], ()), row["code"])
            if row["place"] != "before":
                after.setdefault(row["mark"].casefold(), (row["code"], 1.0))
            continue
        if row["shared"] == "yes":
            shared.add(row["mark"])
        if row["place"] in ("before", "both"):
            before[row["mark"]] = row["code"]
        if row["place"] in ("after", "both"):
            if row["mark"].isalpha() or " " in row["mark"]:
                after[row["mark"].casefold()] = (row["code"], 1.0)
            else:
                exact[row["mark"]] = (row["code"], 1.0)
    for line, row in _rows("data/units/measures.csv"):
        value = row["unit"], _number(row["factor"], "data/units/measures.csv", line)
        if len(row["form"]) <= 4:
            exact[row["form"]] = value
        else:
            after[row["form"].casefold()] = value
    factors: dict[str, float] = {}
    words: set[str] = set()
    for line, row in _rows("data/units/multipliers.csv"):
        factors[row["word"]] = _number(row["factor"], "data/units/multipliers.csv", line)
        if row["glued"] == "no":
            words.add(row["word"])
    return Units(
        before=before,
        after=after,
        exact=exact,
        factors=factors,
        words=frozenset(words),
        shared=frozenset(shared),
        local=local,
        change=frozenset(row["word"] for _, row in _rows("data/lexicon/change.csv")),
        before_pattern=_any({*before, *local}),
        after_pattern=f"(?i:{_any(after)})|{_any(exact)}",
        factor_pattern=_any(factors),
    )


def declared_marks(text: str) -> dict[str, str]:
    """What *text* says its ambiguous marks stand for.

    Args:
        text: A whole document, levelled.

    Returns:
        Mark or plain name -> ISO 4217 code; empty where nothing is declared. A
        mark is declared by "Kenyan shillings (Sh)"; a plain name ("shillings") by
        the only qualified form of it in the text ("Kenyan shillings"); else a shared
        name means the currency of the country the text names most.

    Examples:
        >>> declared_marks("All values in Mexican pesos.")
        {'pesos': 'MXN'}
        >>> declared_marks("It cost 3 dollars.")
        {}

    """
    known = units()
    found: dict[str, str] = {}
    plain: dict[str, set[str]] = {}
    for match in _qualified(_named_in(text)).finditer(text):
        unit = known.after[match["name"].casefold()][0]
        if match["mark"] in known.before:
            found[match["mark"]] = unit
        plain.setdefault(match["name"].split()[-1].casefold(), set()).add(unit)
    for name, users in sorted(_shared_names().items()):
        marks = [m for m in known.shared if known.before.get(m) == known.after[name][0]]
        if not re.search(rf"(?i:\b{name}\b)|\b(?:{_any([*marks, name])})[ \d]", text):
            continue
        codes = plain.get(name, set())
        code = min(codes) if len(codes) == 1 else _local(text, name, users)
        if code is None:
            continue
        found[name] = code
        for mark in marks:
            if mark in text:
                found.setdefault(mark, code)
    for mark, several in known.local.items():
        if re.search(rf"(?<!\w){re.escape(mark)}\s?\d|(?i:\b{re.escape(mark)}(?!\w))", text):
            counts = {c: sum(text.count(word) for word in _lands().get(c, ())) for c in several}
            best = max(several, key=lambda c: counts[c])
            if counts[best]:
                found.setdefault(mark, best)
    return {k: found[k] for k in sorted(found)}


@cache
def _lands() -> Mapping[str, tuple[str, ...]]:
    """ISO 4217 codes -> names of the countries that use them."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    users: dict[str, set[str]] = {}
    for code, country in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha():
            for currency in get_territory_currencies(code):
                users.setdefault(currency, set()).add(country)
    return {code: tuple(sorted(names)) for code, names in sorted(users.items())}


def _local(text: str, name: str, users: Mapping[str, tuple[str, ...]]) -> str | None:
    """The currency whose country *text* names most, if that is not the usual one's."""
    usual = units().after[name][0]
    counts = {c: sum(text.count(word) for word in words) for c, words in users.items()}
    best = max(sorted(counts), key=lambda c: counts[c])
    if best == usual or counts[best] == 0 or counts.get(usual, 0) * 2 >= counts[best]:
        return None
    return best


@cache
def _shared_names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Names that several currencies share -> code -> names of the countries that use it."""
    users = _lands()
    shared: dict[str, dict[str, tuple[str, ...]]] = {}
    for code, names in _currencies().items():
        for name in names:
            last = name.split()[-1].casefold()
            if " " in name and last in units().shared:
                adjective = name.rsplit(" ", 1)[0]
                words = tuple(sorted({adjective, *users.get(code, ())}))
                shared.setdefault(last, {})[code] = words
    return {name: codes for name, codes in shared.items() if len(codes) > 1}


def _named_in(text: str) -> frozenset[str]:
    """Currency names of two words or more whose words all stand in *text*."""
    words = set(re.findall(r"\w+", text.casefold()))
    return frozenset(name for name, parts in _long_names() if parts <= words)


@cache
def _long_names() -> tuple[tuple[str, frozenset[str]], ...]:
    names = [n for n, (unit, _) in units().after.items() if " " in n and unit in _currencies()]
    return tuple((n, frozenset(re.findall(r"\w+", n.casefold()))) for n in names)


@lru_cache(maxsize=64)
def _qualified(names: frozenset[str]) -> re.Pattern[str]:
    """A currency name, perhaps with its mark in brackets; without names it never matches."""
    if not names:
        return re.compile(r"(?!)")
    return re.compile(rf"(?i:\b(?P<name>{_any(names)})\b)(?:\s\((?P<mark>[^\s)]{{1,4}})\))?")


@cache
def _currencies() -> dict[str, tuple[str, ...]]:
    """ISO 4217 codes in use and their English names, singular and plural."""
    from babel import Locale
    from babel.numbers import get_currency_name, list_currencies

    english = Locale("en")
    result: dict[str, tuple[str, ...]] = {}
    for code in sorted(list_currencies(english)):
        name, many = (get_currency_name(code, n, english) for n in (None, 2))
        if re.search(r"\d|\(|\bUnits?\b|Testing|Unknown", name) or name == code:
            continue
        result[code] = tuple(sorted({name, many, f"{name}s"} if many == name else {name, many}))
    return result


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table with their line numbers."""
    path = resource(name)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            if None in row or None in row.values():
                raise DataFileError(path, reader.line_num, "not as many cells as the head has")
            yield reader.line_num, row


def _number(word: str, name: str, line: int) -> float:
    try:
        return float(word)
    except ValueError:
        raise DataFileError(resource(name), line, f"{word!r} is no number") from None


def _any(forms: Iterable[str]) -> str:
    """An alternation of *forms*, longest first."""
    return "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))

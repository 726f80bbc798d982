"""Know who holds or held high office, and for which country.

"Julius Nyerere" -> a person, of Tanzania.

in    a full name
out   the canonical name of the country
data  data/lexicon/statespeople.csv: name, country, source
next  kg.reading.kinds takes such a name for a person's; kg.reading.affiliation gives the country
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.reading.lexicon import fold, rows

__all__ = ["country_of_statesperson", "parts_of_names", "statesperson"]


def country_of_statesperson(name: str) -> str | None:
    """The country of the holder of high office with that full name, or None.

    Args:
        name: In any spelling of its accents and capitals; of two words or more.

    Examples:
        >>> country_of_statesperson("JULIUS NYERERE"), country_of_statesperson("Nyerere")
        ('Tanzania', None)

    """
    return _table().get(fold(name)) if " " in name else None


def statesperson(name: str) -> str | None:
    """The country of a holder of high office, by full name or by a last name only one country has.

    Examples:
        >>> statesperson("Julius Nyerere"), statesperson("Nyerere"), statesperson("Smith")
        ('Tanzania', 'Tanzania', None)

    """
    folded = fold(name)
    return _table().get(folded) or _last_names().get(folded)


@cache
def parts_of_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and family names of statespeople, folded.

    Examples:
        >>> given, family = parts_of_names()
        >>> "julius" in given, "nyerere" in family, "nyerere" in given
        (True, True, False)

    """
    full = [name.split() for name in _table() if " " in name]
    return frozenset(words[0] for words in full), frozenset(words[-1] for words in full)


@cache
def _table() -> Mapping[str, str]:
    return {fold(row["name"]): row["country"] for row in rows("statespeople.csv")}


@cache
def _last_names() -> Mapping[str, str]:
    """Last names of more than three letters that are borne for one country only."""
    countries: dict[str, set[str]] = {}
    for name, country in _table().items():
        countries.setdefault(name.split()[-1], set()).add(country)
    return {n: next(iter(c)) for n, c in countries.items() if len(c) == 1 and len(n) > 3}

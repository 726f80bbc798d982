"""The tables of names: every country has what it needs, and forms mean one thing."""

import pytest

from kg.reading.gazetteer import province_country, town
from kg.reading.lexicon import country_name, is_country, lexicon, rows
from kg.reading.words import head_kind, words_of

TABLES = {
    "actor_nouns.csv": "noun",
    "agreement_parts.csv": "noun",
    "blocs.csv": "name",
    "capital_cues.csv": "form",
    "countries.csv": "code",
    "demonyms.csv": "form",
    "descriptions.csv": "noun",
    "former_states.csv": "state",
    "name_heads.csv": "word",
    "name_particles.csv": "particle",
    "not_names.csv": "word",
    "organisations.csv": "name",
    "plural_nouns.csv": "noun",
    "regions.csv": "name",
    "same.csv": "name",
    "seats.csv": "name",
    "titles.csv": "title",
}


@pytest.mark.parametrize(("table", "key"), sorted(TABLES.items()))
def test_no_row_is_given_twice(table, key):
    keys = [(row[key], row.get("kind") or row.get("role")) for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_every_country_has_a_demonym_and_every_code_is_known():
    book = lexicon()
    with_demonym = {e.name for e in book.entries.values() if e.form == "demonym"}
    # "Congolese" means the larger Congo; "Vatican" is read as the name.
    assert book.states - with_demonym == {"Republic of the Congo", "Vatican City"}
    assert {row["code"] for row in rows("demonyms.csv")} <= set(book.codes)
    assert {row["code"] for row in rows("organisations.csv")} <= {*book.codes, ""}
    assert len(book.states) > 195


FORMS = [
    ("Turkey", "Türkiye"),
    ("the Philippines", "Philippines"),
    ("Russian Federation", "Russia"),
    ("Democratic People's Republic of Korea", "North Korea"),
    ("Republic of Korea", "South Korea"),
    ("Czech Republic", "Czechia"),
    ("Burma", "Myanmar"),
    ("Filipino", "Philippines"),
    ("Nigerien", "Niger"),
    ("Nigerian", "Nigeria"),
    ("Mombasa", None),
    ("", None),
]


@pytest.mark.parametrize(("form", "name"), FORMS)
def test_country_name(form, name):
    assert country_name(form) == name


def test_historical_states_are_countries_and_territories_are_not():
    assert is_country("Czechoslovakia")
    assert not is_country("Hong Kong")
    assert lexicon().entries["Hong Kong"].kind == "place"


def test_city_states_are_countries_not_capitals():
    assert "Singapore" not in lexicon().capitals
    assert lexicon().capitals["Nairobi"] == "Kenya"


def test_towns_and_provinces():
    assert town("Mombasa") is not None
    assert town("Mombasaville") is None
    assert (province_country("Ontario"), province_country("Nowhere")) == ("Canada", None)


def test_words_drop_possessives_and_keep_abbreviations():
    text = "Chile's U.S. envoy, the Farmers' Union, J. Smith"
    words = words_of(text, 0, len(text))
    assert [w.text for w in words if w.possessive] == ["Chile", "Farmers"]
    assert "U.S." in [w.text for w in words]
    assert [text[w.start : w.end] for w in words] == [w.text for w in words]


def test_heads_of_names():
    assert [head_kind(w) for w in ("Bank", "Strait", "Treaty", "Kuria")] == [
        "organisation",
        "place",
        "none",
        None,
    ]

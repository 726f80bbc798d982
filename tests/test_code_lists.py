"""kg.graph.code_lists: countries and units as CLDR names them; a graph holds those it uses."""

import pytest
from pyoxigraph import NamedNode, Quad

from kg.graph.code_lists import LANGUAGES, country_scheme, main, unit_scheme
from kg.graph.vocab import (
    ID,
    PREFIXES,
    VOCAB,
    VOCABULARY_GRAPH,
    term,
    vocabulary_in_use,
    vocabulary_quads,
)
from kg.resources import resource


@pytest.mark.parametrize("name", ["country", "unit"])
def test_the_file_is_what_the_data_give(name, tmp_path):
    main(tmp_path)
    ours = (resource("ontology/vocab") / f"{name}.ttl").read_text("utf-8")
    assert (tmp_path / f"{name}.ttl").read_text("utf-8") == ours


def labels(iri):
    return {
        q.object.language: q.object.value
        for q in vocabulary_quads()
        if q.subject.value == iri and q.predicate == term("skos:prefLabel")
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("country/KE", ("Kenya", "केन्या", "Кения")),
        ("country/PE", ("Peru", "पेरू", "Перу")),
        ("unit/EUR", ("Euro", "यूरो", "евро")),
        ("unit/JPY", ("Japanese Yen", "जापानी येन", "японская иена")),
    ],
)
def test_a_country_or_currency_has_its_name_in_three_languages(code, names):
    assert labels(VOCAB + code) == dict(zip(LANGUAGES, names, strict=True))


def test_a_name_that_nobody_gives_is_left_out():
    assert labels(f"{VOCAB}unit/barrel_per_day") == {"en": "barrel per day"}


def test_nothing_from_maintained_data_is_marked_as_unchecked():
    assert "uncheckedLanguage" not in country_scheme() + unit_scheme()


def test_a_country_is_about_the_actor_that_documents_name():
    focus = {
        q.subject.value: q.object.value
        for q in vocabulary_quads()
        if q.predicate == term("foaf:focus")
    }
    assert len(focus) > 240
    assert focus[f"{VOCAB}country/KE"] == f"{ID}actor/kenya"


def test_a_graph_holds_the_countries_and_units_it_uses_and_every_other_concept():
    kenya = NamedNode(f"{ID}actor/kenya")
    dollars = NamedNode(f"{VOCAB}unit/USD")
    used = [
        Quad(kenya, term("irk:partOf"), kenya),
        Quad(NamedNode(f"{ID}trade/t"), term("irk:unitCode"), dollars),
    ]
    kept = vocabulary_in_use(used)
    long = {
        q.subject.value
        for q in kept
        if q.subject.value.startswith((PREFIXES["country"], PREFIXES["unit"]))
    }
    assert long == {
        PREFIXES["country"],
        f"{VOCAB}country/KE",
        PREFIXES["unit"],
        dollars.value,
    }
    rest = {
        q
        for q in vocabulary_quads()
        if not q.subject.value.startswith((PREFIXES["country"], PREFIXES["unit"]))
    }
    assert rest <= set(kept)
    assert kept == sorted(kept, key=str)
    assert {q.graph_name for q in kept} == {VOCABULARY_GRAPH}

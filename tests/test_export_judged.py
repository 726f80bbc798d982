"""A scorer admits goods that no rule reads, drops what a rule reads wrongly, and turns a way."""

import pytest

from kg.claims.export_judged import candidates
from kg.claims.export_rules import rule_rows
from kg.claims.exports import find_exports
from kg.claims.goods_phrases import goods_phrases
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer, using

TEXT = "Kenya sells tea to Peru. Chile is far away. Peruvian copper pleases the smiths of Kenya."


def read(text):
    return read_document(Document("a", text, ""))


def scorer(bias, weights):
    both = {feature: (-weight, weight) for feature, weight in weights.items()}
    return {"exports": Scorer("exports", ("no", "yes"), (-bias, bias), 1.0, (0.0, 0.0), both)}


def rows(text, scorers):
    with using(scorers):
        claims = find_exports(read(text))
    return [(c.slots["exporter"], c.slots["importer"], c.slots["commodity"]) for c in claims]


def test_without_a_model_the_rules_decide():
    assert rows(TEXT, {"exports": None}) == [("Kenya", "Peru", "tea")]


def test_a_scorer_admits_goods_that_no_rule_reads():
    found = rows(TEXT, scorer(-3.0, {"last=S's": 12.0, "rule=object_same": 12.0}))
    assert found == [("Kenya", "Peru", "tea"), ("Peru", "Kenya", "copper")]


def test_a_scorer_that_finds_nothing_probable_admits_nothing_new():
    assert rows(TEXT, scorer(-3.0, {})) == [("Kenya", "Peru", "tea")]


def test_a_row_that_names_one_end_is_dropped_where_it_is_improbable():
    text = "Kenya and Peru trade. Kenya sells tea there."
    assert rows(text, {"exports": None}) == [("Kenya", "Peru", "tea")]
    assert rows(text, scorer(-3.0, {})) == []


def test_a_way_is_turned_only_by_a_margin():
    text = "Kenya and Peru trade. Kenya sells tea there."
    turned = {"ruled=turned": 20.0}
    assert rows(text, scorer(-3.0, turned)) == [("Peru", "Kenya", "tea")]
    almost = {"ruled=turned": 0.2}
    assert rows(text, scorer(1.0, almost)) == [("Kenya", "Peru", "tea")]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Peru trade. Kenya does not sell frozen fish to Peru.",
        "Kenya and Peru trade. Nobody claims that Kenya exports tea to Peru.",
    ],
)
def test_what_is_denied_is_no_candidate(text):
    assert [c.goods.name for c in candidates(read(text), rule_rows(read(text)))] == []


def test_every_phrase_that_may_name_goods_is_found():
    reading = read("Kenya's garment exports, fresh flowers and spare parts reached Peru.")
    found = [g.name for g in goods_phrases(reading, reading.sentences[0])]
    assert found == ["garment", "fresh flowers", "spare parts"]


def test_a_sentence_without_goods_has_no_phrase():
    reading = read("Kenya met Peru.")
    assert goods_phrases(reading, reading.sentences[0]) == []


def test_names_of_countries_are_no_feature():
    found = {f for c in candidates(read(TEXT), rule_rows(read(TEXT))) for f in c.features}
    assert [f for f in sorted(found) if "kenya" in f.lower() or "peru" in f.lower()] == []
    assert "last=S_sell" not in found
    assert "last2=S_sell" in found


def test_what_does_not_look_like_goods_is_passed_over_but_never_what_a_rule_reads():
    text = "Kenya sells tea to Peru. Peruvian copper pleases the smiths of Kenya."
    reading = read(text)
    ruled = rule_rows(reading)
    unlike = scorer(0.0, {"head=copper": -2.0, "head=tea": -2.0})["exports"]
    weak = scorer(0.0, {"head=copper": -0.5})["exports"]
    assert names(reading, candidates(reading, ruled)) == ["tea", "copper", "smiths"]
    assert names(reading, candidates(reading, ruled, unlike)) == ["tea", "smiths"]
    assert names(reading, candidates(reading, ruled, weak)) == ["tea", "copper", "smiths"]


def names(reading, found):
    return list(dict.fromkeys(reading.quote(c.goods.start, c.goods.end) for c in found))

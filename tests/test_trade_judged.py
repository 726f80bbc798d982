"""Amounts that no rule takes for trade, judged by scorers; weak ones of the rules dropped."""

import pytest

from kg.claims.export_rules import rule_rows
from kg.claims.export_scene import Scene
from kg.claims.trade import find_trade, ruled_trade
from kg.claims.trade_amounts import read_amounts
from kg.claims.trade_ends import end_features, pairs, told_in
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer, using
from kg.training.amounts import amount_examples

HEAD = "Kenya and Peru\n\nKenya sells tea to Peru.\n\n"
GIFTS = "In 2024 khat in the amount of $60 million left Kenya for Peru by night."
KINDS = ("balance", "flow", "none", "target", "total")


def read(text):
    return read_document(Document("note.txt", text, ""))


def rows(text):
    return [
        tuple(c.slots[k] for k in ("kind", "exporter", "importer", "value", "period"))
        for c in find_trade(read(text))
    ]


def scorers(kinds, ends=None):
    zero = (0.0,) * len(KINDS)
    return {
        "trade_kinds": Scorer("trade_kinds", KINDS, zero, 1.0, zero, kinds),
        "trade_ends": Scorer(
            "trade_ends", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), ends or {"rule=same": (-9, 9)}
        ),
    }


def sure(kind):
    return tuple(20.0 if k == kind else 0.0 for k in KINDS)


ALL = ("unit=money",)


def judging(kind, ends=None):
    return using(scorers(dict.fromkeys(ALL, sure(kind)), ends))


def test_without_models_the_rules_decide(monkeypatch):
    monkeypatch.setattr(Scorer, "load", staticmethod(lambda name: None))
    reading = read("Kenya sold tea worth $3 billion to Peru in 2024.")
    assert find_trade(reading) == ruled_trade(reading)
    assert len(find_trade(reading)) == 1


def test_an_amount_judged_a_flow_goes_the_best_way():
    ends = {"order=AP_none": (-9.0, 9.0)}
    with judging("flow", ends):
        found = rows("Kenya and Peru\n\nIn 2024 khat for $60 million left Kenya for Peru.")
    assert [(r[1], r[2], r[3]) for r in found] == [("Kenya", "Peru", 6e7)]


@pytest.mark.parametrize(
    ("kind", "modality"),
    [("total", "asserted"), ("balance", "asserted"), ("target", "planned")],
)
def test_an_amount_judged_a_sum_has_two_parties_and_no_ends(kind, modality):
    with judging(kind):
        [claim] = find_trade(read(HEAD + "By 2030 it is to be $60 million, said the two."))
    assert claim.slots["kind"] == kind
    assert (claim.slots["exporter"], claim.slots["importer"]) == (None, None)
    assert sorted(claim.slots["parties"]) == ["Kenya", "Peru"]
    assert claim.modality == modality


def test_an_amount_judged_none_is_dropped_whatever_the_rules_say():
    with judging("none"):
        assert rows("Kenya sold tea worth $3 billion to Peru in 2024.") == []


def test_an_amount_whose_way_is_open_is_not_told():
    with judging("flow", {"none such": (-9.0, 9.0)}):
        assert rows("Kenya and Peru\n\nIn 2024 khat for $60 million passed Chile.") == []


def test_a_ruled_figure_of_the_kind_judged_stays_as_it_is():
    text = "Kenya sold tea worth $3 billion to Peru in 2024."
    with judging("flow"):
        assert rows(text) == [("exports", "Kenya", "Peru", 3e9, "2024")]


def test_a_ruled_figure_is_turned_where_the_other_way_is_likelier():
    text = "Kenya sold tea worth $3 billion to Peru in 2024."
    with judging("flow", {"rule=turned": (-9.0, 9.0)}):
        assert rows(text) == [("exports", "Peru", "Kenya", 3e9, "2024")]


def test_figures_of_tables_are_left_to_the_rules():
    table = "Year | Exports to Peru | Imports from Peru\n2024 | $12 million | $9 million\n"
    with judging("none"):
        assert rows(HEAD + table) == [
            ("exports", "Kenya", "Peru", 1.2e7, "2024"),
            ("imports", "Peru", "Kenya", 9e6, "2024"),
        ]


def test_a_document_without_amounts_has_no_figures():
    with judging("flow"):
        assert rows(HEAD) == []


def features(text, ends):
    reading = read(text)
    measured = read_amounts(reading).measured
    scene = Scene(reading, rule_rows(reading))
    return end_features(scene, measured[-1], told_in(measured), ends)


def test_imports_after_exports_are_known_to_be_the_other_way():
    text = "Kenya and Peru\n\nExports to Peru were $3 million and imports $4 million in 2024."
    assert "flow_before=opposite_turned" in features(text, ("Peru", "Kenya"))
    assert "flow_before=opposite_same" in features(text, ("Kenya", "Peru"))


def test_what_is_said_of_ends_names_no_country():
    text = "Kenya and Peru\n\nKenya sold Peru tea for $3 million in 2024."
    for name in features(text, ("Kenya", "Peru")):
        assert "kenya" not in name.lower()
        assert "peru" not in name.lower()


def test_pairs_hold_both_ways_and_none_twice():
    reading = read("Kenya and Peru\n\nKenya sold Chile tea for $3 million in 2024.")
    measured = read_amounts(reading).measured
    found = pairs(Scene(reading, rule_rows(reading)), measured[0], told_in(measured))
    assert len(found) == len(set(found))
    assert {("Kenya", "Chile"), ("Chile", "Kenya"), ("Kenya", "Peru")} <= set(found)
    assert all(a != b for a, b in found)


FACT = {
    "kind": "exports",
    "exporter": "Kenya",
    "importer": "Peru",
    "value": 3e6,
    "unit": "USD",
    "period": "2024",
    "quote": "tea for $3 million",
}


def test_annotated_amounts_are_examples_of_their_kind_and_way():
    text = "Kenya and Peru\n\nKenya sold Peru tea for $3 million in 2024. A road cost $9 million."
    kinds, ends = amount_examples(read(text), {"trade": [FACT]})
    assert [e.label for e in kinds] == ["flow", "none"]
    assert [e.label for e in ends] == ["yes", "no"]
    assert ends[0].features == {k: -v for k, v in ends[1].features.items()}


def test_an_amount_whose_fact_stands_elsewhere_is_no_example():
    text = "Kenya and Peru\n\nKenya sold Peru tea for $3 million in 2024. It was $3 million."
    kinds, _ = amount_examples(read(text), {"trade": [FACT]})
    assert [e.label for e in kinds] == ["flow"]

"""Agreements that no noun or verb of agreement gives away, judged by a scorer."""

import pytest

from kg.claims.agreement_judged import agreement_features, is_ruled, judged_agreements
from kg.claims.agreements import ruled_agreements, told_beside
from kg.claims.traits import judged_statements
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer


def read(text):
    return read_document(Document("note.txt", text, ""))


def scorer(name, classes, weights):
    zeros = (0.0,) * len(classes)
    return Scorer(name, classes, zeros, 1.0, zeros, weights)


@pytest.fixture
def always(monkeypatch):
    """A scorer that takes every statement with a verb of signing or dropping for an agreement."""
    models = {
        "agreements": scorer(
            "agreements",
            ("no", "yes"),
            {"stage_object=cancelled": (-9.0, 9.0), "stage_subject=signed": (-9.0, 9.0)},
        ),
        "agreement_status": scorer(
            "agreement_status",
            ("cancelled", "signed"),
            {"stage_object=cancelled": (9.0, 0.0), "stage_subject=signed": (0.0, 9.0)},
        ),
    }
    monkeypatch.setattr(Scorer, "load", staticmethod(models.get))


def found(text):
    reading = read(text)
    ruled = ruled_agreements(reading)
    return [
        (instrument.label, stage.status, text[stage.start : stage.end])
        for instrument, stage, _ in judged_agreements(reading, ruled, told_beside(reading))
    ]


@pytest.mark.usefixtures("always")
def test_what_is_dropped_is_named_by_itself():
    text = "Chile and Peru met. Chile dropped the northern pipeline."
    assert found(text) == [
        ("northern pipeline", "cancelled", "Chile dropped the northern pipeline.")
    ]


@pytest.mark.usefixtures("always")
def test_a_statement_that_a_rule_has_read_is_left_to_the_rule():
    text = "Chile and Peru dropped the trade agreement."
    ruled = ruled_agreements(read(text))
    assert [(r.instrument.label, text[r.start : r.end]) for r in ruled] == [
        ("trade agreement", "dropped the trade agreement")
    ]
    assert found(text) == []


@pytest.mark.usefixtures("always")
def test_nothing_is_found_where_nothing_is_said():
    assert found("") == []
    assert found("Chile exports copper.") == []


@pytest.mark.parametrize(("against", "kept"), [(-0.3, 1), (-0.4, 0)])
def test_what_looks_like_no_agreement_at_all_is_passed_over(monkeypatch, against, kept):
    weights = {"stage_object=cancelled": (-9.0, 9.0), "length": (-100 * against, 100 * against)}
    reading = read("Chile and Peru met. Chile dropped the northern pipeline.")
    dropped = judged_statements(reading)[1]
    scale = 1 / (100 * dropped.features["length"])  # so that all features together say twice that
    weights["length"] = tuple(w * scale for w in weights["length"])
    models = {
        "agreements": scorer("agreements", ("no", "yes"), weights),
        "agreement_status": scorer("agreement_status", ("cancelled", "signed"), {}),
    }
    monkeypatch.setattr(Scorer, "load", staticmethod(models.get))
    assert len(found("Chile and Peru met. Chile dropped the northern pipeline.")) == kept


def test_nothing_is_found_without_a_model(monkeypatch):
    monkeypatch.setattr(Scorer, "load", staticmethod(lambda name: None))
    assert found("Chile and Peru met. Chile dropped the northern pipeline.") == []


def test_features_tell_the_stage_and_the_noun_of_agreement():
    reading = read("It was signed by Chile. The old lease lapsed. Rain fell.")
    kinds = ("stage_", "stands_in", "agreement_noun", "cue=")
    told = told_beside(reading)
    assert [
        sorted(f for f in agreement_features(reading, j, told) if f.startswith(kinds))
        for j in judged_statements(reading)
    ] == [
        ["cue=signed", "stage_object=signed", "stands_in"],
        ["agreement_noun=given_False", "cue=cancelled", "stage_subject=cancelled"],
        [],
    ]
    assert [is_ruled(j, ruled_agreements(reading)) for j in judged_statements(reading)] == [
        False,
        True,
        False,
    ]


@pytest.fixture
def every(monkeypatch):
    """A scorer that takes every statement for an agreement, cancelled where a frame says so."""
    models = {
        "agreements": scorer("agreements", ("no", "yes"), {"length": (-99.0, 99.0)}),
        "agreement_status": scorer(
            "agreement_status",
            ("signed", "cancelled", "proposed"),
            {
                "framed_status=cancelled": (0.0, 9.0, 0.0),
                "framed_status=proposed": (0.0, 0.0, 9.0),
                "framed_status=signed": (9.0, 0.0, 0.0),
            },
        ),
    }
    monkeypatch.setattr(Scorer, "load", staticmethod(models.get))


@pytest.mark.usefixtures("every")
def test_a_verb_of_agreement_names_its_object_without_the_date():
    text = "In March Chile wrote off half of the debt of Peru."
    assert [(label, status) for label, status, _ in found(text)] == [("debt of Peru", "signed")]


@pytest.mark.usefixtures("every")
def test_a_refusal_goes_back_to_what_was_offered():
    text = "Chile proposed a joint ferry line in May. Peru declined."
    assert [(label, status) for label, status, _ in found(text)] == [
        ("joint ferry line", "proposed"),
        ("joint ferry line", "cancelled"),
    ]


@pytest.mark.usefixtures("every")
def test_a_refusal_of_nothing_told_before_names_no_agreement():
    assert [label for label, _, _ in found("Peru declined.")] == []


@pytest.mark.usefixtures("every")
def test_a_denied_verb_makes_a_denial():
    text = "Chile has not waived the fee for lorries."
    assert [status for _, status, _ in found(text)] == ["denied"]


@pytest.mark.usefixtures("every")
def test_what_is_agreed_in_words_of_a_plan_is_left_to_plans():
    assert found("Chile and Peru agreed to continue their walks.") == []

"""Implications: views with their holder, consequences of the text, and facts that are neither."""

import pytest

from kg.claims.attribution import find_attribution
from kg.claims.clauses import find_statements
from kg.claims.implications import find_implications, modality_of_view
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring import Scorer


def views(text):
    reading = read_document(Document("note.txt", text, ""))
    return [(c.slots["holder"], c.slots["polarity"]) for c in find_implications(reading)]


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Exporters fear that the tariff will hurt them.", ("Exporters", "negative")),
        ("Analysts say the agreement would help Peru.", ("Analysts", "positive")),
        ("Chile called the accord a milestone.", ("Chile", "positive")),
    ],
)
def test_finds_a_view(text, view):
    assert views(text) == [view]


@pytest.mark.parametrize("text", ["", "Chile exported copper worth $3 billion to Peru in 2021."])
def test_finds_no_view(text):
    assert views(text) == []


def test_rules_alone_find_views_where_there_is_no_model(monkeypatch):
    monkeypatch.setattr(Scorer, "load", staticmethod(lambda name: None))
    assert views("Exporters fear that the tariff will hurt them.") == [("Exporters", "negative")]
    assert views("Chile exported copper to Peru.") == []


def test_two_statements_of_one_sentence_are_told_apart():
    text = "Some analysts see a boon for Peru, but others warn of a heavy debt."
    reading = read_document(Document("note.txt", text, ""))
    assert [text[s.start : s.end] for s in find_statements(reading)] == [
        "Some analysts see a boon for Peru",
        "but others warn of a heavy debt.",
    ]


def test_a_consequence_in_a_participle_is_a_view_of_its_own():
    text = "For Peru, the railway opens new markets, reducing dependence on the canal."
    assert views(text) == [("Peru", "positive"), ("Peru", "positive")]


def test_what_is_said_to_be_so_for_somebody_is_his_view():
    text = "For Chile, the accord signals strength. Chile sells copper."
    assert views(text) == [("Chile", "positive")]


def test_seeing_without_praise_or_blame_is_neutral():
    assert views("Economists regard the canal as a shipping route.") == [("Economists", "neutral")]


def test_statements_are_cut_at_second_verbs_and_participles_not_inside_phrases():
    text = "Chile will lower the duty on tea and build a port in Arica, helping Peru sell fish."
    reading = read_document(Document("note.txt", text, ""))
    assert [text[s.start : s.end] for s in find_statements(reading)] == [
        "Chile will lower the duty on tea",
        "and build a port in Arica",
        "helping Peru sell fish.",
    ]


def test_the_answer_to_a_question_of_effect_is_a_consequence():
    text = "FAQs\nQ1: How does the canal affect Peru? It strengthens the ports of Peru.\n"
    assert views(text) == [(None, "positive")]
    assert views(text.replace("How does the canal affect Peru", "Who owns the ports")) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("If Peru were to leave, Chilean growers would lose their best market.", "hedged"),
        ("Chilean growers have lost their best market, which hurts the north.", "asserted"),
        ("Analysts say that Chilean growers would lose their best market.", "reported"),
        ("The treaty will not help growers, who suffer most.", "asserted"),  # the view is held
    ],
)
def test_what_hangs_on_a_condition_is_hedged(text, modality):
    reading = read_document(Document("note.txt", text, ""))
    said = [find_attribution(reading, s.start, s.end) for s in find_statements(reading)]
    found = [
        modality_of_view(reading, s.start, s.end, a.holder)
        for s, a in zip(find_statements(reading), said, strict=True)
    ]
    assert found[0] == modality

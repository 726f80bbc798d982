"""Plans: what is planned, how it is named, in which sector, between whom."""

import pytest

from kg.claims.plan_labels import label_of
from kg.claims.plan_parties import parties_of
from kg.claims.plans import find_plans, sector_of
from kg.model import Document
from kg.reading.reading import read_document


def read(text):
    return read_document(Document("note.txt", text, ""))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chile and Peru will build a railway.", "build a railway"),
        ("Chile intends to build a railway.", "build a railway"),
        ("A railway will be built in Peru.", "build railway in Peru"),
        ("The owners will sell the ferry.", "sell the ferry"),
    ],
)
def test_label_is_the_infinitive_with_its_object(text, label):
    assert label_of(read(text), 0, len(text)) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The railway will open in May.", "railway to open in May"),
        ("Forty nurses will fly to Peru in May.", "forty nurses to fly to Peru in May"),
        ("The night train is due back in June.", "night train due back in June"),
        ("The railway goes ahead in the north.", "railway in the north"),
        ("Forty cadets go on leaving for the south.", "forty cadets leaving for the south"),
        ("Peru will look for an early result.", "look for an early result"),
        ("They will look for an early result.", "look for an early result"),
    ],
)
def test_label_of_a_verb_without_an_object_names_what_it_happens_to(text, label):
    assert label_of(read(text), 0, len(text)) == label


def test_parties_are_those_named_else_the_pair_of_the_text():
    text = "Chile and Peru met. Chile spoke. Both will build a railway."
    reading = read(text)
    assert parties_of(reading, 0, 19) == ("Chile", "Peru")
    assert parties_of(reading, text.index("Both"), len(text)) == ("Chile", "Peru")


@pytest.mark.parametrize(
    ("text", "sector"),
    [("They will build a railway.", "transport"), ("They will meet.", None)],
)
def test_sector_is_told_by_its_words(text, sector):
    assert sector_of(read(text), 0, len(text)) == sector


def test_finds_a_plan_with_its_words():
    text = "Chile and Peru\n\nThe two sides will work together on joint projects in solar energy."
    found = find_plans(read(text))
    assert [(c.quote, c.modality, c.slots["parties"]) for c in found] == [
        (text.split("\n\n")[1], "planned", ("Chile", "Peru"))
    ]


@pytest.mark.parametrize("text", ["", "Chile exported copper worth $3 billion to Peru in 2021."])
def test_finds_no_plan(text):
    assert find_plans(read(text)) == []

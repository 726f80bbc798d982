"""Which goods go which way, and what is no flow of goods."""

import pytest

from kg.claims.commodities import commodity_labels, is_goods
from kg.claims.exports import find_exports
from kg.model import Document
from kg.reading.reading import read_document


def rows(text):
    return [
        (c.slots["exporter"], c.slots["importer"], c.slots["commodity"])
        for c in find_exports(read_document(Document("a", text, "")))
    ]


KP, PK = ("Kenya", "Peru"), ("Peru", "Kenya")
SENTENCES = [
    ("Kenya sells tea and roses to Peru.", [(*KP, "tea"), (*KP, "roses")]),
    ("Kenya imports copper from Peru.", [(*PK, "copper")]),
    ("Copper was sold to Kenya by Peru.", [(*PK, "copper")]),
    ("Kenya's purchases of Peruvian copper rose.", [(*PK, "copper")]),
    ("Kenya's main exports to Peru are tea and coffee.", [(*KP, "tea"), (*KP, "coffee")]),
    ("Kenyan tea exports to Peru rose.", [(*KP, "tea")]),
    (
        "Tea, sisal and coffee go to Peru from Kenya.",
        [(*KP, "tea"), (*KP, "sisal"), (*KP, "coffee")],
    ),
    ("Peru is Kenya's top supplier of copper.", [(*PK, "copper")]),
    ("Peru is not Kenya's supplier of copper.", []),
    ("Kenya may sell tea to Peru.", []),
    ("Kenya does not sell tea to Peru.", []),
    ("Kenya wants to sell tea to Peru.", []),
    ("The oil minister of Kenya met the tea board of Peru.", []),
    ("Kenya sold goods to Peru.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=lambda x: str(x)[:50])
def test_a_sentence_gives_its_goods(text, expected):
    assert rows(text) == expected


def test_items_under_a_direction_are_goods():
    text = "Kenya and Peru\n\nFrom Kenya: tea, roses.\n\nFrom Peru: copper, silver.\n"
    assert rows(text) == [(*KP, "tea"), (*KP, "roses"), (*PK, "copper"), (*PK, "silver")]


def test_an_answer_lists_the_goods_its_question_asks_for():
    text = "Kenya and Peru\n\nQ. What does Kenya sell to Peru?\n\nA. Tea, coffee and roses.\n"
    assert rows(text) == [(*KP, "tea"), (*KP, "coffee"), (*KP, "roses")]


def test_a_commodity_is_given_once_a_direction():
    assert rows("Kenya sells tea to Peru. Kenya sold Peru more tea.") == [(*KP, "tea")]


def test_the_lexicon_of_goods_is_there():
    assert len(commodity_labels()) >= 500
    assert is_goods("frozen orange juice")
    assert not is_goods("friendship")

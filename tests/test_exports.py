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
    ("From Peru are received copper and tin by Kenya.", [(*PK, "copper"), (*PK, "tin")]),
    (
        "Tea and coffee are the main goods that Kenya sells to Peru.",
        [(*KP, "tea"), (*KP, "coffee")],
    ),
    (
        "Tea and coffee are the main goods supplied to Peru by Kenya.",
        [(*KP, "tea"), (*KP, "coffee")],
    ),
    ("Machinery is supplied from the Kenyan side to Peru.", [(*KP, "machinery")]),
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


LISTS = [
    (
        "Kenya shipped goods worth $3 billion to Peru, mostly tea, coffee and beans.",
        [(*KP, "tea"), (*KP, "coffee"), (*KP, "beans")],
    ),
    (
        "Kenya sold Peru goods for $3 million. They consisted of tea, coffee and beans.",
        [(*KP, "tea"), (*KP, "coffee"), (*KP, "beans")],
    ),
    ("Kenya sold Peru goods for $3 million. Duties on tea, coffee and beans were cut.", []),
    ("Kenya and Peru may one day trade in tea, coffee and beans.", []),
    ("Kenya and Peru grow tea, coffee and beans.", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_that_goes_on_about_a_flow_is_of_its_goods(text, expected):
    assert rows(text) == expected


SECTION = """Kenya and Peru

Kenya's exports to Peru are tea and coffee.

{heading}

- Trade: Expanding Kenyan exports into beans.
- Energy: Long-term oil and gas supply contracts.
- Defence: Joint making of rifles.

FAQs

Q1: What does Peru export to Kenya? Copper and tin.
"""


@pytest.mark.parametrize("heading", ["Future Plans", "Plans", "What Comes Next", "Outlook"])
def test_items_under_a_heading_of_what_is_to_come_are_no_flows(heading):
    assert rows(SECTION.format(heading=heading)) == [
        (*KP, "tea"),
        (*KP, "coffee"),
        (*PK, "copper"),
        (*PK, "tin"),
    ]


def test_items_under_a_heading_of_a_direction_are_goods_known_or_not():
    text = """Kenya and Peru

Kenya Exports to Peru
- Food: tea, zimbos, coffee
- Services: education

Peru Exports to Kenya
- Metals: copper
"""
    assert rows(text) == [
        (*KP, "food"),
        (*KP, "tea"),
        (*KP, "zimbos"),
        (*KP, "coffee"),
        (*KP, "services"),
        (*KP, "education"),
        (*PK, "metals"),
        (*PK, "copper"),
    ]


def test_goods_go_where_the_compass_says():
    text = "Peru and Ecuador trade a little. Tea, coffee and beans go north. Copper comes south."
    assert rows(text) == [
        ("Peru", "Ecuador", "tea"),
        ("Peru", "Ecuador", "coffee"),
        ("Peru", "Ecuador", "beans"),
        ("Ecuador", "Peru", "copper"),
    ]


def test_we_are_the_state_whose_office_heads_the_document():
    text = """EMBASSY OF PERU, NAIROBI

Peru and Kenya are friends. We send copper. We receive tea and coffee. You send beans.
"""
    assert rows(text) == [(*PK, "copper"), (*KP, "tea"), (*KP, "coffee"), (*KP, "beans")]


def test_goods_of_a_noun_that_names_nobody_go_the_way_they_go_elsewhere():
    text = "Kenya and Peru trade. Deliveries of tin fell. {}"
    assert rows(text.format("Kenya buys tin from Peru.")) == [(*PK, "tin")]
    assert rows(text.format("Peruvian tin is cheap.")) == [(*PK, "tin")]
    assert rows(text.format("Tin is cheap.")) == []


INTRODUCED = [
    ("Kenyan sales to Peru - tea, zimbos, coffee - fell.", ["tea", "zimbos", "coffee"]),
    (
        "Kenya's exports to Peru were small. They consisted of zimbos, tea and quinoa.",
        ["zimbos", "tea", "quinoa"],
    ),
    ("Kenya's exports to Peru were small. They consisted of zimbos, bimbos and rimbos.", []),
    ("Kenya's exports to Peru fell. Three people, two dogs and a cat saw it.", []),
]


@pytest.mark.parametrize(("text", "expected"), INTRODUCED)
def test_a_word_or_mark_that_opens_a_list_lets_unknown_goods_in(text, expected):
    assert [r[2] for r in rows(text)] == expected


def test_a_term_may_say_whose_goods_follow():
    text = """Kenya and Peru

* Main export goods to Peru: tea, coffee
* Main import goods from Peru: tin, copper
"""
    assert rows(text) == [(*KP, "tea"), (*KP, "coffee"), (*PK, "tin"), (*PK, "copper")]


def test_what_goes_may_be_named_after_the_verb():
    text = "Peru and Ecuador trade a little. What moves north is tea, above all."
    assert rows(text) == [("Peru", "Ecuador", "tea")]

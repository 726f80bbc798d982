"""Who sells and who buys where a pronoun, the compass, a comparison or a verb left out says so."""

from __future__ import annotations

import pytest

from kg.claims.exports import find_exports
from kg.claims.trade import ruled_trade
from kg.model import Document
from kg.reading.context import document_pair
from kg.reading.reading import read_document

HEAD = "Kenya and Peru: what they trade\n\nNairobi, 3 May 2025\n\n"
KP, PK = ("Kenya", "Peru"), ("Peru", "Kenya")


def rows(text: str, head: str = HEAD) -> set[tuple[str, str, str]]:
    """Exporter, importer and goods of each flow."""
    claims = find_exports(read_document(Document("a", head + text, "")))
    return {
        (str(c.slots["exporter"]), str(c.slots["importer"]), str(c.slots["commodity"]))
        for c in claims
    }


def ways(text: str) -> list[tuple[object, object, object]]:
    """Exporter, importer and value of each figure."""
    claims = ruled_trade(read_document(Document("a", HEAD + text, "")))
    return [(c.slots["exporter"], c.slots["importer"], c.slots["value"]) for c in claims]


SIDES = [
    ("Peru sold us copper and tin.", {(*PK, "copper"), (*PK, "tin")}),
    ("Kenya sold you tea and coffee.", {(*KP, "tea"), (*KP, "coffee")}),
    ("We sell tea and coffee.", {(*KP, "tea"), (*KP, "coffee")}),
    ("They buy more of our tea than anyone save the Egyptians.", {(*KP, "tea")}),
    ("Tea and coffee go west; copper and tin come east.", {
        (*KP, "tea"), (*KP, "coffee"), (*PK, "copper"), (*PK, "tin"),
    }),
    ("Kenya exports tea, soap and roses to Peru.", {
        (*KP, "tea"), (*KP, "soap"), (*KP, "roses"),
    }),
    ("Kenya sold tea and coffee, Peru copper and grapes.", {
        (*KP, "tea"), (*KP, "coffee"), (*PK, "copper"), (*PK, "grapes"),
    }),
    ("Tea and coffee make up most of what Kenya sells to Peru.", {
        (*KP, "tea"), (*KP, "coffee"),
    }),
    ("Peru sells Kenya copper and tin; tea and coffee go the other way.", {
        (*PK, "copper"), (*PK, "tin"), (*KP, "tea"), (*KP, "coffee"),
    }),
    ("Copper and tin come up the hill; tea and coffee go down it.", {
        (*PK, "copper"), (*PK, "tin"), (*KP, "tea"), (*KP, "coffee"),
    }),
    ("Copper and tin pour in.", {(*PK, "copper"), (*PK, "tin")}),
    ("Tea and coffee trickle out.", {(*KP, "tea"), (*KP, "coffee")}),
    ("Westbound: tea, coffee.\n\nEastbound: copper, tin.", {
        (*PK, "copper"), (*PK, "tin"), (*KP, "tea"), (*KP, "coffee"),
    }),
    ("Peru refused to sell us copper.", set()),
    ("Kenya and Peru are large.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SIDES, ids=lambda x: str(x)[:50])
def test_goods_go_the_way_that_is_said(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert rows(text) == expected


FIGURES = [
    ("Chile apart, Kenya earned $95 million in Peru in 2024; Peru $40 million in Kenya.", [
        (*KP, 95e6), (*PK, 40e6),
    ]),
    ("Copper from Peru cost us $60 million in 2024.", [(*PK, 60e6)]),
    ("Kenya's sales to Peru, $40 million in 2024, fall short of what it buys there, $95 million.", [
        (*KP, 40e6), (*PK, 95e6),
    ]),
    ("Peruvian copper arrivals climbed to 12,000 tonnes in 2024.", [(*PK, 12e3)]),
    ("Peru's arrivals climbed to 12,000 tonnes in 2024.", [(*KP, 12e3)]),
    ("Kenya sold Peru tea for 40 million kroner in 2024.", [(*KP, 40e6)]),
    ("The Import Bank of Kenya topped its credit to Peru up to $1.7 billion in 2024.", []),
    ("Peru lent us $60 million in 2024.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=lambda x: str(x)[:50])
def test_figures_go_the_way_that_is_said(text: str, expected: list[tuple[object, ...]]) -> None:
    assert ways(text) == expected


def test_the_town_a_document_is_dated_in_speaks_for_its_country() -> None:
    text = "The last letter\n\nNairobi, 3 May 2025\n\nChina and Peru met. China told Peru no."
    near = "The last letter\n\nIn Nairobi, 3 May 2025\n\nChina and Peru met. China told Peru no."
    pairs = [document_pair(read_document(Document("a", t, ""))) for t in (text, near)]
    assert pairs == [("Kenya", "China"), ("China", "Peru")]


def test_we_are_the_other_of_the_two_where_one_is_spoken_of() -> None:
    text = "Kenya and Peru\n\nKenya sold Peru tea. We sold it copper and tin."
    alone = "Kenya and Peru\n\nThey met. We sold copper and tin."
    assert rows(text, "") == {(*KP, "tea"), (*PK, "copper"), (*PK, "tin")}
    assert rows(alone, "") == {(*KP, "copper"), (*KP, "tin")}

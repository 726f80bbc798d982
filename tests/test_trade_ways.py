"""Figures of trade told from the goods' side, with a noun left out, in ledgers and series."""

import pytest

from kg.claims.trade import find_trade
from kg.model import Document
from kg.reading.reading import read_document

KEYS = ("kind", "exporter", "importer", "value", "unit", "period")


def claims(text):
    return find_trade(read_document(Document("a", f"Kenya and Peru\n\n{text}", "")))


def rows(text):
    return [tuple(c.slots[k] for k in KEYS) for c in claims(text)]


CASES = [
    # goods that cost or bring a country a sum
    (
        "Peruvian copper cost Kenya $40 million in 2024.",
        [("imports", "Peru", "Kenya", 4e7, "USD", "2024")],
    ),
    (
        "Kenyan tea earned Kenya $40 million in 2024.",
        [("exports", "Kenya", "Peru", 4e7, "USD", "2024")],
    ),
    ("The new road cost Kenya $40 million in 2024.", []),
    ("Peruvian copper cost more than $40 million in 2024.", []),
    # a possessive without its noun
    (
        "Kenya's exports to Peru were $3 billion in 2024; Peru's were $2 billion.",
        [
            ("exports", "Kenya", "Peru", 3e9, "USD", "2024"),
            ("exports", "Peru", "Kenya", 2e9, "USD", "2024"),
        ],
    ),
    ("Peru's were $2 billion.", []),
    # the verb that follows "and" keeps the subject
    (
        "In 2024 Kenya exported goods for $3 million to Peru and imported goods for $2 million.",
        [
            ("exports", "Kenya", "Peru", 3e6, "USD", "2024"),
            ("imports", "Peru", "Kenya", 2e6, "USD", "2024"),
        ],
    ),
    # a part of a total
    (
        "Trade came to $200 million in 2024, of which $150 million were Kenyan exports.",
        [
            ("total", None, None, 2e8, "USD", "2024"),
            ("exports", "Kenya", "Peru", 1.5e8, "USD", "2024"),
        ],
    ),
    # where goods go, and where they come from, as an object
    (
        "Some 12,000 tonnes of tea reached Peruvian ports in 2024.",
        [("quantity", "Kenya", "Peru", 12000.0, "tonne", "2024")],
    ),
    ("Output of tea reached 12,000 tonnes in 2024.", []),
    # both directions
    ("The sum was $3 billion both ways in 2024.", [("total", None, None, 3e9, "USD", "2024")]),
    # a ledger
    (
        "2024: to Peru $25 million / from Peru $37 million",
        [
            ("exports", "Kenya", "Peru", 2.5e7, "USD", "2024"),
            ("imports", "Peru", "Kenya", 3.7e7, "USD", "2024"),
        ],
    ),
    ("2024: a loan to Peru, $25 million", []),
    # a series shares its unit
    (
        "Exports to Peru were 12,000 tonnes in 2024, 9,000 in 2023.",
        [
            ("quantity", "Kenya", "Peru", 12000.0, "tonne", "2024"),
            ("quantity", "Kenya", "Peru", 9000.0, "tonne", "2023"),
        ],
    ),
    (
        "Exports to Peru were $3.2 billion in 2024, up from 2.9 in 2023.",
        [
            ("exports", "Kenya", "Peru", 3.2e9, "USD", "2024"),
            ("exports", "Kenya", "Peru", 2.9e9, "USD", "2023"),
        ],
    ),
    (
        "Exports to Peru were $3.2 billion in 2024, when 9 ministers met in 2023.",
        [("exports", "Kenya", "Peru", 3.2e9, "USD", "2024")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda x: str(x)[:50])
def test_a_way_of_telling_trade_gives_its_figures(text, expected):
    assert rows(text) == expected


def test_all_cases_are_collected():
    assert len(CASES) == 16


def test_a_goal_without_owners_is_that_of_the_two_countries():
    (goal,) = claims("The presidents set a goal of $10 billion in trade by 2030.")
    assert goal.slots["parties"] == ("Kenya", "Peru")


def test_the_year_of_a_goal_is_not_that_of_the_next_figure():
    told = "They want trade of $10 billion by 2030. Last year it was $4 billion."
    text = f"Prepared 3 March 2025\n\n{told}"
    assert [(c.slots["kind"], c.slots["period"]) for c in claims(text)] == [
        ("target", "2030"),
        ("total", "2024"),
    ]

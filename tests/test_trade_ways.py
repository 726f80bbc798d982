"""Figures of trade told from the goods' side, with a noun left out, in ledgers and series."""

import pytest

from kg.claims.trade import ruled_trade
from kg.model import Document
from kg.reading.reading import read_document

KEYS = ("kind", "exporter", "importer", "value", "unit", "period")


def claims(text):
    return ruled_trade(read_document(Document("a", f"Kenya and Peru\n\n{text}", "")))


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
    # a verb of going, and the way back
    (
        "In 2024 0.6 bcm flowed from Kenya to Peru and 0.1 bcm in the opposite direction.",
        [
            ("quantity", "Kenya", "Peru", 6e8, "cubic_metre", "2024"),
            ("quantity", "Peru", "Kenya", 1e8, "cubic_metre", "2024"),
        ],
    ),
    # what shipments fetch is theirs
    (
        "Shipments to Peru fetched $153 million in 2024.",
        [("exports", "Kenya", "Peru", 1.53e8, "USD", "2024")],
    ),
    # goods for a country's bill
    (
        "In 2024 the bill for Peruvian copper came to $412 million.",
        [("imports", "Peru", "Kenya", 4.12e8, "USD", "2024")],
    ),
    # a company is no goods
    ("Peru bought Mombasa Port Company for $4 billion in 2024.", []),
    ("Peru bought tea for $4 million in 2024.", [("imports", "Kenya", "Peru", 4e6, "USD", "2024")]),
    # the balance, and a year that is no sum
    (
        "In 2024 the trade balance was $1 billion.",
        [("balance", None, None, 1e9, "USD", "2024")],
    ),
    (
        "Trade fell from 2 billion euros in 2021 to 1.9 billion euros in 2024.",
        [("total", None, None, 2e9, "EUR", "2021"), ("total", None, None, 1.9e9, "EUR", "2024")],
    ),
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
    assert len(CASES) == 23


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


def test_a_sum_by_a_year_to_come_is_a_goal_and_by_a_year_gone_is_not():
    text = "Prepared 3 March 2025\n\nTrade of $10 billion by {} was spoken of."
    assert [c.slots["kind"] for c in claims(text.format(2030))] == ["target"]
    assert [c.slots["kind"] for c in claims(text.format(2020))] == ["total"]


def test_you_are_the_other_country():
    (figure,) = claims("Kenya's exports to Peru matter. In 2024 Kenya sold you tea for $4 million.")
    assert (figure.slots["exporter"], figure.slots["importer"]) == ("Kenya", "Peru")

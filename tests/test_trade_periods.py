"""Which period a figure takes: comparisons end with their figure, the main period goes on."""

import pytest

from kg.claims.trade import ruled_trade
from kg.model import Document
from kg.reading.reading import read_document


def periods(text):
    reading = read_document(Document("a", f"Kenya and Peru\n\n{text}", ""))
    return [(c.slots["value"], c.slots["period"]) for c in ruled_trade(reading)]


CASES = [
    (  # a figure in brackets with its year serves to compare; "purchases from there" is a flow
        (
            "Sales to Peru were $3.3 billion in 2025 (2024: $2.9 billion), of which tea "
            "$1.1 billion. Purchases from there were $420 million."
        ),
        [
            (3300000000.0, "2025"),
            (2900000000.0, "2024"),
            (1100000000.0, "2025"),
            (420000000.0, "2025"),
        ],
    ),
    (  # brackets that hold only the year of the figure before them change nothing
        "Sales to Peru (2024) were $3.3 billion, of which tea $1.1 billion.",
        [(3300000000.0, "2024"), (1100000000.0, "2024")],
    ),
    (
        (
            "From January to October 2024, Kenyan sales to Peru reached €10.843bn, up 6.8% "
            "on a year earlier, and purchases from it €8.22bn, up 9.1%."
        ),
        [(10843000000.0, "2024 Jan-Oct"), (8220000000.0, "2024 Jan-Oct")],
    ),
    (
        (
            "Two-way trade came to $839.9 billion in 2024. Exports reached $50 billion. "
            "That left a deficit of $17 billion, 12.7 percent wider than in 2023. The "
            "shortfall with Chile was still bigger: it stood at $27 billion in "
            "January-November."
        ),
        [
            (839900000000.0, "2024"),
            (50000000000.0, "2024"),
            (17000000000.0, "2024"),
            (27000000000.0, "2024 Jan-Nov"),
        ],
    ),
    (
        (
            "Kenya's shipments to Peru grew 10.5 percent to a record $127.8 billion in "
            "2024. The year before they stood at $115.71 billion. Sales to Chile were still "
            "larger, at $133 billion."
        ),
        [(127800000000.0, "2024"), (115710000000.0, "2023"), (133000000000.0, "2024")],
    ),
    (
        (
            "Kenya's trade deficit with Peru reached US$4bn in 2024, against $2.8bn in 2023 "
            "and $3.2bn in 2022. In shillings the gap came to about KSh 11 trillion."
        ),
        [
            (4000000000.0, "2024"),
            (2800000000.0, "2023"),
            (3200000000.0, "2022"),
            (11000000000000.0, "2024"),
        ],
    ),
    (
        (
            "In 2024-25 total trade between the two was worth $34.3 billion, five times the "
            "$6.7 billion of 2004-05. Kenyan exports came to $13.0 billion."
        ),
        [
            (34300000000.0, "2024-25 (fiscal)"),
            (6700000000.0, "2004-05 (fiscal)"),
            (13000000000.0, "2024-25 (fiscal)"),
        ],
    ),
    (
        (
            "Over the first seven months of 2022, Kenyan deliveries to Peru were valued at "
            "$749 million, 1.7 times as much as in the same months of 2021, the office "
            "said. Purchases from Peru rose to $849 million."
        ),
        [(749000000.0, "2022 Jan-Jul"), (849000000.0, "2022 Jan-Jul")],
    ),
    ("Kenya had a surplus of $123 billion with the U.S. in 2024.", [(123000000000.0, "2024")]),
    (
        (
            "2. Purchases from January to August 2024. In the same months of 2023 they had "
            "been lower by a fifth. Kenya bought Peruvian goods worth 8.58 billion euros."
        ),
        [(8580000000.0, "2024 Jan-Aug")],
    ),
    (
        (
            "For the first half of 2025 the bill for Peruvian copper came to $412 million, "
            "a quarter above the same months of 2024."
        ),
        [(412000000.0, "2025 H1")],
    ),
    (
        (
            "Kenya exported $3 billion to Peru in 2024. Two years before it had been $1 "
            "billion. Peru sold Kenya $2 billion."
        ),
        [(3000000000.0, "2024"), (1000000000.0, "2022"), (2000000000.0, "2024")],
    ),
    (
        "In 2020 Kenya exported $3 billion to Peru. Two years later it was $4 billion.",
        [(3000000000.0, "2020"), (4000000000.0, "2022")],
    ),
    (
        "In 2021 Kenya sold Peru goods for $3 billion. Last year it was $4 billion.",
        [(3000000000.0, "2021"), (4000000000.0, None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda x: str(x)[:50])
def test_each_figure_has_its_period(text, expected):
    assert periods(text) == expected


def test_all_cases_are_collected():
    assert len(CASES) == 14


def test_a_year_before_a_colon_heads_the_figure_after_it():
    text = "* Trade in 2025: 1.7 billion dollars (2024: 1.1 billion)"
    assert periods(text) == [(1.7e9, "2025"), (1.1e9, "2024")]


def test_a_figure_without_a_period_takes_the_only_one_of_the_document():
    text = "Trade came to $3 billion in 2024.\n\nExports: $2 billion\n\n{}Imports: $1 billion"
    assert periods(text.format("")) == [(3e9, "2024"), (2e9, "2024"), (1e9, "2024")]


def test_a_relative_year_that_cannot_be_counted_is_no_older_year():
    text = "Trade came to $3 billion in 2021.\n\nLast year exports were $2 billion."
    assert periods(text) == [(3e9, "2021"), (2e9, None)]

"""Figures of trade: which flow, which way, which period, and what is none."""

import pytest

from kg.claims.flows import find_flows
from kg.claims.patterns import flow_patterns
from kg.claims.trade import ruled_trade
from kg.model import Document
from kg.reading.context import contexts
from kg.reading.reading import read_document


def read(text):
    return read_document(Document("a", text, ""))


def rows(text):
    return [
        tuple(c.slots[k] for k in ("kind", "exporter", "importer", "value", "unit", "period"))
        for c in ruled_trade(read(text))
    ]


def senses(text):
    reading = read(text)
    found = []
    for sentence, context in zip(reading.sentences, contexts(reading), strict=True):
        found += find_flows(reading, sentence.start, sentence.end, context, None)
    return {f.pattern for f in found}


MATCHES = [(p.id, text) for p in flow_patterns() for text in p.match]
NEAR_MISSES = [(p.id, text) for p in flow_patterns() for text in p.no_match]


def test_every_pattern_has_its_sentences():
    assert len(flow_patterns()) >= 11
    assert len(MATCHES) >= 13
    assert len(NEAR_MISSES) >= 13


@pytest.mark.parametrize(("pattern", "text"), MATCHES)
def test_a_pattern_matches_its_sentences(pattern, text):
    assert pattern in senses(text)


@pytest.mark.parametrize(("pattern", "text"), NEAR_MISSES)
def test_a_pattern_does_not_match_its_near_misses(pattern, text):
    assert pattern not in senses(text)


B = 1e9
SENTENCES = [
    (
        "Kenya sold tea worth $3 billion to Peru in 2024.",
        [("exports", "Kenya", "Peru", 3 * B, "USD", "2024")],
    ),
    (
        "Tea worth $3 billion was sold to Peru by Kenya in 2024.",
        [("exports", "Kenya", "Peru", 3 * B, "USD", "2024")],
    ),
    (
        "Kenya's purchases from Peru came to $3 billion in 2024.",
        [("imports", "Peru", "Kenya", 3 * B, "USD", "2024")],
    ),
    (
        "Peruvian exports to Kenya rose to $3 billion in 2024 from $2 billion.",
        [
            ("exports", "Peru", "Kenya", 3 * B, "USD", "2024"),
            ("exports", "Peru", "Kenya", 2 * B, "USD", "2023"),
        ],
    ),
    (
        "Trade between Kenya and Peru reached $5 billion in 2024.",
        [("total", None, None, 5 * B, "USD", "2024")],
    ),
    (
        "Kenya's trade deficit with Peru widened to $2 billion in 2024.",
        [("balance", None, None, 2 * B, "USD", "2024")],
    ),
    (
        "In 2024 Kenya bought 200 tonnes of Peruvian copper.",
        [("quantity", "Peru", "Kenya", 200.0, "tonne", "2024")],
    ),
    (
        "Kenya and Peru want to raise trade to $9 billion by 2030.",
        [("target", None, None, 9 * B, "USD", "2030")],
    ),
    ("Trade between Kenya and Peru could reach $9 billion in 2030.", []),
    ("Peru invested $3 billion in Kenya in 2024.", []),
    ("Kenya and Peru signed a contract worth $3 billion.", []),
    ("Kenya pays $300 a tonne for copper from Peru.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=lambda x: str(x)[:50])
def test_a_sentence_gives_its_figures(text, expected):
    assert rows(text) == expected


def test_a_range_is_two_rows_with_one_quote():
    found = ruled_trade(read("Kenya sold Peru tea worth $2-3 billion in 2024."))
    assert [c.slots["value"] for c in found] == [2 * B, 3 * B]
    assert len({c.quote for c in found}) == 1


def test_a_table_gives_a_figure_a_cell():
    text = """Kenya and Peru

Kenya's trade with Peru (US$ million)

Year | Exports to Peru | Imports from Peru
2023 | 12.4 | 9.1
2024 | 13.0 | 8.0
"""
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 12.4e6, "USD", "2023"),
        ("imports", "Peru", "Kenya", 9.1e6, "USD", "2023"),
        ("exports", "Kenya", "Peru", 13e6, "USD", "2024"),
        ("imports", "Peru", "Kenya", 8e6, "USD", "2024"),
    ]


def test_an_item_takes_unit_and_period_from_the_notes():
    text = """Kenya and Peru: trade in 2024

Amounts in US$ million. Figures in brackets are for 2023.

Kenya's exports to Peru: 12.4 (11.0)
"""
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 12.4e6, "USD", "2024"),
        ("exports", "Kenya", "Peru", 11e6, "USD", "2023"),
    ]


ALIGNED = """Kenya and Peru

Trade (US$ million)

Year     Kenyan exports to Peru    Kenyan imports from Peru    Total (Kenyan data)
2022     12.4                      9.1                         21.5
2023     13.0                      8.0                         21.0
"""


def test_columns_set_apart_by_white_space_are_a_table():
    assert rows(ALIGNED) == [
        ("exports", "Kenya", "Peru", 12.4e6, "USD", "2022"),
        ("imports", "Peru", "Kenya", 9.1e6, "USD", "2022"),
        ("total", None, None, 21.5e6, "USD", "2022"),
        ("exports", "Kenya", "Peru", 13e6, "USD", "2023"),
        ("imports", "Peru", "Kenya", 8e6, "USD", "2023"),
        ("total", None, None, 21e6, "USD", "2023"),
    ]


def test_a_head_of_periods_stands_over_the_last_columns():
    text = """HIGH COMMISSION OF KENYA, LIMA

Kenya and Peru

Trade (US$ billion)

2021-22   2022-23   2023-24
Exports   2.30   3.93   4.50
Total   4.58   6.48   7.91
"""
    assert [(r[0], r[1], r[3], r[5][:7]) for r in rows(text)] == [
        ("exports", "Kenya", 2.3e9, "2021-22"),
        ("exports", "Kenya", 3.93e9, "2022-23"),
        ("exports", "Kenya", 4.5e9, "2023-24"),
        ("total", None, 4.58e9, "2021-22"),
        ("total", None, 6.48e9, "2022-23"),
        ("total", None, 7.91e9, "2023-24"),
    ]


def test_a_column_may_only_say_from_whom_or_to_whom():
    text = """Kenya and Peru

Goods (US$ million)

Period | From Peru | To Peru
2022 | 12.4 | 9.1
"""
    assert rows(text) == [
        ("imports", "Peru", "Kenya", 12.4e6, "USD", "2022"),
        ("exports", "Kenya", "Peru", 9.1e6, "USD", "2022"),
    ]


def test_a_bare_number_of_people_takes_no_unit():
    text = "Kenya and Peru: trade in 2024 (US$ million)\n\nCommunity: 60,000 persons in all"
    assert rows(text) == []


RESPECTIVELY = [
    (
        "In 2023 Kenya's exports to Peru were $3 million and its imports $2 million. "
        "A year earlier the two flows had stood at $5 million and $4 million respectively.",
        [("exports", 3e6), ("imports", 2e6), ("exports", 5e6), ("imports", 4e6)],
    ),
    (
        "Kenya's exports to Peru rose to $3 million in 2024, up from $2 million in 2023, "
        "and its imports to $5 million.",
        [("exports", 3e6), ("exports", 2e6), ("imports", 5e6)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), RESPECTIVELY)
def test_figures_of_two_flows_are_given_out_in_order(text, expected):
    assert [(r[0], r[3]) for r in rows(text)] == expected


def test_the_period_of_a_compared_figure_is_not_that_of_the_next_flow():
    assert [r[5] for r in rows(RESPECTIVELY[1][0])] == ["2024", "2023", "2024"]


def test_money_sent_home_is_no_trade():
    assert rows("Kenyans in Peru sent home $3 million in 2024.") == []
    assert [r[3] for r in rows("Kenyan firms sent Peru goods worth $3 million.")] == [3e6]


def test_two_flows_set_against_each_other_are_of_one_period():
    text = (
        "Kenya's exports to Peru came to $3 million in 2024 against imports of $2 million. "
        "They had been $1 million in 2020."
    )
    assert [(r[3], r[5]) for r in rows(text)] == [(3e6, "2024"), (2e6, "2024"), (1e6, "2020")]
    text = "Kenya's purchases from Peru were $3 million in 2024 against $2 million."
    assert [(r[3], r[5]) for r in rows(text)] == [(3e6, "2024"), (2e6, "2023")]


def test_a_goal_may_have_its_year_before_the_colon():
    text = "Kenya and Peru\n\nTrade reached $3 million in 2024.\n\nGoal for 2030: $5 million"
    assert [(r[0], r[3], r[5]) for r in rows(text)] == [
        ("total", 3e6, "2024"),
        ("target", 5e6, "2030"),
    ]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway's trade surplus with Ghana was $70 million in 2023.", ("Ghana", "Norway")),
        ("Peru recorded a trade surplus with Oman of $40 million.", ("Oman", "Peru")),
        ("Peru's trade deficit with Oman was $40 million in 2023.", ("Peru", "Oman")),
    ],
)
def test_the_side_in_deficit_stands_first(text, parties):
    [claim] = ruled_trade(read_document(Document("a.txt", text, "")))
    assert (claim.slots["kind"], claim.slots["parties"]) == ("balance", parties)

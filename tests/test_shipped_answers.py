"""The answers over the graph that `make` builds: something, in words, no row twice, in order."""

from pathlib import Path

import pytest

import kg
from kg.graph.queries import questions

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
#: The shipped document denies nothing.
NO_ANSWER = {"denials"}
#: Columns whose cells are addresses on purpose.
ADDRESSES = {"address"}


@pytest.fixture(scope="module")
def answers():
    graph = kg.build(DOCUMENTS)
    return {name: graph.query(name) for name in questions()}


def test_every_question_but_one_has_an_answer(answers):
    assert {name for name, rows in answers.items() if not rows} == NO_ANSWER


@pytest.mark.parametrize("name", sorted(set(questions()) - NO_ANSWER))
def test_an_answer_is_in_words_and_repeats_no_row(name, answers):
    rows = answers[name]
    cells = [
        (column, value)
        for row in rows
        for column, value in row.items()
        if isinstance(value, str) and column not in ADDRESSES
    ]
    assert [cell for cell in cells if cell[1].startswith(("http:", "https:", "urn:"))] == []
    assert [row for row in rows if rows.count(row) > 1] == []


def test_trade_and_balance_of_a_year_come_with_their_disagreement(answers):
    [row] = [r for r in answers["balance-by-year"] if r["period"] == "2024-25 (fiscal)"]
    assert (row["importsLow"], row["importsHigh"]) == (63_811_400_000, 63_840_000_000)
    assert "000_ca7f14e56d700761.txt" in row["sources"]


def test_what_a_document_promises_is_found_among_the_signed(answers):
    signed = {(r["promise"], r["agreement"]) for r in answers["promised-and-later-signed"]}
    assert ("Mobility pact", "Agreement on temporary labour activity") in signed

"""Dates of visits written without their year: tense and the document's date choose it."""

import pytest

from kg.claims.visits import find_visits
from kg.model import Document
from kg.reading.reading import read_document

HEAD = "LIMA, 9 February 2026 - The two sides met.\n\n"
WHO = "Chilean President Gabriel Boric"


def dates(text, head=HEAD):
    claims = find_visits(read_document(Document("note.txt", head + text, "")))
    return [(c.slots["start_date"], c.slots["end_date"]) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WHO} will travel to Nairobi on 2 March.", "2026-03-02"),
        (f"{WHO} travels to Nairobi on 2 March.", "2026-03-02"),
        (f"{WHO} is expected in Nairobi in January.", "2027-01"),
        (f"{WHO} flew to Nairobi on 2 March.", "2025-03-02"),
        (f"{WHO} flew to Nairobi on 2 February.", "2026-02-02"),
        (f"{WHO} has travelled to Nairobi in March.", "2025-03"),
        (f"The pact is from 2019. {WHO} flew to Nairobi on 2 March.", "2025-03-02"),
        (f"The pact was signed in 2019. {WHO} flew to Nairobi on 2 March.", "2019-03-02"),
        (f"Under the pact of 2019 {WHO} flew to Nairobi on 2 March.", "2019-03-02"),
        (f"2019: {WHO} travels to Nairobi on 2 March.", "2019-03-02"),
    ],
)
def test_the_year_follows_tense_and_document(text, expected):
    assert dates(text) == [(expected, None)]


def test_without_a_date_of_the_document_nothing_changes():
    assert dates(f"{WHO} will travel to Nairobi on 2 March.", head="") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WHO} flew to Nairobi on the 5th.", "2026-02-05"),
        (f"{WHO} flew to Nairobi on the 20th.", "2026-01-20"),
        (f"{WHO} will fly to Nairobi on the 20th.", "2026-02-20"),
        (f"{WHO} will fly to Nairobi on the 5th of next month.", "2026-03-05"),
        (f"Talks opened on 3 May 2024. {WHO} flew to Nairobi on the 5th.", "2024-05-05"),
        (f"{WHO} flew to Nairobi on the 75th anniversary.", "2026-02-09"),
    ],
)
def test_a_day_without_its_month_takes_one(text, expected):
    assert dates(text) == [(expected, None)]


def test_the_date_of_its_own_clause_is_the_visit_s():
    text = (
        f"Talks that were opened on 16 March 2025 when {WHO} was in Nairobi "
        "had been concluded on 22 December 2025."
    )
    assert dates(text) == [("2025-03-16", None)]


def test_the_word_since_dates_no_visit():
    assert dates(f"{WHO} was in Nairobi for the third time since May 2025.") == [
        ("2026-02-09", None)
    ]

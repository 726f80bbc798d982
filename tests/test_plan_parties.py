"""Who takes part in a plan."""

import pytest

from kg.claims.plan_parties import parties_of
from kg.model import Document
from kg.reading.reading import read_document

PAIR = "Kenya and Ghana met in May. "
CASES = [
    ("The two sides will build a mill.", {"Kenya", "Ghana"}),
    ("Tyazhmach intends to rebuild a turbine.", {"Tyazhmach", "Kenya", "Ghana"}),
    ("Baraka Group and Pirelix intend to build a mill.",
     {"Baraka Group", "Pirelix", "Kenya", "Ghana"}),
    ("A mill will be built by Baraka Group.", {"Baraka Group", "Kenya", "Ghana"}),
    ("Baraka Group will open a mill in Peru.", {"Baraka Group", "Peru", "Kenya", "Ghana"}),
    ("Talks with Peru are to start next.", {"Peru", "Kenya", "Ghana"}),
    # near misses: common nouns, an office
    ("Technicians will repair the mill.", {"Kenya", "Ghana"}),
    ("The Prime Minister will open the mill.", {"Kenya", "Ghana"}),
]  # fmt: skip


def test_there_are_cases():
    assert len(CASES) == 8


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_parties_of_the_last_sentence(text, expected):
    reading = read_document(Document("note.txt", PAIR + text, ""))
    assert set(parties_of(reading, len(PAIR), len(PAIR + text))) == expected


def test_nobody_takes_part_where_nobody_is_named():
    reading = read_document(Document("note.txt", "A mill will be built.", ""))
    assert parties_of(reading, 0, 21) == ()

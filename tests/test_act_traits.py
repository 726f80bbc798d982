"""What makes a statement look like a plan."""

import pytest

from kg.claims.plans import plan_features
from kg.claims.traits import judged_statements
from kg.model import Document
from kg.reading.reading import read_document

KINDS = ("verb=", "below=", "verb_subject=", "told=", "common", "countries=", "ahead=")


def features(text):
    reading = read_document(Document("note.txt", text, ""))
    last = judged_statements(reading)[-1]
    return {f for f in plan_features(reading, last) if f.startswith(KINDS)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Chile and Peru hope to launch a joint satellite.",
            {
                "verb=wish",
                "verb_subject=country",
                "below=join_forces",
                "common",
                "common_ahead",
                "countries=2",
            },
        ),
        (
            "They discussed fog.",
            {"verb=consider", "verb_subject=pronoun_they", "countries=0"},
        ),
        (
            "Farmers will rest.",
            {"verb_subject=people", "countries=0"},
        ),
        (
            "Chile exported copper worth $3 billion to Peru in 2021.",
            {
                "verb_subject=country",
                "countries=2",
                "told=exports",
                "told=exports_asserted",
                "told=trade",
                "told=trade_exports",
            },
        ),
        ("Rain.", {"countries=0"}),
    ],
)
def test_a_statement_shows_how_firm_it_is_who_acts_and_what_else_it_tells(text, found):
    assert features(text) == found

"""What one side proposed to the other, and what became of it."""

import pytest

from kg.claims.agreements import find_agreements
from kg.model import Document
from kg.reading.reading import read_document


def rows(text):
    claims = find_agreements(read_document(Document("note.txt", text, "")))
    return [(c.slots["label"], c.slots["status"]) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uganda has offered to sell power to Kenya.", ("sell power to Kenya", "proposed")),
        ("Kenya has proposed a joint border post.", ("joint border post", "proposed")),
        (
            "Kenya's request for visa-free entry was turned down by Uganda.",
            ("request for visa-free entry", "cancelled"),
        ),
        (
            "A request for visa-free entry was not granted by Uganda.",
            ("visa-free entry", "cancelled"),
        ),
        (
            "Kenya made a proposal for a lake ferry to Uganda.",
            ("lake ferry to Uganda", "proposed"),
        ),
    ],
)
def test_offers_and_refusals_are_stages(text, expected):
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya offered help to Uganda.",
        "Kenya offered its condolences to Uganda.",
        "Kenya sought to mend ties with Uganda.",
        "Kenya has not offered to sell power to Uganda.",
        "The weather offered a chance of rain in Kenya.",
        "A request for visa-free entry reached Uganda.",
        "Has Kenya proposed a joint border post?",
    ],
)
def test_courtesies_denials_and_questions_are_no_offers(text):
    assert rows(text) == []

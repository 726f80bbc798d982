"""Praise and blame: by words, turned by what governs them and by negations."""

import pytest

from kg.claims.polarity import signs
from kg.model import Document
from kg.reading.reading import read_document


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The pact is a lifeline.", "positive"),
        ("The pact reduces dependence on gas.", "positive"),  # less of what is bad
        ("The pact brings no relief.", "negative"),  # none of what is good
        ("The pact curbs waste and strengthens peace.", "positive"),  # beside, not below
        ("The scheme cuts exports.", "negative"),  # less of what is wanted
        ("The scheme is a burden.", "negative"),
        ("The scheme is not a burden.", "positive"),
    ],
)
def test_words_praise_or_blame_in_their_place(text, sign):
    found = signs(read_document(Document("a", text, "")), 0, len(text))
    assert [f for f in found if f.startswith("turned=")] == [f"turned={sign}"]


@pytest.mark.parametrize("text", ["", "Chile sells fish.", "Chile increases exports."])
def test_what_neither_praises_nor_blames_has_no_sign(text):
    found = signs(read_document(Document("a", text, "")), 0, len(text))
    assert [f for f in found if f in ("turned=positive", "turned=negative")] == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The pact lifts sanctions.", "positive"),  # less of what is bad
        ("The pact lifts sales.", "positive"),  # more of what is wanted
        ("The pact did not lift sales.", "negative"),
        ("Taxpayers foot the bill.", "negative"),  # a phrase, without its article
        ("The pact does not pay off.", "negative"),
        ("The port is too small.", "negative"),
        ("Chile is less dependent on gas.", "positive"),
    ],
)
def test_phrases_lifting_and_degree_praise_or_blame(text, sign):
    found = signs(read_document(Document("a", text, "")), 0, len(text))
    assert [f for f in found if f.startswith("turned=")] == [f"turned={sign}"]


@pytest.mark.parametrize("text", ["Chile lifts crates.", "He keeps a table.", "The port is small."])
def test_near_misses_of_phrases_lifting_and_degree_have_no_sign(text):
    found = signs(read_document(Document("a", text, "")), 0, len(text))
    assert [f for f in found if f.startswith("turned=")] == []

"""Agreements that are denied: quoted with the word that denies, and never asserted by a list."""

import pytest

from kg.claims.agreements import find_agreements
from kg.model import Document
from kg.reading.reading import read_document


def found(text):
    reading = read_document(Document("note.txt", text, ""))
    rows = find_agreements(reading)
    return [(c.slots["label"], c.slots["status"], c.quote, c.modality) for c in rows]


DENIED = [
    ("No Lake Ferry Agreement was signed.", "No Lake Ferry Agreement was signed"),
    ("Kenya and Uganda have not signed a ferry accord.", "not signed a ferry accord"),
    ("Neither a ferry accord nor a road pact was signed.", "Neither a ferry accord"),
    ("Is there a ferry accord? No.", "ferry accord? No"),
]


@pytest.mark.parametrize(("text", "quote"), DENIED)
def test_a_denial_is_quoted_with_the_word_that_denies(text, quote):
    rows = found(f"Kenya and Uganda met. {text}")
    assert ("denied", quote, "negated") in [row[1:] for row in rows]


def test_what_is_signed_is_quoted_as_before():
    assert found("No one spoke. Kenya and Uganda signed a ferry accord.") == [
        ("ferry accord", "signed", "signed a ferry accord", "asserted")
    ]


def test_what_was_not_among_the_papers_is_denied():
    text = "Six papers were signed by Kenya and Uganda. A ferry accord was not among them."
    assert [(label, status) for label, status, _, _ in found(text)] == [
        ("Six papers", "signed"),
        ("ferry accord", "denied"),
    ]


def test_what_was_among_the_papers_is_signed():
    text = "Six papers were signed by Kenya and Uganda. A ferry accord was among them."
    assert [(label, status) for label, status, _, _ in found(text)] == [
        ("Six papers", "signed"),
        ("ferry accord", "signed"),
    ]


def test_a_verb_of_its_own_keeps_an_item_from_what_its_list_says():
    text = "Six papers were signed by Kenya and Uganda. A ferry accord stayed in the drawer."
    assert ("ferry accord", "signed") not in [
        (label, status) for label, status, _, _ in found(text)
    ]


def test_nothing_is_denied_where_nothing_is_said():
    assert found("") == []
    assert found("No rain fell in Kenya.") == []

"""Agreements told of as one more of those before."""

import pytest

from kg.claims.agreements import ruled_agreements
from kg.model import Document
from kg.reading.reading import read_document


def found(text):
    reading = read_document(Document("note.txt", text, ""))
    return [
        (r.instrument.label, r.status, text[r.start : r.end]) for r in ruled_agreements(reading)
    ]


OTHERS = [
    (
        "Kenya and Uganda have a tax treaty of 1974. A new one was initialled in May.",
        ("new tax treaty", "signed", "new one was initialled"),
    ),
    (
        "Kenya and Uganda signed a memorandum on tea. A second was initialled a year later.",
        ("second memorandum", "signed", "second was initialled"),
    ),
    (
        "Kenya and Uganda signed two protocols. One sets up a fund for nurses.",
        ("protocol on fund for nurses", "signed", "One sets up a fund for nurses"),
    ),
]


@pytest.mark.parametrize(("text", "row"), OTHERS)
def test_another_agreement_has_a_row_of_its_own(text, row):
    assert found(text)[-1] == row


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda signed a memorandum on tea. One was late.",
        "Kenya and Uganda signed a memorandum on tea. A second lake lies south.",
        "Kenya and Uganda signed a memorandum on tea. One sets up tents by the lake.",
    ],
)
def test_one_that_is_no_agreement_has_none(text):
    assert [label for label, _, _ in found(text)] == ["memorandum on tea"]


def test_nothing_goes_before_nothing():
    assert found("") == []
    assert found("Kenya is large. A new one was signed.") == []

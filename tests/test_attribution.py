"""Who says it: by verbs of saying, judging and feeling, by phrases, quotations and form."""

import pytest

from kg.claims.attribution import find_attribution, quoted
from kg.claims.clauses import find_statements
from kg.model import Document
from kg.reading.reading import read_document


def holders(text):
    reading = read_document(Document("note.txt", text, ""))
    return [find_attribution(reading, s.start, s.end).holder for s in find_statements(reading)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Economists warn that the tariff will hurt farmers.", "Economists"),
        ("The tariff, economists warn, will hurt farmers.", "economists"),
        ("A hotel owner in Arica calls the border a burden.", "hotel owner in Arica"),
        ("According to Chile, the treaty is fair.", "Chile"),
        ("In the view of economists, the treaty is fair.", "economists"),
        ("Peru is wary of the new tariff on fish.", "Peru"),
        ("For growers the quota is a blow.", "growers"),
        ("In my view the quota is a blow.", "author"),
    ],
)
def test_holder_is_named(text, holder):
    assert holders(text) == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "The tariff will hurt farmers.",
        "The price says nothing about quality.",  # a price holds no view
        "Chile exports copper to Peru.",
    ],
)
def test_the_document_itself_says_it(text):
    assert holders(text) == [None]


def test_nothing_is_held_in_an_empty_document():
    assert holders("") == []


def test_a_quotation_belongs_to_the_speaker_beside_it():
    text = '"The port is full," a trader said. "Nobody will come."'
    assert holders(text) == ["trader", "trader"]


def test_a_writer_in_the_first_person_holds_what_nobody_else_says():
    text = "I have read the treaty. We were told it is good. The treaty is a mistake."
    assert holders(text)[-1] == "author"


def test_a_span_is_quoted_by_the_marks_around_it():
    text = 'He said "the port is full" and left.'
    reading = read_document(Document("note.txt", text, ""))
    at = text.index("the port")
    assert quoted(reading, at, at + 16)
    assert not quoted(reading, 0, 7)

"""Where sentences are cut into statements, and where they are not."""

import pytest

from kg.claims.clauses import find_statements
from kg.model import Document
from kg.reading.reading import read_document


def cut(text):
    reading = read_document(Document("note.txt", text, ""))
    return [text[s.start : s.end] for s in find_statements(reading)]


@pytest.mark.parametrize(
    "text",
    [
        "The port is open; | the railway will follow next year.",
        "Compressors are on order | and the company will install them by March.",
        "Peru buys wheat, maize and soy, | and Chile sells wine.",
        "More useful are the things now being prepared: | the ferry to Callao is to reopen in May, "
        "| Codelco will build an oilseed plant near Lima.",
        "The Sides will (a) open a joint laboratory in Lima, | (b) hold an Olympiad each spring.",
        "They will build a port | and open a school in Arica.",
        "Peru raised the duty, | leaving growers poor.",
    ],
)
def test_a_sentence_is_cut_where_another_clause_begins(text):
    parts = [part.strip().rstrip(",;") for part in text.split("|")]
    assert cut(text.replace("| ", "")) == parts


@pytest.mark.parametrize(
    "text",
    [
        "If Peru raises the duty, Chile will lose its market.",  # one depends on the other
        "The port is open again, he said on Monday.",  # who says it
        "The list is long: copper, tin and zinc.",  # no clause
        'A trader was blunt: "The port is full."',  # a quotation
        "Trade grew and prices fell.",  # too short to stand alone
        "Peru and Chile sell copper and wine to Japan.",
    ],
)
def test_a_sentence_is_left_whole(text):
    assert cut(text) == [text]


@pytest.mark.parametrize("text", ["", "Will the port open?", "Next Steps"])
def test_no_statement_in_what_states_nothing(text):
    assert cut(text) == []

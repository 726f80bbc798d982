"""Plans that hold several, and who takes part in them."""

import pytest

from kg.claims.plan_parts import parts
from kg.claims.plans import parties_of
from kg.model import Document
from kg.reading.reading import read_document


def read(text):
    return read_document(Document("note.txt", text, ""))


def cut(text):
    return [text[a:b] for a, b in parts(read(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Peru will teach 300 fitters, translate the manuals and move a test bench from Arica.",
            [
                "Peru will teach 300 fitters",
                "translate the manuals",
                "move a test bench from Arica.",
            ],
        ),
        (
            "Lima promised to train electricians and deliver a station.",
            ["Lima promised to train electricians", "deliver a station."],
        ),
        ("Chile and Peru will expand trade and investment.", None),  # one verb
        ("They will open a port and, later, a school.", None),
        ("They agreed to deepen and widen ties.", None),  # a part of one word
        ("Rain.", None),
    ],
)
def test_each_verb_of_a_list_plans_something(text, spans):
    assert cut(text) == (spans or [text])


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        (
            "Chile and Peru met. The World Bank will build a port in Peru.",
            "The World Bank will build a port in Peru.",
            ("Peru", "Chile", "World Bank"),
        ),
        (
            "Chile and Peru met. The World Bank will build a port and teach nurses.",
            "teach nurses.",
            ("Chile", "Peru", "World Bank"),
        ),
        (
            "Chile and Peru met. Both will build a port.",
            "Both will build a port.",
            ("Chile", "Peru"),
        ),
    ],
)
def test_who_acts_takes_part(text, words, parties):
    start = text.index(words)
    assert parties_of(read(text), start, start + len(words)) == parties

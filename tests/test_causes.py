"""Every cause pattern gives exactly what its examples say, and nothing where they say nothing."""

import pytest

from kg.claims.causes import cause_patterns, find_causes
from kg.model import Document
from kg.reading.reading import read_document

SAYS = [example for p in cause_patterns() for example in p.says]
SILENT = [sentence for p in cause_patterns() for sentence in p.silent]


def causes(text):
    reading = read_document(Document("note.txt", text, ""))
    return [(c.slots["cause"], c.slots["effect"]) for c in find_causes(reading)]


def test_there_are_examples():
    assert len(SAYS) >= 9
    assert len(SILENT) >= 9


@pytest.mark.parametrize(("text", "cause", "effect"), SAYS)
def test_gives_cause_and_effect(text, cause, effect):
    assert causes(text) == [(cause, effect)]


@pytest.mark.parametrize("text", [*SILENT, ""])
def test_gives_nothing(text):
    assert causes(text) == []

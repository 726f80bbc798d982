"""A capital in a year of its former state."""

import pytest

from kg.model import Document
from kg.reading.reading import read_document

SOVIET = "The Soviet Union sold rails. "


def of(text, word):
    reading = read_document(Document("note.txt", text, ""))
    return [m.actor for m in reading.mentions if reading.words(m) == word]


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        (SOVIET + "In 1965 Moscow lent roubles to Ghana.", "Moscow", "Soviet Union"),
        ("Ghana bought rails in 1965. The Soviet Union was glad. Moscow lent more.",
         "Moscow", "Soviet Union"),
        ("Yugoslavia sold tools to Ghana in 1974. The Serbs of Ghana were few.",
         "Serbs", "Yugoslavia"),
        # the year is a later one, or none is told
        (SOVIET + "In 2005 Moscow lent roubles to Ghana.", "Moscow", "Russia"),
        (SOVIET + "Moscow lent roubles to Ghana.", "Moscow", "Russia"),
        # the document never names the former state
        ("In 1965 Moscow lent roubles to Ghana.", "Moscow", "Russia"),
        # the successor is named: only what its sentence dates is of the state before
        (SOVIET + "That was in 1965. Russia is its heir. The Russian fleet is old.",
         "Russian", "Russia"),
        ("The Soviet Union and Russia in 1965.", "Russia", "Russia"),
    ],
)  # fmt: skip
def test_the_state_of_the_year(text, word, actor):
    assert of(text, word) == [actor]


def test_an_actor_without_mentions_is_none():
    reading = read_document(Document("a", SOVIET + "In 1965 Moscow lent roubles to Ghana.", ""))
    assert list(reading.actors) == ["Soviet Union", "Ghana"]
    assert not read_document(Document("a", "", "")).mentions

"""Neighbours: what is said of a name by the names and words beside it."""

import pytest

from kg.reading.blocks import find_blocks, level_text
from kg.reading.kind_neighbours import beside, neighbours, words_near
from kg.reading.scan import scan
from kg.reading.sentences import split_sentences


def features(text, name):
    blocks = find_blocks(text)
    level = level_text(text, blocks)
    known, unknown = scan(level, blocks, split_sentences(level, blocks))
    group = [u for u in unknown if level[u.start : u.end] == name]
    around = neighbours(level, known, unknown)
    return list(beside(level, group, around)), dict(words_near(level, group))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ore comes from Zambia and Zorvex.", ["list before=country_name"]),
        ("Ore comes from Zorvex and Zambia.", ["list after=country_name"]),
        ("The Kenyan Zorvex sells tea.", ["adjacent before=country_demonym"]),
        ("Kenya's Zorvex sells tea.", ["owner before=country_name"]),
        ("They met at Zorvex (Kenya).", ["bracket after=country_name"]),
        ("They met at Zorvex again.", []),
    ],
)
def test_names_beside_a_name(text, expected):
    assert features(text, "Zorvex")[0] == expected


def test_words_near_a_name_and_what_it_owns():
    found = features("The miner sold Zorvex's copper plant there.", "Zorvex")[1]
    assert found["near before=miner"] == 0.3
    assert found["near after=copper"] == 0.3
    assert found["after2=copper plant"] == 1.0
    assert found["owns=plant"] == 0.7


def test_nothing_beside_and_nothing_near():
    assert features("Zorvex.", "Zorvex") == ([], {})


def test_words_in_small_letters_are_kept():
    assert neighbours("Zorvex sells zinc.", [], []).small == frozenset({"sells", "zinc"})

"""Constructions of data/patterns/exports.yaml, each with sentences it must and must not match."""

import pytest

from kg.claims.export_frames import constructions, frame_rows
from kg.claims.exports import find_exports
from kg.claims.flow_denials import by_way, is_denied
from kg.model import Document
from kg.reading.context import Context, contexts
from kg.reading.reading import read_document

MATCH = [(c.id, line) for c in constructions() for line in c.match]
NO_MATCH = [(c.id, line) for c in constructions() for line in c.no_match]


def found(text):
    """Rows of constructions in the last sentence of *text*, by construction."""
    reading = read_document(Document("a", f"Kenya and Peru trade.\n\n{text}", ""))
    context = contexts(reading)[-1]
    return [
        (r.flow, r.exporter, r.importer, r.goods.name.lower())
        for r in frame_rows(reading, reading.sentences[-1], context)
    ]


def goods(text):
    reading = read_document(Document("a", text, ""))
    return [
        (c.slots["exporter"], c.slots["importer"], c.slots["commodity"])
        for c in find_exports(reading)
    ]


def test_there_are_constructions():
    assert len(constructions()) >= 20
    assert len(MATCH) >= 20
    assert len(NO_MATCH) >= 20


@pytest.mark.parametrize(("name", "line"), MATCH, ids=lambda x: str(x)[:60])
def test_a_construction_gives_its_rows(name, line):
    text, told = line.split(" | ")
    ends, names = told.split(" = ")
    seller, buyer = ends.split(" > ")
    rows = sorted(found(text))
    assert [r for r in rows if r[0] == name] == sorted(
        (name, seller, buyer, n) for n in names.split(", ")
    )


@pytest.mark.parametrize(("name", "line"), NO_MATCH, ids=lambda x: str(x)[:60])
def test_a_near_miss_gives_no_rows(name, line):
    assert found(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nobody relies on Kenya for tea.",
        "Peru never relied on Kenya for tea.",
        "If Peru relies on Kenya for tea, prices fall.",
        "Peru could depend on Kenyan tea.",
        "",
    ],
)
def test_what_is_denied_or_supposed_gives_no_rows(text):
    assert found(text or "Peru slept.") == []


KP, PK = ("Kenya", "Peru"), ("Peru", "Kenya")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru bought 40 lawnmowers from Kenya.", [(*KP, "lawnmowers")]),
        ("Peru bought shares in Kenya.", []),
        ("Kenya sold its embassy to Peru.", []),
        ("Kenya ships toys to Peru.", [(*KP, "toys")]),
        ("Kenya and Peru met. Kenya got easier terms for tea in Peru.", []),
        ("Nobody claims that Kenya exports tea to Peru.", []),
        ("Neither Kenya nor Peru exports arms to the other.", []),
        ("If Kenya exported coffee to Peru, prices would fall.", []),
        ("The minister denied that Kenya sells arms to Peru.", []),
    ],
)
def test_goods_are_what_a_verb_of_trade_has_as_plain_object(text, expected):
    assert goods(text) == expected


def test_denial_is_of_its_clause_only():
    text = "Nobody was hurt, but Kenya exports tea to Peru."
    reading = read_document(Document("a", text, ""))
    sentence = reading.sentences[0]
    assert not is_denied(reading, sentence, text.index("exports"))
    text = "Nobody knew that Kenya exports tea to Peru."
    reading = read_document(Document("a", text, ""))
    assert is_denied(reading, reading.sentences[0], text.index("exports"))


def test_a_word_of_the_compass_names_the_buyer():
    context = Context(0, pair=("Finland", "Estonia"))
    assert by_way("Furniture travels north.", context) == ("Estonia", "Finland")
    assert by_way("Furniture leads the southbound list.", context) == ("Finland", "Estonia")
    assert by_way("Furniture travels far.", context) is None
    assert by_way("Furniture travels north.", Context(0, pair=None)) is None

"""Pronouns, descriptions and plurals: one clear antecedent, or none."""

import pytest

from kg.model import Document
from kg.reading.coreference import plural_mentions
from kg.reading.plurals import document_pair
from kg.reading.reading import Reading, read_document


def read(text: str) -> Reading:
    return read_document(Document("note.txt", text, "0"))


def references(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    return [
        (reading.words(m), m.actor)
        for m in reading.mentions
        if m.form in ("pronoun", "description")
    ]


CASES = [
    ("Kenya sells tea. It buys wheat.", [("It", "Kenya")]),
    ("Kenya raised its exports.", [("its", "Kenya")]),
    ("Kenya's exports to its neighbour rose.", [("its", "Kenya")]),
    ("President Ana Silva came. She signed.", [("She", "Ana Silva")]),
    # a thing that is no actor, an empty "it", an object
    ("The deal failed. It was too dear.", []),
    ("Kenya waited. It is clear that prices rise.", []),
    ("Kenya used it.", []),
    # a figure or a text, which moves and is acted on; who moves something may be an actor
    ("Petrobras made $5 million. It fell to $3 million.", []),
    ("Petrobras made $5 million. It cut prices to $3.", [("It", "Petrobras")]),
    ("Kenya sent a text. It was signed in May.", []),
    # what follows a name after a comma is said of it
    ("Prices fell after Kenya, its buyer, stopped.", []),
    ("President Ana Silva left. Rui Costa, her adviser, stayed.", [("her", "Ana Silva")]),
    # somebody without a name
    ("President Ana Silva came. A trader in Lima said he was glad.", []),
    # another gender
    ("President Ana Silva came. She signed. He left.", [("She", "Ana Silva")]),
    # across a heading
    ("Kenya sells tea.\n\nOTHER NEWS\n\nIt rained.", []),
    # descriptions
    (
        "Kenyan President William Ruto came. The Kenyan president signed.",
        [("The Kenyan president", "William Ruto")],
    ),
    ("Morocco and Kenya met. The kingdom sells fruit.", [("The kingdom", "Morocco")]),
    ("Morocco, Spain and Kenya met. The kingdom sells fruit.", []),
    ("Petrobras signed. The company will drill.", [("The company", "Petrobras")]),
    ("Petrobras met Boeing and Airbus. The price rose.", []),
    # a statesman taken as known, by the office at the head of the state; no other office
    (
        "Julius Nyerere left. The Tanzanian president waved.",
        [("The Tanzanian president", "Julius Nyerere")],
    ),
    ("Julius Nyerere left. The Tanzanian ambassador waved.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:45] for c in CASES])
def test_references(text, expected):
    assert references(text) == expected


PLURALS = [
    ("Kenya and Egypt met. The two sides agreed.", [("The two sides", ("Kenya", "Egypt"))]),
    ("Kenya and Egypt met. They agreed.", [("They", ("Kenya", "Egypt"))]),
    ("Kenya and Egypt met. Both countries agreed.", [("Both countries", ("Kenya", "Egypt"))]),
    ("Kenya and Egypt met. The two agreed.", [("The two", ("Kenya", "Egypt"))]),
    # two countries from two sentences, one of them not of the pair the text is about
    (
        "Kenya met Egypt. Kenya paid Egypt. Peru watched. Kenya agreed. Both countries signed.",
        [("Both countries", ("Kenya", "Egypt"))],
    ),
    (
        "Kenya met Egypt. Kenya paid Egypt. Peru joined Kenya. Both countries signed.",
        [("Both countries", ("Peru", "Kenya"))],
    ),
    # a number before something else; prices; nobody
    ("Kenya and Egypt met over the two dams.", []),
    ("Prices rose. They fell again.", []),
    ("Kenya waited. Both sides agreed.", []),
]


@pytest.mark.parametrize(("text", "expected"), PLURALS, ids=[c[0] for c in PLURALS])
def test_plurals(text, expected):
    reading = read(text)
    assert [(reading.text[a:b], who) for a, b, who in plural_mentions(reading)] == expected


def test_pair_of_a_document_needs_a_clear_second():
    assert document_pair(read("Kenya and Egypt met. Chad came.").mentions) is None
    assert document_pair(read("Kenya met Egypt. Egypt and Kenya agreed. Chad came.").mentions) == (
        "Kenya",
        "Egypt",
    )


def test_cases_are_counted():
    assert (len(CASES), len(PLURALS)) == (22, 9)

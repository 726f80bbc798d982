"""How a statement stands is told from the verbs that govern it, not from a word nearby."""

import csv

import pytest

from kg.claims.modality import _words, head_of, modality_of
from kg.errors import DataFileError
from kg.model import Document
from kg.reading.reading import read_document
from kg.resources import resource


def modality(text, part=None):
    reading = read_document(Document("note.txt", text, ""))
    start = text.index(part) if part else 0
    return modality_of(reading, start, start + len(part or text))


CASES = [
    ("Chile signed the accord.", "asserted"),
    ("Chile will sign the accord.", "planned"),
    ("Chile hopes to sign the accord.", "planned"),
    ("Chile is to sign the accord in May.", "planned"),
    ("The accord is expected to be signed in May.", "planned"),
    ("Chile agreed to sell copper.", "planned"),
    ("Chile did not sign the accord.", "negated"),
    ("No accord was signed.", "negated"),
    ("None was signed.", "negated"),
    ("Officials denied that Chile had signed the accord.", "negated"),
    ("Chile said it would not sell copper.", "negated"),
    ("The visit was cancelled.", "negated"),
    ("The trip was called off.", "negated"),
    ("Chile may sign the accord.", "hedged"),
    ("Chile is likely to sign the accord.", "hedged"),
    ("The minister said that Chile had signed the accord.", "reported"),
    # near misses: the word is there but does not govern the statement
    ("Chile signed the accord that Peru had not read.", "asserted"),
    ("Chile, which may join later, signed the accord.", "asserted"),
]


def test_there_are_cases():
    assert len(CASES) == 18


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_modality_of_a_sentence(text, expected):
    assert modality(text) == expected


def test_a_part_is_judged_by_itself():
    text = "Chile signed the accord, but Peru did not read the annex."
    assert modality(text, "Chile signed the accord") == "asserted"
    assert modality(text, "Peru did not read the annex") == "negated"


def test_a_span_outside_every_sentence_is_asserted():
    reading = read_document(Document("note.txt", "Chile signed.\n\n\n", ""))
    assert head_of(reading, 15, 16) is None
    assert modality_of(reading, 15, 16) == "asserted"


def test_every_row_of_the_word_list_is_read():
    path = resource("data/lexicon") / "modality.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["role"], row["lemma"]) for row in csv.DictReader(file)]
    assert sorted(_words()) == sorted(rows)
    assert len(rows) > 80


def test_a_row_with_an_unknown_role_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "modality.csv").write_text("lemma,role,modality\nhope,helper,planned\n")
    monkeypatch.setattr("kg.claims.modality.resource", lambda name: tmp_path)
    _words.cache_clear()
    try:
        with pytest.raises(DataFileError, match=r"modality\.csv:2: expected a role"):
            _words()
    finally:
        _words.cache_clear()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Kenya denied reports that Peru had signed a pact.", "negated"),
        ("Kenya dismissed claims that Peru had signed a pact.", "negated"),
        ("Kenya read reports that Peru had signed a pact.", "asserted"),
    ],
)
def test_what_is_denied_of_a_report_is_denied_of_what_it_tells(text, modality):
    reading = read_document(Document("a.txt", text, ""))
    at = text.index("signed")
    assert modality_of(reading, at, at + len("signed a pact")) == modality

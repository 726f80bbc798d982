"""Events: one state does something to another; who did it to whom does not depend on word order."""

import pytest

from kg.claims.event_words import TYPES, load_words, read_words
from kg.claims.events import find_events
from kg.errors import DataFileError
from kg.model import Document
from kg.reading.reading import read_document

WORDS = load_words()


def events(text):
    return find_events(read_document(Document("note.txt", text, "")))


def rows(text):
    return [(c.slots["source"], c.slots["target"], c.slots["type"]) for c in events(text)]


def test_every_type_has_words_and_examples():
    assert sorted(set(WORDS.types.values())) == sorted(TYPES)
    assert {row[2] for _, rows in WORDS.says for row in rows} == set(TYPES)
    assert len(WORDS.never_says) >= len(TYPES)


@pytest.mark.parametrize(("text", "expected"), WORDS.says)
def test_examples_give_their_events(text, expected):
    assert rows(text) == list(expected)


@pytest.mark.parametrize("text", WORDS.never_says)
def test_counterexamples_give_nothing(text):
    assert rows(text) == []


def test_a_negated_act_is_no_event():
    assert rows("Chile did not impose tariffs on Peru.") == []


def test_a_planned_act_is_planned():
    (claim,) = events("Chile will impose tariffs on Peru.")
    assert claim.modality == "planned"


def test_a_person_acts_for_his_or_her_country():
    text = "Chilean President Gabriel Boric met Peruvian President Dina Boluarte."
    assert rows(text) == [("Chile", "Peru", "CONSULT")]
    assert rows("Chilean President Gabriel Boric met his finance minister.") == []


def test_an_act_has_its_date():
    (claim,) = events("Chile imposed tariffs on Peru in 2019.")
    assert claim.slots["date"] == "2019"


def test_a_question_and_an_empty_text_give_nothing():
    assert rows("Did Chile impose tariffs on Peru?") == []
    assert rows("") == []


def test_an_unknown_type_is_an_error(tmp_path):
    path = tmp_path / "events.yaml"
    path.write_text("- {type: GOSSIP, verb: [whisper]}\n")
    with pytest.raises(DataFileError, match="unknown type 'GOSSIP'"):
        read_words(path)


def test_a_word_of_two_types_is_an_error(tmp_path):
    path = tmp_path / "events.yaml"
    path.write_text("- {type: AID, verb: [feed]}\n- {type: ASSAULT, verb: [feed]}\n")
    with pytest.raises(DataFileError, match="'feed' is both AID and ASSAULT"):
        read_words(path)

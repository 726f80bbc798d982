"""Verbs of agreement that stand without a noun of agreement: the frames and what they yield."""

import pytest

from kg.claims.agreement_framed import frame_features, framed_in, label_of_object
from kg.claims.agreement_frames import (
    FRAME_ROLES,
    agreement_frames,
    frame_verbs,
    object_classes,
)
from kg.model import Document
from kg.reading.lexicon import rows
from kg.reading.reading import read_document

SAYS = [
    (frame.id, text, label, status)
    for frame in agreement_frames()
    for text, label, status in frame.says
]
NOT = [(frame.id, text) for frame in agreement_frames() for text in frame.no_match]


def framed(text):
    reading = read_document(Document("note.txt", text, ""))
    return [
        (f.frame.id, label_of_object(reading, f, len(text)), f.status)
        for f in framed_in(reading, 0, len(text))
    ]


@pytest.mark.parametrize(("frame", "text", "label", "status"), SAYS)
def test_a_frame_yields_what_its_sentences_say(frame, text, label, status):
    assert (frame, label, status) in framed(text)


@pytest.mark.parametrize(("frame", "text"), NOT)
def test_a_frame_leaves_its_near_misses_alone(frame, text):
    assert framed(text) == []


def test_every_frame_has_sentences_of_both_sorts():
    assert [f.id for f in agreement_frames() if not f.says or not f.no_match] == []
    assert len({f.id for f in agreement_frames()}) == len(agreement_frames())
    assert {role for f in agreement_frames() for role, _ in f.verbs} == set(FRAME_ROLES)


def test_no_frame_names_a_verb_twice():
    assert [f.id for f in agreement_frames() if len(f.verbs) != len(set(f.verbs))] == []


def test_no_noun_is_given_a_class_twice():
    table = [(row["noun"], row["class"]) for row in rows("agreement_objects.csv")]
    assert len(table) == len(set(table))
    assert {c for f in agreement_frames() for c in f.of} <= {c for _, c in table}


def test_a_verb_needs_the_object_its_frame_asks_for():
    assert framed("Kenya waived the fee for Ugandan lorries.") == [("lift", "fee", "signed")]
    assert framed("Kenya waived its song.") == []


def test_a_denied_verb_denies():
    assert framed("Kenya has not leased the port.") == [("lease", "port", "denied")]


def test_a_wish_is_a_proposal():
    assert ("lease", "port", "proposed") in framed("Kenya wants to lease the port.")


def test_a_verb_alone_speaks_of_what_was_told_before_if_a_party_does_it():
    assert framed("Kenya declined.") == [("refuse", "", "cancelled")]
    assert framed("The horse declined.") == []


def test_features_tell_the_frame_the_status_and_who_does_it():
    reading = read_document(Document("note.txt", "Kenya waived the fee.", ""))
    assert frame_features(reading, 0, len(reading.text)) == dict.fromkeys(
        [
            "framed",
            "framed=lift",
            "framed=lift_barrier",
            "framed=lift_party_top",
            "framed_of=barrier",
            "framed_status=signed",
            "framed_status=signed_party_top",
        ],
        0.5,
    )


def test_a_text_without_such_verbs_has_no_frames():
    assert framed("") == []
    assert framed("The sea is calm.") == []
    assert ("object", "sing") not in frame_verbs()
    assert "sea" not in object_classes()

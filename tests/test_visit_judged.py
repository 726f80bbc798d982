"""Visits that no rule reads, judged by a scorer; weak ones of the rules dropped by it."""

import pytest

from kg.claims.visit_candidates import find_candidates
from kg.claims.visit_judged import visit_candidates
from kg.claims.visits import find_visits, ruled_visits
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer, using

WHO = "Chilean President Gabriel Boric"
HONOURED = f"{WHO}, guest of honour in Lima, praised the port on 4 May 2023."


def read(text):
    return read_document(Document("note.txt", text, ""))


def rows(text):
    claims = find_visits(read(text))
    return [
        (*(c.slots[k] for k in ("visitor", "host_place", "start_date")), c.because[0])
        for c in claims
    ]


def scorer(weights, bias=(0.0, 0.0)):
    return {"visits": Scorer("visits", ("no", "yes"), bias, 1.0, (0.0, 0.0), weights)}


@pytest.fixture
def honours():
    """A scorer that takes whoever praises something for a guest."""
    with using(scorer({"over=praise": (-9.0, 9.0)}, bias=(2.0, -2.0))):
        yield


@pytest.fixture
def refuses():
    """A scorer that takes nobody for a guest."""
    with using(scorer({}, bias=(9.0, -9.0))):
        yield


@pytest.mark.usefixtures("honours")
def test_a_probable_guest_is_a_visitor():
    assert rows(HONOURED) == [("Gabriel Boric", "Lima", "2023-05-04", "judged")]


@pytest.mark.usefixtures("honours")
@pytest.mark.parametrize(
    "text",
    [
        f"{WHO} blamed the port of Lima on 4 May 2023.",
        f"{WHO} praised the port of Valparaiso, Chile, on 4 May 2023.",
        f"{WHO}, guest of honour in Lima, did not praise the port on 4 May 2023.",
        f"{WHO} praised the port in Lima by video link on 4 May 2023.",
        f"{WHO} was asked to praise the port in Lima on 4 May 2023.",
        f"{WHO} praised the port.",
    ],
)
def test_the_improbable_the_domestic_the_denied_and_the_distant_are_none(text):
    assert rows(text) == []


@pytest.mark.usefixtures("honours")
def test_a_visit_told_again_adds_no_row():
    text = f"{WHO} visited Lima on 4 May 2023. Boric praised the port in Lima."
    assert rows(text) == [("Gabriel Boric", "Lima", "2023-05-04", "visit")]


@pytest.mark.usefixtures("refuses")
def test_a_weak_visit_of_a_rule_goes_and_a_dated_one_stays():
    assert rows(f"Talks opened on 4 May 2023. {WHO} spoke in Lima.") == []
    dated = f"{WHO} spoke in Lima on 4 May 2023."
    assert rows(dated) == [("Gabriel Boric", "Lima", "2023-05-04", "act")]


def test_without_a_model_the_rules_stand(monkeypatch):
    monkeypatch.setattr(Scorer, "load", staticmethod(lambda name: None))
    text = f"Talks opened on 4 May 2023. {WHO} spoke in Lima."
    assert rows(text) == [("Gabriel Boric", "Lima", "2023-05-04", "act")]
    assert rows(HONOURED) == []


def test_a_candidate_has_its_nearest_foreign_place():
    reading = read(f"{WHO}, guest of honour in Lima, praised the port. Boric spoke of Santiago.")
    found = find_candidates(reading, ruled_visits(reading).homes)
    assert [(c.person.actor, c.place.actor, c.source) for c in found] == [
        ("Gabriel Boric", "Lima", "sentence"),
        ("Gabriel Boric", "Lima", "before"),
    ]


def test_no_feature_names_a_person_or_a_place():
    reading = read(HONOURED)
    ruled = ruled_visits(reading)
    judged = visit_candidates(reading, ruled.claims, ruled.frames, ruled.homes)
    names = " ".join(f for j in judged for f in j.features).lower()
    assert judged
    assert not any(word in names for word in ("boric", "lima", "chile", "peru", "2023"))

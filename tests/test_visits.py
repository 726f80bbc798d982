"""Visits: who is abroad, where and when; hosts and domestic trips do not count."""

import pytest

from kg.claims.visit_words import ROLES, load_words, read_words
from kg.claims.visits import find_visits
from kg.errors import DataFileError
from kg.model import Document
from kg.reading.reading import read_document
from kg.reading.statespeople import _table, statesperson

WORDS = load_words()


def visits(text):
    return find_visits(read_document(Document("note.txt", text, "")))


def rows(text):
    return [
        (c.slots["visitor"], c.slots["host_place"], c.slots["start_date"]) for c in visits(text)
    ]


def test_there_are_examples_and_words_for_every_role():
    assert len(WORDS.says) >= 5
    assert len(WORDS.never_says) >= 3
    assert sorted(WORDS.words) == sorted(ROLES)


@pytest.mark.parametrize(("text", "expected"), WORDS.says)
def test_examples_give_their_visits(text, expected):
    assert rows(text) == list(expected)


@pytest.mark.parametrize("text", WORDS.never_says)
def test_counterexamples_give_nothing(text):
    assert rows(text) == []


def test_the_guest_counts_and_the_host_does_not():
    active = "Peruvian President Dina Boluarte received Chilean President Gabriel Boric in Lima."
    passive = "Chilean President Gabriel Boric was received in Lima by President Dina Boluarte."
    assert [r[:2] for r in rows(active)] == [("Gabriel Boric", "Lima")]
    assert [r[:2] for r in rows(passive)] == [("Gabriel Boric", "Lima")]


def test_two_who_meet_abroad_are_both_visitors():
    text = (
        "Chilean President Gabriel Boric met Peruvian President Dina Boluarte "
        "in Nairobi in May 2023."
    )
    assert sorted(rows(text)) == [
        ("Dina Boluarte", "Nairobi", "2023-05"),
        ("Gabriel Boric", "Nairobi", "2023-05"),
    ]


def test_a_relative_clause_tells_of_a_visit():
    text = "Chilean President Gabriel Boric, who flew to Lima on 4 March 2023, spoke of copper."
    assert rows(text) == [("Gabriel Boric", "Lima", "2023-03-04")]


def test_two_places_are_two_visits():
    text = "Chilean President Gabriel Boric visited Lima and Nairobi in March 2023."
    assert sorted(r[1] for r in rows(text)) == ["Lima", "Nairobi"]


def test_a_planned_visit_is_planned_and_a_denied_one_negated():
    (planned,) = visits("Chilean President Gabriel Boric will visit Lima in May 2030.")
    (denied,) = visits("Chilean President Gabriel Boric did not visit Lima in May 2020.")
    assert (planned.modality, denied.modality) == ("planned", "negated")


def test_an_invitation_is_no_visit():
    assert rows("Chilean President Gabriel Boric was invited to Lima.") == []


def test_a_stay_has_its_last_day():
    (claim,) = visits(
        "Chilean President Gabriel Boric flew to Lima on 4 March 2023 for three days."
    )
    assert (claim.slots["start_date"], claim.slots["end_date"]) == ("2023-03-04", "2023-03-06")


def test_a_document_without_persons_gives_nothing():
    assert rows("Copper went to Lima.") == []
    assert rows("") == []


def test_quotes_are_exact():
    text = "Chilean President\nGabriel Boric flew to “Lima” on 4 March 2023."
    for claim in visits(text):
        assert text[claim.start : claim.end] == claim.quote


def test_statespeople_are_known_by_full_and_by_telling_last_name():
    assert len(_table()) > 700
    assert statesperson("Gabriel Boric") == "Chile"
    assert statesperson("Boric") == "Chile"
    assert statesperson("Sharif") == "Pakistan"
    assert statesperson("Nobody Known") is None


def test_an_unknown_role_is_an_error(tmp_path):
    path = tmp_path / "visits.yaml"
    path.write_text("- {fly: [jet]}\n")
    with pytest.raises(DataFileError, match="unknown role 'fly'"):
        read_words(path)


def test_a_role_without_words_is_an_error(tmp_path):
    path = tmp_path / "visits.yaml"
    path.write_text("- {move: [jet]}\n")
    with pytest.raises(DataFileError, match="no words for visit"):
        read_words(path)


def test_a_continent_is_nobody_s_host():
    text = "Chilean President Gabriel Boric was in search of friends in Africa in March 2023."
    assert rows(text) == []


def test_a_visit_told_again_without_its_date_adds_no_row():
    dated = "Chilean President Gabriel Boric visited Peru on 4 March 2023."
    chilean = "Chilean President Gabriel Boric is a lawyer."
    again = "\n\nBoric's visit to Peru was a success.\n"
    assert len(rows(chilean + again)) == 1
    assert rows(dated + again) == rows(dated)
    assert len(rows(dated)) == 1


def test_two_towns_of_one_journey_are_two_visits():
    text = "Chilean President Gabriel Boric visited Lima and Cusco in March 2023."
    assert [r[1] for r in rows(text)] == ["Lima", "Cusco"]


def test_to_head_a_ministry_is_no_journey():
    text = "Chilean economist Gabriel Boric heads the ministry in Lima."
    assert rows(text) == []


def test_who_is_expected_comes_and_who_had_been_expected_may_not():
    start = "Chilean President Gabriel Boric "
    assert [r[:2] for r in rows(start + "is expected in Lima in March 2023.")] == [
        ("Gabriel Boric", "Lima")
    ]
    assert rows(start + "had been expected in Lima in March 2023.") == []


def test_a_season_to_come_is_of_the_next_year():
    text = (
        "Lima, 4 May 2023\n\nPeru will host Chilean President Gabriel Boric in Lima next spring.\n"
    )
    assert [r[2] for r in rows(text)] == ["2024"]


def test_a_place_may_stand_after_the_name_of_the_visitor():
    text = "The visit of the Chilean President, Dr. Gabriel Boric, to Lima was in March 2023."
    assert [r[:2] for r in rows(text)] == [("Gabriel Boric", "Lima")]


def test_a_tour_of_four_weeks_has_its_two_ends_and_a_season_is_no_visit():
    tour = "Chilean President Gabriel Boric toured Peru from 18 November to 14 December 1955."
    (claim,) = visits(tour)
    assert (claim.slots["start_date"], claim.slots["end_date"]) == ("1955-11-18", "1955-12-14")
    (season,) = visits("Chilean President Gabriel Boric toured Peru from May to October 1955.")
    assert season.slots["start_date"] is None


def test_a_named_visit_of_somebody_else_is_no_visit_of_the_speaker():
    text = "Chilean President Gabriel Boric described the visit as useful in May 2023."
    assert rows(text) == []

"""Affiliation: which country a person or a place is of."""

import pytest

from kg.model import Document
from kg.reading.actors import actor_country
from kg.reading.reading import read_document


def read(text):
    return read_document(Document("note.txt", text, ""))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The President of Kenya, H.E. Mr. Tom Mboya, spoke.", "Kenya"),
        ("Kenya's army chief, General Tom Mboya, spoke.", "Kenya"),
        ("On the coast of Kenya, Tom Mboya spoke.", None),
        ("Tom Mboya spoke.", None),
    ],
)
def test_country_of_a_person_by_the_office_before_the_name(text, country):
    assert actor_country(read(text), "Tom Mboya") == country


def test_a_region_that_lies_in_one_country_is_of_it():
    reading = read("Jane Doe flew from Kaliningrad to the Sahel.")
    assert actor_country(reading, "Kaliningrad") == "Russia"
    assert actor_country(reading, "Sahel") is None


CAPITALS = [
    ("Kenya sold tea (Nairobi, 5 May 2024).", "place"),
    ("Bus lines between Cairo and Nairobi pay.", "place"),
    ("She saw Nairobi, Mombasa and the lake.", "place"),
    ("Trade between Cairo and Nairobi grew.", "country"),
    ("Nairobi and Cairo want more time.", "country"),
]


@pytest.mark.parametrize(("text", "kind"), CAPITALS)
def test_a_capital_is_the_city_where_it_is_dated_travelled_to_or_among_towns(text, kind):
    reading = read(text)
    assert [m.kind for m in reading.mentions if reading.words(m) == "Nairobi"] == [kind]


def test_a_capital_under_its_newer_name():
    assert {m.actor for m in read("Astana wants more time.").mentions} == {"Kazakhstan"}

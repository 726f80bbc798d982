"""What is easily misread about agreements: denials, names with a town or a year in them, pairs."""

import pytest

from kg.claims.agreements import find_agreements
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch):
    """No scorer: what is tested is what grammar reads."""
    monkeypatch.setattr(Scorer, "load", staticmethod(lambda _name: None))


def claims(text):
    return find_agreements(read_document(Document("note.txt", text, "")))


def rows(text):
    return [(c.slots["label"], c.slots["status"], c.modality) for c in claims(text)]


def test_neither_nor_denies_both():
    assert rows("Kenya and Egypt met. Neither the tea pact nor the water treaty was signed.") == [
        ("tea pact", "denied", "negated"),
        ("water treaty", "denied", "negated"),
    ]


def test_both_and_denies_neither():
    assert rows("Kenya and Egypt met. Both the tea pact and the water treaty were signed.") == [
        ("tea pact", "signed", "asserted"),
        ("water treaty", "signed", "asserted"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Kenya and Egypt fell short of a trade agreement.",
        "The minister of Kenya left Egypt without a trade agreement.",
        "Kenya and Egypt parted without signing a trade agreement.",
    ],
)
def test_what_was_not_reached_is_denied(text):
    assert rows(text) == [("trade agreement", "denied", "negated")]


def test_what_is_done_without_the_agreement_denies_nothing():
    assert rows("Kenya sells tea without the trade agreement with Egypt.") == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Kenya and Egypt met. Kenya ratified the Paris Agreement in 2017.", ("Kenya", "Egypt")),
        ("Kenya and France met. Kenya signed a pact with Paris in 2017.", ("France", "Kenya")),
    ],
)
def test_a_town_in_the_name_of_a_treaty_is_no_party(text, parties):
    assert [c.slots["parties"] for c in claims(text)] == [parties]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The 1987 Water Agreement between Kenya and Egypt was renewed in 2020.", "2020"),
        ("The Water Agreement between Kenya and Egypt was signed in 1987.", "1987"),
        ("The Water Agreement between Kenya and Egypt was renewed.", None),
    ],
)
def test_a_year_in_the_name_gives_way_to_the_year_of_the_act(text, date):
    assert [c.slots["date"] for c in claims(text)] == [date]


def test_two_named_agreements_are_two():
    text = "The Kenya-Egypt Trade Agreement and the Nile Water Treaty were signed in 2019."
    assert [c.slots["label"] for c in claims(text)] == [
        "Kenya-Egypt Trade Agreement",
        "Nile Water Treaty",
    ]


def test_one_name_runs_on_over_and():
    text = "Kenya and Egypt signed a Treaty of Friendship and Cooperation."
    assert [c.slots["label"] for c in claims(text)] == ["Treaty of Friendship and Cooperation"]


LEAD = "Kenya and Egypt trade little. "


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Savannah's contract with Safaricom was torn up in May.", ("Savannah", "Safaricom")),
        ("Nyota and Safaricom inked a contract for tea.", ("Nyota", "Safaricom")),
        ("Safaricom and Mopani inked a contract for tea.", ("Safaricom", "Mopani")),
        ("Equinor buys tea from Safaricom. The contract is signed.", ("Equinor", "Safaricom")),
        ("Equinor buys tea. The contract was signed in May.", ("Equinor", "Kenya", "Egypt")),
        ("The governments signed a contract in May.", ("Kenya", "Egypt")),
    ],
)
def test_both_companies_of_a_contract_are_its_parties(text, parties):
    assert [c.slots["parties"] for c in claims(LEAD + text)] == [parties]


def test_where_a_company_is_from_is_no_party():
    text = LEAD + "Equinor of Norway signed a contract with Kenya's Safaricom."
    assert [c.slots["parties"] for c in claims(text)] == [("Safaricom", "Equinor")]


def test_a_country_that_owns_nothing_is_a_party():
    text = LEAD + "Equinor signed a contract with Kenya in May."
    assert [c.slots["parties"] for c in claims(text)] == [("Kenya", "Equinor")]

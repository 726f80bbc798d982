"""Whose agreement it is: signatories with their names, companies, what was told before."""

import pytest

from kg.claims.agreements import find_agreements
from kg.model import Document
from kg.reading.reading import read_document


def parties(text):
    found = find_agreements(read_document(Document("note.txt", text, "")))
    return [set(c.slots["parties"]) for c in found]


#: Kenya and Ghana are the pair of the text; the agreement is that of the last sentence.
PAIR = "Kenya and Ghana met in May. "
CASES = [
    # companies that no lexicon knows, in the frame of an agreement
    ("Epirox concluded a contract with Mopanix.", {"Epirox", "Mopanix"}),
    ("Orimi Trade closed a contract with Amalgamated Farms.", {"Orimi Trade", "Amalgamated Farms"}),
    ("Nyotagaz and KLM Petrol are in talks on a contract.", {"Nyotagaz", "KLM Petrol"}),
    ("Nyota has let its contract with Baraka Group run out.", {"Nyota", "Baraka Group"}),
    ("Enigax and 50Volt concluded a contract in 2025.", {"Enigax", "50Volt"}),
    # where a company is from, what it is, what something goes to
    ("A contract with the Kenyan shipyard Wananchi for boats was signed in Accra.",
     {"Wananchi", "Kenya", "Ghana"}),
    ("Safaricom and its partner PassionAir renewed a contract.", {"Safaricom", "PassionAir"}),
    ("Safaricom sells phones to Kevian under a contract signed in May.", {"Safaricom", "Kevian"}),
    ("Safaricom sells phones to Kumasi under a contract signed in May.",
     {"Safaricom", "Kenya", "Ghana"}),
    ("Safaricom was awarded a licence by Ghana's regulator.", {"Safaricom", "Ghana"}),
    # near misses: a town, a dateline, an office, a person of no country
    ("A memorandum on a bridge between Kisumu and Tamale was signed.", {"Kenya", "Ghana"}),
    ("A memorandum on tea was announced by the Prime Minister.", {"Kenya", "Ghana"}),
    ("The contract on tea dates from July 1999.", {"Kenya", "Ghana"}),
    # whoever signs with several
    ("Baraka Group signed contracts with Nyota Bank and Chui Bank.",
     {"Baraka Group", "Nyota Bank", "Chui Bank"}),
    # one of two people is not known: the pair of the text
    ("A memorandum on music was signed by the two ministers, Mr Oduya and Mr Osei.",
     {"Kenya", "Ghana"}),
    # a company beside the pair it may act for
    ("Two ships were built by Baraka Group under a contract signed in 2018.",
     {"Baraka Group", "Kenya", "Ghana"}),
    # a bloc: which of the two is not its member is not known
    ("The trade agreement with the African Union was signed in 2019.",
     {"African Union", "Kenya", "Ghana"}),
]  # fmt: skip


def test_there_are_cases():
    assert len(CASES) == 17


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_parties_of_the_last_sentence(text, expected):
    assert parties(PAIR + text)[-1:] == [expected]


def test_nobody_signs_where_nobody_is_named():
    assert parties("") == []
    assert parties("The memorandum on tea was signed in May.") == [set()]


def test_the_agreement_said_has_the_parties_it_was_told_with():
    text = (
        PAIR + "Baraka Group and Nyota Bank signed a memorandum on tea. The day was hot. "
        "Nothing else was said. The memorandum was suspended in June."
    )
    assert parties(text) == [{"Baraka Group", "Nyota Bank"}] * 2


def test_another_noun_goes_back_to_nothing():
    text = (
        PAIR + "Baraka Group and Nyota Bank signed a memorandum on tea. The day was hot. "
        "Nothing else was said. The treaty on rivers was ratified in June."
    )
    assert parties(text) == [{"Baraka Group", "Nyota Bank"}, {"Kenya", "Ghana"}]


def test_a_part_of_an_agreement_has_the_parties_of_the_whole():
    text = (
        PAIR + "Baraka Group and Nyota Bank signed a contract on tea in May. "
        "An addendum was signed in June."
    )
    assert parties(text) == [{"Baraka Group", "Nyota Bank"}] * 2


def test_a_part_told_under_another_heading_belongs_to_nothing_before():
    text = (
        "# Tea\n\n" + PAIR + "Baraka Group and Nyota Bank signed a contract on tea in May.\n\n"
        "# Rivers\n\nAn addendum was signed in June.\n"
    )
    assert parties(text) == [{"Baraka Group", "Nyota Bank"}, {"Kenya", "Ghana"}]


def test_a_branch_is_named_with_its_country():
    text = PAIR + "Cargill Ghana signed a contract with Baraka Group."
    assert parties(text) == [{"Cargill Ghana", "Baraka Group"}]
    text = PAIR + "Cargill, Ghana and Kenya signed a contract."
    assert parties(text) == [{"Cargill", "Ghana", "Kenya"}]


def test_a_weekday_is_no_part_of_a_name():
    text = PAIR + "Baraka Group signed a contract with Ghana Railways on Friday."
    assert parties(text) == [{"Baraka Group", "Ghana Railways"}]


def test_a_bloc_may_be_named_by_its_members():
    assert parties("Kenya signed a trade treaty with the EFTA States.") == [{"Kenya", "EFTA"}]
    assert parties("Kenya signed a trade treaty with the Gulf States.")[0] != {"Kenya", "Gulf"}


def test_a_company_guessed_from_the_sentence_before_stands_beside_the_pair():
    text = (
        "Kenya and Ghana trade little. Safaricom sells phones. "
        "A contract with Equinor was signed in May."
    )
    assert parties(text) == [{"Equinor", "Safaricom", "Kenya", "Ghana"}]

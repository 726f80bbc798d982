"""Agreements: what is one, at what stage it stands, who its parties are."""

import pytest

from kg.claims.agreement_words import STATUSES, load_words, read_words
from kg.claims.agreements import find_agreements
from kg.errors import DataFileError
from kg.model import Document
from kg.reading.reading import read_document
from kg.resources import resource

EXAMPLES = load_words().examples


def agreements(text):
    return find_agreements(read_document(Document("note.txt", text, "")))


def rows(text):
    return [(c.slots["label"], c.slots["status"]) for c in agreements(text)]


def parties(text):
    return [set(c.slots["parties"]) for c in agreements(text)]


def test_every_status_has_examples():
    assert {status for _, status in EXAMPLES} == {*STATUSES, None}
    assert len(EXAMPLES) >= 30


@pytest.mark.parametrize(("text", "status"), EXAMPLES, ids=lambda x: str(x)[:40])
def test_status_words_do_what_their_examples_say(text, status):
    assert [s for _, s in rows(text)] == ([] if status is None else [status])


def test_active_and_passive_give_the_same_row():
    active = "Chile signed a copper accord with Peru."
    passive = "A copper accord was signed by Chile with Peru."
    assert rows(active) == rows(passive) == [("copper accord", "signed")]
    assert parties(active) == parties(passive) == [{"Chile", "Peru"}]


def test_a_denial_is_kept_as_a_denial():
    (claim,) = agreements("Kenya and Brazil signed no fisheries accord.")
    assert (claim.slots["status"], claim.modality) == ("denied", "negated")


def test_signed_and_in_force_are_two_rows():
    text = "The transit treaty between Kenya and Uganda was signed in 2001 and took effect in 2003."
    assert rows(text) == [("transit treaty", "signed"), ("transit treaty", "in_force")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A request by Chile for boats had been turned down.", "request for boats"),
        ("A proposal by Chile to lease a ferry was withdrawn.", "proposal to lease a ferry"),
        ("Peru turned down an offer from Chile of two ferries.", "offer of two ferries"),
        ("An offer by a Chilean fund was turned down.", "offer"),
        ("A request of 2018 by Chile was turned down.", "request of 2018"),
    ],
)
def test_a_request_is_named_by_what_is_asked_for_wherever_that_stands(text, label):
    assert [found for found, _ in rows(f"Chile and Peru met. {text}")] == [label]


def test_a_pronoun_takes_the_label_of_what_it_stands_for():
    text = "Kenya and Uganda signed a transit treaty in 2001. It lapsed in 2011."
    assert rows(text) == [("transit treaty", "signed"), ("transit treaty", "cancelled")]


def test_a_plural_over_a_list_gives_a_row_each():
    text = "Kenya and Uganda signed memoranda on tea, rail transport and health."
    assert rows(text) == [
        ("memorandum on tea", "signed"),
        ("memorandum on rail transport", "signed"),
        ("memorandum on health", "signed"),
    ]


def test_items_under_an_opening_line_take_its_status():
    text = (
        "The following documents were signed:\n"
        "- a protocol on fisheries;\n- a memorandum on tourism.\n"
    )
    assert rows(text)[-2:] == [
        ("protocol on fisheries", "signed"),
        ("memorandum on tourism", "signed"),
    ]


def test_a_term_takes_the_stages_after_its_colon():
    text = "Agreements\n- Border treaty: signed in March 1995; in force since June 1996.\n"
    assert rows(text) == [("Border treaty", "signed"), ("Border treaty", "in_force")]


def test_texts_listed_after_papers_were_signed_are_signed():
    text = (
        "Kenya and Uganda signed four papers. "
        "Among them were a memorandum on tea and a protocol on fish."
    )
    assert ("memorandum on tea", "signed") in rows(text)


def test_a_question_states_nothing():
    assert rows("Has a fisheries accord been signed?") == []


@pytest.mark.parametrize(
    "text",
    [
        "The union of teachers signed up new members.",
        "A great deal of rain fell on Lima.",
        "She ordered tea.",
        "",
    ],
)
def test_other_senses_give_nothing(text):
    assert rows(text) == []


def test_parties_are_named_after_between():
    text = "The border treaty between Kenya and Uganda entered into force in 2003."
    assert parties(text) == [{"Kenya", "Uganda"}]


def test_quotes_are_exact():
    text = "Kenya  and Uganda\nsigned a “transit treaty” in 2001."
    for claim in agreements(text):
        assert text[claim.start : claim.end] == claim.quote


def test_a_word_of_two_statuses_is_an_error(tmp_path):
    path = tmp_path / "agreements.yaml"
    path.write_text("- {status: signed, object: [sign]}\n- {status: denied, object: [sign]}\n")
    with pytest.raises(DataFileError, match="'sign' is both signed and denied"):
        read_words(resource("data/lexicon"), path)


def test_an_unknown_status_is_an_error(tmp_path):
    path = tmp_path / "agreements.yaml"
    path.write_text("- {status: rumoured, object: [whisper]}\n")
    with pytest.raises(DataFileError, match="unknown status 'rumoured'"):
        read_words(resource("data/lexicon"), path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile and Peru agreed to open two border crossings.",
            [("open two border crossings", "signed")],
        ),
        ("Chile ordered twelve trains from Peru.", [("order for twelve trains", "signed")]),
        ("Talks on copper supplies between Chile and Peru continue.", None),
        ("The tunnel project was shelved in 2016.", [("tunnel project", "cancelled")]),
        # near misses
        ("Chile and Peru agreed to continue their cooperation.", []),
        ("The waiter agreed to bring more bread.", []),
        ("The general ordered an attack.", []),
        ("The tunnel project began in 2016.", []),
        ("Talks with Chile continue.", []),
    ],
)
def test_acts_that_no_noun_of_agreement_names(text, expected):
    if expected is None:
        assert [s for _, s in rows(text)] == ["under_negotiation"]
    else:
        assert rows(text) == expected


def test_a_short_name_stands_for_the_full_one():
    text = (
        "Kenya and Uganda signed a Lake Fisheries Agreement (LFA) in 2001. "
        "Boats are few and the nets are old. The LFA lapsed in 2011."
    )
    assert rows(text) == [
        ("Lake Fisheries Agreement", "signed"),
        ("Lake Fisheries Agreement", "cancelled"),
    ]


def test_a_year_after_the_name_is_the_year_of_signing():
    assert rows("The border protocol of 6 May 2019 names Kenya and Uganda.") == [
        ("border protocol", "signed")
    ]


def test_the_parties_of_a_contract_are_its_companies():
    text = "Kenya Power signed a supply contract with Uganda Electricity Company."
    assert parties(text) == [{"Kenya Power", "Uganda Electricity Company"}]


def test_rows_name_kind_sector_and_date():
    (claim,) = agreements("Kenya and Uganda signed a memorandum on agriculture on 5 May 2019.")
    slots = dict(claim.slots)
    assert (slots["kind"], slots["sector"], slots["date"]) == ("mou", "agriculture", "2019-05-05")


def test_an_unknown_strength_is_an_error(tmp_path):
    (tmp_path / "agreement_nouns.csv").write_text("noun,kind,strength\npact,pact,firm\n")
    with pytest.raises(DataFileError, match=r"agreement_nouns\.csv:2: strength 'firm'"):
        read_words(tmp_path, resource("data/patterns") / "agreements.yaml")


def test_what_is_told_of_two_stages_is_quoted_apart():
    text = "The transit treaty between Kenya and Uganda was signed in 2001 and took effect in 2003."
    assert [c.quote for c in agreements(text)] == [
        "transit treaty between Kenya and Uganda was signed",
        "took effect",
    ]


def test_the_year_of_an_agreement_in_force_is_a_signing_of_its_own():
    text = "The border protocol of 6 May 2019, in force since 2021, names Kenya and Uganda."
    assert [(c.slots["status"], c.quote) for c in agreements(text)] == [
        ("signed", "border protocol of 6 May 2019"),
        ("in_force", "in force"),
    ]


def test_a_relative_clause_after_the_topic_tells_of_the_agreement():
    text = "The accord on lake fuel which was signed in May lets Kenya buy from Uganda."
    assert rows(text) == [("accord on lake fuel", "signed")]
    assert rows("The accord on a plant that was built in May pleased Kenya and Uganda.") == []


def test_what_signed_agreements_cover_gives_a_row_each():
    text = (
        "Kenya and Uganda signed four agreements on Monday. "
        "The agreements cover lake fishing, nursing, seed research and tourism."
    )
    assert rows(text)[1:] == [
        ("agreement on lake fishing", "signed"),
        ("agreement on nursing", "signed"),
        ("agreement on seed research", "signed"),
        ("agreement on tourism", "signed"),
    ]


def test_a_name_runs_on_over_a_hyphen():
    text = "Kenya and Uganda signed a Treaty on Peace and Good-Neighbourliness in 2001."
    assert rows(text) == [("Treaty on Peace and Good-Neighbourliness", "signed")]


def test_a_text_that_speaks_has_been_issued():
    text = "In a joint statement Kenya and Uganda said that trade had grown."
    assert rows(text) == [("joint statement", "signed")]
    assert rows("The joint statement says that Kenya trades with Uganda.") == []


def test_a_document_is_the_text_that_its_title_names():
    body = "\n\nKenya and Uganda reviewed their trade and found that it had grown.\n"
    assert rows("JOINT STATEMENT" + body) == [("JOINT STATEMENT", "signed")]
    assert rows("Why the joint statement matters" + body) == []


def test_the_other_company_of_a_contract_may_stand_before_it():
    text = (
        "Kenya Power needs cables from Uganda Electricity Company. "
        "The two are old rivals, and the cable contract with Kenya Power was signed in May."
    )
    companies = {"Kenya Power", "Uganda Electricity Company"}
    assert parties(text) == [companies | {"Kenya", "Uganda"}]  # a guess: the pair stands by it


def test_a_short_name_beside_the_full_one_is_no_agreement_of_its_own():
    text = "The Lake Trade Agreement, or CEPA, was signed by Kenya and Uganda in 2001."
    assert rows(text) == [("Lake Trade Agreement", "signed")]


def test_what_an_agreement_covers_is_no_stage():
    assert rows("A lake pact covering nine ports pleased Kenya and Uganda.") == []

"""Agreements that are only in view, named without a verb under a heading of what is to come."""

import pytest

from kg.claims.agreements import find_agreements
from kg.model import Document
from kg.reading.reading import read_document

OPENING = "Kenya and Uganda trade tea and cement. The two governments meet each year.\n\n"


def rows(body):
    document = Document("note.txt", OPENING + body, "")
    claims = find_agreements(read_document(document))
    return [(c.slots["label"], c.slots["status"], c.quote, c.modality) for c in claims]


@pytest.mark.parametrize(
    "heading",
    ["Future Plans", "Outlook", "Next Steps", "The Road Ahead", "Proposals", "What Comes Next"],
)
def test_the_term_of_an_item_is_proposed_and_quoted_whole(heading):
    assert rows(f"{heading}\n\n- Fisheries pact: Shared quotas on the lake.\n") == [
        ("Fisheries pact", "proposed", "Fisheries pact: Shared quotas on the lake", "planned")
    ]


def test_a_noun_phrase_in_an_item_is_proposed():
    body = "Outlook\n\n- Power: Long-term electricity purchase contracts, plus work on dams.\n"
    phrase = "Long-term electricity purchase contracts"
    assert rows(body) == [(phrase, "proposed", phrase, "planned")]


def test_an_answer_about_plans_gives_each_agreement_it_names():
    body = "Q1: What plans are being discussed? A customs accord, and a labour treaty for nurses.\n"
    assert [r[:2] for r in rows(body)] == [
        ("customs accord", "proposed"),
        ("labour treaty for nurses", "proposed"),
    ]


def test_what_was_named_before_gives_no_second_row():
    body = (
        "Next Steps\n\n- Fisheries pact: Shared quotas for crews on the lake.\n\n"
        "Questions\n\nQ1: What plans are being discussed? A fisheries pact for crews.\n"
    )
    assert [r[0] for r in rows(body)] == ["Fisheries pact"]


def test_a_signing_in_view_is_expected():
    assert [r[:2] for r in rows("Outlook\n\n- Signing of a power purchase agreement\n")] == [
        ("power purchase agreement", "expected")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Background\n\n- Fisheries pact: Shared quotas on the lake.\n",  # no such heading
        "Outlook\n\n- Fishing: Shared quotas on the lake.\n",  # no agreement
        "Outlook\n\n- The pact matters to crews on the lake.\n",  # a known one, with a verb
        "Outlook\n\n- Better use of a fisheries pact\n",  # not the head of its phrase
    ],
)
def test_nothing_is_foreseen_without_heading_noun_and_place(body):
    assert rows(body) == []


def test_words_of_status_win_over_the_heading():
    assert [r[:2] for r in rows("Outlook\n\n- Rail: The rail contract was cancelled.\n")] == [
        ("rail contract", "cancelled")
    ]


def test_a_heading_that_tells_what_was_signed_looks_back():
    assert [r[:2] for r in rows("Papers Signed and Next Steps\n\n- A pact on fisheries\n")] == [
        ("pact on fisheries", "signed")
    ]

"""Who says it: by verbs of saying, judging and feeling, by phrases, quotations and form."""

import pytest

from kg.claims.attribution import find_attribution, quoted
from kg.claims.clauses import find_statements
from kg.model import Document
from kg.reading.reading import read_document


def holders(text):
    reading = read_document(Document("note.txt", text, ""))
    return [find_attribution(reading, s.start, s.end).holder for s in find_statements(reading)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Economists warn that the tariff will hurt farmers.", "Economists"),
        ("The tariff, economists warn, will hurt farmers.", "economists"),
        ("A hotel owner in Arica calls the border a burden.", "hotel owner in Arica"),
        ("According to Chile, the treaty is fair.", "Chile"),
        ("In the view of economists, the treaty is fair.", "economists"),
        ("Peru is wary of the new tariff on fish.", "Peru"),
        ("For growers the quota is a blow.", "growers"),
        ("In my view the quota is a blow.", "author"),
    ],
)
def test_holder_is_named(text, holder):
    assert holders(text) == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "The tariff will hurt farmers.",
        "The price says nothing about quality.",  # a price holds no view
        "Chile exports copper to Peru.",
    ],
)
def test_the_document_itself_says_it(text):
    assert holders(text) == [None]


def test_nothing_is_held_in_an_empty_document():
    assert holders("") == []


def test_a_quotation_belongs_to_the_speaker_beside_it():
    text = '"The port is full," a trader said. "Nobody will come."'
    assert holders(text) == ["trader", "trader"]


def test_we_in_quotations_side_by_side_is_nobody_where_no_speaker_is_told():
    assert holders('"We say the port is full." "We think the pier is old."') == [None, None]


def test_a_writer_in_the_first_person_holds_what_nobody_else_says():
    text = "I have read the treaty. We were told it is good. The treaty is a mistake."
    assert holders(text)[-1] == "author"


def test_a_span_is_quoted_by_the_marks_around_it():
    text = 'He said "the port is full" and left.'
    reading = read_document(Document("note.txt", text, ""))
    at = text.index("the port")
    assert quoted(reading, at, at + 16)
    assert not quoted(reading, 0, 7)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A clerk in Lima, Ana Paz, fears that the ban will hurt growers.", "Ana Paz"),
        ("A grower near Arica, who met Ana Paz, fears that the ban will hurt him.", "grower"),
        ("The Chilean side was of the view that the quota harms growers.", "Chile"),
        ("The quota was part of the view from Arica.", None),
        ("The Peruvian side is of the view that, until May, the quota is a blow.", "Peru"),
        ("The quota will hurt growers, traders in Lima said.", "traders in Lima"),
        ("A fine port, says the mayor, for a town without ships.", "mayor"),
    ],
)
def test_holder_is_named_beside_set_off_or_after(text, holder):
    assert {h and h.split(" near ")[0] for h in holders(text)} == {holder}


def test_others_are_more_of_the_people_before():
    text = "Some growers welcome the pact. Others fear that it will ruin them."
    assert holders(text)[-1] == "other growers"


def test_others_are_nobody_without_people_before():
    assert holders("The pact is new. Others fear that it will ruin them.")[-1] is None


def test_each_turn_of_a_talk_is_held_by_its_speaker():
    text = (
        "On the line are Carlos Diaz, who owns lorries, and Ana Rojas, an economist.\n\n"
        "DIAZ: The port is full.\n\nROJAS: The quota is a blow.\n\n"
        "DIAZ: The road is a curse.\n\nROJAS: The tariff is fair.\n"
    )
    assert holders(text)[-4:] == ["Carlos Diaz", "Ana Rojas", "Carlos Diaz", "Ana Rojas"]


def test_a_label_that_stands_once_is_no_speaker():
    text = "Carlos Diaz owns lorries.\n\nDIAZ: The port is full.\n"
    assert set(holders(text)) == {None}


def test_a_signed_letter_is_held_by_whoever_signs_it():
    text = (
        "Letters to the Editor\n\nSir - I grow grapes in the north. The quota is a blow.\n\n"
        "Carlos Diaz, Arica\n\nSir - We own ships. The port is full and our crews are idle.\n\n"
        "Ana Rojas, Lima\n"
    )
    found = holders(text)
    assert (found[0], found[1], found[2]) == ("Carlos Diaz", "Carlos Diaz", "Ana Rojas")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A reactor engineer warns that fuel cannot cure the shortage.", "reactor engineer"),
        ("An exporter in Lima grumbles that prices are fixed.", "exporter in Lima"),
        ("The list of warns that we read is long.", "author"),  # a noun after "of"
        ("The reactor hall that burned was rebuilt.", None),
    ],
)
def test_a_verb_before_that_is_one_though_it_may_be_read_as_a_noun(text, holder):
    reading = read_document(Document("a", text, ""))
    assert find_attribution(reading, text.index("that"), len(text)).holder == holder

"""Who holds a view is chosen among everybody whom the text offers."""

import pytest

from kg.claims.holder_choice import choose_holder, holder_candidates
from kg.claims.traits import judged_statements
from kg.model import Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer, using


def _read(text):
    reading = read_document(Document("note.txt", text, ""))
    return reading, judged_statements(reading)


@pytest.mark.parametrize(
    ("text", "at", "offered"),
    [
        (
            "Growers in Peru fear the quota.",
            0,
            [None, "Growers in Peru", "Peru"],
        ),
        (
            "Some growers met the minister Ana Paz. The quota will ruin the valley.",
            1,
            [None, "growers", "Ana Paz"],
        ),
        (
            "I grow grapes. I say that my quota will ruin the valley.",
            1,
            [None, "author"],
        ),
        ("The quota will ruin the valley.", 0, [None]),
    ],
)
def test_nobody_the_writer_and_everybody_near_is_offered(text, at, offered):
    reading, statements = _read(text)
    assert [name for name, _ in holder_candidates(reading, statements, at)] == offered


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Growers fear that the quota will ruin the valley.", "Growers"),
        ("Most growers think that the quota will ruin the valley.", "growers"),
        ("The quota will ruin the valley.", None),  # near miss: nobody says so
    ],
)
@pytest.mark.parametrize("trained", [True, False])
def test_what_is_plainly_said_stays_with_who_says_it(text, holder, trained):
    reading, statements = _read(text)
    with using({} if trained else {"holders": None}):
        assert choose_holder(reading, statements, 0) == holder


def test_the_most_probable_is_chosen_and_the_first_of_equals():
    reading, statements = _read("Growers in Peru fear the quota.")
    margin = {"kind=country": (0.0, 3.0)}
    with using({"holders": Scorer("holders", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), margin)}):
        assert choose_holder(reading, statements, 0) == "Peru"
    with using({"holders": Scorer("holders", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), {})}):
        assert choose_holder(reading, statements, 0) is None


def test_another_speaker_than_the_rules_give_can_be_chosen():
    text = "At the fair, Orion Motors, said the mayor, considers the port a gift."
    reading, statements = _read(text)
    assert statements[0].attribution.holder == "mayor"
    names = [name for name, _ in holder_candidates(reading, statements, 0)]
    assert names == [None, "mayor", "Orion Motors", "port"]
    weights = {"kind=organisation": (0.0, 9.0)}
    with using({"holders": Scorer("holders", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), weights)}):
        assert choose_holder(reading, statements, 0) == "Orion Motors"

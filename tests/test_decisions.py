"""Decisions about names: "same" joins two actors, "different" parts them; no row, no decision."""

import pytest

import kg
from kg.errors import DataFileError
from kg.reading import linking
from kg.reading.decisions import load_decisions, read_decisions

HEADER = "name,same_as,decision,source\n"
TEXT = (
    "Peruvian Foreign Minister Ana Maria Paz met the head of Electroperu in Lima. "
    "Ana Paz spoke of power with Empresa Electricidad del Peru.\n"
)


@pytest.fixture
def table(tmp_path, monkeypatch):
    """The actor table of a small document under the rows of a decisions file."""
    document = tmp_path / "note.txt"
    document.write_text(TEXT, encoding="utf-8")
    file = tmp_path / "same.csv"

    def actors(*rows):
        file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        monkeypatch.setattr(linking, "load_decisions", lambda: read_decisions(file))
        graph = kg.build([document], reference=False)
        return {row["name"]: (row["kind"], tuple(row["aliases"])) for row in graph.table("actors")}

    return actors


def test_what_is_decided_to_be_different_is_parted_and_joined_again(table):
    before = table()
    after = table("Ana Paz,Ana Maria Paz,different,two sisters")
    assert before["Ana Maria Paz"] == ("person", ("Ana Paz",))
    assert "Ana Paz" not in before
    assert after == before | {"Ana Maria Paz": ("person", ()), "Ana Paz": ("person", ())}
    assert table() == before


def test_what_is_decided_to_be_the_same_is_joined_and_parted_again(table):
    before = table()
    after = table("Electroperu,Empresa Electricidad del Peru,same,its short name")
    assert {"Electroperu", "Empresa Electricidad del Peru"} <= set(before)
    assert "Electroperu" not in after
    assert after["Empresa Electricidad del Peru"] == ("organisation", ("Electroperu",))
    assert table() == before


def test_a_decision_about_other_names_changes_nothing(table):
    assert table("Ana Toro,Ana Maria Toro,different,two sisters") == table()


@pytest.mark.parametrize(
    "row", ["Ana Paz,Ana Maria Paz,perhaps,why", "Ana Paz,,same,why", ",Ana Paz,different,why"]
)
def test_a_row_that_decides_nothing_is_refused(tmp_path, row):
    file = tmp_path / "same.csv"
    file.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="not a decision"):
        read_decisions(file)


def test_the_shipped_decisions_are_well_formed():
    decisions = load_decisions()
    assert not set(decisions.same.items()) & decisions.different

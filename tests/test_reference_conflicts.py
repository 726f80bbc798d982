"""Documents against the reference, and the reference against itself; what sources say alike."""

import json

import pytest
from click.testing import CliRunner
from pyoxigraph import Store
from tiny import TABLES

from kg.cli.conflicts import conflicts as command
from kg.graph.comparable import same
from kg.graph.confirmations import confirmations
from kg.graph.conflicts import all_rows, conflicts, find_conflicts
from kg.graph.rdf import document_quads
from kg.graph.reference import statement_quads
from kg.graph.reference_rows import document_origins, reference_rows
from kg.model import Actor, Claim, Document


def stated(about="Peru and Chile", **other):
    """A row of the reference."""
    row = {
        "id": "trade-a",
        "document": "Gazette",
        "span_start": None,
        "quote": None,
        "modality": "asserted",
        "kind": "total",
        "exporter": None,
        "importer": None,
        "parties": about.split(" and "),
        "commodity": None,
        "value": 2.1e9,
        "unit": "USD",
        "period": "2021",
        "note": None,
        "origins": ("Gazette",),
        "base": None,
        "worth": None,
    }
    return {**row, **other}


def told(found):
    return [(one.sort, one.about, one.values) for one in found]


@pytest.fixture(scope="module")
def shipped():
    store = Store()
    store.extend(statement_quads())
    return {one.about: one.values for one in conflicts(store)}


@pytest.mark.parametrize(
    ("about", "values"),
    [
        (
            "total, India and Russia, all goods, 2021-22 (fiscal), USD",
            ("13,124,680,000 USD", "8,730,000,000 USD"),
        ),
        (
            "flow, Russia to India, all goods, 2022-23 (fiscal), USD",
            ("41,600,000,000 USD", "46,000,000,000 USD", "46,200,000,000 USD"),
        ),
        (
            "flow, Russia to India, all goods, 2024-25 (fiscal), USD",
            ("63,811,400,000 USD", "63,840,000,000 USD"),
        ),
        (
            "total, India and Russia, all goods, 2023, USD",
            ("57,000,000,000 USD", "60,000,000,000 USD"),
        ),
        (
            "total, India and Russia, all goods, 2024 Jan-Apr, USD",
            ("18,000,000,000 USD", "23,100,000,000 USD"),
        ),
        (
            "total, India and Russia, all goods, 2020, USD",
            ("8,100,000,000 USD", "9,000,000,000 USD"),
        ),
        (
            "quantity, Russia to India, crude oil, 2025-12, barrel_per_day",
            ("1,140,000 barrel_per_day", "1,200,000 barrel_per_day"),
        ),
        (
            "share, Russia to India, crude oil, 2025-11, percent",
            ("35 percent", "36.3 percent", "36.6 percent"),
        ),
        (
            "Rupee-rouble debt settlement, India and Russia, USD",
            ("10,000,000,000 USD", "8,400,000,000 USD"),
        ),
        (
            "target, India and Russia, investment, 2025, USD",
            ("15,000,000,000 USD", "50,000,000,000 USD"),
        ),
    ],
)
def test_a_clash_that_the_tables_name_is_shown(about, values, shipped):
    assert shipped[about] == values


#: Disagreements that data/reference/README.md lists, with what `kg conflicts` says of each.
NAMED = {
    "five S-400 regiments": "5,000,000,000 USD | 5,430,000,000 USD | 5,500,000,000 USD",
    "Sale and refit of the carrier Admiral Gorshkov": "947,000,000 USD | 974,000,000 USD",
    "on the Gorshkov refit": "2,300,000,000 USD | 2,340,000,000 USD | 2,350,000,000 USD",
    "Federation Council approves RELOS": "2025-12-08 | 2025-12-10",
    "Licensed production of 140 Su-30MKI": "3,300,000,000 USD | 3,500,000,000 USD",
    "Chakra III": "3,000,000,000 USD | 3,300,000,000 USD",
    "Licence to build one thousand T-90S": "2004 | 2006",
    "29.9% of Taas-Yuryakh": "1,120,000,000 USD | 1,242,000,000 USD | 1,280,000,000 USD",
    "annual summit 15": "16 document | 20 document",
    "annual summit 19": "8 document | 9 document",
    "annual summit 20": "13 document | 15 document | 25 document",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    from kg.showing.export import export

    store = Store()
    store.extend(statement_quads())
    path = tmp_path_factory.mktemp("named") / "reference.trig"
    path.write_bytes(export(store, "trig"))
    arguments = ["--format", "json", "--store", str(path)]
    return json.loads(CliRunner().invoke(command, arguments, standalone_mode=False).stdout)


@pytest.mark.parametrize("name", NAMED)
def test_the_command_shows_a_disagreement_that_the_readme_lists(name, printed):
    sides = [row["says"] for row in printed if name in row["about"] and row["sort"] != "figure"]
    assert sides == NAMED[name].split(" | ")


def test_an_occasion_that_began_on_two_days_clashes_only_where_the_rows_are_alternatives():
    one = {"id": "events-a", "label": "Vote", "date": "2021-05-03", "parties": ["Senate"]}
    one |= {"modality": "asserted"}
    one |= {"document": "Gazette", "span_start": None, "base": None, "worth": None}
    other = {**one, "id": "events-b", "date": "2021-05-05"}
    assert find_conflicts({"occasions": [one, other]}) == []
    [found] = find_conflicts({"occasions": [one, {**other, "base": "events-a"}]})
    assert (found.sort, found.about) == ("date", "Vote, Senate, began")
    assert found.values == ("2021-05-03", "2021-05-05")


def test_shares_of_different_wholes_do_not_clash(shipped):
    """What is 36 per cent of the buyer's imports may be 38 per cent of the seller's exports."""
    assert "share, Russia to India, arms, 2020-2024, percent" not in shipped


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        ({"value": 2.5e9}, True),
        ({"value": 2.5e9, "period": "2022"}, False),
        ({"value": 2.12e9}, True),
        ({"value": 2.104e9}, False),  # 2.1 is that, rounded
        ({"value": 2.5e9, "kind": "target"}, False),
        ({"value": 2.5e9, "parties": ["Peru"]}, False),
    ],
)
def test_rows_of_the_reference_clash_as_rows_of_documents_do(other, clashes):
    rows = {"trade": [stated(), stated(id="trade-b", **other)]}
    assert bool(find_conflicts(rows)) == clashes


@pytest.mark.parametrize("kind", ["target", "quantity"])
def test_goals_and_shares_clash_only_as_alternatives_of_one_row(kind):
    unit = "percent" if kind == "quantity" else "USD"
    one = stated(kind=kind, unit=unit, value=30)
    other = {**one, "id": "trade-b", "value": 40}
    assert find_conflicts({"trade": [one, other]}) == []
    [found] = find_conflicts({"trade": [one, {**other, "base": "trade-a"}]})
    assert found.values == (f"30 {unit}", f"40 {unit}")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (68.7e9, 68.72e9, True),
        (63.84e9, 63.81e9, False),
        (4.88e9, 4.8813e9, True),
        (60e9, 57e9, False),
        (0.0, 0.0, True),
        (0.0, 5.0, False),
    ],
)
def test_figures_are_the_same_where_one_may_be_the_other_rounded(one, other, alike):
    assert same(one, other) == same(other, one) == alike


@pytest.fixture(scope="module")
def both():
    """The small tables, and a document that agrees with one figure and not with another."""
    text = "Exports of Peru to Chile were $1.2 billion in 2021. The total was $2.3 billion."
    note = Document("note.txt", text, "0" * 64)
    frame = {"parties": ("Chile", "Peru"), "unit": "USD", "period": "2021"}
    flow = {"kind": "exports", "exporter": "Peru", "importer": "Chile", "value": 1.2e9}
    claims = [
        Claim("trade", note.name, 0, 51, text[:51], {**frame, **flow}),
        Claim("trade", note.name, 52, 79, text[52:], {**frame, "kind": "total", "value": 2.3e9}),
    ]
    actors = [Actor("Chile", "country"), Actor("Peru", "country")]
    store = Store()
    store.extend(statement_quads(TABLES) + document_quads(note, actors, claims))
    return store


def test_a_document_stands_beside_the_rows_it_clashes_with(both):
    [found] = [c for c in conflicts(both) if c.about.startswith("total")]
    assert [(row["document"], row["quote"], row.get("note")) for row in found.rows] == [
        ("Customs tables 2021", None, None),
        ("note.txt", "The total was $2.3 billion.", None),
        ("Trade in 2021", None, "Conflicts with customs"),
    ]
    assert found.values == ("2,100,000,000 USD", "2,300,000,000 USD", "2,500,000,000 USD")


def test_what_two_publishers_or_a_document_and_the_reference_say_is_confirmed(both):
    assert [(c.about, c.says, c.sources) for c in confirmations(both)] == [
        (
            "flow, Peru to Chile, all goods, 2021, USD",
            "1,200,000,000 USD",
            ("Andes Gazette", "Customs of Peru", "note.txt"),
        ),
        ("Fisheries pact, Chile and Peru", "in_force", ("Andes Gazette", "Pacific Wire")),
        (
            "Fisheries pact, Chile and Peru",
            "signed 2021-05-04",
            ("Andes Gazette", "Pacific Wire"),
        ),
        (
            "Port contract, Chile and Peru",
            "signed 2021-05",
            ("Andes Gazette", "Port Institute"),
        ),
        (
            "Summit 1 of Peru and Chile, Ana Rojas and Luis Vega",
            "took place 2021-05-03",
            ("Andes Gazette", "Pacific Wire"),
        ),
    ]


def test_a_document_that_the_tables_cite_confirms_nothing_by_itself(tmp_path):
    for path in TABLES.glob("*.csv"):
        text = path.read_bytes().decode()
        text = text.replace("https://example.org/trade-2021", "urn:document:note")
        text = text.replace("andes-gazette;lima-customs", "andes-gazette")
        (tmp_path / path.name).write_bytes(text.encode())
    words = "Exports of Peru to Chile were $1.2 billion in 2021."
    note = Document("note.txt", words, "0" * 64)
    slots = {"kind": "exports", "exporter": "Peru", "importer": "Chile", "value": 1.2e9}
    slots |= {"parties": ("Chile", "Peru"), "unit": "USD", "period": "2021"}
    claim = Claim("trade", note.name, 0, len(words), words, slots)
    actors = [Actor("Chile", "country"), Actor("Peru", "country")]
    store = Store()
    store.extend(statement_quads(tmp_path) + document_quads(note, actors, [claim]))
    assert document_origins(store) == {"note": "note.txt", "note.txt": "note.txt"}
    assert [c.about for c in confirmations(store) if c.about.startswith("flow")] == []


def test_without_a_reference_there_are_no_rows_of_it():
    assert reference_rows(Store(), "trade") == []
    assert reference_rows(Store(), "visits") == []
    kinds = ("trade", "agreements", "visits", "exports", "occasions")
    assert all_rows(Store()) == {kind: [] for kind in kinds}
    assert confirmations(Store()) == []


def test_the_command_prints_sources_and_remarks_where_there_is_no_quote(both, tmp_path):
    from kg.showing.export import export

    path = tmp_path / "both.trig"
    path.write_bytes(export(both, "trig"))
    result = CliRunner().invoke(command, ["--store", str(path)], standalone_mode=False)
    assert (
        "2. total, Chile and Peru, all goods, 2021, USD (differ by 16%)\n"
        "   2,100,000,000 USD: reference: Customs tables 2021\n"
        '   2,300,000,000 USD: note.txt:52 "The total was $2.3 billion."\n'
        "   2,500,000,000 USD: reference: Trade in 2021 [Conflicts with customs]\n"
    ) in result.stdout
    result = CliRunner().invoke(
        command, ["--confirmed", "--format", "csv", "--store", str(path)], standalone_mode=False
    )
    assert result.stdout.splitlines()[:2] == [
        "about,says,sources",
        '"flow, Peru to Chile, all goods, 2021, USD","1,200,000,000 USD",'
        "Andes Gazette; Customs of Peru; note.txt",
    ]

"""The reference: tables checked, rows with their sources, things those of claims."""

import csv
import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, Store
from tiny import TABLES

from kg.errors import DataFileError
from kg.graph.check import check
from kg.graph.names import Names
from kg.graph.reference import statement_quads
from kg.graph.reference_tables import period_name, read_entries
from kg.graph.things import make_thing
from kg.graph.vocab import ID, PREFIXES, RDF_TYPE, REFERENCE_GRAPH, labels, term
from kg.model import Actor, Claim
from kg.resources import resource
from kg.showing.network import to_network

HOME = resource("data/reference")


def rows(name, folder=HOME):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def shipped():
    store = Store()
    store.extend(statement_quads())
    return store


@pytest.fixture(scope="module")
def tiny():
    store = Store()
    store.extend(statement_quads(TABLES))
    return store


def values(store, subject, predicate):
    quads = store.quads_for_pattern(subject, term(predicate), None, REFERENCE_GRAPH)
    return sorted(quad.object.value for quad in quads)


def statement(key):
    from pyoxigraph import NamedNode

    return NamedNode(f"{ID}statement/{key}")


def stated(store, key):
    """Labels of what a row states."""
    things = store.quads_for_pattern(statement(key), term("irk:states"), None, None)
    return sorted(label for q in things for label in values(store, q.object, "rdfs:label"))


def test_the_tables_pass_their_checker():
    done = subprocess.run(
        [sys.executable, HOME / "check.py"], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        "sources.csv: 337 rows",
        "trade.csv: 311 rows",
        "summits.csv: 23 rows",
        "agreements.csv: 181 rows",
        "actors.csv: 283 rows",
        "sectors.csv: 58 rows",
        "events.csv: 105 rows",
        "hs_chapters.csv: 51 rows",
        "counts.csv: 7 rows",
        "passed",
    ]
    assert done.returncode == 0


@pytest.mark.parametrize("path", sorted(HOME.glob("*.csv")), ids=lambda p: p.stem)
def test_a_table_keeps_its_line_ends(path):
    text = path.read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n") > 0


def test_every_sector_and_chapter_is_a_concept_by_its_id():
    sectors, chapters = labels("sector"), labels("hs-chapter")
    assert {f"{PREFIXES['sector']}{r['sector_id']}" for r in rows("sectors")} <= {*sectors.values()}
    assert {chapters[r["label"].casefold()].rsplit("/", 1)[1] for r in rows("hs_chapters")} == {
        r["hs_chapter"] for r in rows("hs_chapters")
    }


def test_every_row_is_a_statement_with_its_sources(shipped):
    found = {}
    for quad in shipped.quads_for_pattern(None, term("dct:source"), None, None):
        if quad.subject.value.startswith(f"{ID}statement/"):
            source = quad.object.value.removeprefix(f"{ID}source/")
            found.setdefault(quad.subject.value, set()).add(source)
    expected = {}
    for table in ("actors", "trade", "agreements", "events", "summits", "counts"):
        for row in rows(table):
            key = next(iter(row.values()))
            expected[statement(f"{table}-{key}").value] = set(row["source_ids"].split(";"))
    assert len(expected) == 910
    assert found == expected


def test_the_graph_of_the_reference_conforms(shipped):
    assert check(shipped) == []


def test_the_same_tables_give_the_same_quads_without_blank_nodes():
    quads = statement_quads()
    assert quads == sorted(statement_quads(), key=str)
    assert {quad.graph_name for quad in quads} == {REFERENCE_GRAPH}
    assert not any(isinstance(n, BlankNode) for q in quads for n in (q.subject, q.object))


def test_a_figure_that_a_document_gives_too_is_the_same_node(tiny):
    slots = {
        "kind": "exports",
        "exporter": "Peru",
        "importer": "Chile",
        "parties": ("Chile", "Peru"),
        "value": 1.2e9,
        "unit": "USD",
        "period": "2021",
    }
    claim = Claim("trade", "note.txt", 0, 4, "some", slots)
    names = Names([Actor("Peru", "country"), Actor("Chile", "country")])
    said = make_thing(claim, names)
    assert values(tiny, statement("trade-peru-export-2021"), "irk:states") == [said.iri.value]
    claim = Claim("trade", "note.txt", 0, 4, "some", {**slots, "value": 1.3e9})
    assert list(tiny.quads_for_pattern(make_thing(claim, names).iri, None, None, None)) == []


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("FY2021-22", "2021-22 (fiscal)"),
        ("FY2021-22 Apr-Aug", "2021-22 Apr-Aug (fiscal)"),
        ("2021 Jan-Aug", "2021 Jan-Aug"),
        ("2021-05", "2021-05"),
        ("", ""),
    ],
)
def test_periods_are_written_as_documents_write_them(cell, period):
    assert period_name(cell) == period


@pytest.mark.parametrize(
    ("key", "things"),
    [
        ("trade-peru-total-2021", ["total trade, Chile and Peru, 2021: 2.1 billion USD"]),
        ("trade-peru-balance-2021", ["trade balance, Chile and Peru, 2021: 300 million USD"]),
        (
            "trade-peru-export-hs-03-2021",
            ["volume of fish and seafood, Peru to Chile, 2021-22 Apr-Aug (fiscal): 250,000 tonne"],
        ),
        (
            "agreements-fish-2021",
            ["Fisheries pact: in_force", "Fisheries pact: signed, 2021-05-04"],
        ),
        ("agreements-rail-talks", ["Rail treaty: under_negotiation"]),
        ("events-summit-01", ["Summit 1 of Peru and Chile"]),
        ("summits-1", ["Summit 1 of Peru and Chile"]),
        ("actors-andes-tunnel", ["Andes Tunnel"]),
        (
            "actors-ana-rojas",
            ["Ana Rojas", "Ana Rojas: Minister of Trade", "Ana Rojas: President"],
        ),
        ("actors-luis-vega", ["Luis Vega", "Luis Vega: Envoy, date not printed"]),
    ],
)
def test_what_a_row_states(key, things, tiny):
    assert stated(tiny, key) == things


def test_a_balance_below_nothing_is_a_deficit_of_the_exporter(tiny):
    [balance] = tiny.quads_for_pattern(None, term("irk:deficitSide"), None, None)
    assert balance.object.value == f"{ID}actor/peru"
    assert values(tiny, balance.subject, "irk:value") == ["300000000"]


def test_another_valuation_speaks_of_the_same_stage_and_says_of_which_row_it_is(tiny):
    first, other = (statement(f"agreements-port-2021{end}") for end in ("", "-alt"))
    assert values(tiny, other, "irk:states") == values(tiny, first, "irk:states")
    assert values(tiny, other, "prov:alternateOf") == [first.value]
    assert values(tiny, first, "prov:alternateOf") == []
    assert [values(tiny, s, "irk:worth") for s in (first, other)] == [["30000000"], ["45000000"]]


def test_what_a_table_says_was_signed_at_an_occasion_is_tied_to_it(tiny):
    [summit] = tiny.quads_for_pattern(None, term("irk:outcome"), None, None)
    ties = list(tiny.quads_for_pattern(None, term("irk:signedAt"), None, None))
    assert [tie.object for tie in ties] == [summit.subject]
    assert values(tiny, ties[0].subject, "rdfs:label") == ["Fisheries pact: signed, 2021-05-04"]


def test_every_summit_but_those_of_which_no_signing_is_known_has_what_was_signed_there(shipped):
    tied = {q.object for q in shipped.quads_for_pattern(None, term("irk:signedAt"), None, None)}
    events = {row["event_id"]: row for row in rows("events") if row["kind"] == "summit"}
    summits = {
        q.object
        for row in events
        for q in shipped.quads_for_pattern(
            statement(f"events-{row}"), term("irk:states"), None, None
        )
    }
    assert len(summits) == 23
    untied = {values(shipped, one, "rdfs:label")[0] for one in summits - tied}
    assert {label.rsplit(" ", 1)[1] for label in untied} == {"7", "14"}
    assert tied <= summits
    assert len([row for row in rows("agreements") if row["occasion"]]) == 84


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (b"summit-01,in_force", None),
        (b"summit-09,in_force", "fish-2021: events has no row 'summit-09'"),
        (b",in_force", None),
    ],
)
def test_an_occasion_must_be_a_row_of_its_table(cell, problem, tmp_path):
    for path in TABLES.glob("*.csv"):
        content = path.read_bytes().replace(b"summit-01,in_force", cell)
        (tmp_path / path.name).write_bytes(content)
    if problem:
        with pytest.raises(DataFileError, match=problem):
            statement_quads(tmp_path)
    else:
        found = [q for q in statement_quads(tmp_path) if q.predicate == term("irk:signedAt")]
        assert len(found) == (1 if cell.startswith(b"summit") else 0)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (",2000-10-03,summit-01,", ",2000-10-03,summit-99,", "unknown event 'summit-99'"),
        (",2000-10-03,summit-01,", ",2000-10-03,summit-02,", "not signed during 'summit-02'"),
        (",summit-01,in_force,", ",summit-01,proposed,", "what is not signed is signed at no"),
    ],
)
def test_the_checker_refuses_a_signing_at_another_time_or_none(old, new, complaint, tmp_path):
    for path in HOME.iterdir():
        text = path.read_bytes()
        if path.name == "agreements.csv":
            text = text.replace(old.encode(), new.encode())
        (tmp_path / path.name).write_bytes(text)
    command = [sys.executable, tmp_path / "check.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert complaint in done.stdout


def test_a_summit_is_one_occasion_with_the_outcome_of_one_table_and_the_parties_of_both(tiny):
    [summit] = tiny.quads_for_pattern(None, term("irk:outcome"), None, None)
    parties = [f"{ID}actor/ana-rojas", f"{ID}actor/luis-vega"]
    assert values(tiny, summit.subject, "irk:hasParty") == parties
    for key in ("events-summit-01", "summits-1"):
        assert values(tiny, statement(key), "irk:states") == [summit.subject.value]


@pytest.mark.parametrize(
    ("office", "start", "end"),
    [("Minister of Trade", ["2019"], ["2021-05"]), ("President", ["2022"], [])],
)
def test_an_office_has_the_dates_between_which_it_was_seen(office, start, end, tiny):
    from pyoxigraph import Literal

    [found] = tiny.quads_for_pattern(None, term("irk:office"), Literal(office), None)
    assert values(tiny, found.subject, "irk:startDate") == start
    assert values(tiny, found.subject, "irk:endDate") == end
    assert values(tiny, found.subject, "irk:officeHolder") == [f"{ID}actor/ana-rojas"]


def test_a_project_is_no_actor(tiny):
    [project] = tiny.quads_for_pattern(None, RDF_TYPE, term("irk:Project"), None)
    assert values(tiny, project.subject, "skos:altLabel") == ["Tunnel of the Andes"]
    types = {q.object for q in tiny.quads_for_pattern(project.subject, RDF_TYPE, None, None)}
    assert types == {term("irk:Project")}


def test_links_to_wikidata_are_those_given_and_no_other(shipped):
    links = list(shipped.quads_for_pattern(None, term("skos:exactMatch"), None, None))
    given = {r["wikidata_qid"] for r in rows("actors")} - {""}
    assert {q.object.value.removeprefix(PREFIXES["wd"]) for q in links} == given
    assert len(links) == len(given) == 12


def copy(tmp_path, table, old, new):
    for path in TABLES.glob("*.csv"):
        text = path.read_bytes().decode()
        if path.stem == table:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / path.name).write_bytes(text.encode())
    return tmp_path


def test_an_unknown_actor_is_an_error_that_names_the_line(tmp_path):
    folder = copy(tmp_path, "trade", "peru-import-2021,peru,chile", "peru-import-2021,peru,chili")
    with pytest.raises(DataFileError, match=r"trade\.csv:3: importer|trade\.csv:3: exporter"):
        read_entries(folder)


def test_a_value_in_words_is_an_error_that_names_the_line(tmp_path):
    folder = copy(tmp_path, "trade", "900000000", "a lot")
    with pytest.raises(DataFileError, match=r"trade\.csv:3: value: no number 'a lot'"):
        read_entries(folder)


def test_a_folder_without_tables_states_nothing(tmp_path):
    assert statement_quads(tmp_path) == []


def test_the_network_shows_what_documents_say_and_leaves_the_reference_out(tiny):
    assert to_network(tiny).number_of_nodes() == 0

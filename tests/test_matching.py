"""Which things of documents are those of the tables: what is certain, what is near, what is not."""

import csv
import hashlib
import json

import pytest
from click.testing import CliRunner
from pyoxigraph import Store
from tiny import TABLES

from kg.cli.conflicts import conflicts as conflicts_command
from kg.cli.matching import matches as command
from kg.errors import DataFileError
from kg.graph.check import check
from kg.graph.confirmations import confirmations
from kg.graph.conflicts import conflicts
from kg.graph.match_rules import load_match_rules, read_match_decisions
from kg.graph.matching import find_matches, match_quads
from kg.graph.names import Names
from kg.graph.rdf import document_quads
from kg.graph.reference import statement_quads
from kg.graph.things import make_thing
from kg.graph.vocab import ID, LINKS_GRAPH
from kg.model import Actor, Claim, Document

ACTORS = (
    Actor("Ana Rojas", "person", country="Peru"),
    Actor("Bolivia", "country"),
    Actor("Chile", "country"),
    Actor("Chilean fleet", "organisation", aliases=("Navy of Chile",), country="Chile"),
    Actor("Fishmeal Ltd", "organisation", country="Peru"),
    Actor("Lima", "place", country="Peru"),
    Actor("Arica", "place", country="Chile"),
    Actor("Peru", "country"),
)
PAIR = ("Chile", "Peru")


def agreement(label, date=None, *, kind="pact", parties=PAIR, status="signed", sector=None):
    slots = {"label": label, "kind": kind, "parties": parties, "sector": sector}
    return "agreements", {**slots, "status": status, "date": date}


def visit(visitor="Ana Rojas", place="Lima", start=None, end=None):
    slots = {"visitor": visitor, "host_place": place, "start_date": start, "end_date": end}
    return "visits", slots


def said(*told, name="note.txt", date="2022-03-04", modality="asserted"):
    """The quads of a document that tells of things."""
    text = f"{name}: " + " ".join("It is so." for _ in told)
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(name, text, digest, date=date)
    claims = [
        Claim(kind, name, at, at + 9, "It is so.", slots, modality=modality)
        for at, (kind, slots) in zip(range(len(name) + 2, len(text), 10), told, strict=True)
    ]
    return document_quads(document, ACTORS, claims)


def stated(folder=TABLES):
    return statement_quads(folder)


def verdicts(*told, folder=TABLES, **document):
    found = find_matches(said(*told, **document) + stated(folder), folder)
    return [(m.row, m.verdict, m.why) for m in found if "/actor/" not in m.thing]


FISH = "agreements/fish-2021"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (agreement("accord on fisheries", "2021-05-04"), "found"),
        (agreement("the fishery treaty", "2021-05-04"), "found"),
        (agreement("fisheries accord", "2021-05"), "found"),
        (agreement("fisheries accord", "2021-05-06"), "found"),
        (agreement("fisheries accord", "2021-05-04", parties=("Chile", "Peru")), "found"),
        # near misses
        (agreement("fisheries accord", "2020-05-04"), None),
        (agreement("fisheries accord", "2021-05-04", parties=("Bolivia", "Peru")), None),
        (agreement("fisheries accord", "2021-05-04", parties=("Bolivia", "Chile", "Peru")), None),
        (agreement("fisheries memorandum", "2021-05-04", kind="mou"), "found"),
        (agreement("agreement between the two countries", "2021-05-04"), None),
        (agreement("Peruvian-Chilean accord", "2021-05-04"), None),
        (agreement("accord on copper", "2021-05-04"), None),
        (agreement("fisheries accord", "2021-01"), None),
        (agreement("fisheries accord", "2021"), None),
        (agreement("fisheries accord"), None),
        (agreement("fisheries accord", status="proposed"), None),
    ],
)
def test_an_agreement_is_matched_only_where_parties_kind_date_and_title_go_together(told, verdict):
    assert [(row, found) for row, found, _ in verdicts(told)] == (
        [(FISH, verdict)] if verdict else []
    )


def test_a_match_says_what_the_two_share():
    assert verdicts(agreement("accord on fisheries", "2021-05-04")) == [
        (FISH, "found", "same day; fisheri")
    ]


@pytest.fixture
def tables(tmp_path):
    """A copy of the small tables with other rows of agreements."""

    def made(*rows, decisions=()):
        for path in TABLES.glob("*.csv"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        with (tmp_path / "agreements.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        if decisions:
            lines = ["thing,row,decision,source", *decisions]
            (tmp_path / "matches.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return made


def row(key, title, signed="", kind="pact", status="signed", parties="peru;chile"):
    return (key, title, kind, parties, "", "mining", signed, "", status, "", "", "port-notes", "")


COPPER = row("copper", "Agreement on joint copper refining", "2021-06-07")


@pytest.mark.parametrize(
    ("told", "rows", "verdict"),
    [
        (agreement("copper refining accord"), [COPPER], ["found"]),
        (agreement("copper accord"), [COPPER], []),
        (agreement("copper refining accord", status="proposed"), [COPPER], []),
        (agreement("copper refining accord", status="in_force"), [COPPER], ["found"]),
        (
            agreement("copper refining accord"),
            [COPPER, row("copper-2", "Second accord on copper refining", "2009-01-02")],
            ["open", "open"],
        ),
        (
            agreement("copper refining accord", "2021-06-07"),
            [COPPER, row("copper-2", "Second accord on copper refining", "2009-01-02")],
            ["found"],
        ),
        (
            agreement("copper refining accord", "2021-06-07"),
            [COPPER, row("copper-2", "Copper refining by the sea", "2021-06-07")],
            ["open", "open"],
        ),
        (
            agreement("copper contract", "2021-06-07", kind="contract"),
            [row("copper", "Joint copper refining", "2021-06-07", kind="mou")],
            [],
        ),
        (
            agreement("copper refining talks", status="under_negotiation"),
            [row("copper", "Copper refining treaty", status="under_negotiation")],
            ["found"],
        ),
    ],
)
def test_without_a_day_more_words_are_wanted_and_one_row_alone(told, rows, verdict, tables):
    found = verdicts(told, folder=tables(*rows))
    assert [one for _, one, _ in found] == verdict


def test_what_is_signed_after_a_document_was_written_is_not_what_it_tells_of(tables):
    folder = tables(COPPER)
    assert verdicts(agreement("copper refining accord"), folder=folder, date="2021-06-06") == []
    assert len(verdicts(agreement("copper refining accord"), folder=folder, date="2021-06")) == 1


def test_companies_may_stand_for_their_countries_but_not_for_other_companies(tables):
    folder = tables(row("copper", "Joint copper refining", "2021-06-07", parties="peru;chile-navy"))
    told = agreement("copper refining", "2021-06-07")
    firms = agreement("copper refining", "2021-06-07", parties=("Chilean fleet", "Peru"))
    others = agreement("copper refining", "2021-06-07", parties=("Fishmeal Ltd", "Arica"))
    assert [one for _, one, _ in verdicts(told, folder=folder)] == ["found"]
    assert [one for _, one, _ in verdicts(firms, folder=folder)] == ["found"]
    assert verdicts(others, folder=folder) == []


SUMMIT = "summits/1"


@pytest.mark.parametrize(
    ("told", "row"),
    [
        (visit(start="2021-05-03", end="2021-05-04"), SUMMIT),
        (visit(start="2021-05-04"), SUMMIT),
        (visit(start="2021-05"), SUMMIT),
        (visit(place="Chile", start="2021-05-03"), SUMMIT),
        # near misses
        (visit(start="2021-05-05"), None),
        (visit(start="2021"), None),
        (visit(place="Arica", start="2021-05-03"), None),
        (visit(place="Chile", start="2021-05"), None),
        (visit(visitor="Peru", start="2021-05-03"), None),
        (visit(place="Bolivia", start="2021-05-03"), None),
    ],
)
def test_a_visit_is_an_occasion_where_visitor_place_and_days_go_together(told, row):
    assert [found for found, _, _ in verdicts(told)] == ([row] if row else [])


def test_an_actor_is_matched_by_another_name_that_one_actor_of_the_tables_alone_has(tables):
    def found(name, kind="country", country=None, folder=TABLES):
        document = Document("n.txt", f"{name} was there.", "0" * 64)
        quads = document_quads(document, [Actor(name, kind, country=country)], [])
        return [(m.thing, m.row) for m in find_matches(quads + stated(folder), folder)]

    assert found("Republic of Peru") == [(f"{ID}actor/republic-of-peru", "actors/peru")]
    assert found("Republic of Chile") == []
    assert found("Republic of Peru", "organisation") == []
    assert found("Peru") == []  # it has the IRI of the tables
    folder = tables()
    with (folder / "actors.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(
            (
                "peru-2",
                "New Peru",
                "country",
                "peru-2",
                "",
                "",
                "Republic of Peru",
                "",
                "lima-summit",
            )
        )
    assert found("Republic of Peru", folder=folder) == []


def thing(told):
    """The IRI that a document's agreement or visit has, without its beginning."""
    kind, slots = told
    made = make_thing(Claim(kind, "", 0, 0, "", slots), Names(ACTORS))
    if kind == "agreements":
        return next(t.object for t in made.triples if "stageOf" in t.predicate.value).value[
            len(ID) :
        ]
    return made.iri.value[len(ID) :]


def test_a_decision_joins_and_parts_and_leaves_no_trace_when_it_is_deleted(tables):
    sure, vague = agreement("accord on fisheries", "2021-05-04"), agreement("Lima accord")
    before = verdicts(sure, vague, folder=tables())
    assert before == [(FISH, "found", "same day; fisheri")]
    decisions = (
        f"{thing(sure)},{FISH},different,another sea",
        f"{thing(vague)},agreements/port-2021,same,the port is named below",
    )
    decided = verdicts(sure, vague, folder=tables(decisions=decisions))
    assert decided == [
        ("agreements/port-2021", "same", "the port is named below"),
        (FISH, "different", "another sea"),
    ] or decided == [
        (FISH, "different", "another sea"),
        ("agreements/port-2021", "same", "the port is named below"),
    ]
    links = match_quads(said(sure, vague) + stated(), tables(decisions=decisions))
    assert [q.subject.value for q in links] == [ID + thing(vague)]
    (tables() / "matches.csv").unlink()
    assert verdicts(sure, vague, folder=tables()) == before


@pytest.mark.parametrize(
    "line",
    [
        "agreement/a,agreements/fish-2021,perhaps,why",
        "agreement/a,agreements/fish-2021,same,",
        ",agreements/fish-2021,same,why",
        "agreement/a,,different,why",
    ],
)
def test_a_line_that_decides_nothing_is_refused(line, tables):
    with pytest.raises(DataFileError, match="not a decision"):
        read_match_decisions(tables(decisions=(line,)))


def test_a_decision_about_a_row_that_is_not_there_is_refused(tables):
    folder = tables(decisions=("agreement/a,agreements/nothing,same,why",))
    with pytest.raises(DataFileError, match=r"matches\.csv:2: no row 'agreements/nothing'"):
        find_matches(stated(), folder)


def test_rules_that_cannot_be_read_are_refused(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("rules: [{date: week, words: 1, document: 1, table: 1}]", encoding="utf-8")
    with pytest.raises(DataFileError, match="not rules of matching"):
        load_match_rules(path)
    text = "any_kind: []\npending: []\nconcluded: []\nvisits: []\ncommon_words: a\n"
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataFileError, match="names the date 'week': one of day, month"):
        load_match_rules(path)


def test_the_shipped_decisions_are_about_rows_that_are_there():
    assert find_matches(stated(None)) == []


def test_links_have_a_graph_of_their_own_and_conform():
    quads = (
        said(agreement("accord on fisheries", "2021-05-04"), visit(start="2021-05-03")) + stated()
    )
    links = match_quads(quads, TABLES)
    assert links == match_quads(quads[::-1], TABLES)
    assert {q.graph_name for q in links} == {LINKS_GRAPH}
    assert len(links) == 2
    store = Store()
    store.extend(quads + links)
    assert check(store) == []
    assert match_quads([]) == match_quads(stated()) == []


def built(*documents, folder=TABLES):
    quads = [q for one in documents for q in one] + stated(folder)
    store = Store()
    store.extend(quads + match_quads(quads, folder))
    return store


def told(found, *sorts):
    return [(c.about, c.values, [r["document"] for r in c.rows]) for c in found if c.sort in sorts]


def test_another_day_of_a_matched_agreement_is_shown_with_both_sources():
    store = built(said(agreement("accord on fisheries", "2021-05-06")))
    assert told(conflicts(store), "date") == [
        (
            "Fisheries pact, Chile and Peru, signed",
            ("2021-05-04", "2021-05-06"),
            ["Summit digest; Trade in 2021", "note.txt"],
        )
    ]
    assert (
        told(conflicts(built(said(agreement("accord on fisheries", "2021-05-04")))), "date") == []
    )
    assert told(conflicts(built(said(agreement("accord on fisheries", "2021-05")))), "date") == []


def test_other_days_of_a_visit_are_shown_but_not_a_day_within():
    def dates(**days):
        store = built(said(visit(**days)))
        return [(values, documents) for _, values, documents in told(conflicts(store), "date")]

    assert dates(start="2021-05-02", end="2021-05-04") == [
        (("2021-05-02", "2021-05-03"), ["note.txt", "Summit digest; Trade in 2021"])
    ]
    assert dates(start="2021-05-03", end="2021-05-04") == []
    assert dates(start="2021-05-04") == []


@pytest.mark.parametrize(
    ("status", "published", "clash"),
    [
        ("under_negotiation", "2021-08-01", True),
        ("expected", "2021-08-01", True),
        ("under_negotiation", "2021-06-01", False),
        ("under_negotiation", "2021", False),
        ("under_negotiation", None, False),
        ("signed", "2021-08-01", False),
    ],
)
def test_what_is_not_signed_yet_after_it_was_signed_is_a_conflict(status, published, clash, tables):
    told_ = agreement("Copper refining treaty", status=status, kind="treaty")
    folder = tables(row("copper", "Copper refining treaty", "2021-06-07", kind="treaty"))
    store = built(said(told_, date=published), folder=folder)
    found = told(conflicts(store), "status")
    sides = [(about, dict(zip(files, values, strict=True))) for about, values, files in found]
    both = {"Notes on ports": "signed on 2021-06-07", "note.txt": f"{status} as of {published}"}
    assert sides == ([("Copper refining treaty, Chile and Peru", both)] if clash else [])


@pytest.mark.parametrize(("published", "clash"), [("2022-05-01", True), ("2021-12-01", False)])
def test_what_is_in_force_after_it_ended_is_a_conflict(published, clash, tables):
    line = row("copper", "Copper refining treaty", "2011-06-07", kind="treaty", status="expired")
    folder = tables((*line[:11], "andes-gazette", ""))  # of January 2022
    holds = agreement("Copper refining treaty", status="in_force", kind="treaty")
    found = told(conflicts(built(said(holds, date=published), folder=folder)), "status")
    assert [values for _, values, _ in found] == (
        [("expired as of 2022-01", f"in_force as of {published}")] if clash else []
    )


def test_a_matched_document_confirms_the_reference_with_its_quote(tmp_path):
    store = built(
        said(agreement("accord on fisheries", "2021-05-04"), visit(start="2021-05-04")),
        said(agreement("fisheries accord"), name="wire.txt"),
    )
    found = {(c.about, c.says): c.sources for c in confirmations(store)}
    pact = "Fisheries pact, Chile and Peru"
    assert found[pact, "signed 2021-05-04"] == ("Andes Gazette", "Pacific Wire", "note.txt")
    summit = "Summit 1 of Peru and Chile, Ana Rojas and Luis Vega"
    assert found[summit, "took place 2021-05-03"] == ("Andes Gazette", "Pacific Wire", "note.txt")
    path = tmp_path / "both.trig"
    from kg.showing.export import export

    path.write_bytes(export(store, "trig"))
    arguments = ["--confirmed", "--store", str(path)]
    shown = CliRunner().invoke(conflicts_command, arguments, standalone_mode=False).stdout
    assert (
        f"{pact}: signed 2021-05-04\n"
        "   Andes Gazette; Pacific Wire; note.txt\n"
        '   note.txt:10 "It is so."\n'
    ) in shown


def test_the_command_shows_what_is_matched_and_what_is_open(tmp_path):
    from kg.showing.export import export

    path = tmp_path / "both.trig"
    pact = agreement("accord on fisheries", "2021-05-04")
    path.write_bytes(export(built(said(pact)), "trig"))

    def run(*options):
        arguments = ["--store", str(path), *options]
        return CliRunner().invoke(command, arguments, standalone_mode=False)

    assert run().stdout == (
        "accord on fisheries = Fisheries pact (found: same day; fisheri)\n"
        f"   {thing(pact)},{FISH}\n"
    )
    [found] = json.loads(run("--format", "json").stdout)
    assert found == {
        "thing": thing(pact),
        "row": FISH,
        "verdict": "found",
        "why": "same day; fisheri",
        "called": "accord on fisheries",
        "known_as": "Fisheries pact",
    }
    nothing = run("--open")
    assert (nothing.return_value, nothing.stdout) == (1, "")
    assert "nothing is open" in nothing.stderr

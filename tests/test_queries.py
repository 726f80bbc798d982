"""Every shipped question gives exactly the expected answer on a graph small enough to read.

The graph is tests/data/tiny.trig, and what the tables of tests/queries/tables state.
To add a question: write ontology/queries/<name>.rq; `python tests/test_queries.py NAME` writes its
answer into tests/queries/<name>.csv, to be read before it is kept.
"""

import csv
import re
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import DataFileError, InputError, QueryError, UnknownNameError
from kg.graph.queries import GRAPHS, WITHOUT_TEXT, ask, bind, query_text, questions, run
from kg.graph.questions import GROUPS, read_question
from kg.graph.reference import statement_quads
from kg.graph.store import open_store
from kg.graph.vocab import PREFIXES, vocabulary_quads
from kg.pipeline import reference_quads

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "tests" / "queries"
NAMES = sorted(p.stem for p in (ROOT / "ontology" / "queries").glob("*.rq"))
ACTOR = "https://w3id.org/irk/id/actor/"


def question_store():
    """The graph that the expected answers are about."""
    store = open_store(ROOT / "tests" / "data" / "tiny.trig")
    store.extend(vocabulary_quads())
    store.extend(statement_quads(ANSWERS / "tables"))
    return store


def exported_store():
    """That graph with the ontology: what other tools are given."""
    store = question_store()
    store.extend(reference_quads())
    return store


@pytest.fixture(scope="module")
def store():
    return question_store()


def cells(rows):
    return [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]


def test_there_are_questions_and_each_has_an_expected_answer():
    assert len(NAMES) >= 60
    assert sorted(p.stem for p in ANSWERS.glob("*.csv")) == NAMES
    assert sorted(questions()) == NAMES


def test_every_group_has_questions():
    groups = [question.group for question in questions().values()]
    assert {group: groups.count(group) for group in GROUPS if groups.count(group) < 3} == {}


@pytest.mark.parametrize("name", NAMES)
def test_answers_exactly(name, store):
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert cells(ask(store, name)) == list(csv.DictReader(file))


@pytest.mark.parametrize("name", NAMES)
def test_answer_comes_from_the_data(name, store):
    assert ask(store, name)
    assert ask(Store(), name) == []


def test_what_is_said_in_two_graphs_counts_once(store):
    """Where graphs are merged, Oxigraph takes a triple of two twice: no answer may show it."""
    twice = Store()
    twice.extend(store)
    twice.extend(Quad(q.subject, q.predicate, q.object, NamedNode("http://x/again")) for q in store)
    differ = [name for name in NAMES if ask(twice, name) != ask(store, name)]
    assert differ == []


def test_a_count_counts_a_triple_of_many_graphs_once_and_sees_what_is_added():
    store = Store()
    kind, country = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["irk"] + "Country")
    graphs = [NamedNode(f"http://x/{number}") for number in range(3)]
    count = "SELECT (COUNT(*) AS ?n) { ?x a irk:Country ; a ?class }"
    for graph in graphs:
        store.add(Quad(NamedNode("http://x/a"), kind, country, graph))
    assert ask(store, count) == [{"n": 1}]
    store.add(Quad(NamedNode("http://x/b"), kind, country, graphs[0]))
    assert ask(store, count) == [{"n": 2}]
    assert ask(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?x a irk:Country } }") == [{"n": 4}]
    assert ask(store, "SELECT (COUNT(*) AS ?n) FROM <http://x/0> { ?x a irk:Country }") == [
        {"n": 2}
    ]


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?s { ?s rdfs:label "a graph from here" }',
        "SELECT ?from { ?from irk:graph ?graph }",
        "SELECT ?s { ?s <http://x/graph> ?o } # GRAPH",
    ],
)
def test_the_words_graph_and_from_alone_name_no_graph(sparql):
    assert GRAPHS.search(WITHOUT_TEXT.sub(" ", sparql)) is None


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_is_asked_returned_and_used(name):
    question = questions()[name]
    assert question.question.endswith("?")
    assert question.group in GROUPS
    lines = question.sparql.splitlines()
    assert (
        f"# expected:   tests/queries/{name}.csv over the graph of tests/test_queries.py" in lines
    )
    for column in run(Store(), question.sparql).variables:
        assert column.value in re.findall(r"\w+", question.returns)
    for parameter in question.parameters:
        assert f"VALUES ?{parameter.name} {{ " in question.sparql


@pytest.mark.parametrize("name", NAMES)
def test_a_question_declares_each_prefix_it_uses_so_that_other_engines_can_ask_it(name):
    assert list(Store().query(questions()[name].sparql)) == []


def column(rows, name):
    return [row[name] for row in rows]


@pytest.mark.parametrize(
    ("name", "parameters", "key", "expected"),
    [
        ("exports", {"exporter": "Vietnam"}, "commodity", ["garments"]),
        ("exports", {"exporter": "vietnam", "importer": "Kenya"}, "commodity", []),
        ("exports", {"exporter": "Kenya", "importer": "Ethiopia"}, "document", 3),
        ("imports", {"importer": "Japan"}, "exporterName", ["Vietnam"]),
        ("imports", {"importer": ACTOR + "japan"}, "exporterName", ["Vietnam"]),
        ("imports", {"importer": "actor:japan"}, "exporterName", ["Vietnam"]),
        ("plans", {"sector": "energy"}, "plan", ["build a power line together"]),
        ("plans", {"party": "Japan"}, "plan", []),
        ("trade-figures", {"year": "2028"}, "value", [500000000]),
        ("trade-figures", {"year": "2019"}, "value", []),
        ("trade-balances", {"party": "Ethiopia"}, "sort", ["worked out"]),
        (
            "why-imbalanced",
            {"party": "Japan"},
            "sort",
            ["1 figure", "2 worked out", "2 worked out"],
        ),
        ("agreements", {"status": "signed", "party": "Kenya"}, "statusName", ["signed"]),
        ("visits", {"place": "Vietnam"}, "visitorName", ["Haruka Mori"]),
        ("visits", {"visitor": "Ethiopia"}, "visitorName", ["Lemma Tadesse"]),
        ("events", {"source": "Japan"}, "typeName", ["AID"]),
        ("causes", {"about": "ROAD"}, "effect", ["Trade grew"]),
        ("causes", {"about": "tariffs"}, "effect", []),
        ("who-says-what", {"speaker": "Otieno"}, "said", ["droughts: hurt Ethiopia"]),
        ("people", {"country": "Japan"}, "person", ["Haruka Mori"]),
        ("partners", {"country": "Japan"}, "partner", ["Vietnam"]),
        ("quantities", {"exporter": "Kenya"}, "value", []),
        ("evidence", {"thing": "Hanoi"}, "said", ["visit of Haruka Mori to Hanoi, 2024-06"]),
        ("commodities", {"commodity": "coffee"}, "claims", [2]),
        ("sectors", {"party": "Japan"}, "agreements", [1]),
        ("implications", {"affected": "Kenya"}, "effect", ["cheaper electricity"]),
        ("effects-of-visits", {"visitor": "Haruka Mori"}, "effect", ["a useful partner"]),
        ("signed-at-summits", {"year": "2021"}, "agreement", ["Fisheries pact"]),
        ("signed-at-summits", {"year": "2020"}, "agreement", []),
        ("trade-by-year", {"party": "Chile"}, "figures", [1, 1, 1, 2]),
        ("trade-by-year", {"party": "Chile", "year": "2020"}, "figures", []),
        ("agreements-by-sector", {"sector": "economy"}, "agreement", 2),
        ("agreements-by-sector", {"status": "under negotiation"}, "agreement", ["Rail treaty"]),
        ("rests-on-one-source", {"publisher": "port inst"}, "what", 3),
        ("rests-on-one-source", {"publisher": "pacific"}, "what", []),
        ("sources-of", {"about": "Rail treaty"}, "publisher", ["Port Institute"]),
        ("sources-of", {"about": "fishing"}, "publisher", []),
        ("sector-timeline", {"sector": "shipping and shipbuilding"}, "what", ["Port contract"] * 2),
        ("who-held-office", {"office": "president"}, "person", ["Ana Rojas", "Caio Nunes"]),
        ("who-held-office", {"country": "Chile"}, "person", ["Luis Vega"]),
        ("agreement-life", {"agreement": "Gas study"}, "statusName", ["signed"]),
        ("agreement-values", {"party": "Norway"}, "highest", [95000000]),
        ("agreements-by-year", {"party": "Ethiopia"}, "year", ["2024"]),
        (
            "arms-agreements",
            {"sector": "shipping and shipbuilding"},
            "agreement",
            ["Port contract"],
        ),
        ("arms-trade", {"importer": "Norway"}, "measure", []),
        ("arms-trade", {"goods": "crude oil"}, "measure", ["share", "value"]),
        ("balance-by-year", {"country": "Norway"}, "balanceHigh", [None, 65000000]),
        ("confirmed", {"about": "oil pact"}, "saidBy", ["Customs of Norway; Rio Gazette"]),
        ("dependence-by-commodity", {"importer": "Norway"}, "shareLow", [25]),
        ("dependence-by-commodity", {"exporter": "Norway", "year": "2021"}, "shareLow", [40]),
        ("energy-agreements", {"sector": "naval"}, "agreement", ["Frigate contract"]),
        ("energy-partners", {"sector": "naval"}, "other", ["Fjord Yards"]),
        ("energy-trade", {"importer": "Brazil"}, "value", []),
        ("exercises-and-deliveries", {"kind": "exercise"}, "occasion", ["Cold Water 2022"]),
        (
            "exercises-and-deliveries",
            {"party": "Norway", "kind": "delivery"},
            "start",
            ["2023-02-04"],
        ),
        ("goals-reached", {"party": "Kenya"}, "reached", ["no"]),
        ("goods-that-grew", {"exporter": "Brazil"}, "commodity", []),
        ("goods-that-grew", {"goods": "fish and seafood"}, "changeLow", [50]),
        ("occasions", {"who": "Norway", "kind": "visit"}, "occasion", ["Dahl in Brasilia"]),
        ("open-promises", {"sector": "education"}, "agreement", ["School exchange"]),
        ("open-promises", {"party": "Peru"}, "agreement", ["Rail treaty"]),
        ("promised-and-later-signed", {"sector": "education"}, "promise", []),
        ("promised-and-later-signed", {"party": "Brazil"}, "promise", ["Oil pact", "Gas treaty"]),
        ("publishers", {"kind": "think tank"}, "publisherName", ["Port Institute"]),
        ("rests-on-one-source", {"publisher": "navy"}, "what", 5),
        ("signatories", {"country": "Brazil"}, "signatory", ["Caio Nunes"]),
        ("stated-shares", {"importer": "Norway"}, "percent", [12.5]),
        ("stated-shares", {"goods": "coffee"}, "percent", []),
        ("timeline", {"year": "2023"}, "what", ["First frigate handed over"]),
        ("timeline", {"about": "Hanoi"}, "sort", ["visit"]),
        ("timeline", {"about": "railways"}, "sort", []),
        (
            "timeline",
            {"about": "Ethiopia"},
            "sort",
            ["agreement proposed", "event accuse", "visit", "agreement signed"],
        ),
        ("timeline", {"about": "naval"}, "date", ["2022-03-01", "2022-03-09"]),
        ("trade-growth", {"party": "Norway"}, "changeHigh", [25]),
        ("trade-growth", {"party": "Kenya"}, "changeHigh", []),
        ("what-is-said-about", {"topic": "floods"}, "speaker", ["Mekong Review"]),
        ("what-is-said-about", {"topic": "frigate contract"}, "speaker", 3),
        ("who-met-whom", {"person": "Ana Rojas"}, "other", ["Luis Vega"]),
    ],
)
def test_parameters_narrow_the_answer(name, parameters, key, expected, store):
    found = column(ask(store, name, parameters), key)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_a_proposed_agreement_counts_as_a_plan_until_it_is_signed():
    irk, status = "https://w3id.org/irk/ontology/", "https://w3id.org/irk/vocab/agreement-status/"
    store = Store()

    def say(s, p, o):
        node = NamedNode(o) if o.startswith("http") else Literal(o)
        store.add(Quad(NamedNode(s), NamedNode(p), node, NamedNode("http://x/g")))

    say("http://x/a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", irk + "Agreement")
    say("http://x/a", "http://www.w3.org/2000/01/rdf-schema#label", "rail pact")
    say("http://x/s", irk + "stageOf", "http://x/a")
    say("http://x/s", irk + "status", status + "proposed")
    say("http://x/c", irk + "claims", "http://x/s")
    say("http://x/c", irk + "hasModality", "https://w3id.org/irk/vocab/modality/asserted")
    say("http://x/c", irk + "hasEvidence", "http://x/e")
    say("http://x/e", "http://www.w3.org/ns/oa#exact", "A rail pact is proposed")
    say("http://x/e", irk + "sourceDocument", "http://x/d")
    say("http://x/d", irk + "fileName", "d.txt")
    assert column(ask(store, "plans"), "sort") == ["agreement proposed"]
    say("http://x/b", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", irk + "Agreement")
    say("http://x/t", irk + "stageOf", "http://x/b")
    say("http://x/t", irk + "status", status + "signed")
    assert column(ask(store, "plans"), "plan") == ["rail pact"]  # another one is signed, not this
    say("http://x/u", irk + "stageOf", "http://x/a")
    say("http://x/u", irk + "status", status + "signed")
    assert ask(store, "plans") == []


def claimed(text):
    """A store with claims, each with its quote and document, and *text* besides."""
    store = Store()
    triples = """
        <x:d> irk:fileName "a.txt" .
        <x:told> irk:claims <x:trip> ; prov:wasDerivedFrom <x:d> ; irk:hasEvidence <x:e> .
        <x:trip> a irk:Visit ; rdfs:label "visit" ; irk:startDate "2024-05-06"^^xsd:date .
        <x:e> oa:exact "visited" ; oa:start 1000 .
    """
    store.update(f"INSERT DATA {{ GRAPH <x:g> {{ {triples} {text} }} }}", prefixes=dict(PREFIXES))
    return store


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2024-05-06", [("same sector", "2024-05-06")]),
        ("2024", [("same sector", "2024")]),
        ("2024-05-05", []),
        ("2027-12-31", [("same sector", "2027-12-31")]),
        ("2028-01-01", []),
    ],
)
def test_a_plan_has_the_day_of_the_visit_that_its_document_tells_of(signed, expected):
    store = claimed(f"""
        <x:plan> a irk:Plan ; rdfs:label "dig a canal" ; irk:sector <x:s> ;
          irk:hasParty <x:a> , <x:b> .
        <x:c> irk:claims <x:plan> ; prov:wasDerivedFrom <x:d> .
        <x:pact> rdfs:label "Canal pact" ; irk:sector <x:s> ; irk:hasParty <x:a> , <x:b> .
        <x:stage> irk:stageOf <x:pact> ; irk:status agreement-status:signed ; irk:date "{signed}" .
    """)
    rows = ask(store, "promised-and-later-signed")
    assert [(row["tie"], row["signed"]) for row in rows] == expected
    assert {row["promised"] for row in rows} <= {"2024-05-06"}


@pytest.mark.parametrize(
    ("signed", "at", "ties"),
    [
        ("2024-05-07", "", ["same days"]),
        ("2024-05-07", "irk:signedAt <x:summit> ;", ["signed there"]),
        ("2024-05-07", "irk:signedAt <x:other> ;", [None]),
        ("2024-05", "", [None]),
        ("2024-05", "irk:signedAt <x:summit> ;", ["signed there"]),
        ("2024-05-09", "", [None]),
    ],
)
def test_a_signing_at_a_summit_is_told_from_one_on_its_days(signed, at, ties):
    store = claimed(f"""
        <x:summit> irk:occasionKind occasion-kind:summit ; rdfs:label "summit" ;
          irk:startDate "2024-05-06"^^xsd:date ; irk:endDate "2024-05-08"^^xsd:date ;
          irk:hasParty <x:leader> .
        <x:leader> irk:belongsTo <x:land> .
        <x:pact> a irk:Agreement ; rdfs:label "Canal pact" ; irk:hasParty <x:land> ;
          irk:agreementKind agreement-kind:pact .
        <x:stage> {at} irk:stageOf <x:pact> ; irk:status agreement-status:signed ;
          irk:date "{signed}" .
    """)
    assert column(ask(store, "signed-at-summits"), "tie") == ties


@pytest.mark.parametrize(
    ("start", "about", "ties", "of_two"),
    [
        (900, "", ["2 beside it"], ["2 beside it"]),
        (1600, "", ["2 beside it"], ["2 beside it"]),
        (1601, "", ["3 same document"], []),
        (799, "", ["3 same document"], []),
        (9000, 'irk:subjectName "the visit" ;', ["1 of the visit"], []),
        (900, 'irk:subjectName "the talks" ;', ["1 of the visit"], ["1 of the visit"]),
        (9000, 'irk:subjectName "advisers" ;', ["3 same document"], []),
    ],
)
def test_an_effect_of_a_visit_tells_how_close_it_stands(start, about, ties, of_two):
    text = f"""
        <x:v> a irk:Implication ; {about} irk:effect "growth" .
        <x:c> irk:claims <x:v> ; prov:wasDerivedFrom <x:d> ; irk:hasEvidence <x:f> .
        <x:f> oa:exact "grows" ; oa:start {start} .
    """
    assert column(ask(claimed(text), "effects-of-visits"), "tie") == ties
    text += """
        <x:other> irk:claims <x:far> ; prov:wasDerivedFrom <x:d> ; irk:hasEvidence <x:h> .
        <x:far> a irk:Visit ; rdfs:label "another visit" . <x:h> oa:start 5000 .
    """
    assert column(ask(claimed(text), "effects-of-visits"), "tie") == of_two


def test_a_heading_that_names_the_visit_ties_what_stands_under_it():
    store = claimed("""
        <x:v> a irk:Implication ; irk:effect "growth" .
        <x:c> irk:claims <x:v> ; prov:wasDerivedFrom <x:d> ; irk:hasEvidence <x:f> .
        <x:f> oa:exact "grows" ; oa:start 9000 ; irk:section "What the visit brings" .
    """)
    assert column(ask(store, "effects-of-visits"), "tie") == ["1 of the visit"]


def test_yes_or_no_and_construct_are_answered(tiny_store):
    assert ask(tiny_store, "ASK { ?x a irk:Country }") is True
    assert ask(tiny_store, "ASK { ?x a irk:Unicorn }") is False
    made = ask(
        tiny_store,
        'CONSTRUCT { ?x skos:note "tea" } WHERE { ?x rdfs:label "Kenya" ; a irk:Country }',
    )
    assert made == [
        {
            "subject": ACTOR + "kenya",
            "predicate": "http://www.w3.org/2004/02/skos/core#note",
            "object": "tea",
        }
    ]


def test_values_come_as_python_values():
    rows = ask(
        Store(),
        "SELECT (1 AS ?i) (1.50 AS ?d) (1.0e0 AS ?f) (true AS ?b) ('x'@en AS ?s) (?no AS ?n) "
        "(<http://x/y> AS ?iri) {}",
    )
    assert rows == [
        {"i": 1, "d": rows[0]["d"], "f": 1.0, "b": True, "s": "x", "n": None, "iri": "http://x/y"}
    ]
    assert str(rows[0]["d"]) in ("1.5", "1.50")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x WHERE { ?x a ", "query: line 1, column 24 after '{ ?x a': it ends too early"),
        ("SELECT ?x WHERE { ?x a nope:Thing }", "a prefix is not declared"),
        ("SELECT ?x WHERE { ?x a } LIMIT", "after 'a } L': cannot go on with 'IMIT'"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "an update; kg query only asks"),
        ("", "query: line 1, column 1"),
    ],
)
def test_a_broken_query_is_one_line_that_shows_the_place(text, message):
    with pytest.raises(QueryError) as caught:
        run(Store(), text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_told_with_names_that_come_close(tiny_store):
    with pytest.raises(UnknownNameError) as caught:
        ask(tiny_store, "exports", {"exporter": "Kenia"})
    assert caught.value.known == ["Kenya"]
    with pytest.raises(UnknownNameError, match="unknown question 'exprots': one of exports, "):
        query_text("exprots")
    with pytest.raises(QueryError, match="has no parameter 'seller'; it has: exporter, importer"):
        bind(tiny_store, questions()["exports"].sparql, {"seller": "Kenya"})
    with pytest.raises(QueryError, match="is no year"):
        ask(tiny_store, "trade-figures", {"year": "last"})


def test_a_parameter_cannot_break_out_of_its_place(tiny_store):
    hostile = 'x" } } SELECT * { { ?s ?p "'
    assert ask(tiny_store, "causes", {"about": hostile}) == []
    with pytest.raises(UnknownNameError):
        ask(tiny_store, "exports", {"exporter": hostile})


def test_a_query_file_is_read_and_a_missing_one_told(tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("ASK {}", encoding="utf-8")
    assert query_text(str(file)) == "ASK {}"
    with pytest.raises(InputError, match="no such query file"):
        query_text(str(tmp_path / "other.rq"))


def test_a_question_without_header_is_refused(tmp_path):
    file = tmp_path / "bare.rq"
    file.write_text("ASK {}", encoding="utf-8")
    with pytest.raises(DataFileError, match="no line '# question"):
        read_question(file)


def test_a_question_of_no_known_group_is_refused(tmp_path):
    file = tmp_path / "odd.rq"
    file.write_text("# question:   What?\n# group:      weather\nASK {}", encoding="utf-8")
    with pytest.raises(DataFileError, match="group 'weather' in its header; write one of: trade,"):
        read_question(file)


def test_a_stated_cause_of_a_deficit_is_a_reason_for_the_imbalance(tiny_store):
    irk, oa = "https://w3id.org/irk/ontology/", "http://www.w3.org/ns/oa#"
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    graph = NamedNode("http://x/g")
    document = next(q.subject for q in tiny_store if q.object == Literal("japan-vietnam-brief.txt"))
    store = Store()
    store.extend(tiny_store)
    for s, p, o in [
        ("l", rdf_type, NamedNode(irk + "CausalLink")),
        ("l", irk + "cause", Literal("Japan buys garments")),
        ("l", irk + "effect", Literal("a wide trade deficit")),
        ("c", irk + "claims", NamedNode("http://x/l")),
        ("c", irk + "hasEvidence", NamedNode("http://x/e")),
        ("e", oa + "exact", Literal("Japan buys garments, hence the deficit")),
        ("e", irk + "sourceDocument", document),
    ]:
        store.add(Quad(NamedNode(f"http://x/{s}"), NamedNode(p), o, graph))
    reasons = [r for r in ask(store, "why-imbalanced", {"party": "Japan"}) if "3" in r["sort"]]
    assert column(reasons, "statement") == ["Japan buys garments → a wide trade deficit"]
    reasons = ask(store, "why-imbalanced", {"party": "Lemma Tadesse"})
    assert reasons == []


def test_a_reason_that_names_nobody_counts_for_the_parties_of_the_balance_beside_it(tiny_store):
    irk, oa = "https://w3id.org/irk/ontology/", "http://www.w3.org/ns/oa#"
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    store = Store()
    store.extend(tiny_store)
    for name in ("japan-vietnam-brief", "nairobi-talks"):
        document = next(q.subject for q in tiny_store if q.object == Literal(f"{name}.txt"))
        for s, p, o in [
            ("l", rdf_type, NamedNode(irk + "CausalLink")),
            ("l", irk + "cause", Literal(name)),
            ("l", irk + "effect", Literal("a deficit")),
            ("c", irk + "claims", NamedNode(f"http://x/{name}/l")),
            ("c", irk + "hasEvidence", NamedNode(f"http://x/{name}/e")),
            ("e", oa + "exact", Literal("hence the deficit")),
            ("e", irk + "sourceDocument", document),
        ]:
            node = NamedNode(f"http://x/{name}/{s}")
            store.add(Quad(node, NamedNode(p), o, NamedNode("http://x/g")))

    def reasons(**parameters):
        rows = ask(store, "why-imbalanced", parameters)
        return [r["statement"] for r in rows if "3" in r["sort"]]

    assert reasons() == ["japan-vietnam-brief → a deficit", "nairobi-talks → a deficit"]
    assert reasons(party="Japan") == ["japan-vietnam-brief → a deficit"]
    assert reasons(party="Lemma Tadesse") == []


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent<http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <http://127.0.0.1:9/> } SERVICE ?u { ?s ?p ?o } }",
        'SELECT * { ?s rdfs:label "#" . SERVICE irk:x { ?s ?p ?o } }',
    ],
)
def test_another_server_is_never_asked(sparql):
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        ask(Store(), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?s { ?s rdfs:label "SERVICE <http://127.0.0.1:9/>" }',
        "SELECT ?service { ?service a irk:Actor }",
        "PREFIX service: <http://example.org/service/> SELECT ?s { ?s a service:x }",
        "# SERVICE <x>\nSELECT ?s { ?s a irk:Actor }",
    ],
)
def test_the_word_service_alone_is_no_offence(sparql):
    assert ask(Store(), sparql) == []


def test_names_are_found_without_accents_and_by_the_other_names_of_a_country():
    store = Store()
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    iri = NamedNode(ACTOR + "turkiye")
    store.add(Quad(iri, label, Literal("Türkiye")))
    for name in ("Türkiye", "turkiye", "TURKIYE", "Turkey"):
        assert ask(store, "SELECT ?x { VALUES ?x { UNDEF } }", {"x": name}) == [{"x": iri.value}]


def test_a_year_may_be_a_number(tiny_store):
    import kg

    graph = kg.KnowledgeGraph(tiny_store)
    assert graph.query("trade-figures", year=2023) == graph.query("trade-figures", year="2023")


def main(names):
    store = question_store()
    for name in names or NAMES:
        path = ANSWERS / f"{name}.csv"
        rows = cells(ask(store, name))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else [], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        sys.stdout.write(f"{path}: {len(rows)} rows\n")


if __name__ == "__main__":
    main(sys.argv[1:])

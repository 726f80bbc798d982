"""Every format holds the whole graph, and gives the same bytes for the same graph."""

import csv
import io
import json
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import UnknownNameError
from kg.graph.tables import TABLES, store_rows
from kg.showing.export import EXPORTERS, export
from kg.showing.flat_network import flat_network
from kg.showing.network import to_network
from kg.showing.tables import format_rows, parquet, zipped

IMPORTS = Path(__file__).parent / "imports"
GRAPHS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {"turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


def test_the_formats_are_those_promised():
    assert list(EXPORTERS) == [
        *("turtle", "trig", "nt", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "cytoscape"),
        *("neo4j", "csv", "parquet"),
    ]


@pytest.mark.parametrize("name", GRAPHS)
def test_formats_with_graphs_keep_every_quad(name, tiny_store):
    assert set(parse(export(tiny_store, name), format=GRAPHS[name])) == set(tiny_store)


@pytest.mark.parametrize("name", TRIPLES)
def test_formats_without_graphs_keep_every_triple(name, tiny_store):
    written = {q.triple for q in parse(export(tiny_store, name), format=TRIPLES[name])}
    assert written == {q.triple for q in tiny_store}


@pytest.mark.parametrize(("name", "form"), [("turtle", "turtle"), ("nt", "nt"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_number_of_triples(name, form, tiny_store):
    graph = rdflib.Graph().parse(data=export(tiny_store, name), format=form)
    assert len(graph) == len({q.triple for q in tiny_store})


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_order_of_loading_makes_no_difference(name, tiny_store):
    quads = list(tiny_store)
    random.Random(1).shuffle(quads)
    other = Store()
    for quad in quads:
        other.add(quad)
    assert export(other, name) == export(tiny_store, name)


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_empty_store_exports_without_complaint(name):
    assert isinstance(export(Store(), name), bytes)


def test_turtle_is_for_people(tiny_store):
    lines = export(tiny_store, "turtle").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "actor:kenya a irk:Actor , irk:Country ;" in lines


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_open_with_labels_and_the_same_edges(name, read, tiny_store):
    network = to_network(tiny_store, reference=True)
    opened = read(io.BytesIO(export(tiny_store, name)))
    assert sorted(opened.nodes) == sorted(network.nodes)
    assert opened.number_of_edges() == network.number_of_edges()
    assert {i: d["label"] for i, d in opened.nodes(data=True)} == {
        i: d["label"] for i, d in network.nodes(data=True)
    }
    kenya = opened.nodes["https://w3id.org/irk/id/actor/kenya"]
    assert (kenya["label"], kenya["type"]) == ("Kenya", "country")
    for *_, data in opened.edges(data=True):
        assert data["label"]
        assert all(isinstance(v, str | int | float | bool) for v in data.values())


def test_gexf_holds_no_list_and_no_none(tiny_store):
    root = ET.fromstring(export(tiny_store, "gexf"))
    space = {"g": "http://www.gexf.net/1.2draft"}
    kinds = {a.get("type") for a in root.iterfind(".//g:attribute", space)}
    assert kinds == {"string", "double", "long", "boolean"}
    values = [a.get("value") for a in root.iterfind(".//g:attvalue", space)]
    assert [v for v in values if v is None or v in ("None", "[]", "()")] == []
    labels = [n.get("label") for n in root.iterfind(".//g:node", space)]
    assert [label for label in labels if label.startswith("http")] == []


def test_what_stands_behind_a_node_is_a_sentence_or_a_source(tiny_store):
    nodes = flat_network(tiny_store).nodes
    quoted = nodes[next(i for i in nodes if "/trade/exports-kenya" in i)]
    assert (quoted["claim_count"], quoted["quotes"], quoted["documents"]) == (
        1,
        "Kenya's exports to Ethiopia were $120 million in 2023",
        "nairobi-talks.txt",
    )
    stated = nodes[next(i for i in nodes if "/trade/exports-peru" in i)]
    assert (stated["claim_count"], stated["quotes"], stated["documents"]) == (
        1,
        "",
        "Customs tables 2021; Trade in 2021",
    )


def test_cytoscape_gets_names_and_edges_between_nodes_there_are(tiny_store):
    network = to_network(tiny_store, reference=True)
    elements = json.loads(export(tiny_store, "cytoscape"))["elements"]
    names = {n["data"]["id"]: n["data"]["name"] for n in elements["nodes"]}
    assert names == {i: d["label"] for i, d in network.nodes(data=True)}
    edges = [e["data"] for e in elements["edges"]]
    assert sorted((e["source"], e["target"], e["interaction"]) for e in edges) == sorted(
        network.edges(keys=True)
    )
    assert len({e["id"] for e in edges}) == len(edges)


@pytest.fixture(scope="module")
def neo4j(tiny_store):
    with zipfile.ZipFile(io.BytesIO(export(tiny_store, "neo4j"))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_neo4j_gets_tables_with_the_same_counts(neo4j, tiny_store):
    network = to_network(tiny_store, reference=True)
    assert list(neo4j) == [
        *("graph.ttl", "load.cypher", "n10s.cypher", "nodes.csv", "relationships.csv")
    ]
    nodes = list(csv.DictReader(io.StringIO(neo4j["nodes.csv"])))
    edges = list(csv.DictReader(io.StringIO(neo4j["relationships.csv"])))
    assert {n["iri:ID"]: n["name"] for n in nodes} == {
        i: d["label"] for i, d in network.nodes(data=True)
    }
    assert sorted((e[":START_ID"], e[":END_ID"]) for e in edges) == sorted(network.edges())
    assert neo4j["graph.ttl"].encode() == export(tiny_store, "turtle")
    assert [line for line in neo4j["nodes.csv"].splitlines() if not line.startswith("http")] == [
        neo4j["nodes.csv"].splitlines()[0]
    ]  # a row is a line


def test_neo4j_gets_types_that_it_knows(neo4j):
    nodes = {n["name"]: n for n in csv.DictReader(io.StringIO(neo4j["nodes.csv"]))}
    pact = nodes["Moyale border trade pact"]
    assert (pact[":LABEL"], pact["years:int[]"], pact["status"]) == (
        "Agreement",
        "2019;2024",
        "signed",
    )
    total = nodes["total trade, Ethiopia and Kenya, 2023: 210 million USD"]
    assert (total["value:double"], total["derived:boolean"]) == ("210000000", "false")
    edges = list(csv.DictReader(io.StringIO(neo4j["relationships.csv"])))
    assert {"EXPORTS_TO", "HAS_PARTY", "BELONGS_TO"} <= {e[":TYPE"] for e in edges}


def test_cypher_names_every_label_and_every_type_once(neo4j):
    for table, column, pattern in (
        ("nodes.csv", ":LABEL", r"^SET n:(\w+)"),
        ("relationships.csv", ":TYPE", r"^MERGE \(a\)-\[r:(\w+)\]"),
    ):
        used = {row[column] for row in csv.DictReader(io.StringIO(neo4j[table]))}
        assert re.findall(pattern, neo4j["load.cypher"], re.MULTILINE) == sorted(used)


@pytest.mark.foreign
def test_the_grammar_of_neo4j_reads_each_sort_of_statement(neo4j, tmp_path):
    package = IMPORTS / "node_modules" / "@neo4j-cypher" / "language-support"
    if shutil.which("node") is None or not package.is_dir():
        pytest.skip("@neo4j-cypher/language-support is not installed (tests/imports)")
    text = neo4j["load.cypher"] + neo4j["n10s.cypher"]
    statements = {}
    for statement in re.findall(r"^(?!//).*?;$", text, re.MULTILINE | re.DOTALL):
        sort = re.sub(r"'[^']*'|\b[A-Z]\w+", "X", statement)
        statements.setdefault(sort, statement)
    assert len(statements) == 7  # two constraints, nodes, edges, n10s: settings, prefix, import
    file = tmp_path / "statements.cypher"
    file.write_text("\n".join(statements.values()), encoding="utf-8")
    command = ["node", IMPORTS / "cypher.js", file]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"statements": 7, "errors": []}


def test_gexf_has_no_day_in_it(tiny_store):
    assert not re.search(rb"lastmodified|20[2-9]\d-\d\d-\d\dT", export(tiny_store, "gexf"))


def test_characters_that_xml_cannot_hold_do_not_break_the_network():
    store = Store()
    rdf, irk = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://w3id.org/irk/ontology/"
    node, graph = NamedNode("https://w3id.org/irk/id/actor/x"), NamedNode("http://x/g")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add(Quad(node, NamedNode(rdf + "type"), NamedNode(irk + "Actor"), graph))
    store.add(Quad(node, label, Literal('a\x01<b> & "c"'), graph))
    for name in ("graphml", "gexf"):
        root = ET.fromstring(export(store, name))
        written = [e.text for e in root.iter()] + [
            v for e in root.iter() for v in e.attrib.values()
        ]
        assert 'a <b> & "c"' in written


def test_csv_is_a_zip_of_all_tables(tiny_store):
    with zipfile.ZipFile(io.BytesIO(export(tiny_store, "csv"))) as archive:
        assert archive.namelist() == sorted(f"{kind}.csv" for kind in TABLES)
        visits = archive.read("visits.csv").decode()
    assert visits == format_rows(store_rows(tiny_store, "visits"), "csv", "visits")


def test_the_help_names_every_format():
    from kg.cli.showing import export as command

    listed = re.findall(r"\w+", command.help)
    assert [name for name in EXPORTERS if name not in listed] == []


def test_an_unknown_format_is_told_with_those_there_are(tiny_store):
    with pytest.raises(UnknownNameError, match="unknown format 'docx': one of turtle, trig"):
        export(tiny_store, "docx")


def test_rows_keep_lists_in_json_and_escape_in_markdown():
    rows = [{"a": "x|y\nz", "b": ["p", "q"], "c": None}]
    assert json.loads(format_rows(rows, "json")) == rows
    assert format_rows(rows, "md") == "| a | b | c |\n| --- | --- | --- |\n| x\\|y z | p; q |  |\n"
    assert format_rows([], "csv", "causes").startswith("id,document,span_start,")
    with pytest.raises(UnknownNameError):
        format_rows(rows, "xlsx")


def test_parquet_is_a_zip_of_all_tables_that_pandas_reads(tiny_store):
    pandas = pytest.importorskip("pandas")
    with zipfile.ZipFile(io.BytesIO(export(tiny_store, "parquet"))) as archive:
        assert archive.namelist() == sorted(f"{kind}.parquet" for kind in TABLES)
        read = {k: pandas.read_parquet(archive.open(f"{k}.parquet")) for k in TABLES}
    assert {kind: len(table) for kind, table in read.items()} == {
        kind: len(store_rows(tiny_store, kind)) for kind in TABLES
    }


@pytest.mark.parametrize("kind", TABLES)
def test_parquet_holds_the_same_rows(kind, tiny_store):
    pq = pytest.importorskip("pyarrow.parquet")
    rows = store_rows(tiny_store, kind)
    assert rows
    assert pq.read_table(io.BytesIO(parquet(rows, kind))).to_pylist() == rows


def test_a_zip_has_no_time_of_day():
    assert zipped({"b": b"2", "a": b"1"}) == zipped({"a": b"1", "b": b"2"})

"""Every format holds the whole graph, and gives the same bytes for the same graph."""

import io
import json
import random
import re
import xml.etree.ElementTree as ET
import zipfile

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import UnknownNameError
from kg.graph.tables import TABLES, store_rows
from kg.showing.export import EXPORTERS, export
from kg.showing.network import to_network
from kg.showing.tables import format_rows, parquet, zipped

GRAPHS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {"turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


def test_the_formats_are_those_promised():
    assert list(EXPORTERS) == [
        *("turtle", "trig", "nt", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "csv")
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
    network = to_network(tiny_store)
    opened = read(io.BytesIO(export(tiny_store, name)))
    assert sorted(opened.nodes) == sorted(network.nodes)
    assert opened.number_of_edges() == network.number_of_edges()
    kenya = opened.nodes["https://w3id.org/irk/id/actor/kenya"]
    assert (kenya["label"], kenya["type"]) == ("Kenya", "country")
    for *_, data in opened.edges(data=True):
        assert all(isinstance(v, str | int | float | bool) for v in data.values())


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


@pytest.mark.parametrize("kind", TABLES)
def test_parquet_holds_the_same_rows(kind, tiny_store):
    pq = pytest.importorskip("pyarrow.parquet")
    rows = store_rows(tiny_store, kind)
    assert rows
    assert pq.read_table(io.BytesIO(parquet(rows, kind))).to_pylist() == rows


def test_a_zip_has_no_time_of_day():
    assert zipped({"b": b"2", "a": b"1"}) == zipped({"a": b"1", "b": b"2"})

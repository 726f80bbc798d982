"""kg serve passes every test of the W3C's suite for the SPARQL 1.1 Protocol.

The suite is read from ../shared/w3c/sparql11-protocol beside the project, or from where
KG_W3C_SUITES points; without it these tests are skipped and say so.
"""

import json
import os
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from served import served

from kg.graph.store import write_store

ROOT = Path(__file__).parent.parent
SUITE = Path(os.environ.get("KG_W3C_SUITES", ROOT.parent / "shared" / "w3c")) / "sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
TABULAR = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
BOOLEAN = TABULAR - {"text/csv", "text/tab-separated-values"}
RDF_TYPES = {"application/rdf+xml", "text/turtle", "application/n-triples"}
TYPES = {"tabular": TABULAR, "boolean": BOOLEAN, "RDF": RDF_TYPES}


def read_suite():
    """The tests of the manifest, in its order."""
    if not (SUITE / "manifest.ttl").is_file():
        return []
    graph = Graph().parse(SUITE / "manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    return [(str(entry).rpartition("#")[2], graph, entry) for entry in Collection(graph, entries)]


TESTS = read_suite()
needs_suite = pytest.mark.skipif(not TESTS, reason=f"the W3C suite is not at {SUITE}")


@needs_suite
def test_all_of_the_suite_is_here():
    text = (SUITE / "manifest.ttl").read_text(encoding="utf-8")
    assert len(TESTS) == text.count("rdf:type mf:ProtocolTest") == 34


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = tmp_path_factory.mktemp("protocol") / "store"
    write_store(store, [])
    with served(store, "--allow-updates") as running:
        yield running


def load(server, graph, test):
    """Put the graphs of a test into the server, and nothing else."""
    if server.query("ASK { ?s ?p ?o }").text == "true":
        assert server.update("CLEAR ALL").status == 204
    graphs = []
    for data in graph.objects(test, UT.graphData):
        name = str(graph.value(data, RDFS.label))
        content = SUITE / str(graph.value(data, UT.graph)).rpartition("/")[2]
        graphs.append(f"GRAPH <{name}> {{ {content.read_text(encoding='utf-8')} }}")
    if graphs:
        assert server.update(f"INSERT DATA {{ {' '.join(graphs)} }}").status == 204


def address(path, headers, body):
    """/update for what is an update, /sparql for what is a query."""
    content_type = headers.get("content-type", "")
    update = "sparql-update" in content_type or "update=" in path or body.startswith("update=")
    update |= body.lstrip().upper().startswith("CLEAR")
    return path.replace("/sparql/", "/update" if update else "/sparql", 1)


@needs_suite
@pytest.mark.parametrize(("name", "graph", "test"), TESTS, ids=[name for name, _, _ in TESTS])
def test_protocol(name, graph, test, server):
    load(server, graph, test)
    action = graph.value(test, MF.action)
    for request in Collection(graph, graph.value(action, HT.requests)):
        headers = {}
        listed = graph.value(request, HT.headers)
        for header in Collection(graph, listed) if listed else ():
            field = str(graph.value(header, HT.fieldName)).lower()
            headers[field] = str(graph.value(header, HT.fieldValue))
        content = graph.value(request, HT.body)
        body = str(graph.value(content, CNT.chars)) if content else ""
        encoding = str(graph.value(content, CNT.characterEncoding) or "utf-8") if content else ""
        path = address(str(graph.value(request, HT.absolutePath)), headers, body)
        method = str(graph.value(request, HT.methodName))
        sent = body.encode(encoding) if content else None
        answer = server.ask(path, method, sent, headers)
        expected = graph.value(request, HT.resp)
        statuses = {str(s)[-3] for s in graph.objects(expected, MF.expectedStatus)}
        assert str(answer.status)[0] in statuses, answer.text
        form = graph.value(expected, MF.expectedFormat)
        if form is not None:
            assert answer.headers.get_content_type() in TYPES[str(form)]
        truth = graph.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert json.loads(answer.body)["boolean"] == truth.toPython()
    assert (test, RDF.type, MF.ProtocolTest) in graph

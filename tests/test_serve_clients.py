"""Clients that nobody here wrote get the same answers from kg serve as the store gives."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from served import served

from kg.graph.queries import ask
from kg.graph.questions import questions
from kg.graph.store import open_store, write_store

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "data" / "tiny.trig"
COMUNICA = ROOT / "tests" / "serve" / "node_modules" / ".bin" / "comunica-sparql-file"
TOKEN = "a token of the tests"
NAMES = """PREFIX irk: <https://w3id.org/irk/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?x a irk:Country ; rdfs:label ?name } ORDER BY ?name"""
needs_comunica = pytest.mark.skipif(
    shutil.which("node") is None or not COMUNICA.exists(),
    reason="Comunica is not installed: npm install --no-package-lock --prefix tests/serve",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = tmp_path_factory.mktemp("clients") / "store"
    write_store(store, list(open_store(TINY)))
    with served(store, "--allow-updates", token=TOKEN) as running:
        yield running


@pytest.fixture(scope="module")
def names():
    return [row["name"] for row in ask(open_store(TINY), NAMES)]


@pytest.fixture
def wrapper(server):
    module = pytest.importorskip("SPARQLWrapper", reason="sparqlwrapper is not installed")
    client = module.SPARQLWrapper(server.address + "sparql", server.address + "update")
    client.module = module
    return client


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["JSON", "XML", "CSV", "TSV"])
def test_sparqlwrapper_reads_rows(wrapper, names, method, form):
    wrapper.setMethod(method)
    wrapper.setReturnFormat(getattr(wrapper.module, form))
    wrapper.setQuery(NAMES)
    answer = wrapper.query().convert()
    if form == "JSON":
        found = [row["name"]["value"] for row in answer["results"]["bindings"]]
    elif form == "XML":
        found = [node.firstChild.data for node in answer.getElementsByTagName("literal")]
    else:
        found = [line.strip('"') for line in answer.decode().split()[1:]]
    assert found == [
        word for name in names for word in (name.split() if form in "CSV TSV" else [name])
    ]


def test_sparqlwrapper_reads_triples_and_truth(wrapper, names):
    construct = NAMES.replace("SELECT ?name", "CONSTRUCT { ?x rdfs:label ?name }")
    wrapper.setQuery(construct.partition("ORDER")[0])
    wrapper.setReturnFormat(wrapper.module.TURTLE)
    import rdflib

    graph = rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")
    assert sorted({str(o) for o in graph.objects()}) == names
    wrapper.setQuery("ASK { ?s ?p ?o }")
    wrapper.setReturnFormat(wrapper.module.JSON)
    assert wrapper.query().convert()["boolean"] is True


@pytest.mark.parametrize(
    "path",
    [
        f"/sparql?query={quote('CONSTRUCT WHERE { ?s ?p ?o }')}",
        f"/data?graph={quote('https://w3id.org/irk/id/document/96caabea358fc14f')}",
        "/id/actor/kenya",
    ],
    ids=["query", "graph", "thing"],
)
def test_turtle_has_no_name_with_an_escape_that_old_parsers_do_not_know(server, path):
    import rdflib

    turtle = server.ask(path, headers={"accept": "text/turtle"}).text
    lines = server.ask(path, headers={"accept": "application/n-triples"}).text
    assert "\\" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", turtle)
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    assert set(read) == set(rdflib.Graph().parse(data=lines, format="nt"))
    assert len(read) > 3


def test_xml_is_ascii_since_comunica_breaks_letters_that_lie_across_two_pieces(server):
    import rdflib

    query = quote('CONSTRUCT { ?s ?p "Перу" } WHERE { ?s ?p ?o } LIMIT 3')
    xml = server.ask(f"/sparql?query={query}", headers={"accept": "application/rdf+xml"}).body
    assert xml.isascii()
    read = rdflib.Graph().parse(data=xml, format="xml")
    assert {str(o) for o in read.objects()} == {"Перу"}


def test_sparqlwrapper_updates_with_the_token(wrapper, server):
    wrapper.setMethod("POST")
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.setQuery("INSERT DATA { GRAPH <http://g/> { <http://a/> <http://b/> 1 } }")
    wrapper.query()
    assert server.query("ASK { GRAPH <http://g/> { ?s ?p 1 } }").text == "true"
    wrapper.setQuery("DROP GRAPH <http://g/>")
    wrapper.query()
    assert server.query("ASK { GRAPH <http://g/> { ?s ?p 1 } }").text == "false"


def comunica(query, *sources):
    """Rows as Comunica gives them, values as text."""
    command = [COMUNICA, *sources, "-q", query, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    return [{key: cell["value"] for key, cell in row.items()} for row in rows]


@needs_comunica
@pytest.mark.parametrize("name", ["exports", "agreements", "visits"])
def test_comunica_asks_the_endpoint(server, name):
    query = questions()[name].sparql
    here = [
        {key: str(value) for key, value in row.items() if value is not None}
        for row in ask(open_store(TINY), name)
    ]
    assert comunica(query, f"sparql@{server.address}sparql") == here != []


@needs_comunica
def test_comunica_joins_the_endpoint_with_a_file(server, tmp_path, names):
    file = tmp_path / "capitals.ttl"
    lines = [
        f'<http://example.org/{n}> <http://example.org/of> "{name}" .'
        for n, name in enumerate(names)
    ]
    file.write_text("\n".join(lines[:3]), encoding="utf-8")
    query = NAMES.replace(
        "?name WHERE {", "?name ?row WHERE { ?row <http://example.org/of> ?name ."
    )
    rows = comunica(query, f"sparql@{server.address}sparql", str(file))
    expected = [
        {"name": name, "row": f"http://example.org/{n}"} for n, name in enumerate(names[:3])
    ]
    assert rows == expected

"""The pages of docs/import: their commands are run, with the tools that are here.

A block marked sh is run by a shell in an empty folder, one marked python by Python; a block marked
text needs a tool that cannot be had here.
"""

import csv
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, Store, Triple, parse
from test_queries import ANSWERS, exported_store

from kg.graph.store import write_store
from kg.graph.tables import TABLES
from kg.showing.export import export

ROOT = Path(__file__).parent.parent
GUIDES = ROOT / "docs" / "import"
PAGES = sorted(p.stem for p in GUIDES.glob("*.md") if p.stem != "README")
QUESTIONS = ROOT / "ontology" / "queries"
MODULES = ROOT / "tests" / "imports" / "node_modules"
#: Page -> commands without which its blocks cannot be run.
NEEDS = {
    "comunica": ("node", "comunica-sparql-file"),
    "neo4j": ("unzip",),
    "pandas-polars": ("unzip",),
    "rapper": ("rapper", "serdi"),
    "virtuoso": ("virtuoso-t", "isql-vt", "curl"),
}
#: Questions asked in other engines: joins, sums, negation, paths, optional parts, ordering.
ASKED = (
    *("agreements", "agreements-by-status", "denials", "events", "evidence", "implications"),
    *("signatories", "who-held-office", "who-met-whom", "who-says-what"),
)
NEO4J_FILES = [
    *("graph.ttl", "graph.zip", "load.cypher", "n10s.cypher", "nodes.csv", "relationships.csv")
]
#: Most lines that fit on a screen.
SCREEN = 48
PATH = os.pathsep.join(
    [str(Path(sys.executable).parent), str(MODULES / ".bin"), os.environ["PATH"]]
)


def blocks(page, language):
    text = (GUIDES / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def need(page):
    for tool in NEEDS.get(page, ()):
        if shutil.which(tool, path=PATH) is None:
            pytest.skip(f"{tool} is not on PATH")


@pytest.fixture(scope="module")
def graph():
    """What the guides export."""
    return exported_store()


@pytest.fixture(scope="module")
def environment(graph, tmp_path_factory):
    folder = tmp_path_factory.mktemp("guides") / "store"
    write_store(folder, list(graph))
    return os.environ | {"KG_STORE": str(folder), "PATH": PATH, "QUESTIONS": str(QUESTIONS)}


def shell(script, folder, environment):
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout[-2000:] if done.returncode else "") == (0, ""), done.stderr
    return done.stdout


def run_page(page, folder, environment):
    """Run all blocks of a page; what they print."""
    need(page)
    return "".join(shell(block, folder, environment) for block in blocks(page, "sh"))


def csv_rows(text):
    return list(csv.reader(text.strip().splitlines()))


def expected(name):
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def plain(rows):
    """Rows in which a number is one number however it is written."""
    return [[number(cell) for cell in row] for row in rows]


def number(cell):
    try:
        return str(Decimal(cell).normalize()) if re.fullmatch(r"-?[\d.]+", cell) else cell
    except InvalidOperation:
        return cell


def triples_of(path, form):
    return {quad.triple for quad in parse(path=str(path), format=form)}


def test_each_page_fits_on_a_screen_is_listed_and_says_what_was_tried():
    listed = re.findall(r"\]\(([\w-]+)\.md\)", (GUIDES / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == PAGES
    assert len(PAGES) == 10
    for page in PAGES:
        text = (GUIDES / f"{page}.md").read_text(encoding="utf-8")
        assert len(text.splitlines()) <= SCREEN
        assert "Tried by" in text
        assert blocks(page, "sh")


@pytest.mark.parametrize(
    ("page", "file", "form"),
    [
        ("protege", "graph.ttl", RdfFormat.TURTLE),
        ("jena", "graph.ttl", RdfFormat.TURTLE),
        ("jena", "graph.trig", RdfFormat.TRIG),
        ("graphdb", "graph.trig", RdfFormat.TRIG),
    ],
)
def test_a_page_that_only_exports_makes_the_file_it_names(
    page, file, form, graph, environment, tmp_path
):
    run_page(page, tmp_path, environment)
    assert triples_of(tmp_path / file, form) == {quad.triple for quad in graph}


def test_protege_needs_no_address_and_finds_every_term_declared(environment, tmp_path):
    horned = pytest.importorskip("pyhornedowl")
    run_page("protege", tmp_path, environment)
    opened = horned.open_ontology(str(tmp_path / "graph.ttl"))
    assert "owl:imports" not in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert len(opened.get_classes()) > 20


@pytest.mark.foreign
def test_rapper_and_serdi_give_the_same_triples(graph, environment, tmp_path):
    run_page("rapper", tmp_path, environment)
    wanted = without_blank({quad.triple for quad in graph})
    for name in ("rapper", "serdi", "rapper-rdfxml"):
        read = triples_of(tmp_path / f"graph-by-{name}.nt", RdfFormat.N_TRIPLES)
        assert without_blank(read) == wanted
    kept = Store()
    kept.bulk_load(path=str(tmp_path / "graph-by-serdi.trig"), format=RdfFormat.TRIG)
    assert set(kept.named_graphs()) == set(graph.named_graphs())


def without_blank(triples):
    """Triples about things with a name, and how many there are of the others."""
    named = {t for t in triples if "_:" not in str(t)}
    return named, len(triples) - len(named)


@pytest.mark.foreign
def test_comunica_answers_as_the_page_shows(environment, tmp_path):
    printed = csv_rows(run_page("comunica", tmp_path, environment))
    assert printed == expected("signatories")


@pytest.mark.foreign
def test_comunica_gives_the_same_rows(graph, tmp_path):
    need("comunica")
    file = tmp_path / "graph.ttl"
    file.write_bytes(export(graph, "turtle"))
    paths = {str(QUESTIONS / f"{name}.rq"): name for name in ASKED}
    command = ["node", ROOT / "tests" / "imports" / "ask.js", file, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = {paths[path]: sorted(plain(rows)) for path, rows in json.loads(done.stdout).items()}
    assert found == {name: sorted(plain(expected(name)[1:])) for name in ASKED}


@dataclass
class Virtuoso:
    """A server that runs: its port, and how the page asks it a question."""

    port: str
    ask: Callable[[str], str]

    def triples(self, name):
        """The triples of a graph."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
        asked = urllib.parse.urlencode({"query": query, "format": "text/plain"})
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sparql?{asked}") as answer:
            return [quad.triple for quad in parse(answer.read(), format=RdfFormat.N_TRIPLES)]


@pytest.fixture(scope="module")
def virtuoso(environment, tmp_path_factory):
    """The page with another question in the place of its own, asked of a server that goes on."""
    need("virtuoso")
    folder = tmp_path_factory.mktemp("virtuoso")
    [script] = blocks("virtuoso", "sh")
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [str(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    script = script.replace("1111", ports[0]).replace("8890", ports[1])
    start, ask, stop = re.split(r"(?m)^(?=curl)|^(?=isql-vt .*shutdown)", script)
    try:
        shell(start, folder, environment)
        yield Virtuoso(
            ports[1], lambda name: shell(ask.replace("signatories", name), folder, environment)
        )
        shell(stop, folder, environment)
    finally:
        lock = folder / "virtuoso.lck"
        if lock.exists() and (found := re.search(r"VIRT_PID=(\d+)", lock.read_text())):
            os.kill(int(found[1]), signal.SIGKILL)


@pytest.mark.foreign
@pytest.mark.parametrize("name", ASKED)
def test_virtuoso_gives_the_same_answers(name, virtuoso):
    assert plain(csv_rows(virtuoso.ask(name))) == plain(expected(name))


@pytest.mark.foreign
def test_virtuoso_holds_the_same_triples(graph, virtuoso):
    """Graph by graph; Virtuoso writes numbers in another way, and names blank nodes itself."""
    for name in graph.named_graphs():
        wanted = {q.triple for q in graph.quads_for_pattern(None, None, None, name)}
        held = without_blank({as_numbers(t) for t in virtuoso.triples(name.value)})
        assert held == without_blank({as_numbers(t) for t in wanted}), name


def as_numbers(triple):
    """A triple whose number is written in one way."""
    value = triple.object
    if isinstance(value, Literal) and value.datatype.value.endswith(("#decimal", "#integer")):
        value = Literal(number(value.value), datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, value)


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("cytoscape", ["graph.cyjs"]),
        ("gephi", ["graph.gexf"]),
        ("neo4j", NEO4J_FILES),
    ],
)
def test_a_page_for_networks_makes_the_files_it_names(page, files, environment, tmp_path):
    run_page(page, tmp_path, environment)
    assert sorted(p.name for p in tmp_path.iterdir()) == files


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_python_of_the_page_on_tables_runs(number, environment, tmp_path):
    if number == 1:
        pytest.importorskip("polars")
    run_page("pandas-polars", tmp_path, environment)
    assert {f"{kind}.parquet" for kind in TABLES} <= {p.name for p in tmp_path.iterdir()}
    code = blocks("pandas-polars", "python")[number]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ["total", "parties", "Customs"][number] in done.stdout

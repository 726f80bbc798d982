"""The whole way: documents to a store and outputs; what fails names itself and harms nothing."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

import kg
from kg import pipeline
from kg.documents.page import DocumentWarning
from kg.errors import InputError
from kg.graph.store import open_store
from kg.graph.tables import TABLES

TEA = "Kenya exports tea to Egypt. Trade between Kenya and Egypt reached $500 million in 2023.\n"
COFFEE = "Peru exports coffee to Japan. Japan's exports to Peru were $2 billion in 2022.\n"


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "tea.txt").write_text(TEA, encoding="utf-8")
    (folder / "coffee.txt").write_text(COFFEE, encoding="utf-8")
    return folder


def documents_in(store):
    query = "SELECT ?n { GRAPH ?g { ?d a irk:Document ; irk:fileName ?n } } ORDER BY ?n"
    return [row["n"] for row in kg.KnowledgeGraph(open_store(store)).query(query)]


def test_documents_become_a_store_and_outputs(docs, tmp_path):
    seen = []
    out = tmp_path / "out"
    summary = pipeline.build(
        [docs], tmp_path / "s", out, progress=lambda what, done, of: seen.append((what, done, of))
    )
    assert summary.documents == ("coffee.txt", "tea.txt")
    assert (summary.changed, summary.skipped, summary.problems) == (True, (), ())
    assert documents_in(tmp_path / "s") == ["coffee.txt", "tea.txt"]
    assert [p.relative_to(out).as_posix() for p in summary.outputs] == [
        "graph.ttl",
        "graph.trig",
        "explorer.html",
        *(f"tables/{kind}.{form}" for kind in TABLES for form in ("csv", "json")),
    ]
    assert all(path.stat().st_size for path in summary.outputs)
    assert ("reading coffee.txt", 0, 2) in seen
    rows = json.loads((out / "tables" / "trade.json").read_text(encoding="utf-8"))
    assert rows == kg.open(tmp_path / "s").table("trade")


def test_every_quote_of_the_graph_is_the_text_at_its_offsets(docs):
    summary = pipeline.build([docs])
    texts = {p.name: p.read_text(encoding="utf-8") for p in docs.iterdir()}
    rows = [
        r
        for kind in TABLES
        if kind != "actors"
        for r in kg.KnowledgeGraph(summary.store).table(kind)
    ]
    assert rows
    for row in rows:
        assert texts[row["document"]][row["span_start"] : row["span_end"]] == row["quote"]


def test_the_same_document_again_changes_nothing(docs, tmp_path):
    pipeline.build([docs], tmp_path / "s")
    (docs / "z-copy-of-tea.txt").write_text(TEA, encoding="utf-8")
    again = pipeline.build([docs, docs / "tea.txt"], tmp_path / "s")
    assert again.changed is False
    assert again.skipped == (("z-copy-of-tea.txt", "the same text as tea.txt"),)


def test_a_document_in_another_language_is_skipped_and_named(docs):
    (docs / "чай.txt").write_text("Кения продаёт чай Египту.", encoding="utf-8")
    summary = pipeline.build([docs])
    assert summary.documents == ("coffee.txt", "tea.txt")
    assert summary.skipped == (("чай.txt", "Cyrillic script: kg reads English"),)


def test_a_bad_file_named_itself_stops_the_build_and_the_old_graph_stays(docs, tmp_path):
    pipeline.build([docs], tmp_path / "s")
    (docs / "bad.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputError, match=r"bad\.txt: binary"):
        pipeline.build([docs / "tea.txt", docs / "bad.txt"], tmp_path / "s")
    assert documents_in(tmp_path / "s") == ["coffee.txt", "tea.txt"]


def test_bad_files_of_a_folder_are_listed_and_the_others_read(docs, tmp_path):
    (docs / "bad.txt").write_bytes(b"\x00\x01\x02")
    (docs / "worse.pdf").write_bytes(b"no pdf")
    (docs / "ru.txt").write_text("Кения продаёт чай Египту.", encoding="utf-8")
    summary = pipeline.build([docs], tmp_path / "s")
    assert documents_in(tmp_path / "s") == ["coffee.txt", "tea.txt"]
    assert [name for name, _ in summary.failed] == [
        str(docs / "bad.txt"),
        str(docs / "worse.pdf"),
    ]
    assert summary.failed[0][1].startswith("binary, not text")
    assert [name for name, _ in summary.skipped] == ["ru.txt"]
    with pytest.warns(DocumentWarning) as warned:
        kg.build(docs)
    assert [str(w.message).split(": ")[1] for w in warned] == [
        "ru.txt",
        str(docs / "bad.txt"),
        str(docs / "worse.pdf"),
    ]


def test_a_folder_of_nothing_but_bad_files_is_an_error(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputError, match="no file can be read, 2 cannot"):
        pipeline.build([tmp_path])


def test_two_processes_make_the_same_graph(tmp_path):
    for i in range(pipeline.BATCH + 4):
        text = f"In {1990 + i} Kenya exported tea to Egypt. {TEA if i % 2 else COFFEE}"
        (tmp_path / f"{i:02}.txt").write_text(text, encoding="utf-8")
    one, two = (pipeline.build([tmp_path], reference=False, jobs=jobs) for jobs in (1, 2))
    assert set(one.store) == set(two.store)
    assert one.documents == two.documents
    assert one.counts == two.counts


def test_an_error_in_the_reader_names_the_document(docs, monkeypatch):
    def broken(reading):
        if reading.document.name == "tea.txt":
            raise ZeroDivisionError
        return []

    monkeypatch.setattr("kg.claims.find_claims", broken)
    with pytest.raises(ZeroDivisionError) as caught:
        pipeline.build([docs])
    assert caught.value.__notes__ == ["while finding the claims of tea.txt"]


def test_a_document_without_claims_is_a_document(tmp_path):
    (tmp_path / "empty.txt").write_text("Nothing happened, and it rained.", encoding="utf-8")
    summary = pipeline.build([tmp_path / "empty.txt"])
    assert summary.documents == ("empty.txt",)
    assert set(summary.counts.values()) == {0}
    assert kg.KnowledgeGraph(summary.store).query("exports") == []


def test_without_reference_the_graph_holds_only_what_the_documents_give(docs):
    graphs = {str(g) for g in pipeline.build([docs]).store.named_graphs()}
    bare = {str(g) for g in pipeline.build([docs], reference=False).store.named_graphs()}
    left_out = {name.rsplit("/", 1)[1].rstrip(">") for name in graphs - bare}
    assert left_out == {"ontology", "reference", "vocabulary"}


def test_the_reference_is_the_same_twice_under_one_header():
    first, second = (sorted(map(str, pipeline.reference_quads())) for _ in range(2))
    assert first == second
    owl = "<http://www.w3.org/2002/07/owl#"
    assert sum(f"{owl}Ontology>" in line for line in first) == 1
    assert not any(f"{owl}imports>" in line for line in first)


KILLED = """
import sys, time
import kg.graph.store as store
real = store.Store
class Slow:
    def __new__(cls, *path):
        made = real(*path)
        if path:
            print("half way", flush=True)
            time.sleep(60)
        return made
store.Store = Slow
from kg.graph.store import write_store
from kg.pipeline import reference_quads
write_store(sys.argv[1], reference_quads())
"""


def test_kill_9_during_a_build_leaves_the_previous_graph(docs, tmp_path):
    store = tmp_path / "s"
    pipeline.build([docs], store)
    before = sorted(map(str, open_store(store)))
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(store)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "half way\n"
        assert any(p.name.startswith("building-") for p in store.iterdir())
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert sorted(map(str, open_store(store))) == before
    time.sleep(0.05)
    (docs / "tea.txt").write_text(TEA + "Kenya exports flowers to Egypt.", encoding="utf-8")
    assert pipeline.build([docs], store).changed is True
    assert not any(p.name.startswith("building-") for p in store.iterdir())


def test_the_python_interface_does_all_of_it(docs, tmp_path):
    graph = kg.build(docs, store=tmp_path / "s")
    assert len(graph) == len(kg.open(tmp_path / "s"))
    assert "exports" in graph.questions
    assert [r["name"] for r in graph.table("actors") if r["document"] == "tea.txt"] == [
        "Egypt",
        "Kenya",
    ]
    assert graph.query("ASK { ?x rdfs:label 'Kenya' }") is True
    assert graph.network().number_of_nodes() > 3
    assert graph.export("nt").count(b"\n") <= len(graph)
    assert (
        len(
            list(
                graph.rdflib().query(
                    "SELECT ?d { ?d a irk:Document }",
                    initNs={"irk": "https://w3id.org/irk/ontology/"},
                )
            )
        )
        == 2
    )
    assert graph.path("Kenya", "Egypt").labels == ("Kenya", "Egypt")


def test_every_term_is_defined_by_the_one_ontology_that_is_there():
    quads = pipeline.reference_quads()
    defined = {q.object.value for q in quads if q.predicate.value.endswith("#isDefinedBy")}
    assert defined == {"https://w3id.org/irk/ontology/"}
    assert defined <= {q.subject.value for q in quads}

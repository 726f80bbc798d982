"""The command line: data on stdout, messages on stderr, exit statuses, one line for an error."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS, cli, main

TINY = str(Path(__file__).parent / "data" / "tiny.trig")
#: Modules that asking must not import: each costs more than the answer.
HEAVY = ("spacy", "networkx", "pyvis", "rdflib", "numpy", "pyarrow", "shacl", "trafilatura")


@pytest.fixture
def kg(capfdbinary, monkeypatch):
    """Run a command in this process: exit status, stdout, stderr."""
    monkeypatch.setenv("KG_STORE", TINY)

    def run(*arguments):
        with pytest.raises(SystemExit) as caught:
            main(list(arguments))
        out, err = capfdbinary.readouterr()
        return caught.value.code, out.decode(), err.decode()

    return run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name, kg):
    status, out, err = kg(name, "--help")
    assert (status, err) == (0, "")
    assert f"kg {name}" in out.split("Examples:")[1]


def test_help_lists_every_command(kg):
    _, out, _ = kg("--help")
    listed = out.split("Commands:")[1].split("Examples:")[0].splitlines()
    assert [line.split()[0] for line in listed if line.strip()] == list(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tabel"], "kg: no command 'tabel': one of build, query,"),
        (["table"], "kg: Missing argument 'KIND'. (see kg table --help)"),
        (["table", "boats"], "kg: unknown table 'boats': one of actors, visits,"),
        (["query", "exprots"], "kg: unknown question 'exprots': one of"),
        (["query", "SELECT ?x {"], "kg: query: line 1, column 12 after 'SELECT ?x {': it ends"),
        (["query", "nope.rq"], "kg: nope.rq: no such query file"),
        (["query", "exports", "-p", "exporter"], "kg: --param 'exporter': write it as name=value"),
        (["query", "exports", "-p", "seller=x"], "kg: the query has no parameter 'seller'"),
        (["query", "exports", "-p", "exporter=Kenia"], "kg: unknown name 'Kenia': one of Kenya"),
        (
            ["query", "exports", "-p", "exporter=Atlantis"],
            "kg: unknown name 'Atlantis': one of Chile, ",
        ),
        (["query", "exports", "--format", "pdf"], "kg: Invalid value for '--format'"),
        (["query", "exports", "--store", "/no/such"], "kg: /no/such: no store there"),
        (["path", "Kenya", "Atlantis"], "kg: unknown name 'Atlantis'"),
        (["export", "docx"], "kg: unknown format 'docx': one of turtle"),
        (["explore", "-o", "/dev/null/x.html"], "kg: /dev/null/x.html: cannot be written"),
        (["build", "/no/such"], "kg: /no/such: no such file or folder"),
        (["build", TINY], "kg: tiny.trig: unknown format '.trig'"),
        (["evaluate", "/no/such"], "kg: /no/such: no gold/*.json there"),
        (["check", "/no/such.ttl"], "kg: /no/such.ttl: no store there"),
    ],
)
def test_what_cannot_run_is_one_line_and_status_2(arguments, message, kg):
    status, out, err = kg(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(message)


def test_rows_come_in_every_format(kg):
    arguments = ("query", "exports", "--param", "exporter=Vietnam", "--format")
    expected = {
        "exporterName": "Vietnam",
        "importerName": "Japan",
        "commodity": "garments",
        "modality": "asserted",
        "quote": "Vietnam supplies garments to Japan",
        "document": "japan-vietnam-brief.txt",
    }
    status, out, _ = kg(*arguments, "csv")
    assert (status, list(csv.DictReader(io.StringIO(out)))) == (0, [expected])
    _, out, _ = kg(*arguments, "json")
    bindings = json.loads(out)["results"]["bindings"]
    assert [{k: v["value"] for k, v in b.items()} for b in bindings] == [expected]
    _, out, _ = kg(*arguments, "xml")
    assert "<literal>garments</literal>" in out
    _, out, _ = kg(*arguments, "md")
    assert out.splitlines()[2] == f"| {' | '.join(expected.values())} |"
    _, out, _ = kg(*arguments, "table")
    assert out.splitlines()[1].split("  ")[0] == "Vietnam"


def test_yes_and_no_are_statuses_too(kg):
    assert kg("query", "ASK { ?x a irk:Country }") == (0, "yes\n", "")
    assert kg("query", "ASK { ?x a irk:Unicorn }") == (1, "no\n", "")


def test_no_rows_are_an_answer(kg):
    query = "SELECT ?x { ?x a irk:Unicorn }"
    assert kg("query", query, "--format", "csv") == (0, "x\n", "")
    assert kg("query", query, "--format", "md") == (0, "| x |\n", "")
    assert kg("query", query) == (0, "x\n", "")


def test_a_construct_gives_turtle(kg):
    query = "CONSTRUCT { ?x a skos:Concept } WHERE { ?x a irk:Bloc }"
    status, out, _ = kg("query", query)
    assert status == 0
    assert out.splitlines()[-1] == "actor:east-african-community a skos:Concept ."
    assert kg("query", query, "--format", "csv")[0] == 2


def test_limit_cuts_the_rows(kg):
    assert len(kg("query", "evidence", "--limit", "3", "--format", "csv")[1].splitlines()) == 4


def test_every_question_is_listed_by_group(kg):
    from kg.graph.questions import GROUPS, questions

    rows = json.loads(kg("questions", "--format", "json")[1])
    assert sorted(q["name"] for q in rows) == sorted(questions())
    assert list(dict.fromkeys(q["group"] for q in rows)) == list(GROUPS)
    header = kg("questions")[1].splitlines()[0].split()
    assert header == ["group", "name", "question", "parameters"]


def test_questions_of_a_group_are_listed_and_one_is_told_in_full(kg):
    rows = json.loads(kg("questions", "--group", "defence", "--format", "json")[1])
    assert {q["group"] for q in rows} == {"defence"}
    assert kg("questions", "causes")[1].splitlines() == [
        "causes (plans and implications)",
        "What is said to cause what?",
        "--param about=…  text: a word the cause or the effect contains; any by default",
        "returns: cause, effect, attribution, quote, document",
    ]
    status, _, err = kg("questions", "--group", "weather")
    assert (status, err.splitlines()[0][:43]) == (2, "kg: unknown group 'weather': one of trade, ")
    assert kg("questions", "exprots")[0] == 2


def test_a_table_has_all_its_rows_and_the_stable_keys(kg):
    _, out, _ = kg("table", "visits", "--format", "json")
    rows = json.loads(out)
    assert len(rows) == 3
    assert list(rows[0]) == [
        *("id", "document", "span_start", "span_end", "quote", "modality", "attribution"),
        *("confidence", "visitor", "host_place", "start_date", "end_date"),
    ]
    assert len(kg("table", "visits")[1].splitlines()) == 4


def test_output_goes_to_a_file(kg, tmp_path):
    file = tmp_path / "new" / "graph.nt"
    status, out, err = kg("export", "nt", "-o", str(file))
    assert (status, out, err) == (0, "", f"wrote {file}\n")
    assert kg("export", "nt", "-o", "-")[1] == file.read_text(encoding="utf-8")


def test_a_path_is_told_with_its_sentences(kg):
    status, out, _ = kg("path", "Lemma Tadesse", "coffee")
    lines = out.splitlines()
    assert (status, lines[0]) == (0, "Lemma Tadesse — Ethiopia — Kenya — coffee")
    assert "    “Kenya sells coffee to Ethiopia” japan-vietnam-brief.txt 306" in lines
    status, out, _ = kg("path", "Kenya", "Hanoi")
    assert (status, out) == (1, "no connection between Kenya and Hanoi\n")


def test_check_finds_the_tiny_graph_sound_and_a_broken_one_not(kg, tmp_path):
    status, out, err = kg("check")
    assert (status, out) == (0, "")
    assert err.startswith("0 problems; ")
    broken = tmp_path / "broken.ttl"
    broken.write_text("<http://x/c> a <https://w3id.org/irk/ontology/Claim> .", encoding="utf-8")
    status, out, _ = kg("check", str(broken))
    assert status == 1
    assert "http://x/c" in out


def test_the_explorer_is_written(kg, tmp_path):
    file = tmp_path / "e.html"
    assert kg("explore", "-o", str(file), "--title", "Tea & coffee")[0] == 0
    assert "Tea &amp; coffee" in file.read_text(encoding="utf-8")


def outside(*arguments, **options):
    environment = {**os.environ, "KG_STORE": TINY}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, **options)


def test_a_query_comes_from_stdin():
    done = outside("query", "-", input=b"ASK { ?x a irk:Country }")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"yes\n", b"")
    done = outside("query", "-", input=b"\xff\xfe\xfa")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_asking_imports_nothing_heavy():
    code = (
        "import sys; from kg.cli import main\n"
        "try: main(['query', 'exports', '--format', 'csv'])\n"
        f"except SystemExit: print(sorted(set({HEAVY}) & set(sys.modules)))"
    )
    environment = {**os.environ, "KG_STORE": TINY}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert done.stdout.splitlines()[-1] == b"[]"


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m kg export nt --store {TINY} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, 1, b"")


def test_ctrl_c_is_quiet(monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "invoke", interrupted)
    with pytest.raises(SystemExit) as caught:
        main(["questions"])
    assert caught.value.code == 128 + signal.SIGINT
    assert capsys.readouterr().err.strip() == ""


def test_an_unexpected_error_keeps_its_traceback(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("a bug")

    monkeypatch.setattr(cli, "invoke", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        main(["questions"])


def test_a_path_through_unrelated_documents_says_so(kg, monkeypatch):
    import kg as package
    from kg.showing.measures import Path as Way

    found = Way(("a", "b", "c"), ("Kenya", "mining", "Peru"), (), ("mining",))
    monkeypatch.setattr(package.KnowledgeGraph, "path", lambda *_: found)
    _, out, _ = kg("path", "Kenya", "Peru")
    assert out.splitlines() == [
        "Kenya — mining — Peru",
        "no direct tie: documents that share nothing else speak of mining",
    ]


def test_a_query_that_takes_too_long_is_given_up():
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", endless, "--timeout", "0.5", "--store", TINY]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"kg: query: no answer in 0.5 seconds; ask for less, or give --timeout\n"
    )


def test_a_turtle_file_of_either_suffix_is_read(tmp_path, kg):
    (tmp_path / "a.turtle").write_text("<x:a> <x:b> <x:c> .", encoding="utf-8")
    status, out, _ = kg("query", "ASK { ?s <x:b> ?o }", "--store", str(tmp_path / "a.turtle"))
    assert (status, out) == (0, "yes\n")


def test_a_parameter_given_twice_is_refused(kg):
    status, out, err = kg("query", "exports", "-p", "exporter=Kenya", "-p", "exporter=Egypt")
    assert (status, out) == (2, "")
    assert err == "kg: --param 'exporter' is given twice; give it once\n"


def test_triples_are_written_with_the_prefixes_they_use(kg):
    query = "CONSTRUCT { <x:a> rdfs:label 'a' } {}"
    _, out, _ = kg("query", query)
    assert [line.split()[1] for line in out.splitlines() if line.startswith("@prefix")] == ["rdfs:"]

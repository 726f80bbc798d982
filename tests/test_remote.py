"""A store behind an address: written, asked and shown like one of our own, on real servers."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from served import served

from kg.errors import StoreError
from kg.graph.queries import ask
from kg.graph.questions import questions
from kg.graph.store import content_digest, open_store, write_store
from kg.graph.tables import TABLES, store_rows
from kg.graph.upload import upload
from kg.graph.vocab import vocabulary_quads
from kg.showing.export import export

TOKEN = "a token of the tests"
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def started(command, port, seconds=60, **options):
    """A foreign server, until the block ends."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    end = time.monotonic() + seconds
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def ours(folder):
    write_store(folder / "store", [])
    with served(folder / "store", "--allow-updates", token=TOKEN) as server:
        yield server.address + "sparql", {"KG_STORE_AUTH": f"bearer:{TOKEN}"}


@contextmanager
def oxigraph(folder):
    if not OXIGRAPH.exists():
        pytest.skip("Oxigraph's server is not installed: pip install oxigraph")
    port = free_port()
    command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", "--location", folder / "data"]
    with started(command, port):
        yield f"http://127.0.0.1:{port}/query", {}


@contextmanager
def virtuoso(folder):
    if VIRTUOSO is None:
        pytest.skip("no Virtuoso on this machine: install Debian's virtuoso-opensource")
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = 10000
""",
        encoding="utf-8",
    )
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with started(command, port, cwd=folder):
        base = f"http://127.0.0.1:{port}"
        crud = f"{base}/sparql-graph-crud-auth"
        yield f"{base}/sparql", {"KG_STORE_AUTH": "digest:dba:dba", "KG_GRAPH_STORE": crud}


SERVERS = {"kg serve": ours, "oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="module")
def quads():
    return [*open_store("tests/data/tiny.trig"), *vocabulary_quads()]


@pytest.fixture(scope="module", params=SERVERS)
def server(request, tmp_path_factory, quads):
    """The address of a server that holds the tiny graph, uploaded by us."""
    folder = tmp_path_factory.mktemp("remote")
    with (
        SERVERS[request.param](folder) as (address, environment),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.delenv("KG_GRAPH_STORE", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        assert write_store(address, quads) is True
        yield request.param, address


@pytest.fixture(scope="module")
def here(quads):
    import pyoxigraph as ox

    store = ox.Store()
    store.extend(quads)
    return store


def test_the_questions_have_the_same_answers_there_as_here(server, here):
    _, address = server
    there = open_store(address)
    assert [q for q in questions() if ask(there, q) != ask(here, q)] == []


def test_the_tables_and_the_exports_are_the_same(server, here):
    _, address = server
    there = open_store(address)
    assert [k for k in TABLES if store_rows(there, k) != store_rows(here, k)] == []
    assert export(there, "turtle") == export(here, "turtle")
    assert content_digest(there) == content_digest(here)


def test_a_query_has_the_same_answer_there_as_here(server, here):
    _, address = server
    query = "SELECT DISTINCT ?name { ?x a irk:Country ; rdfs:label ?name } ORDER BY ?name"
    assert ask(open_store(address), query) == ask(here, query) != []
    assert ask(open_store(address), "ASK { ?x a irk:Visit }") is True


def test_the_same_again_sends_nothing_and_less_deletes_what_is_gone(server, quads):
    _, address = server
    assert upload(address, quads) is False
    graphs = sorted({quad.graph_name.value for quad in quads})
    fewer = [quad for quad in quads if quad.graph_name.value != graphs[0]]
    assert upload(address, fewer) is True
    assert open_store(address).graphs() == graphs[1:]
    assert upload(address, quads) is True
    assert open_store(address).graphs() == graphs


def test_an_upload_that_is_cut_off_goes_on_where_it_ended(server, quads, monkeypatch):
    from kg.graph import upload as module

    _, address = server
    assert upload(address, []) is True
    sent, put = [], module._put
    monkeypatch.setattr(module, "AT_ONCE", 1)
    monkeypatch.setattr(module, "_fresh", lambda *_: [])

    def counted(connection, place, name, triples):
        if not name.endswith("uploaded"):
            sent.append(name)
            if len(sent) == 3:
                raise KeyboardInterrupt
        put(connection, place, name, triples)

    monkeypatch.setattr(module, "_put", counted)
    with pytest.raises(KeyboardInterrupt):
        upload(address, quads)
    assert upload(address, quads) is True
    graphs = sorted({quad.graph_name.value for quad in quads})
    assert sent == [*graphs[:3], *graphs[2:]]


def test_graphs_go_in_files_where_the_server_takes_them_and_else_one_by_one(
    server, quads, here, monkeypatch
):
    from kg.graph import upload as module

    name, address = server
    assert upload(address, []) is True
    files, alone, send, put = [], [], module._send_file, module._put

    def filed(connection, place, file):
        files.append(file.names)
        return send(connection, place, file)

    def put_alone(connection, place, graph, triples):
        alone.append(graph)
        put(connection, place, graph, triples)

    monkeypatch.setattr(module, "_send_file", filed)
    monkeypatch.setattr(module, "_put", put_alone)
    graphs = sorted({quad.graph_name.value for quad in quads})
    assert upload(address, quads) is True
    if name == "virtuoso":
        assert (files, alone) == ([graphs[:1]], [*graphs, module.UPLOADED])
    else:
        assert (files, alone) == ([graphs[:1], graphs[1:]], [])
    assert content_digest(open_store(address)) == content_digest(here)
    assert upload(address, quads) is False


def test_an_upload_of_files_that_is_cut_off_goes_on_where_it_ended(
    server, quads, here, monkeypatch
):
    from kg.graph import upload as module

    _, address = server
    assert upload(address, []) is True
    sent, send = [], module._send_file
    monkeypatch.setattr(module, "FILE", 1)

    def cut_off(connection, place, file):
        sent.append(file.names)
        if len(sent) == 3:
            send(connection, place, module._File(file.names, file.content.split(b"\n")[0]))
            raise KeyboardInterrupt
        return send(connection, place, file)

    monkeypatch.setattr(module, "_send_file", cut_off)
    graphs = sorted({quad.graph_name.value for quad in quads})
    takes_files = True
    try:
        takes_files = not upload(address, quads)
    except KeyboardInterrupt:
        assert upload(address, quads) is True
        assert sent[:3] == [[graph] for graph in graphs[:3]]
        assert sent[3:] == [[graph] for graph in graphs[3:]]
    assert takes_files or sent == [graphs[:1]]
    assert content_digest(open_store(address)) == content_digest(here)
    assert upload(address, quads) is False


def test_a_remote_store_is_served_too(server):
    _, address = server
    with served(address) as running:
        answer = running.query(
            "SELECT ?name { ?x a irk:Country ; rdfs:label ?name } ORDER BY ?name"
        )
        assert answer.text.splitlines()[:2] == ["name", "Chile"]
        assert running.ask("/id/actor/kenya", headers={"accept": "text/html"}).status == 200


def run(*command, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kg", *command],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def test_what_cannot_be_reached_is_one_line():
    address = f"http://127.0.0.1:{free_port()}/sparql"
    done = run("query", "ASK {}", "--store", address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"kg: {address}: ")
    assert done.stderr.count("\n") == 1


def test_without_the_token_nothing_is_written(tmp_path, quads, monkeypatch):
    monkeypatch.delenv("KG_STORE_AUTH", raising=False)
    with ours(tmp_path) as (address, _), pytest.raises(StoreError, match="set KG_STORE_AUTH"):
        write_store(address, quads)

"""Changes over HTTP: whole or not at all, whoever is killed when."""

import itertools
import os
import signal
import time

import pytest
from served import QUADS, TRIPLES, served, start, wait_for

from kg.graph.store import open_store, write_store
from kg.serving.options import Options

psutil = pytest.importorskip("psutil", reason="psutil is not installed")

TURTLE = {"content-type": "text/turtle"}
G = "http://example.org/graph"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def store(tmp_path):
    write_store(tmp_path / "store", list(open_store("tests/data/tiny.trig")))
    return tmp_path / "store"


def test_a_graph_is_written_read_extended_and_deleted(store):
    with served(store, "--allow-updates") as server:
        name = f"/data?graph={G}"
        assert server.ask(name).status == 404
        assert server.ask(name, "PUT", "<http://a/> <http://b/> 1 .", TURTLE).status == 204
        assert server.ask(name, "POST", "<http://a/> <http://b/> 2 .", TURTLE).status == 204
        triples = {"accept": "application/n-triples"}
        integer = "^^<http://www.w3.org/2001/XMLSchema#integer> ."
        assert server.ask(name, headers=triples).text == (
            f'<http://a/> <http://b/> "1"{integer}\n<http://a/> <http://b/> "2"{integer}\n'
        )
        assert server.ask(name, "PUT", "<http://a/> <http://b/> 3 .", TURTLE).status == 204
        assert server.ask(name, headers=triples).text == f'<http://a/> <http://b/> "3"{integer}\n'
        assert server.ask(name, "PUT", "<http://a/> <http://b/", TURTLE).status == 400
        assert server.ask(name, "PUT", "a", {"content-type": "text/csv"}).status == 415
        assert server.ask(name, headers=triples).text == f'<http://a/> <http://b/> "3"{integer}\n'
        assert server.ask(name, "DELETE").status == 204
        assert server.ask(name).status == 404
        assert server.ask("/data").status == 400
    assert len(open_store(store)) == QUADS


def test_a_build_after_changes_replaces_them(store):
    with served(store, "--allow-updates") as server:
        assert server.update(f"INSERT DATA {{ GRAPH <{G}> {{ <a:> <b:> 1 }} }}").status == 204
        assert server.query(COUNT).text == f"n\r\n{TRIPLES + 1}\r\n"
        assert write_store(store, list(open_store("tests/data/tiny.trig"))) is True
        assert server.query(COUNT).text == f"n\r\n{TRIPLES}\r\n"
        assert server.update(f"INSERT DATA {{ GRAPH <{G}> {{ <a:> <b:> 1 }} }}").status == 204
        assert server.query(COUNT).text == f"n\r\n{TRIPLES + 1}\r\n"


def test_a_build_is_shown_while_the_server_runs(store):
    with served(store) as server:
        assert server.query(COUNT).text == f"n\r\n{TRIPLES}\r\n"
        first = server.processes()
        some = [q for q in open_store("tests/data/tiny.trig") if "actor" in q.subject.value]
        assert write_store(store, some) is True
        expected = f"n\r\n{len({q.triple for q in some})}\r\n"
        statuses = set()

        def shown():
            answer = server.query(COUNT)
            statuses.add(answer.status)
            return answer.text == expected

        wait_for(shown, 30)
        wait_for(lambda: len(server.processes()) == 4, 30)
        assert statuses == {200}
        assert {p.pid for p in first} & {p.pid for p in server.processes()} == {first[0].pid}


def test_a_page_shows_what_was_changed(store):
    with served(store, "--allow-updates") as server:
        name = "<https://w3id.org/irk/id/actor/new-state>"
        page = {"accept": "text/html"}
        assert server.ask("/id/actor/new-state", headers=page).status == 404
        text = f'INSERT DATA {{ GRAPH <{G}> {{ {name} a irk:Actor ; rdfs:label "New State" }} }}'
        assert server.update(text).status == 204
        answer = server.ask("/id/actor/new-state", headers=page)
        assert (answer.status, "<h1>New State</h1>" in answer.text) == (200, True)


def count(path):
    """The numbers written so far, in order."""
    query = f"SELECT ?n {{ GRAPH <{G}> {{ <http://a/> <http://n/> ?n }} }}"
    return sorted(int(row["n"].value) for row in open_store(path).query(query))


def test_what_was_acknowledged_survives_any_kill(store):
    """50 updates and 200 queries while workers, the holder and the server are killed."""
    servers = [start(store, "--allow-updates")]
    acknowledged, asked, answered = [], 0, 0
    kills = itertools.cycle(("worker", "server", "holder", "worker"))
    try:
        for number in range(50):
            server = servers[-1]
            if number % 6 == 3:
                kill(server, next(kills), 0.03 * (number % 5))
            try:
                text = f"INSERT DATA {{ GRAPH <{G}> {{ <http://a/> <http://n/> {number} }} }}"
                if server.update(text).status == 204:
                    acknowledged.append(number)
                for _ in range(4):
                    asked += 1
                    answered += server.query("ASK { ?s ?p ?o }").text == "true"
            except (OSError, EOFError):
                pass
            server.killer.join() if hasattr(server, "killer") else None
            if server.process.poll() is not None or not alive(server):
                servers.append(start(store, "--allow-updates"))
        assert set(acknowledged) <= set(count(store))
        assert set(count(store)) <= set(range(50))
        assert len(open_store(store)) == QUADS + len(count(store))
        assert len(acknowledged) >= 40
        assert answered >= 160
    finally:
        for server in servers:
            server.process.kill()
            server.process.wait()
            server.process.stderr.close()


def alive(server):
    """Whether the server itself is there, whatever became of its workers."""
    try:
        return server.ask("/health").status in (200, 422, 503)
    except OSError:
        return False


def kill(server, whom, after):
    """Kill the server, its holder or a worker with SIGKILL a little later, from beside."""
    import threading

    def strike():
        time.sleep(after)
        tree = server.processes()
        by_depth = {"server": tree[:1], "holder": tree[1:2], "worker": tree[2:3]}
        for process in by_depth[whom]:
            os.kill(process.pid, signal.SIGKILL)

    server.killer = threading.Thread(target=strike)
    server.killer.start()


def test_a_killed_server_leaves_no_process_behind(store):
    server = start(store)
    tree = server.processes()
    assert len(tree) == 4
    server.process.kill()
    server.process.wait()
    server.process.stderr.close()
    gone, left = psutil.wait_procs(tree, 5)
    assert (len(gone), left) == (4, [])


def test_updates_on_the_network_need_a_token(tmp_path):
    with pytest.raises(Exception, match="need a token: set KG_TOKEN"):
        Options("store", host="0.0.0.0", allow_updates=True).checked()
    with pytest.raises(Exception, match="fewer than 16 characters"):
        Options("store", allow_updates=True, token="short").checked()
    with pytest.raises(RuntimeError, match=r"updates on 0\.0\.0\.0 need a token"):
        start(tmp_path, "--allow-updates", "--host", "0.0.0.0")


def test_a_store_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(RuntimeError) as caught:
        start(tmp_path / "none")
    assert str(caught.value) == (
        f"kg: {tmp_path / 'none'}: no store there; "
        f"build one with: kg build --store {tmp_path / 'none'}\n"
    )


def test_the_service_and_the_data_set_describe_themselves(store):
    import rdflib

    with served(store) as server:
        service = rdflib.Graph().parse(data=server.ask("/sparql").body, format="turtle")
        answer = server.ask("/.well-known/void", headers={"accept": "application/ld+json"})
        dataset = rdflib.Graph().parse(data=answer.body, format="json-ld")
        address = rdflib.URIRef(server.address + "sparql")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert set(service.objects(address, sd.supportedLanguage)) == {sd.SPARQL11Query}
    assert set(service.objects(address, sd.feature)) == {sd.UnionDefaultGraph}
    graphs = {quad.graph_name.value for quad in open_store("tests/data/tiny.trig")}
    assert {str(name) for name in service.objects(None, sd.name)} == graphs
    whole = rdflib.URIRef(server.address + ".well-known/void")
    (triples,) = dataset.objects(whole, void.triples)
    assert triples.toPython() == TRIPLES

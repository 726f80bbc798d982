"""Connections that tellers answer: the same answers, and nobody waits for the query of another."""

import http.client
import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from served import TINY, TRIPLES, served, wait_for

from kg.graph.store import open_store, write_store

psutil = pytest.importorskip("psutil", reason="psutil is not installed")

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUGE_SORT = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
CSV = {"accept": "text/csv"}
ENOUGH = 30


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("lending") / "store"
    write_store(store, list(open_store(TINY)))
    return store


@pytest.fixture(scope="module")
def server(store):
    limits = "--timeout 1.5 --memory 300 --cache 0 --client-timeout 2"
    with served(store, *limits.split()) as running:
        yield running


class Client:
    """One connection, kept open."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection(server.host, server.port, timeout=30)

    def ask(self, path, method="GET", body=None, headers=CSV):
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()

    def query(self, text):
        status, _, body = self.ask("/sparql?query=" + quote(text, safe=""))
        return status, body

    def lent(self):
        """Ask quick queries until a teller answers them."""
        for number in range(ENOUGH):
            assert self.query(f"SELECT ({number} AS ?n) {{}}") == (200, f"n\r\n{number}\r\n")
        return self


def tellers(server):
    """The processes that share memory with the server: those that answer lent connections."""
    maps = [(process, Path(f"/proc/{process.pid}/maps")) for process in server.processes()[1:]]
    return [process for process, path in maps if "memfd:kg" in path.read_text(encoding="utf-8")]


def test_a_teller_answers_as_the_server_does(server):
    queries = [
        "ASK { ?s ?p ?o }",
        "SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l LIMIT 20",
        "CONSTRUCT { ?s rdfs:label ?l } { ?s rdfs:label ?l }",
        "SELECT broken {",
        "ASK { SERVICE <http://127.0.0.1:1/> {} }",
        "SELECT ?s ?p ?o ?q { ?s ?p ?o . ?o ?q ?r }",
    ]
    client = Client(server).lent()
    assert tellers(server) != []
    for query in queries:
        path = "/sparql?query=" + quote(query, safe="")
        status, headers, body = client.ask(path, headers={"accept": "*/*"})
        alone = Client(server).ask(path, headers={"accept": "*/*"})
        lent = Client(server).lent().ask(path)
        there = Client(server).ask(path)
        for told in (headers, alone[1], lent[1], there[1]):
            assert told.pop("date", "").endswith("GMT")
        assert (status, headers, body) == alone
        assert lent == there


def test_whatever_comes_next_on_a_lent_connection_is_answered(server):
    client = Client(server).lent()
    assert "<h1>" in client.ask("/", headers={"accept": "text/html"})[2]
    client.lent()
    direct = {**CSV, "content-type": "application/sparql-query"}
    count = f"n\r\n{TRIPLES}\r\n"
    assert client.ask("/sparql", "POST", COUNT, direct)[::2] == (200, count)
    client.lent()
    assert client.ask("/sparql?query=ASK%7B%7D", "HEAD")[::2] == (200, "")
    client.lent()
    assert client.ask("/sparql?query=ASK%20{}")[0] == 200
    assert client.query(COUNT) == (200, count)


def test_a_request_in_pieces_and_two_at_once_are_answered(server):
    client = Client(server).lent()
    request = f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    channel = client.connection.sock
    for piece in (request[:9], request[9:40], request[40:]):
        channel.sendall(piece)
        time.sleep(0.05)
    assert channel.recv(10_000).endswith(b'"boolean":true}')
    with socket.create_connection((server.host, server.port)) as channel:
        for _ in range(ENOUGH):
            channel.sendall(request)
            assert channel.recv(10_000).endswith(b'"boolean":true}')
        channel.sendall(request * 2)
        assert channel.recv(10_000).startswith(b"HTTP/1.1 200 OK")


def test_a_slow_query_keeps_no_other_connection_waiting(server):
    clients = [Client(server).lent() for _ in range(6)]
    longest = 0.0
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(clients[0].query, CROSS)
        while not slow.done():
            for client in clients[1:]:
                begun = time.monotonic()
                assert client.query("ASK {}") == (200, "true")
                longest = max(longest, time.monotonic() - begun)
    status, body = slow.result()
    assert (status, json.loads(body)["detail"]) == (504, "no answer in 1.5 seconds; ask for less")
    assert longest < 1.2
    assert clients[1].query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")


def test_a_query_that_takes_the_memory_ends_its_teller_alone(server):
    clients = [Client(server).lent() for _ in range(4)]
    status, body = clients[0].query(HUGE_SORT)
    assert status in (422, 504)
    assert json.loads(body)["status"] == status
    for client in clients[1:]:
        assert client.query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")


def test_a_client_that_goes_away_frees_its_teller(server):
    killed = server.numbers()["kg_workers_killed"]
    client = Client(server).lent()
    client.connection.request("GET", "/sparql?query=" + quote(CROSS, safe=""), headers=CSV)
    time.sleep(0.4)
    client.connection.close()
    wait_for(lambda: server.numbers()["kg_workers_killed"] > killed, 1.0)
    assert Client(server).lent().query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")
    assert server.numbers()["kg_workers_killed"] == killed + 1


def test_a_teller_that_is_killed_loses_no_connection(server):
    clients = [Client(server).lent() for _ in range(4)]
    there = tellers(server)
    assert there != []
    for process in there:
        os.kill(process.pid, signal.SIGKILL)
    for client in clients:
        assert client.query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")


def test_an_idle_connection_is_given_back_and_served_on(server):
    client = Client(server).lent()
    time.sleep(1.6)
    assert client.query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")


def test_what_tellers_answer_is_counted(server):
    name = 'kg_requests_total{route="/sparql",status="200"}'
    before = server.numbers()[name]
    Client(server).lent()
    wait_for(lambda: server.numbers()[name] >= before + ENOUGH, 3)
    time.sleep(0.3)
    assert server.numbers()[name] == before + ENOUGH


def test_a_client_that_takes_nothing_is_hung_up_on_by_a_teller(server):
    query = quote("SELECT ?a ?b ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 60000", safe="")
    request = f"GET /sparql?query=%s HTTP/1.1\r\nHost: {server.host}\r\n\r\n"
    with socket.create_connection((server.host, server.port)) as channel:
        for _ in range(ENOUGH):
            channel.sendall((request % "ASK%7B%7D").encode())
            assert channel.recv(10_000).endswith(b'"boolean":true}')
        channel.sendall((request % query).encode())
        time.sleep(3.5)
        got = 0
        channel.settimeout(5)
        try:
            while piece := channel.recv(1 << 20):
                got += len(piece)
        except ConnectionResetError:
            pass
    assert 0 < got < 10_000_000
    assert Client(server).lent().query("ASK {}") == (200, "true")


def test_a_client_that_takes_a_kept_answer_slowly_keeps_nobody_waiting(store):
    query = quote("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 60000", safe="")
    longest = 0.0
    with served(store, "--cache", "200") as server:
        rest = f" HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nAccept: text/csv\r\n\r\n"
        slow = [socket.socket() for _ in range(2)]
        for channel in slow:
            channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            channel.connect((server.host, server.port))
            for _ in range(ENOUGH):
                channel.sendall(f"GET /sparql?query=ASK%7B%7D{rest}".encode())
                assert channel.recv(10_000).endswith(b"true")
        clients = [Client(server).lent() for _ in range(4)]
        for client in clients:
            status, _, body = client.ask(f"/sparql?query={query}")
            assert (status, 5_000_000 < len(body) < 12_000_000) == (200, True)
        for channel in slow:
            channel.sendall(f"GET /sparql?query={query}{rest}".encode())
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            for client in clients:
                begun = time.monotonic()
                assert client.query("ASK {}") == (200, "true")
                longest = max(longest, time.monotonic() - begun)
        for channel in slow:
            channel.close()
    assert longest < 1.2


def test_a_build_is_shown_on_lent_connections_too(tmp_path):
    whole = list(open_store(TINY))
    write_store(tmp_path / "store", whole)
    some = [q for q in whole if "actor" in q.subject.value]
    with served(tmp_path / "store") as server:
        client = Client(server).lent()
        assert client.query(COUNT) == (200, f"n\r\n{TRIPLES}\r\n")
        write_store(tmp_path / "store", some)
        fewer = f"n\r\n{len({q.triple for q in some})}\r\n"
        wait_for(lambda: client.query(COUNT) == (200, fewer), 30)
        assert client.lent().query(COUNT) == (200, fewer)


def test_updates_are_seen_at_once_since_nothing_is_lent_where_they_are_allowed(tmp_path):
    write_store(tmp_path / "store", list(open_store(TINY)))
    with served(tmp_path / "store", "--allow-updates") as server:
        client = Client(server).lent()
        assert tellers(server) == []
        assert server.update("INSERT DATA { GRAPH <http://g/> { <a:> <b:> 1 } }").status == 204
        assert client.query(COUNT) == (200, f"n\r\n{TRIPLES + 1}\r\n")

"""What a hostile client tries: the server keeps its limits, and others are served meanwhile."""

import csv
import gzip
import http.client
import io
import itertools
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from served import TRIPLES, served, wait_for

from kg.graph.store import content_digest, open_store, write_store

psutil = pytest.importorskip("psutil", reason="psutil is not installed")

FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query", "accept": "text/csv"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
REGEX = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    'FILTER(REGEX(CONCAT(STR(?a), STR(?d), STR(?g)), "(.*a){12}(.*e){12}z"))}'
)
ANY = "(!<http://none/>|^!<http://none/>)*"
PATHS = f"SELECT (COUNT(*) AS ?n) {{ ?s {ANY} ?o . ?o {ANY} ?q }}"
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
DOUBLING = f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {DOUBLED} }}'
HUGE_SORT = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that only answers, with short limits."""
    store = tmp_path_factory.mktemp("attacks") / "store"
    write_store(store, list(open_store("tests/data/tiny.trig")))
    limits = "--timeout 1.5 --memory 300 --queue 8 --client-timeout 1.5 --max-result 1000000"
    before = content_digest(open_store(store))
    with served(store, *limits.split()) as running:
        yield running
    assert content_digest(open_store(store)) == before


@pytest.fixture(scope="module")
def editable(tmp_path_factory):
    """A server that changes its store for who knows the token."""
    store = tmp_path_factory.mktemp("editable") / "store"
    write_store(store, list(open_store("tests/data/tiny.trig")))
    token = "a token of the tests"
    with served(store, "--allow-updates", "--timeout", "5", token=token) as running:
        running.token = {"authorization": f"Bearer {token}"}
        yield running
    assert content_digest(open_store(store)) == content_digest(open_store("tests/data/tiny.trig"))


@pytest.fixture
def listener():
    """A server on loopback that must never be reached."""
    with socket.create_server(("127.0.0.1", 0)) as waiting:
        waiting.settimeout(0.2)
        yield f"http://127.0.0.1:{waiting.getsockname()[1]}/"
        with pytest.raises(TimeoutError):
            waiting.accept()


@pytest.fixture(scope="module")
def size(server):
    return server.query(COUNT).text


@pytest.fixture(autouse=True)
def still_answers(request):
    """After each attack the graph is as before and a query is answered."""
    yield
    for name in ("server", "editable"):
        if name in request.fixturenames:
            running = request.getfixturevalue(name)
            assert running.query(COUNT).text == f"n\r\n{TRIPLES}\r\n"


def detail(answer):
    """What a problem says; every error is one, without a traceback."""
    assert answer.headers.get_content_type() == "application/problem+json"
    problem = json.loads(answer.body)
    assert problem["status"] == answer.status
    assert "Traceback" not in answer.text
    return problem["detail"]


NESTED = {
    "groups": "ASK " + "{" * 10_000 + "}" * 10_000,
    "brackets": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "unions": "ASK { {}" + " UNION {}" * 10_000 + " }",
    "negations": "ASK { FILTER(" + "!" * 10_000 + "true) }",
    "blank nodes": "ASK { ?s ?p " + "[ ?p " * 10_000 + "1" + "]" * 10_000 + " }",
    "path": "ASK { ?s " + "^" * 10_000 + "<http://a/> ?o }",
    "quoted triples": "ASK { " + "<< " * 10_000 + "}",
}


@pytest.mark.parametrize("kind", NESTED)
def test_a_query_that_nests_deeply_is_refused_before_it_is_parsed(server, kind):
    answer = server.ask("/sparql", "POST", NESTED[kind], QUERY)
    assert answer.status == 400
    assert "256 is the most read here" in detail(answer)


def test_a_sum_of_ten_thousand_takes_down_a_worker_at_most(server):
    answer = server.ask("/sparql", "POST", "ASK { FILTER(1" + "+1" * 10_000 + " = 2) }", QUERY)
    assert answer.status in (200, 422)


def test_a_query_of_50_megabytes_is_refused_by_its_length(server):
    def pieces():
        for _ in range(50):
            yield b"#" * 1_000_000

    announced = server.ask("/sparql", "POST", b"x", {**QUERY, "content-length": "50000000"})
    assert announced.status == 413
    try:
        chunked = server.ask("/sparql", "POST", pieces(), QUERY)
    except (BrokenPipeError, ConnectionResetError):  # hung up on before all was sent
        return
    assert chunked.status == 413


def test_an_endless_header_is_refused(server):
    with socket.create_connection((server.host, server.port)) as client:
        client.settimeout(10)
        received = b""
        try:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
            for _ in range(100):
                client.sendall(b"x" * 100_000)
            received = client.recv(100)
        except (BrokenPipeError, ConnectionResetError):
            return
    assert received.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"POST /sparql HT",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 100\r\n\r\nASK",
    ],
    ids=["nothing", "half a header", "half a body"],
)
def test_a_client_that_sends_slowly_is_hung_up_on(server, sent):
    with socket.create_connection((server.host, server.port)) as client:
        client.settimeout(10)
        client.sendall(sent)
        received = client.recv(1000)
    assert received == b"" or received.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nX: ",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 1000\r\n\r\n",
    ],
    ids=["header", "body"],
)
def test_a_client_that_sends_byte_by_byte_is_hung_up_on(server, sent):
    received = b""
    with socket.create_connection((server.host, server.port)) as client:
        client.settimeout(0.1)
        client.sendall(sent)
        for _ in range(50):
            try:
                client.sendall(b"a")
                received = client.recv(1000)
                break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("it is still read after 5 seconds")
    assert received == b"" or received.startswith(b"HTTP/1.1 408")


def test_a_request_in_a_request_is_not_read(server):
    with socket.create_connection((server.host, server.port)) as client:
        client.settimeout(5)
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        received = client.recv(100_000)
    assert received.startswith(b"HTTP/1.1 400")
    assert received.count(b"HTTP/1.1") == 1


def test_a_packed_body_is_not_unpacked(server):
    packed = gzip.compress(b" " * 10_000_000)
    answer = server.ask("/sparql", "POST", packed, {**QUERY, "content-encoding": "gzip"})
    assert (answer.status, detail(answer)) == (400, "the query is not UTF-8")


def test_clients_that_send_nothing_keep_nobody_out(server):
    idle = [socket.create_connection((server.host, server.port)) for _ in range(300)]
    try:
        assert server.query("ASK {}").text == "true"
    finally:
        for client in idle:
            client.close()


@pytest.mark.parametrize(
    "query", [CROSS, REGEX, PATHS], ids=["cross product", "regular expression", "paths"]
)
def test_a_runaway_query_ends_and_others_are_served_meanwhile(server, query):
    with ThreadPoolExecutor(1) as pool:
        runaway = pool.submit(server.ask, "/sparql", "POST", query, QUERY)
        meanwhile = 0
        while not runaway.done():
            assert server.query("ASK {}").text == "true"
            meanwhile += 1
        answer = runaway.result()
    assert (answer.status, detail(answer)) == (504, "no answer in 1.5 seconds; ask for less")
    assert meanwhile >= 2


def test_a_query_that_takes_the_memory_loses_its_process_and_the_memory_returns(server):
    server.query("ASK {}")
    before = server.memory()
    for query in (HUGE_SORT, DOUBLING, HUGE_SORT):
        answer = server.ask("/sparql", "POST", query, QUERY)
        assert answer.status in (422, 504)
        detail(answer)
    wait_for(lambda: server.memory() < before + 50_000_000)


def test_an_answer_that_is_too_long_is_not_sent(server):
    answer = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert (answer.status, detail(answer)) == (
        422,
        "the answer has more than 1,000,000 bytes; ask for less",
    )


def test_a_client_that_goes_away_frees_its_worker(server):
    killed = server.numbers()["kg_workers_killed"]
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(
            f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        wait_for(lambda: server.numbers()["kg_workers_busy"] == 1)
    wait_for(lambda: server.numbers()["kg_workers_busy"] == 0, 1.2)
    assert server.numbers()["kg_workers_killed"] == killed + 1


def test_500_clients_at_once_are_answered_or_told_to_wait(server):
    server.query("ASK {}")
    before = server.memory()
    statuses, lock = [], threading.Lock()
    barrier = threading.Barrier(500)

    def client():
        barrier.wait()
        try:
            answer = server.query(COUNT)
            status = answer.status, answer.headers.get("retry-after")
        except OSError:
            status = "refused", None
        with lock:
            statuses.append(status)

    threads = [threading.Thread(target=client) for _ in range(500)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 500
    assert set(statuses) <= {(200, None), (503, "2")}
    assert (200, None) in statuses
    wait_for(lambda: server.memory() < before + 50_000_000)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <%s> { ?s ?p ?o } }",
        "ASK { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "ask{service<%s>{?s ?p ?o}}",
        "PREFIX : <%s> ASK { SERVICE:x { ?s ?p ?o } }",
        "ASK { ?s ?p 1SERVICE<%s> { ?s ?p ?o } }",
        "ASK { VALUES ?u { <%s> } SERVICE ?u { ?s ?p ?o } }",
        "ASK { \\u0053ERVICE <%s> { ?s ?p ?o } }",
        "ASK { # \n SERVICE # \n <%s> { ?s ?p ?o } }",
    ],
)
def test_service_never_reaches_another_server(server, listener, query):
    answer = server.query(query % listener)
    assert answer.status == 400
    assert "SERVICE" in detail(answer) or "SERVICE" not in query


def test_from_a_foreign_address_fetches_nothing(server, listener):
    assert server.query(f"ASK FROM <{listener}> {{ ?s ?p ?o }}").text == "false"
    assert server.query("ASK { ?s ?p ?o }", **{"default-graph-uri": listener}).text == "false"


XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
ABOUT = '<rdf:Description rdf:about="http://a/"><e:p>&k;</e:p></rdf:Description></rdf:RDF>'
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghijk"))
FOREIGN = f'<!DOCTYPE r [<!ENTITY k SYSTEM "%s">]>{XML}{ABOUT}'
LAUGHING = f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>{XML}{ABOUT}'
EVIL_GRAPHS = {
    "a foreign context": ("application/ld+json", '{"@context": "%s", "@id": "http://a/"}', {400}),
    "a foreign entity": ("application/rdf+xml", FOREIGN, {400}),
    "ten thousand million laughs": ("application/rdf+xml", LAUGHING, {400, 422, 504}),
}


@pytest.mark.parametrize("kind", EVIL_GRAPHS)
def test_a_graph_that_is_sent_fetches_nothing_and_breaks_nothing(editable, listener, kind):
    media, body, statuses = EVIL_GRAPHS[kind]
    sent = body % listener if "%s" in body else body
    headers = {**editable.token, "content-type": media}
    answer = editable.ask("/data?graph=http://a/", "PUT", sent, headers)
    assert answer.status in statuses
    detail(answer)
    assert editable.ask("/data?graph=http://a/").status == 404


def test_a_broken_file_of_quads_leaves_nothing(editable):
    body = "<http://a/> <http://b/> <http://c/> <http://g/> .\n<http://a/> <http://b/"
    headers = {**editable.token, "content-type": "application/n-quads"}
    assert editable.ask("/data", "POST", body, headers).status == 400
    assert editable.ask("/data", "PUT", body, headers).status == 400
    assert editable.ask("/data?graph=http://g/").status == 404


@pytest.mark.parametrize(
    "update", ["LOAD <%s>", "LOAD SILENT <%s> INTO GRAPH <http://a/>", "load<%s>"]
)
def test_load_never_reaches_another_server(editable, listener, update):
    answer = editable.update(update % listener, **editable.token)
    assert (answer.status, detail(answer)[:20]) == (400, "LOAD fetches from an")


def test_an_update_needs_the_token(editable):
    assert editable.update("CLEAR ALL").status == 401
    assert editable.update("CLEAR ALL", authorization="Bearer a token of the test").status == 401
    assert (
        editable.update(
            "CLEAR ALL", authorization="Basic " + editable.token["authorization"]
        ).status
        == 401
    )
    assert editable.ask("/data?default", "DELETE").status == 401


def test_an_update_does_not_come_in_by_the_way_of_queries(editable):
    for path in ("/sparql", "/sparql/"):
        answer = editable.ask(path, "POST", "update=CLEAR+ALL", {**FORM, **editable.token})
        assert answer.status == 400
        answer = editable.ask(path, "POST", "query=CLEAR+ALL", {**FORM, **editable.token})
        assert answer.status == 400


def test_a_page_of_another_host_changes_nothing(editable):
    for more in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ):
        answer = editable.ask(
            "/update", "POST", "update=CLEAR+ALL", {**FORM, **editable.token, **more}
        )
        assert (answer.status, detail(answer)) == (
            403,
            "a page of another host may not change the graph",
        )


def test_a_server_without_updates_refuses_them_all(server):
    assert server.update("CLEAR ALL").status == 403
    for method in ("PUT", "POST", "DELETE"):
        assert (
            server.ask("/data?default", method, b"", {"content-type": "text/turtle"}).status == 403
        )


def test_another_name_for_this_machine_is_not_answered(server):
    for host in ("evil.example", "evil.example:80", "localhost.evil.example", ""):
        assert server.ask("/sparql?query=ASK%7B%7D", headers={"host": host}).status == 421


def test_a_runaway_update_ends_and_leaves_nothing_half_written(editable):
    graphs = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(4))
    text = f"INSERT {{ <http://a/> <http://a/> ?o3 }} WHERE {{ {graphs} }}"
    answer = editable.update(text, **editable.token)
    assert (answer.status, detail(answer)) == (504, "no answer in 5 seconds; ask for less")
    assert editable.update("CLEAR SILENT GRAPH <http://none/>", **editable.token).status == 204


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../../../etc/passwd",
        "/id/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/id/..%2f..%2fetc%2fpasswd",
        "/static/..%2fapp.py",
        "/static/../app.py",
        "/id/document/..%2f..%2fREADME.md",
        "/id/%00",
        "/ontology/..;/..;/etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_path_leads_to_a_file(server, path):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=20)
    connection.putrequest("GET", path)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (400, 404)
    assert b"root:" not in body
    assert b"import" not in body


def test_no_header_is_injected(server):
    evil = "text/csv%0d%0aset-cookie:%20a=b"
    for path in (f"/sparql?query=ASK%7B%7D&format={evil}", f"/id/{evil}", f"/ask/{evil}"):
        answer = server.ask(path, headers={"accept": "text/html"})
        assert answer.status in (400, 404)
        assert "set-cookie" not in answer.headers


def test_no_value_makes_another_row_or_cell_of_csv(server):
    evil = 'a",b\r\n=2'
    text = r"""SELECT ?x ?y { VALUES (?x ?y) { ('=cmd|1!A1' 'a",b\r\n=2') } }"""
    rows = list(csv.reader(io.StringIO(server.query(text).text, newline="")))
    assert rows == [["x", "y"], ["=cmd|1!A1", evil]]


def test_the_csv_of_a_question_runs_nothing_in_a_spreadsheet(editable):
    name, graph = "<https://w3id.org/irk/id/actor/kenya>", "<http://a/evil>"
    label = f'{{ GRAPH {graph} {{ {name} rdfs:label "=cmd|1!A1" }} }}'
    drop = f"CLEAR GRAPH {graph}"
    assert editable.update(f"INSERT DATA {label}", **editable.token).status == 204
    path = "/ask/exports?format=csv"
    exact = editable.ask("/ask/exports", headers={"accept": "text/csv"}).text
    safe = editable.ask(path).text
    assert editable.update(drop, **editable.token).status == 204
    assert ",=cmd|1!A1," in exact.replace("\n", ",")
    assert safe == exact.replace("=cmd|1!A1", "'=cmd|1!A1")
    unchanged = editable.ask("/ask/exports", headers={"accept": "text/csv"}).text
    assert editable.ask(path).text == unchanged


@pytest.mark.parametrize(
    "body", [b"query=%ff", b"query=ASK%7B%7D&query=ASK%7B%7D", b"", b"&" * 2000]
)
def test_a_malformed_form_is_a_problem(server, body):
    answer = server.ask("/sparql", "POST", body, FORM)
    assert answer.status == 400
    detail(answer)


def test_a_client_that_does_not_take_its_answer_is_hung_up_on(server):
    sent = quote("SELECT ?a ?b ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 6000")
    clients = []
    for _ in range(4):
        client = socket.create_connection((server.host, server.port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(f"GET /sparql?query={sent} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        clients.append(client)
    time.sleep(0.5)
    assert server.query("ASK {}").text == "true"
    for client in clients:
        client.close()

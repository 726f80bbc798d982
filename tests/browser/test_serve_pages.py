"""The pages of kg serve in a real browser: nothing foreign, nothing hostile, open to anybody."""

import hashlib
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import served

from kg.graph.store import open_store, write_store
from kg.graph.vocab import ID, PREFIXES, ontology_triples, vocabulary_quads
from kg.serving.limits import Limits
from kg.serving.pages import console as console_module
from kg.serving.pages.labels import labels_of
from kg.serving.pages.rendering import POLICY
from kg.serving.source import Source
from kg.serving.static import editor_is_there

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IRK, RDFS = PREFIXES["irk"], PREFIXES["rdfs"]
EVIL = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>{{ 7*7 }}"
DOCUMENT = "96caabea358fc14f"


def hostile_quads():
    """The tiny graph in which every label, quote and title is hostile too."""
    for quad in open_store(ROOT / "tests" / "data" / "tiny.trig"):
        yield quad
        if quad.predicate.value in (RDFS + "label", PREFIXES["oa"] + "exact", IRK + "fileName"):
            hostile = Literal(f"{quad.object.value} {EVIL}")
            if quad.predicate.value != RDFS + "label":
                continue
            yield Quad(quad.subject, quad.predicate, hostile, quad.graph_name)
    graph = NamedNode(ID + "document/hostile")
    actor = NamedNode(ID + "actor/" + quote(EVIL, safe=""))
    yield Quad(actor, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(IRK + "Actor"), graph)
    yield Quad(actor, NamedNode(RDFS + "label"), Literal(EVIL), graph)
    yield Quad(actor, NamedNode(RDFS + "seeAlso"), NamedNode("javascript:window.hit=1"), graph)
    yield Quad(actor, NamedNode("http://example.org/" + quote(EVIL)), Literal(EVIL), graph)
    yield Quad(NamedNode(ID + "actor/kenya"), NamedNode(IRK + "tradesWith"), actor, graph)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = tmp_path_factory.mktemp("pages") / "store"
    terms = (t for t in ontology_triples() if isinstance(t.subject, NamedNode))
    graph = NamedNode(ID + "graph/ontology")
    named = [Quad(*t, graph) for t in terms if isinstance(t.object, NamedNode | Literal)]
    write_store(store, [*hostile_quads(), *named, *vocabulary_quads()])
    with served(store, "--title", f"Pages {EVIL}") as running:
        yield running


PAGES = [
    "/",
    "/?q=ke",
    "/?q=" + quote(EVIL),
    "/ask/exports",
    "/ask/exports?exporter=Kenya",
    "/ask/exports?exporter=" + quote(EVIL),
    "/ask/trade-figures",
    "/query",
    "/query?query=" + quote("SELECT ?s ?l { ?s rdfs:label ?l } LIMIT 9"),
    "/query?query=" + quote("CONSTRUCT { ?s rdfs:label ?l } { ?s rdfs:label ?l }"),
    "/query?query=" + quote(EVIL),
    "/id/actor/kenya",
    "/id/actor/" + quote(quote(EVIL, safe="")),
    f"/id/document/{DOCUMENT}",
    "/ontology/Claim",
    "/vocab/sector/energy",
    "/nothing/" + quote(EVIL),
    "/ontology",
]


#: One page of each kind; the ontology's has tests of its own.
DIFFERENT = [PAGES[n] for n in (0, 4, 5, 8, 12, 13, 16)]


@pytest.fixture
def visit(browser, server):
    """Return a function that opens an address; what it asked for and complained of is kept."""
    contexts = []

    def opened(path, width=1280, theme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.seen = []
        page.on("console", lambda message: page.seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.seen.append(f"error: {error}"))
        page.on("request", lambda request: page.seen.append(request.url))
        page.status = page.goto(server.address.rstrip("/") + path).status
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_foreign_and_runs_nothing(visit, server, path):
    page = visit(path)
    failed = page.status >= 400
    foreign = [
        line
        for line in page.seen
        if not line.startswith((server.address, "data:"))
        and not (failed and "Failed to load resource" in line)
    ]
    assert foreign == []
    assert page.evaluate("window.hit") is None
    ours = {"/static/yasgui.min.js", "/static/editor.js"} if path.startswith("/query") else set()
    scripts = {script.get_attribute("src") for script in page.query_selector_all("script")}
    assert scripts in (ours, set())
    assert page.query_selector_all("main img, [onerror]") == []
    assert "49" not in page.title()


def test_no_address_of_a_page_is_a_script(visit):
    page = visit("/id/actor/" + quote(quote(EVIL, safe="")))
    schemes = {urlsplit(link.get_attribute("href")).scheme for link in page.query_selector_all("a")}
    assert schemes <= {"", "http", "https"}


def test_every_page_forbids_scripts(server):
    for path in PAGES:
        policy = server.ask(path, headers={"accept": "text/html"}).headers[
            "content-security-policy"
        ]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; style-src 'self'")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in tests/browser")
@pytest.mark.parametrize("path", DIFFERENT)
def test_no_rule_of_accessibility_is_broken(visit, path):
    page = visit(path, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found, widths = {}, {}
    for width in (1280, 390):
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            found[width, theme] = page.evaluate(
                "rules => axe.run({runOnly: {type: 'tag', values: rules}})"
                ".then(r => r.violations.map(v => [v.id, v.nodes[0].html.slice(0, 200)]))",
                RULES,
            )
            widths[width, theme] = page.evaluate("document.documentElement.scrollWidth")
    assert found == {key: [] for key in found}
    assert widths == {(width, theme): width for width, theme in found}


def ask_in_the_page(page):
    """Write a query over the one that stands there and send it; the rows that come."""
    if page.locator(".CodeMirror").count():
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text("SELECT ?name { ?x a irk:Country ; rdfs:label ?name }")
        page.keyboard.press("Control+Enter")
    else:
        page.fill("#query", "SELECT ?name { ?x a irk:Country ; rdfs:label ?name }")
        page.click("text=Run")
    page.wait_for_url("**/query?query=SELECT+%3Fname*")
    return sorted(page.locator("tbody tr").all_inner_texts())


@pytest.mark.skipif(not editor_is_there(), reason="Yasgui is not installed: make editor")
def test_the_editor_does_what_the_plain_form_does(visit, server):
    edited, plain = visit("/query"), visit("/query", java_script_enabled=False)
    assert edited.locator("#query").is_hidden()
    assert edited.locator(".cm-keyword").first.inner_text() == "SELECT"
    assert plain.locator(".CodeMirror").count() == 0
    assert plain.locator("#query").is_visible()
    rows = ask_in_the_page(edited)
    assert rows == ask_in_the_page(plain)
    assert "Kenya" in rows
    assert [line for line in edited.seen if not line.startswith((server.address, "data:"))] == []


@pytest.mark.skipif(not editor_is_there(), reason="Yasgui is not installed: make editor")
def test_the_keyboard_leads_out_of_the_editor(visit):
    page = visit("/query")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_a_query_page_without_its_editor_is_a_plain_form(monkeypatch):
    monkeypatch.setattr(console_module, "editor_is_there", lambda: False)
    asked = {"pairs": [], "title": "T"}
    answer = console_module.console(Source("memory:"), asked, b"", Limits())
    assert (b"<script" in answer.body, b"<textarea" in answer.body) == (False, True)
    assert answer.headers == {"content-security-policy": POLICY}


def test_a_newcomer_asks_a_question_and_reaches_the_sentence(visit):
    page = visit("/")
    page.click("text=What does one country export to another?")
    page.fill("#p-exporter", "Kenya")
    page.click("text=Ask")
    assert "exporter=Kenya" in page.url
    cells = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[:4] == ["Kenya", "Ethiopia", "coffee", "asserted"]
    quote = page.locator("tbody q").first.inner_text().strip("“”")
    page.locator("tbody a").first.click()
    assert "/id/document/" in page.url
    assert quote in page.inner_text("main")


def test_the_rows_after_the_first_page_are_on_the_next(visit):
    text = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 1203"
    page = visit("/query?query=" + quote(text))
    pages = []
    for _ in range(3):
        pages.append(page.locator("tbody tr").count())
        assert f"1,203 rows, {500 * len(pages) - 499:,} to" in page.inner_text("main")
        if page.locator("text=Next").count():
            page.locator("text=Next").first.click()
            page.wait_for_url(f"**from={500 * len(pages)}")
    assert pages == [500, 500, 203]
    page.locator("text=Previous").first.click()
    page.wait_for_url("**from=500")
    triples = visit("/query?from=99999&query=" + quote("CONSTRUCT WHERE { ?s rdfs:label ?l }"))
    assert "1 to " not in triples.locator("[role=status]").first.inner_text().partition(",")[0]
    assert triples.locator("text=Next").count() == 0


def test_a_name_finds_things_and_not_the_statements_of_tables(visit):
    page = visit("/?q=kenya")
    kinds = page.locator("main li small").all_inner_texts()
    assert "country" in kinds
    assert "reference statement" not in kinds


def test_a_claim_is_named_by_its_words():
    store = open_store(ROOT / "tests" / "data" / "tiny.trig")
    names = [ID + "claim/agreements-172b245926fa", ID + f"evidence/{DOCUMENT}-663-702"]
    words = "No agreement on Lake Turkana was signed"
    assert labels_of(store, names) == dict.fromkeys(names, words)


def test_the_explorer_is_there_and_whole(visit, server):
    page = visit("/explorer")
    page.wait_for_selector("html[data-ready]")
    assert [line for line in page.seen if line.startswith("http")] == [server.address + "explorer"]
    assert page.evaluate("window.hit") is None


def test_a_document_at_hand_has_its_claims_marked(tmp_path, browser):
    text = "Kenya exports coffee to Ethiopia. <b>Kenya</b> sold tea."
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = NamedNode(ID + f"document/{digest[:16]}")
    claim, thing, evidence = (
        NamedNode(ID + name) for name in ("claim/c1", "flow/f1", "evidence/e1")
    )
    said = {
        (source, "irk:fileName"): Literal("note.txt"),
        (source, "irk:sha256"): Literal(digest),
        (source, "rdfs:label"): Literal("A note"),
        (claim, "prov:wasDerivedFrom"): source,
        (claim, "irk:claims"): thing,
        (claim, "irk:hasEvidence"): evidence,
        (claim, "irk:hasModality"): NamedNode(PREFIXES["modality"] + "asserted"),
        (claim, "irk:confidence"): Literal(0.9),
        (thing, "rdfs:label"): Literal("coffee from Kenya to Ethiopia"),
        (evidence, "oa:start"): Literal(0),
        (evidence, "oa:end"): Literal(32),
        (evidence, "oa:exact"): Literal(text[:32]),
        (evidence, "irk:sourceDocument"): source,
    }
    quads = []
    for (subject, name), value in said.items():
        prefix, _, local = name.partition(":")
        quads.append(Quad(subject, NamedNode(PREFIXES[prefix] + local), value, source))
    write_store(tmp_path / "store", quads)
    with served(tmp_path / "store", "--documents", str(tmp_path)) as running:
        page = browser.new_page()
        page.goto(f"{running.address}id/document/{digest[:16]}")
        assert page.locator("mark").all_inner_texts() == ["Kenya exports coffee to Ethiopia"]
        assert "<b>Kenya</b> sold tea." in page.locator(".text").inner_text()
        page.close()

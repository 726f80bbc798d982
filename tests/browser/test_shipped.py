"""The explorer of the shipped graph: it holds what the store holds, all within reach."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from audit import AUDIT, AUDITS, AXE

from kg.graph.queries import ask
from kg.showing.explorer.whole import whole_network

pytestmark = pytest.mark.browser

IRK = "https://w3id.org/irk/ontology/"
#: What the legend calls the things of a class.
CLASSES = {
    "Trade figures": "TradeObservation",
    "Agreements": "Agreement",
    "Organisations": "Organisation",
    "People": "Person",
    "Meetings and events": "Occasion",
    "Places": "Place",
    "Projects": "Project",
    "Goods flows": "CommodityFlow",
    "Countries": "Country",
    "Views and effects": "Implication",
    "Plans": "Plan",
    "Blocs": "Bloc",
    "Causes and effects": "CausalLink",
    "Visits": "Visit",
    "Acts": "Event",
}
#: Relations that the page shows as the store has them.
PREDICATES = (
    *("hasParty", "exporter", "importer", "commodity", "belongsTo", "sector", "hostPlace"),
    *("partOf", "exports", "exportsTo", "tradesWith", "holder", "affects", "deficitSide"),
    *("about", "actsTowards", "visits", "visitor", "eventSource", "eventTarget"),
)
NAMED = """SELECT ?iri WHERE {{ ?iri rdfs:label|skos:prefLabel ?label
           FILTER(STR(?label) = "{}" && STRSTARTS(STR(?iri), "https://w3id.org/irk/id/")) }}"""


def saved(page, kind):
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig")


@pytest.fixture(scope="module")
def network(shipped):
    return whole_network(shipped)


def test_the_counts_of_the_legend_are_those_of_sparql(open_page, shipped):
    page = open_page("shipped")
    for more in page.locator("fieldset:has(#types-0) button:has-text('more')").all():
        more.click()
    rows = [r.inner_text().split("\n") for r in page.locator("label:has(> [id^=types-])").all()]
    shown = {row[0].strip(): int(row[-1]) for row in rows}
    counted = {
        name: ask(shipped, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a irk:{cls} }}")[0]["n"]
        for name, cls in CLASSES.items()
    }
    assert {name: shown[name] for name in CLASSES} == counted
    assert set(shown) - set(CLASSES) == {"Commodities", "Sectors", "Derived figures"}


def test_the_relations_of_the_page_are_those_of_sparql(open_page, shipped):
    page = open_page("shipped")
    edges = json.loads(saved(page, "json"))["edges"]
    shown = Counter(edge["predicate"].removeprefix(IRK) for edge in edges)
    query = "SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?a ?b {{ ?a irk:{} ?b }} }}"
    counted = {name: ask(shipped, query.format(name))[0]["n"] for name in PREDICATES}
    assert {name: shown[name] for name in PREDICATES} == counted
    signed = (
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?b { ?s irk:stageOf ?a ; irk:signatory ?b } }"
    )
    assert shown["signatory"] == ask(shipped, signed)[0]["n"]


def test_every_thing_and_every_relation_is_in_the_table(open_page, network):
    page = open_page("shipped", "#view=table")
    things = list(csv.DictReader(io.StringIO(saved(page, "things"))))
    assert sorted(row["id"] for row in things) == sorted(network)
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv"))))
    assert sorted((r["from_id"], r["relation"], r["to_id"]) for r in rows) == sorted(
        (a, data["label"], b) for a, b, data in network.edges(data=True)
    )


def test_every_thing_opens_by_its_link_with_all_its_relations(open_page, network, visit):
    page = open_page("shipped")
    chosen = sorted(network)[::30]
    opened = {}
    for iri in chosen:
        visit(page, urlencode({"view": "table", "node": iri}))
        assert "[object" not in page.inner_text("#details"), iri
        opened[iri] = (
            page.inner_text("#details h2"),
            page.inner_text("#details > h3:last-of-type"),
        )
    wanted = {}
    for iri in chosen:
        n = network.degree(iri) - network.number_of_edges(iri, iri)
        wanted[iri] = (network.nodes[iri]["label"], f"{n:,} relation{'' if n == 1 else 's'}")
    assert opened == wanted


def test_every_conflict_is_listed_with_both_sides(open_page, network):
    page = open_page("shipped", "#view=conflicts")
    shown = [section.locator(".side").count() for section in page.locator(".conflict").all()]
    told = [len({side["says"] for side in c["sides"]}) for c in network.graph["conflicts"]]
    assert shown == told
    assert len(told) > 10


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in tests/browser")
@pytest.mark.parametrize("width", [1280, 390])
def test_no_view_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(
    open_page, visit, shipped, width
):
    pact = ask(shipped, NAMED.format("Declaration on Strategic Partnership"))[0]["iri"]
    person = ask(shipped, NAMED.format("Vladimir Putin"))[0]["iri"]
    hashes = [
        "",
        urlencode({"all": 1}),
        urlencode({"focus": person, "node": person}),
        urlencode([("path", person), ("path", pact)]),
        *(f"view={view}" for view in ("table", "table&rows=things", "timeline", "trade")),
        "view=conflicts",
        "view=table&lang=ru",
    ]
    page = open_page("shipped", width=width, height=844, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for hash in hashes:
        for theme, asked in AUDITS:
            visit(page, f"{hash}&theme={theme}")
            found[theme, hash] = page.evaluate(AUDIT, asked)
            if page.evaluate("document.documentElement.scrollWidth") != width:
                found[theme, hash].append("wider than the screen")
    assert found == {(theme, hash): [] for hash in hashes for theme, _ in AUDITS}

"""The explorer of 150, 1,000, 5,000 and 20,000 things: no complaint in any view, all within reach.

Every test also fails on a request or a console message.
"""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import url2pathname

import pytest
from audit import AUDIT, AUDITS, AXE
from synthetic_network import generated

pytestmark = pytest.mark.browser

SIZES = ["150", "1000", "5000", "20000"]
ID = "https://example.org/id/"
FOCUS, FAR = ID + "country-1", ID + "country-3"
VIEWS = (
    "",
    "all=1",
    urlencode({"focus": FOCUS, "node": FOCUS}),
    urlencode([("path", FOCUS), ("path", FAR)]),
    "view=table",
    "view=table&rows=things",
)


@pytest.mark.parametrize(
    ("name", "most"), [("1000", 600_000), ("5000", 1_000_000), ("20000", 2_000_000)]
)
def test_a_large_graph_stays_a_small_file(files, name, most):
    assert Path(url2pathname(urlsplit(files(name)).path)).stat().st_size <= most


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in tests/browser")
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", SIZES)
def test_no_view_of_any_size_breaks_a_rule_of_accessibility(open_page, visit, name, width):
    page = open_page(name, width=width, height=844, bypass_csp=True)
    page.set_default_timeout(30000)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    # of the largest some years: the others have the same elements
    views = (*VIEWS, "view=timeline" if int(name) <= 1000 else "view=timeline&from=2016")
    for hash in views:
        for theme, asked in AUDITS:
            visit(page, f"{hash}&theme={theme}")
            assert page.get_attribute("html", "data-theme") == theme
            assert page.is_hidden("#problem")
            found[theme, hash] = page.evaluate(AUDIT, asked)
            if page.evaluate("document.documentElement.scrollWidth") != width:
                found[theme, hash].append("wider than the screen")
    assert found == {(theme, hash): [] for hash in views for theme, _ in AUDITS}


@pytest.mark.parametrize("name", SIZES)
def test_every_thing_and_every_relation_of_any_size_is_within_reach(open_page, name):
    network = generated(int(name))
    page = open_page(name, "#view=table")
    page.set_default_timeout(30000)
    n, m = network.number_of_nodes(), network.number_of_edges()
    assert page.inner_text("#status") == f"{n:,} things and {m:,} relations."
    assert page.inner_text(".pager span") == f"1\u201350 of {m:,}"
    rows = page.locator("label:has(> [id^=types-])").all()
    legend = [int(row.inner_text().split("\n")[-1].replace(",", "")) for row in rows]
    kinds = Counter(kind for _, kind in network.nodes(data="type"))
    assert sorted(legend) == sorted(kinds.values())
    with page.expect_download() as waiting:
        page.click("#download-table")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    listed = Counter(
        (row["from_id"], row["relation"], row["to_id"], row["sentences"])
        for row in csv.DictReader(io.StringIO(text))
    )
    assert listed == Counter(
        (a, data["predicate"], b, data["claims"][0]["quote"])
        for a, b, data in network.edges(data=True)
    )
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=json]")
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [(node["id"], node["label"]) for node in saved["nodes"]] == sorted(
        network.nodes(data="label")
    )


@pytest.mark.parametrize("name", SIZES)
def test_the_last_and_the_least_of_any_size_are_found_by_name(open_page, name):
    network = generated(int(name))
    least = min(network, key=lambda node: (network.degree(node), node))
    page = open_page(name)
    for iri in (list(network)[-1], least):
        page.fill("#find", network.nodes[iri]["label"])
        page.press("#find", "Enter")
        assert page.inner_text("#details h2") == network.nodes[iri]["label"]
        degree = network.degree(iri) - network.number_of_edges(iri, iri)
        assert page.inner_text("#details > h3:last-of-type") == (
            f"{degree:,} relation{'' if degree == 1 else 's'}"
        )

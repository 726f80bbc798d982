"""The explorer in a real Chromium: every test also fails on a request or a console message."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from audit import AUDIT, AUDITS, AXE
from graphs import HOSTILE, HOSTILES, hostile, small
from synthetic_network import generated

pytestmark = pytest.mark.browser

ID = "https://example.org/id/"


def link(**parts):
    """Return a hash that names things by the end of their IRI."""
    pairs = []
    for key, values in parts.items():
        for value in [values] if isinstance(values, str) else values:
            named = ID + value if key in {"focus", "node", "path", "pair"} else value
            pairs.append(f"{key}={quote(named, safe='')}")
    return "#" + "&".join(pairs)


SCENES = (
    link(focus="norland", node="norland"),
    link(path=["ostland", "treaty"]),
    "#view=table",
    "#view=timeline",
    "#view=trade",
    "#view=conflicts",
)


def status(page):
    return page.inner_text("#status")


def heading(page):
    return page.inner_text("#details h2")


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("name", ["small", "150", "1000", "5000"])
def test_the_page_opens_without_a_request_or_a_complaint(open_page, name):
    page = open_page(name)
    assert page.locator("#graph canvas").count() == 1
    assert page.is_hidden("#problem")


def test_the_first_sentence_says_what_is_seen_and_what_is_hidden(open_page):
    assert status(open_page("small")) == (
        "Norland and Sudmark and what joins them: 10 things, 13 relations."
    )
    said = status(open_page("150"))
    drawn, hidden = (int(n) for n in re.findall(r"(\d+) (?:other )?things", said))
    assert drawn + hidden == 150
    assert hidden > 0


def test_everything_up_to_the_limit_is_drawn_when_asked(open_page):
    page = open_page("150")
    page.click("#show-all")
    assert status(page) == "150 things and 450 relations drawn."
    page = open_page("1000", "#all=1")
    assert re.fullmatch(
        r"600 things and [\d,]+ relations drawn; 400 other things hidden\.", status(page)
    )


def test_the_counts_of_the_legend_are_those_of_the_network(open_page):
    network = generated(150)
    kinds = [kind for _, kind in network.nodes(data="type")]
    page = open_page("150")
    shown = [int(row.inner_text()) for row in page.locator("fieldset:has(#types-0) .amount").all()]
    assert sorted(shown) == sorted(kinds.count(kind) for kind in set(kinds))
    lines = [int(row.inner_text()) for row in page.locator("fieldset:has(#states-0) .amount").all()]
    assert sum(lines) == network.number_of_edges() == 450


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rail", "Rail Pact"),
        ("Kingdom", "Norland"),  # an alias
        ("holm", "Astrid Holm"),
        ("Hólm", "Astrid Holm"),
        ("CODF", "cod"),
    ],
)
def test_search_finds_by_label_and_alias_from_the_keyboard(open_page, typed, found):
    page = open_page("small")
    search(page, typed)
    assert heading(page) == found


def test_search_for_what_is_not_there_says_so_and_opens_nothing(open_page):
    page = open_page("small")
    search(page, "Atlantis")
    assert page.inner_text("#find-hits") == "Nothing has this name"
    assert heading(page) == "Where to begin"


def test_details_show_the_sentence_its_source_and_how_it_is_said(open_page):
    page = open_page("small", link(node="accord"))
    text = page.inner_text("#details")
    assert page.locator("#details blockquote").first.inner_text() == (
        "Norland and Sudmark signed the Fisheries Accord in Portavik."
    )
    for word in ("2 relations", "Agreement", "Fisheries", "2019", "Signed", "Background",
                 "asserted", "0.90", "A note on the accord", "note.txt"):  # fmt: skip
        assert word in text
    assert page.get_attribute("#details cite a", "href") == "https://example.org/note"


def test_every_relation_of_a_thing_is_in_its_details(open_page):
    network = generated(150)
    node = max(network, key=network.degree)
    page = open_page("150", link(node=node.removeprefix(ID)))
    for more in page.locator("#details .group").all():
        more.evaluate("group => (group.open = true)")
    while page.locator("#details .group > button.quiet:visible").count():
        page.locator("#details .group > button.quiet:visible").first.click()
    ends = [*network.out_edges(node), *network.in_edges(node)]
    loops = network.number_of_edges(node, node)
    assert page.locator("#details .relations > li").count() == len(ends) - loops


def test_planned_denied_ended_and_derived_are_told_in_words(open_page):
    page = open_page("small", "#view=table")
    states = [c.inner_text().splitlines()[-1].strip() for c in page.locator("td.cell-state").all()]
    assert sorted(states) == sorted(
        ["Signed", "Signed", "Under negotiation", "Expired", "Stated", "Stated", "Denied",
         "Stated", "Uncertain", "Planned", "Reported", "Derived, not stated",
         "Derived, not stated"]
    )  # fmt: skip


def test_a_filter_keeps_what_matches_with_its_neighbours(open_page):
    page = open_page("small")
    page.click("label:has-text('Agreements')")
    assert status(page).startswith("5 things, 2 of them only as neighbours, and 4 relations drawn")
    page.click("label:has-text('With direct neighbours')")
    assert status(page).startswith("3 things and 0 relations drawn")
    page.click("#clear")
    assert page.locator("#to-overview").count() == 0
    assert status(page).startswith("Norland and Sudmark and what joins them")


def test_years_leave_out_what_is_dated_otherwise(open_page):
    page = open_page("small", "#view=table&rows=things&from=2019&to=2020")
    names = [cell.inner_text() for cell in page.locator("tbody th").all()]
    assert sorted(names) == ["Fisheries Accord", "Norland", "Sudmark", "Visit to Portavik"]


def test_a_state_can_be_asked_for(open_page):
    page = open_page("small", "#view=table&state=denied")
    assert page.locator("tbody tr").count() == 1
    assert "sanctions" in page.inner_text("tbody tr")


def test_a_path_is_found_with_its_relations_and_sentences(open_page):
    page = open_page("small")
    page.fill("#path-a", "ostl")
    page.keyboard.press("Enter")
    page.fill("#path-b", "grain")
    page.keyboard.press("Enter")
    assert status(page).startswith("Ostland and Grain Treaty are connected in 4 steps, by ")
    heads = [h.inner_text() for h in page.locator("#details h3").all()]
    assert heads == ["Ostland \u2013 cod", "cod \u2013 Norland", "Norland \u2013 Sudmark",
                     "Sudmark \u2013 Grain Treaty"]  # fmt: skip
    assert "Some may go to Ostland." in page.inner_text("#details")


def test_where_nothing_connects_two_things_the_page_says_so(open_page):
    page = open_page("small", link(path=["lone", "cod"]))
    assert status(page) == "Nothing connects Astrid Holm and cod."


def test_the_table_lists_every_relation_fifty_a_page_and_sorts(open_page):
    page = open_page("150", "#view=table")
    assert page.inner_text(".pager span") == "1\u201350 of 450"
    assert page.locator("tbody tr").count() == 50
    for _ in range(8):
        page.click("#page-after")
    assert page.is_disabled("#page-after")
    assert page.inner_text(".pager span") == "401\u2013450 of 450"
    page.click("#view-table thead button:has-text('Relation')")
    first = [cell.inner_text() for cell in page.locator("td.cell-relation").all()]
    assert first == ["criticised"] * 50
    page.click("#view-table thead button:has-text('Relation')")
    assert page.get_attribute("#view-table th[aria-sort]", "aria-sort") == "descending"
    assert page.locator("td.cell-relation").first.inner_text() == "visited"


def test_the_table_downloads_what_it_lists(open_page):
    network = generated(150)
    page = open_page("150", "#view=table")
    with page.expect_download() as waiting:
        page.click("#download-table")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted((r["from_id"], r["relation"], r["to_id"]) for r in rows) == sorted(
        (a, d["predicate"], b) for a, b, d in network.edges(data=True)
    )
    assert waiting.value.suggested_filename == "relations-of-norland-and-sudmark-relations.csv"


def test_json_and_png_are_saved(open_page):
    page = open_page("small")
    got = {}
    for kind in ("json", "png"):
        page.click("#save summary")
        with page.expect_download() as waiting:
            page.click(f"[data-save={kind}]")
        got[kind] = Path(waiting.value.path()).read_bytes()
    saved = json.loads(got["json"])
    assert (len(saved["nodes"]), len(saved["edges"])) == (10, 13)
    assert got["png"].startswith(b"\x89PNG")


def test_the_timeline_goes_from_the_latest_year_to_the_first(open_page):
    page = open_page("small", "#view=timeline")
    years = [h.inner_text() for h in page.locator("#view-timeline h2").all()]
    assert years == ["2021", "2020", "2019", "1998"]
    page.click("button[aria-label='Only this year: 1998']")
    assert [b.inner_text() for b in page.locator(".dated button").all()] == ["Grain Treaty"]


def test_a_link_brings_the_same_view_back(open_page):
    page = open_page("150")
    page.click("label:has-text('Agreements')")
    page.fill("#year-from", "1990")
    page.keyboard.press("Tab")
    page.click("[data-view=table]")
    page.click(".segmented button:has-text('Things')")
    page.locator("tbody th button").first.click()
    said, thing, address = status(page), heading(page), page.url
    again = open_page("150", "#" + address.split("#")[1])
    assert (status(again), heading(again)) == (said, thing)
    assert again.is_checked("#types-2")
    assert again.input_value("#year-from") == "1990"


def test_back_goes_to_what_was_seen_before(open_page):
    page = open_page("small", link(node="accord"))
    page.click("#details button:has-text('Norland')")
    assert heading(page) == "Norland"
    page.go_back()
    page.wait_for_function("document.querySelector('#details h2').textContent !== 'Norland'")
    assert heading(page) == "Fisheries Accord"


def test_a_link_to_what_is_not_there_is_told(open_page):
    page = open_page("small", link(node="atlantis"))
    assert status(page).startswith("The link names something that is not in this graph. ")


def test_the_keyboard_alone_walks_opens_and_comes_back(open_page):
    page = open_page("small")
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    assert heading(page) == "Norland"
    page.keyboard.press("ArrowRight")
    assert heading(page) != "Norland"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert "what is next to it" in status(page)
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.keyboard.press("0")
    for _ in range(3):
        page.keyboard.press("Escape")
    assert status(page).startswith("Norland and Sudmark and what joins them")


def test_expanding_adds_what_is_next_to_another_thing(open_page):
    page = open_page("small", link(focus="ostland"))
    assert status(page).startswith("Ostland and what is next to it: 2 things, 1 relation;")
    search(page, "cod")
    page.click("#details button:has-text('Show neighbourhood')")
    assert status(page).startswith("Ostland, cod and what is next to it: 3 things, 2 relations;")


def test_the_theme_follows_the_system_and_the_button(open_page):
    page = open_page("small", theme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "light"
    assert page.url.endswith("#theme=light")


@pytest.mark.parametrize("hash", ["", "#all=1", "#view=table", "#view=table&rows=things",
                                  "#view=timeline"])  # fmt: skip
def test_hostile_text_stays_text_in_every_view(open_page, hash):
    page = open_page("hostile", hash)
    search(page, "<img")
    page.locator("#details button.thing").first.click()
    assert page.evaluate("window.hurt === undefined")
    assert page.locator("img").count() == 0
    assert page.locator("#details blockquote").first.inner_text() == HOSTILE
    assert page.locator("#details cite a").count() == 0  # javascript: is no link


def test_thirty_hostile_strings_in_every_field_stay_text_in_every_view(open_page, visit):
    assert len(set(HOSTILES)) == 30
    page = open_page("hostiles")
    views = ("", "all=1", "view=table", "view=table&rows=things", "view=timeline", "view=trade",
             "view=conflicts", "view=table&lang=ru", "view=trade&lang=__proto__")  # fmt: skip
    for hash in (
        *views,
        *(f"view=table&node={quote(bad.encode('utf-8', 'replace'), safe='')}" for bad in HOSTILES),
    ):
        visit(page, hash)
        assert page.evaluate("window.hurt === undefined"), hash
        assert page.locator("body :is(img, iframe, script:not([id]) ~ style, b)").count() == 0, hash
        assert page.locator("a[href^='javascript:'], a[href^='data:']").count() == 0, hash
        assert page.locator("h1").inner_text() == "Relations of Norland and Sudmark", hash
        assert page.is_hidden("#problem"), hash


def test_hostile_text_in_the_address_stays_text(open_page):
    page = open_page(
        "small", "#" + quote(f"node={HOSTILE}&view={HOSTILE}&type={HOSTILE}", safe="=&")
    )
    assert page.evaluate("window.hurt === undefined")
    assert "not in this graph" in status(page)


def test_a_formula_in_a_label_does_not_run_in_a_spreadsheet(open_page):
    page = open_page("hostile", "#view=table&rows=things")
    with page.expect_download() as waiting:
        page.click("#download-table")
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 1 + hostile().number_of_nodes()
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(open_page, visit, width):
    page = open_page("small", width=width, height=844)
    outside = {}
    for hash in ("", *SCENES):
        visit(page, hash.removeprefix("#"))
        outside[hash] = page.evaluate(
            """() => [document.documentElement, ...document.querySelectorAll(
                'header button, .sentence, .table-bar button')]
                .filter((e) => e.getClientRects().length)
                .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect(), e.scrollWidth])
                .filter(([, b, w]) => b.left < 0 || b.right > innerWidth || w > innerWidth)
                .map(([e]) => e)"""
        )
    assert outside == {hash: [] for hash in ("", *SCENES)}


def test_filters_and_details_open_and_close_on_a_phone(open_page):
    page = open_page("small", width=390, height=844)
    assert page.is_hidden("#filters")
    assert page.is_hidden("#details")
    page.click("#filters-button")
    page.click("label:has-text('Agreements')")
    page.keyboard.press("Escape")
    assert page.is_hidden("#filters")
    search(page, "rail")
    assert heading(page) == "Rail Pact"
    page.click("#details .close")
    assert page.is_hidden("#details")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in tests/browser")
@pytest.mark.parametrize("width", [1280, 390])
def test_no_rule_of_accessibility_is_broken(open_page, visit, width):
    page = open_page("small", width=width, height=844, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for hash in ("", *SCENES):
        for theme, asked in AUDITS:
            visit(page, f"{hash.removeprefix('#')}&theme={theme}")
            found[theme, hash] = page.evaluate(AUDIT, asked)
    assert found == {(theme, hash): [] for hash in ("", *SCENES) for theme, _ in AUDITS}


def test_the_small_graph_is_what_these_tests_say():
    assert (small().number_of_nodes(), small().number_of_edges()) == (10, 13)


def test_a_large_picture_is_moved_while_it_is_dragged_and_painted_when_it_is_let_go(open_page):
    page = open_page("1000", "#all=1")
    painted = "document.querySelector('#graph canvas').toDataURL()"
    before = page.evaluate(painted)
    box = page.locator("#graph").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 30)  # the drag begins
    page.mouse.move(box["x"] + 72, box["y"] + 52)
    assert page.is_visible(".moved")
    assert page.evaluate("document.querySelector('.moved').style.transform") != ""
    page.mouse.up()
    page.wait_for_selector(".moved", state="hidden")
    assert page.evaluate(painted) != before
    page = open_page("small")
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 72, box["y"] + 52)
    page.mouse.move(box["x"] + 92, box["y"] + 52)
    assert page.is_hidden(".moved")

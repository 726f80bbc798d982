"""What people do with the page of the shipped graph, each by keyboard alone or by mouse."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kg.graph.queries import ask

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def one_page(browser, files):
    """A page for all tasks; at the end nothing was asked of a network and nothing complained."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    context.set_default_timeout(15000)
    page, seen = context.new_page(), []
    page.on("console", lambda message: seen.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("request", lambda request: seen.append(f"request: {request.url}"))
    yield page
    context.close()
    allowed = ("request: data:", "request: blob:", f"request: {files('shipped')}")
    assert [line for line in seen if not line.startswith(allowed)] == []


@pytest.fixture
def at(one_page, files):
    """Return a function that opens the page anew at a hash."""

    def opened(hash=""):
        one_page.goto("about:blank")
        one_page.goto(files("shipped") + hash)
        one_page.wait_for_selector("html[data-ready]")
        return one_page

    return opened


def heading(page):
    return page.inner_text("#details h2")


def status(page):
    return page.inner_text("#status")


def type_and_enter(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def download(page, selector):
    with page.expect_download() as waiting:
        page.click(selector)
    return Path(waiting.value.path())


def test_keyboard_find_the_mobility_pact_and_read_its_sentence(at):
    page = at()
    type_and_enter(page, "mobility pact")
    assert heading(page) == "Mobility pact"
    assert "Proposed" in page.inner_text("#details .chip")
    assert "obility pact" in page.inner_text("#details blockquote mark, #details blockquote")


def test_mouse_find_the_mobility_pact_and_see_its_sector(at):
    page = at()
    page.click("#find")
    page.keyboard.type("mobil")
    page.click("#find-hits li:has-text('Mobility pact')")
    facts = page.inner_text("#details .facts").split("\n")
    assert facts[facts.index("Sector") + 1] == "Labour mobility and visas"
    page.click("#details .group:has-text('sector') button.thing")
    assert heading(page) == "labour mobility and visas"


def test_keyboard_ask_how_western_pressure_is_connected_with_payment_systems(at):
    page = at()
    page.focus("#path-a")
    page.keyboard.type("counterbalance western pressure")
    page.keyboard.press("Enter")
    page.keyboard.type("payment systems")
    page.keyboard.press("Enter")
    assert re.fullmatch(r".*Western pressure and .*payment systems.* are connected in \d steps.*",
                        status(page))  # fmt: skip
    assert page.locator("#details .steps-of-path > li").count() >= 2
    assert page.locator("#details .steps-of-path blockquote").count() >= 2


def test_mouse_go_from_a_thing_to_a_path(at):
    page = at()
    type_and_enter(page, "Kudankulam")
    start = heading(page)
    page.click("#details button:has-text('Path from here')")
    page.keyboard.type("vladimir putin")
    page.click("#path-b-hits li >> nth=0")
    assert heading(page) == f"{start} to Vladimir Putin"


def test_mouse_show_only_what_was_signed_after_2018(at, shipped):
    page = at()
    page.click("[data-view=table]")
    page.click("#view-table button:has-text('Things')")
    page.click("label:has-text('Agreements')")
    page.fill("#year-from", "2019")
    page.keyboard.press("Tab")
    rows = list(csv.DictReader(io.StringIO(
        download(page, "#download-table").read_text(encoding="utf-8-sig"))))  # fmt: skip
    after = """SELECT DISTINCT ?agreement { ?stage irk:stageOf ?agreement ; irk:date ?date
               FILTER(STR(?date) >= "2019") }"""
    assert sorted(row["id"] for row in rows) == sorted(
        found["agreement"] for found in ask(shipped, after)
    )


def test_mouse_see_which_figures_conflict(at):
    page = at()
    page.click("[data-view=conflicts]")
    found = page.locator(".conflict:has(h2:text-matches('^Total, .* 2021-22'))")
    values = found.locator(".side > .value").all_inner_texts()
    assert sorted(values) == ["13,124,680,000 USD", "8,730,000,000 USD"]


def test_keyboard_see_at_a_figure_that_others_say_otherwise(at):
    page = at()
    type_and_enter(page, "total trade, India and Russia, 2024-25 (fiscal): 68.7 billion")
    warned = page.inner_text("#details .warned")
    assert "Told otherwise elsewhere" in warned
    assert "68,000,000,000 USD" in warned


def test_mouse_copy_a_link_and_come_back_to_the_same_view(at, one_page):
    page = at()
    page.click("label:has-text('Projects')")
    page.click("label:has-text('With direct neighbours')")
    said, address = status(page), page.url
    page = at("#" + address.split("#")[1])
    assert status(page) == said
    assert page.is_checked("#near") is False


def test_mouse_download_the_table_as_it_is_filtered(at):
    page = at("#view=table")
    page.click("label:has-text('Plans')")
    total = int(page.inner_text(".pager span").split(" of ")[1])
    rows = list(csv.reader(io.StringIO(
        download(page, "#download-table").read_text(encoding="utf-8-sig"))))  # fmt: skip
    assert len(rows) == 1 + total


def test_mouse_double_click_shows_what_is_next_to_a_thing(at):
    page = at()
    type_and_enter(page, "vladimir putin")
    page.click("#details button:has-text('Show'), #details button:has-text('neighbourhood')")
    assert status(page).startswith("Vladimir Putin and what is next to it: ")
    page.click("#steps button:has-text('around')")
    assert page.locator("#steps button:has-text('around')").count() == 0


def test_keyboard_walk_from_country_to_goods_and_open_them(at):
    page = at()
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = heading(page)
    page.keyboard.press("ArrowLeft")
    second = heading(page)
    page.keyboard.press("Enter")
    assert status(page).startswith(f"{second} and what is next to it: ")
    assert first != second
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert "and what joins them" in status(page)


def test_mouse_look_at_the_trade_in_one_commodity_by_year(at):
    page = at()
    page.click("[data-view=trade]")
    value = page.locator("#trade-goods option", has_text="Mineral fuels and oils").get_attribute(
        "value"
    )
    page.select_option("#trade-goods", value)
    assert page.inner_text("#view-trade h2 >> nth=0") == "Mineral fuels and oils by year, USD"
    assert page.locator("#view-trade .plot polygon, #view-trade .plot circle").count() >= 2
    assert "47.82 billion" in page.inner_text("#view-trade table")
    assert "goods=" in page.url


def test_mouse_open_a_figure_from_the_plot(at):
    page = at("#view=trade")
    page.click("#view-trade .plot svg:not(.mark) g > * >> nth=0")
    assert page.inner_text("#details .kind") == "Trade figure"


def test_mouse_see_what_happened_in_a_year(at):
    page = at("#view=timeline")
    page.click("button[aria-label='Only this year: 2000']")
    assert [h.inner_text() for h in page.locator(".year h2").all()] == ["2000"]
    listed = page.inner_text(".years-list")
    assert "2000-10-03" in listed
    assert "Declaration on Strategic Partnership" in listed


def test_keyboard_sort_the_table_and_turn_the_page(at):
    page = at("#view=table&rows=things&type=agreement")
    heads = page.locator("#view-table thead button").all_inner_texts()
    page.focus(f"#view-table thead th:nth-child({heads.index('Date') + 1}) button")
    page.keyboard.press("Enter")
    dates = page.locator("td.cell-date").all_inner_texts()
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)
    page.focus("#page-after")
    page.keyboard.press("Enter")
    assert page.inner_text(".pager span").startswith("51\u2013100 of ")


def test_mouse_keep_only_what_documents_say(at):
    page = at("#view=table")
    page.click("label:has-text('Documents, with a quote')")
    cells = [cell.strip() for cell in page.locator("td.cell-sentence").all_inner_texts()]
    assert len(cells) == 50
    said = page.locator("td.cell-sentence .clamp").all_inner_texts()
    assert any("trade between India and Russia reached $68.7 billion" in text for text in said)


def test_mouse_change_to_dark_and_find_it_kept(at):
    page = at()
    page.click("#theme")
    page = at("#" + page.url.split("#")[1])
    assert page.get_attribute("html", "data-theme") == "dark"


def test_keyboard_read_the_names_in_another_language(at):
    page = at()
    page.focus("#language")
    page.keyboard.press("End")  # English, Hindi, Russian
    assert status(page).startswith("\u0418\u043d\u0434\u0438\u044f and ")
    type_and_enter(page, "\u0423\u0433\u043e\u043b\u044c")
    assert page.get_attribute("#details h2", "lang") == "ru"
    assert "coal" in page.inner_text("#details .facts")


def test_mouse_save_the_picture_as_svg(at):
    page = at()
    page.click("#save summary")
    root = ET.fromstring(download(page, "[data-save=svg]").read_bytes())
    words = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"India", "Russia"} <= words
    assert any(status(page) in (text or "") for text in words)


def test_mouse_print_what_is_read_without_the_controls(at):
    page = at()
    type_and_enter(page, "mobility pact")
    page.emulate_media(media="print")
    shown = {part: page.is_visible(part) for part in ("#filters", ".tools", "#find", "#details")}
    page.emulate_media(media="screen")
    assert shown == {"#filters": False, ".tools": False, "#find": False, "#details": True}


def test_keyboard_see_who_signed_and_on_what_sources(at):
    page = at()
    type_and_enter(page, "declaration on strategic partnership")
    signed = page.locator("#details .group:has(summary:text-matches('^signatory'))")
    names = signed.locator(".relation-head button.thing").all_inner_texts()
    assert sorted(names) == ["Atal Bihari Vajpayee", "Vladimir Putin"]
    links = page.locator("#details .statement-of-table a")
    assert links.first.get_attribute("href").startswith("http")
    assert links.first.get_attribute("rel") == "noopener noreferrer"


def test_keyboard_the_first_stop_is_a_way_past_the_controls(at):
    page = at()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "stage"

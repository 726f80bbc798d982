"""A real Chromium for the tests of the explorer; without one they are skipped with a word."""

import shutil
from pathlib import Path

import pytest
from graphs import hostile, hostile_everywhere, small
from synthetic_network import generated

from kg.pipeline import TITLE as STORE_TITLE
from kg.pipeline import build
from kg.showing.explorer import store_html, write_explorer

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
GRAPHS = {
    "small": small,
    "hostile": hostile,
    "hostiles": hostile_everywhere,
    "150": lambda: generated(150),
    "1000": lambda: generated(1000),
    "5000": lambda: generated(5000),
    "20000": lambda: generated(20000),
}
TITLE = "Relations of Norland and Sudmark"


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium with nothing but its own new profile."""
    program = shutil.which("chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if program is None:
        pytest.skip("no chromium on this machine: install Debian's package chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shipped():
    """Return the store of the shipped documents and tables, in memory."""
    return build([DOCUMENTS]).store


@pytest.fixture(scope="session")
def files(tmp_path_factory, request):
    """Return a function from the name of a graph to the address of its page, written once."""
    folder = tmp_path_factory.mktemp("explorer")

    def address(name):
        path = folder / f"{name}.html"
        if name == "shipped" and not path.exists():
            path.write_bytes(store_html(request.getfixturevalue("shipped"), STORE_TITLE))
        elif not path.exists():
            write_explorer(GRAPHS[name](), path, title=TITLE)
        return path.as_uri()

    return address


@pytest.fixture
def open_page(browser, files):
    """Return a function that opens a page and fails at the end if it asked or complained."""
    contexts, seen = [], []

    def opened(name, hash="", width=1280, height=800, theme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, **options
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("request", lambda request: seen.append(f"request: {request.url}"))
        page.goto(files(name) + hash)
        page.wait_for_selector("html[data-ready]")
        expected = f"request: {files(name)}{hash}"
        seen.remove(expected if expected in seen else f"request: {files(name)}")
        return page

    yield opened
    for context in contexts:
        context.close()
    asked = [line for line in seen if not line.startswith(("request: data:", "request: blob:"))]
    assert asked == []


@pytest.fixture(scope="session")
def visit():
    """Return a function that goes to a hash in a page that is open, and waits for the picture."""

    def go(page, hash):
        page.evaluate(
            """hash => new Promise(done => {
                location.hash = hash;
                setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60);
            })""",
            hash,
        )

    return go

"""The documentation of the ontology in a real browser: open to anybody, and whole."""

from pathlib import Path

import pytest

from kg.showing.documentation import ontology_html

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser, scheme, width, tmp_path):
    if not AXE.exists():
        pytest.skip("axe-core is not installed in tests/browser")
    path = tmp_path / "ontology.html"
    path.write_text(ontology_html(), "utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.add_script_tag(path=str(AXE))
    found = tab.evaluate("axe.run()")["violations"]
    tab.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []

"""The ontology as a page for people: every term with definition, examples, rules and matches.

    ontology_html()                        one file, its style within
    ontology_html(stylesheet="/doc.css")   the same with the style served apart: documentation_css()

in    the files of ontology/
out   HTML without scripts, the same bytes from the same files
next  kg ontology writes it, kg serve shows it

A section has the last part of the IRI of its term as id, so `…/ontology/Claim` is at `#Claim`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.showing.documentation.lookup import Link
from kg.showing.documentation.terms import KINDS, read_modules, read_schemes, read_terms

__all__ = ["documentation_css", "ontology_html"]

HOME = Path(__file__).parent
PLURALS = {
    "class": "Classes",
    "object property": "Object properties",
    "data property": "Data properties",
    "annotation property": "Annotation properties",
}
#: Languages of the labels that are shown beside English.
LANGUAGES = ("hi", "ru")


def ontology_html(stylesheet: str | None = None, home: str | None = None) -> str:
    """Return the documentation of the ontology.

    Args:
        stylesheet: Address of the style sheet; None puts the style into the page.
        home: Address of the page to go back to; None for a page that stands alone.

    Examples:
        >>> page = ontology_html()
        >>> page.startswith("<!doctype html>"), "<script" in page, 'id="Claim"' in page
        (True, False, True)

    """
    from babel import Locale
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(str(HOME)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    terms, modules = read_terms(), read_modules()
    properties: dict[str, list[Link]] = {term.iri: [] for term in terms}
    for term in terms:
        for whole in term.domain:
            properties[whole.iri].append(Link(term.labels["en"], term.iri, own=True))
    return environment.get_template("page.html").render(
        kinds=[(PLURALS[kind], [t for t in terms if t.kind == kind]) for kind in KINDS.values()],
        properties=properties,
        entry=modules[0],
        modules=modules[1:],
        schemes=read_schemes(),
        languages={code: Locale(code).get_language_name("en") for code in LANGUAGES},
        stylesheet=stylesheet,
        home=home,
        css=Markup(documentation_css()),  # a file of ours
    )


@cache
def documentation_css() -> str:
    """Return the style of the page."""
    return (HOME / "page.css").read_text(encoding="utf-8")

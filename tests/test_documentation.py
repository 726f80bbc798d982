"""kg.showing.documentation: the page shows every term, and is sound HTML without scripts."""

import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from kg.cli.documenting import ontology
from kg.graph.vocab import SCHEMES, ontology_triples, vocabulary_quads
from kg.showing.documentation import documentation_css, ontology_html
from kg.showing.documentation.terms import read_terms


class Page(HTMLParser):
    """Ids, links within the page, and whether every element is closed."""

    EMPTY = ("meta", "link", "br")

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.open, self.tags = [], [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"][1:]] if found.get("href", "").startswith("#") else []
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page():
    return Page(ontology_html())


def test_every_term_and_scheme_has_its_place(page):
    terms = {
        t.subject.value.rsplit("/", 1)[1]
        for t in ontology_triples()
        if t.predicate.value.endswith("isDefinedBy")
    }
    assert len(terms) > 110
    assert terms | {f"scheme-{scheme}" for scheme in SCHEMES} <= set(page.ids)


def test_ids_are_unique_links_lead_somewhere_and_elements_are_closed(page):
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) - set(page.ids) == set()
    assert page.open == []
    assert page.tags & {"script", "iframe", "img", "form"} == set()
    assert re.findall(r"<link [^>]*>", ontology_html()) == ['<link rel="icon" href="data:,">']


def test_a_term_is_shown_with_what_is_said_of_it():
    bloc = re.search(r'<article id="Bloc">.*?</article>', ontology_html(), re.DOTALL)[0]
    shown = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", bloc))
    for words in (
        "An organisation whose members are states.",
        "Example The African Union.",
        "Not a company owned by several states.",
        "Kind of organisation",
        "Hindi गुट machine translation, unchecked",
        "Elsewhere is much like https://w3id.org/semanticarts/ns/ontology/gist/Intergovern",
        "Source https://www.w3.org/TR/vocab-org/",
    ):
        assert words in shown


def test_the_rules_of_the_shapes_stand_with_the_terms_they_are_about():
    terms = {term.name: term for term in read_terms()}
    assert "Nobody exports to itself." in terms["TradeObservation"].rules
    assert "The exporter is one actor." in terms["exporter"].rules
    assert [link.label for link in terms["claims"].range] == ["denial", "situation"]


def test_all_concepts_are_listed():
    text = ontology_html()
    concepts = {
        q.subject.value for q in vocabulary_quads() if q.predicate.value.endswith("inScheme")
    }
    shown = {c for c in concepts if f">{c.split('/vocab/')[1].replace('/', ':', 1)}<" in text}
    assert {c for c in concepts - shown if "/trade-cube/" not in c} == set()


def test_the_same_files_give_the_same_bytes_and_the_style_can_stand_apart():
    assert ontology_html() == ontology_html()
    apart = ontology_html("/style.css")
    assert '<link rel="stylesheet" href="/style.css">' in apart
    assert documentation_css() not in apart
    assert documentation_css() in ontology_html()


def test_the_command_writes_the_page(tmp_path):
    path = tmp_path / "ontology.html"
    result = CliRunner().invoke(ontology, ["-o", str(path)], standalone_mode=False)
    assert result.return_value == 0
    assert path.read_text("utf-8") == ontology_html()

"""A part of the graph to show: around a thing, or what a query gives; and inside a notebook."""

import html

import pytest
from pyoxigraph import Store

import kg
from kg.errors import InputError, QueryError, UnknownNameError
from kg.showing.explorer import Inline, store_html
from kg.showing.explorer.choice import around, asked
from kg.showing.explorer.whole import whole_network

ACTOR = "https://w3id.org/irk/id/actor/"
VOCAB = "https://w3id.org/irk/vocab/"


@pytest.fixture(scope="module")
def network(tiny_store):
    return whole_network(tiny_store)


def test_around_a_thing_is_what_is_so_many_steps_away(network):
    assert list(around(network, "Lemma Tadesse", 0)) == [ACTOR + "lemma-tadesse"]
    one = {ACTOR + "lemma-tadesse"}
    one |= {*network.succ[ACTOR + "lemma-tadesse"], *network.pred[ACTOR + "lemma-tadesse"]}
    assert set(around(network, "lemma tadesse", 1)) == one


def test_what_cannot_be_around_is_refused_in_a_line(network):
    with pytest.raises(UnknownNameError, match="Atlantis"):
        around(network, "Atlantis", 1)
    with pytest.raises(InputError, match="depth -1: give 0 or more steps"):
        around(network, "Kenya", -1)


def test_a_construct_keeps_what_is_known_of_its_things_and_relations(network, tiny_store):
    query = "CONSTRUCT { ?a irk:exports ?b } WHERE { ?a irk:exports ?b }"
    found = asked(network, tiny_store, query)
    kenya, coffee = ACTOR + "kenya", VOCAB + "commodity/coffee"
    assert found.nodes[kenya] == network.nodes[kenya]
    [edge] = found.get_edge_data(kenya, coffee).values()
    assert edge["claims"] == network.edges[kenya, coffee, "exports"]["claims"]


def test_a_select_gives_from_relation_and_to_with_a_value(network, tiny_store):
    query = (
        'SELECT ?a ?how ?b ?value { VALUES (?a ?how ?b ?value) { (irk:x "sells to" "Mars" 3) } }'
    )
    found = asked(network, tiny_store, query)
    assert list(found.nodes(data="label")) == [
        ("https://w3id.org/irk/ontology/x", "x"),
        ("Mars", "Mars"),
    ]
    [(_, _, edge)] = found.edges(data=True)
    assert edge == {"predicate": "sells to", "label": "sells to", "value": 3.0}


@pytest.mark.parametrize(
    ("query", "message"),
    [("ASK {}", "an ASK gives no relations"), ("SELECT ?a { ?a ?b ?c }", "from and to")],
)
def test_a_query_without_relations_is_refused(network, tiny_store, query, message):
    with pytest.raises(QueryError, match=message):
        asked(network, tiny_store, query)


def test_an_empty_store_gives_a_page():
    assert store_html(Store(), "Nothing").startswith(b"<!doctype html>")


def test_a_notebook_gets_the_whole_page_in_a_sandboxed_frame():
    shown = kg.open("memory:").explore("Nothing")
    frame = shown._repr_html_()
    assert isinstance(shown, Inline)
    assert html.escape(shown.page.decode(), quote=True) in frame
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in frame

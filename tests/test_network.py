"""The network keeps types, labels and the claims behind every edge; its measures are repeatable."""

import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import UnknownNameError
from kg.showing.measures import betweenness, communities, degree, find_node, find_path
from kg.showing.network import to_network

ACTOR = "https://w3id.org/irk/id/actor/"
COFFEE = "https://w3id.org/irk/vocab/commodity/coffee"
CLAIM_KEYS = {
    "id",
    "quote",
    "before",
    "after",
    "document",
    "title",
    "url",
    "span_start",
    "span_end",
    "section",
    "modality",
    "attribution",
    "confidence",
}


@pytest.fixture(scope="module")
def network(tiny_store):
    return to_network(tiny_store)


def node(network, label, kind):
    found = [
        i for i, d in network.nodes(data=True) if d["label"].startswith(label) and d["type"] == kind
    ]
    assert len(found) == 1, found
    return found[0]


def test_every_kind_of_thing_is_a_node_and_no_claim_or_document_is(network):
    assert {d["type"] for _, d in network.nodes(data=True)} == {
        *("agreement", "bloc", "cause", "commodity", "country", "denial", "derived", "event"),
        *("flow", "implication", "organisation", "person", "place", "plan", "sector", "trade"),
        "visit",
    }
    assert [i for i in network if "/claim/" in i or "/document/" in i or "/evidence/" in i] == []


def test_every_edge_has_the_attributes_of_the_contract(network):
    assert network.number_of_edges() > 100
    for _, _, key, data in network.edges(keys=True, data=True):
        assert set(data) == {
            *("predicate", "label", "modality", "status", "value", "unit", "period", "years"),
            *("derived", "claims"),
        }
        assert data["predicate"].endswith(key)
        assert data["claims"] or key == "belongsTo"
        for claim in data["claims"]:
            assert set(claim) - {"status"} == CLAIM_KEYS
            assert claim["quote"]


def test_a_plain_edge_carries_the_claims_that_support_it(network):
    edge = network.edges[ACTOR + "kenya", COFFEE, "exports"]
    assert [(c["document"], c["quote"]) for c in edge["claims"]] == [
        ("japan-vietnam-brief.txt", "Kenya sells coffee to Ethiopia"),
        ("nairobi-talks.txt", "Kenya sells coffee and wooden clogs to Ethiopia"),
    ]
    assert (edge["modality"], edge["label"], edge["derived"]) == ("asserted", "exports", False)
    assert not network.has_edge(ACTOR + "ethiopia", "https://w3id.org/irk/vocab/commodity/tea")


def test_a_binding_agreement_is_behind_the_edge_between_its_parties(network):
    edge = network.edges[ACTOR + "kenya", ACTOR + "ethiopia", "hasAgreementWith"]
    assert [c["quote"] for c in edge["claims"]] == [
        "The Moyale border trade pact was signed on 4 March 2024"
    ]
    assert edge["status"] == "signed"


def with_claim(store, thing, modality):
    """A copy of *store* in which another claim speaks of *thing*."""
    irk, vocab = "https://w3id.org/irk/ontology/", "https://w3id.org/irk/vocab/"
    claim, graph = NamedNode("https://w3id.org/irk/id/claim/extra"), NamedNode("http://x/g")
    copy = Store()
    copy.extend(store)
    copy.add(Quad(claim, NamedNode(irk + "claims"), NamedNode(thing), graph))
    modality_node = NamedNode(f"{vocab}modality/{modality}")
    copy.add(Quad(claim, NamedNode(irk + "hasModality"), modality_node, graph))
    return copy


def supports(network, source, target, key):
    return "extra" in [c["id"] for c in network.edges[source, target, key]["claims"]]


@pytest.mark.parametrize(("modality", "expected"), [("asserted", True), ("reported", False)])
def test_only_asserted_claims_support_a_plain_edge(modality, expected, network, tiny_store):
    flow = node(network, "coffee from Kenya", "flow")
    changed = to_network(with_claim(tiny_store, flow, modality))
    assert supports(changed, ACTOR + "kenya", COFFEE, "exports") is expected
    assert supports(changed, flow, COFFEE, "commodity")


def test_a_goal_supports_no_trade_however_it_is_stated(network, tiny_store):
    target = node(network, "trade target", "trade")
    changed = to_network(with_claim(tiny_store, target, "asserted"))
    assert not supports(changed, ACTOR + "kenya", ACTOR + "ethiopia", "tradesWith")
    total = node(network, "total trade, Ethiopia and Kenya, 2023: 210", "trade")
    changed = to_network(with_claim(tiny_store, total, "asserted"))
    assert supports(changed, ACTOR + "kenya", ACTOR + "ethiopia", "tradesWith")


def test_stages_are_folded_into_the_agreement(network):
    pact = network.nodes[node(network, "Moyale border trade pact", "agreement")]
    assert (pact["status"], pact["years"], len(pact["claims"])) == ("signed", (2019, 2024), 2)
    assert [i for i in network if "/stage/" in i] == []


def test_what_is_derived_is_marked_and_leads_to_the_figures_it_comes_from(network):
    derived = [(s, d) for s, _, d in network.edges(data=True) if d["derived"]]
    assert derived
    for source, data in derived:
        assert network.nodes[source]["type"] == "derived"
        assert data["claims"]


def test_negated_planned_and_hedged_things_say_so(network):
    assert network.nodes[node(network, "tea from Ethiopia", "denial")]["modality"] == "negated"
    assert network.nodes[node(network, "build a power line", "plan")]["modality"] == "planned"
    assert network.nodes[node(network, "visit of Haruka Mori", "visit")]["modality"] == "hedged"


def test_an_empty_store_gives_an_empty_network():
    network = to_network(Store())
    assert (len(network), degree(network), betweenness(network), communities(network)) == (
        0,
        {},
        {},
        [],
    )


def test_the_measures_are_the_same_twice_and_name_the_obvious(network):
    assert communities(network) == communities(network)
    assert sum(map(len, communities(network))) == len(network)
    assert betweenness(network) == betweenness(network)
    degrees = degree(network)
    assert max(degrees, key=lambda n: (degrees[n], n)) in (ACTOR + "kenya", ACTOR + "ethiopia")


def test_a_path_has_its_sentences(network):
    path = find_path(network, "lemma tadesse", "COFFEE")
    assert path.labels == ("Lemma Tadesse", "Ethiopia", "Kenya", "coffee")
    assert path.steps[2].quotes == (
        "Kenya sells coffee to Ethiopia",
        "Kenya sells coffee and wooden clogs to Ethiopia",
    )
    assert find_path(network, "coffee", "Lemma Tadesse").labels == path.labels[::-1]
    assert find_path(network, "Kenya", "Kenya").steps == ()


@pytest.fixture(scope="module")
def two_documents():
    """Kenya and Peru in one document each, both in a sector; Kenya and Chile in one."""
    network = nx.MultiDiGraph()
    for name, kind in [("kenya", "country"), ("peru", "country"), ("chile", "country")]:
        network.add_node(name, label=name, type=kind, aliases=())
    network.add_node("mining", label="mining", type="sector", aliases=())
    for actor, document in [("kenya", "a.txt"), ("chile", "a.txt"), ("peru", "b.txt")]:
        claim = {"quote": actor, "document": document}
        network.add_edge(
            actor, "mining", key="sector", label="sector", modality=None, claims=(claim,)
        )
    return network


@pytest.mark.parametrize(("end", "shared"), [("peru", ("mining",)), ("chile", ())])
def test_a_path_tells_where_only_unrelated_documents_meet(two_documents, end, shared):
    path = find_path(two_documents, "kenya", end)
    assert (path.labels, path.shared) == (("kenya", "mining", end), shared)


def test_a_path_goes_by_actors_rather_than_by_what_they_share(two_documents):
    network = two_documents.copy()
    network.add_node("lima", label="lima", type="place", aliases=())
    for actor in ("kenya", "lima", "peru"):
        network.add_edge(actor, "lima", key="k", label="k", modality=None, claims=())
    network.add_edge("lima", "peru", key="k", label="k", modality=None, claims=())
    path = find_path(network, "kenya", "peru")
    assert (path.labels, path.shared) == (("kenya", "lima", "peru"), ())


def test_what_is_not_so_connects_nothing(network):
    assert find_path(network, "Kenya", "tea") is None
    assert find_path(network, "Haruka Mori", "Hue").labels == (
        "Haruka Mori",
        *("Japan", "Vietnam", "Hue"),
    )


def test_an_unknown_name_is_told_with_names_that_come_close(network):
    assert find_node(network, "Otieno") == ACTOR + "wanjiru-otieno"
    with pytest.raises(UnknownNameError) as caught:
        find_node(network, "Kennya")
    assert "Kenya" in caught.value.known


CURATED = """
PREFIX : <https://w3id.org/irk/ontology/>  PREFIX id: <https://w3id.org/irk/id/>
PREFIX dct: <http://purl.org/dc/terms/>  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX s: <https://w3id.org/irk/vocab/agreement-status/>
PREFIX k: <https://w3id.org/irk/vocab/agreement-kind/>
INSERT DATA { GRAPH <https://w3id.org/irk/id/graph/reference> {
  id:a a :Agreement ; rdfs:label "Mining pact" ; :agreementKind k:pact ; :hasParty id:p .
  id:s1 :stageOf id:a ; :status s:signed ; :date "2019-03-04" ; :signatory id:m .
  id:p a :Actor , :Country ; rdfs:label "Peru" .
  id:m a :Actor , :Person ; rdfs:label "Rosa Quispe" .
  id:row a :ReferenceStatement ; :states id:s1 ; dct:source id:g ; :worth 3000000 ; :unit "USD" .
  id:g dct:title "Gazette" ; dct:publisher "Andes" ; dct:source "https://example.org/g" .
} }"""


def test_the_reference_is_there_when_it_is_asked_for():
    store, made = Store(), "https://w3id.org/irk/id/"
    store.update(CURATED)
    assert to_network(store).number_of_nodes() == 0
    network = to_network(store, reference=True)
    assert sorted(network.edges(keys=True)) == [
        (made + "a", made + "m", "signatory"),
        (made + "a", made + "p", "hasParty"),
    ]
    pact = network.nodes[made + "a"]
    assert (pact["kind"], pact["status"], pact["years"]) == ("pact", "signed", (2019,))
    [row] = pact["claims"]
    assert (row["quote"], row["worth"], row["status"]) == ("", "3,000,000 USD", "signed")
    assert row["sources"] == (
        {"title": "Gazette", "publisher": "Andes", "url": "https://example.org/g", "date": None},
    )

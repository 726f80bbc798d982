"""kg.graph.rdf: what a document says becomes its graph, and every triple leads to a claim."""

import hashlib
from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse
from tiny import JAPAN, JAPAN_ACTORS, KENYA, KENYA_ACTORS, KENYA_CLAIMS, TINY, TRIG, tiny_trig

from kg.errors import UnknownNameError
from kg.graph.identity import claim_id, unique_claims
from kg.graph.rdf import document_iri, document_quads, find_namings
from kg.graph.vocab import PREFIXES, RDF_TYPE, VOCAB, term
from kg.model import Actor, Claim, Document, Mention
from kg.pipeline import read_claims

TEXT = "Chile sells copper to Peru. Chile did not sign a treaty with Peru."
NOTE = Document("note.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
CHILE, PERU = Actor("Chile", "country"), Actor("Peru", "country")


def flow(modality="asserted", commodity="copper", confidence=0.9, attribution=None):
    return Claim(
        "exports",
        "note.txt",
        0,
        27,
        TEXT[:27],
        {"exporter": "Chile", "importer": "Peru", "commodity": commodity},
        modality=modality,
        confidence=confidence,
        attribution=attribution,
    )


def treaty(modality="asserted", status="signed"):
    slots = {"label": "treaty", "kind": "treaty", "parties": ("Chile", "Peru"), "status": status}
    return Claim("agreements", "note.txt", 28, 66, TEXT[28:66], slots, modality=modality)


def plain(quads):
    """Triples between actors, and from actors to commodities, as short strings."""
    names = ("exports", "exportsTo", "tradesWith", "visits", "hasAgreementWith", "actsTowards")
    predicates = {term(f"irk:{name}"): name for name in names}
    return sorted(
        (last(q.subject), predicates[q.predicate], last(q.object))
        for q in quads
        if q.predicate in predicates
    )


def last(node):
    return node.value.rsplit("/", 1)[1]


def types(quads):
    return {last(q.object) for q in quads if q.predicate == RDF_TYPE}


def test_the_example_graph_is_what_its_claims_give():
    assert TRIG.read_text(encoding="utf-8") == tiny_trig()


def test_the_example_graph_shows_every_term_of_ours():
    from kg.graph.vocab import ontology_triples

    irk = PREFIXES["irk"]
    declared = {
        t.subject.value
        for t in ontology_triples()
        if t.predicate.value == PREFIXES["rdfs"] + "isDefinedBy" and t.subject.value.startswith(irk)
    }
    shown = set()
    for quad in parse(path=str(TRIG), format=RdfFormat.TRIG):
        shown |= {quad.predicate.value, getattr(quad.object, "value", None)}
    abstract = {irk + "Situation", irk + "DerivedFigure"}  # only their subclasses are used
    of_terms = {irk + "uncheckedLanguage"}  # said of classes and concepts, not in data
    assert len(declared) > 70
    assert declared - shown == abstract | of_terms


def test_same_input_gives_the_same_quads_in_any_order():
    forwards = document_quads(KENYA, KENYA_ACTORS, KENYA_CLAIMS)
    backwards = document_quads(KENYA, KENYA_ACTORS[::-1], KENYA_CLAIMS[::-1] + KENYA_CLAIMS)
    assert forwards == backwards
    assert forwards == sorted(forwards, key=str)


def test_a_document_without_claims_and_actors_is_only_itself():
    quads = document_quads(NOTE, (), ())
    assert {q.subject for q in quads} == {document_iri(NOTE)}
    assert {q.graph_name for q in quads} == {document_iri(NOTE)}


@pytest.mark.parametrize("one", TINY, ids=lambda one: one[0].name)
def test_every_triple_leads_to_a_claim_or_mention_with_evidence(one):
    quads = document_quads(*one)
    about = defaultdict(set)
    for quad in quads:
        about[quad.subject].add(quad.object)
    evidence = {q.subject for q in quads if q.predicate == term("oa:exact")}
    sources = {
        q.subject for q in quads if q.predicate == term("irk:hasEvidence") and q.object in evidence
    }
    reached, queue = set(), sorted(sources, key=str)
    while queue:
        node = queue.pop()
        if node not in reached:
            reached.add(node)
            queue += [n for n in about[node] if isinstance(n, NamedNode)]
    assert len(sources) > 10
    assert {q.subject for q in quads} - reached == set()


@pytest.mark.parametrize("one", TINY, ids=lambda one: one[0].name)
def test_every_plain_triple_follows_from_an_asserted_thing(one):
    store = Store()
    store.extend(document_quads(*one))
    prefixes = "".join(
        f"PREFIX {name}: <{iri}> "
        for name, iri in (
            ("irk", PREFIXES["irk"]),
            ("m", PREFIXES["modality"]),
            ("s", PREFIXES["agreement-status"]),
        )
    )
    rules = """
        { ?t a irk:CommodityFlow ; irk:exporter ?a ; irk:commodity ?b BIND(irk:exports AS ?p) }
        UNION { ?t irk:exporter ?a ; irk:importer ?b BIND(irk:exportsTo AS ?p) }
        UNION { ?t a irk:TradeObservation ; irk:hasParty ?a, ?b BIND(irk:tradesWith AS ?p) }
        UNION { ?t irk:visitor ?a ; irk:hostPlace ?b BIND(irk:visits AS ?p) }
        UNION { ?t irk:eventSource ?a ; irk:eventTarget ?b BIND(irk:actsTowards AS ?p) }
        UNION { ?t irk:stageOf/irk:hasParty ?a, ?b ; irk:status ?s BIND(irk:hasAgreementWith AS ?p)
                FILTER(?s IN (s:signed, s:in_force)) }"""
    due = store.query(
        f"""{prefixes} CONSTRUCT {{ ?a ?p ?b }} WHERE {{ GRAPH ?g {{
        ?c irk:claims ?t ; irk:hasModality m:asserted . FILTER NOT EXISTS {{ ?t a irk:Denial }}
        {rules} FILTER(?a != ?b) }} }}"""
    )
    expected = plain(due)
    assert len(expected) >= 8
    assert plain(document_quads(*one)) == expected


def test_every_quote_is_the_text_at_its_place():
    for one in TINY:
        document = one[0]
        quads = document_quads(*one)
        places = defaultdict(dict)
        for quad in quads:
            if quad.predicate.value.startswith(PREFIXES["oa"]):
                places[quad.subject][quad.predicate.value.rsplit("#", 1)[1]] = quad.object.value
        assert len(places) > 10
        for place in places.values():
            assert document.text[int(place["start"]) : int(place["end"])] == place["exact"]


def test_the_same_statement_in_two_documents_is_one_thing():
    kenya, japan = (document_quads(*one) for one in TINY)
    flows = [
        {q.subject for q in quads if last(q.subject).startswith("coffee-from-kenya")}
        for quads in (kenya, japan)
    ]
    assert flows[0] == flows[1]
    assert len(flows[0]) == 1
    assert not {q.subject for q in kenya} & {
        q.subject for q in japan if q.predicate == term("irk:claims")
    }


def test_an_asserted_flow_gives_plain_triples():
    assert plain(document_quads(NOTE, (CHILE, PERU), [flow()])) == [
        ("chile", "exports", "copper"),
        ("chile", "exportsTo", "peru"),
    ]


@pytest.mark.parametrize("modality", ["negated", "planned", "hedged", "reported"])
def test_other_modalities_give_no_plain_triple(modality):
    assert plain(document_quads(NOTE, (CHILE, PERU), [flow(modality)])) == []


@pytest.mark.parametrize("status", ["proposed", "expected", "under_negotiation", "cancelled"])
def test_an_agreement_not_concluded_ties_nobody(status):
    quads = document_quads(NOTE, (CHILE, PERU), [treaty(status=status)])
    assert plain(quads) == []
    assert {"Agreement", "AgreementStage"} <= types(quads)


def test_a_signed_agreement_ties_both():
    quads = document_quads(NOTE, (CHILE, PERU), [treaty()])
    assert plain(quads) == [
        ("chile", "hasAgreementWith", "peru"),
        ("peru", "hasAgreementWith", "chile"),
    ]


@pytest.mark.parametrize("claim", [treaty("negated"), treaty(status="denied"), flow("negated")])
def test_what_is_denied_is_a_denial_and_nothing_else(claim):
    quads = document_quads(NOTE, (CHILE, PERU), [claim])
    assert "Denial" in types(quads)
    assert not types(quads) & {"Agreement", "AgreementStage", "CommodityFlow"}
    assert plain(quads) == []


def test_a_known_commodity_is_a_concept_of_the_scheme_and_a_new_one_is_minted():
    known = document_quads(NOTE, (), [flow(commodity="Medicines")])
    new = document_quads(NOTE, (), [flow(commodity="Wooden clogs")])
    predicate = term("irk:commodity")
    assert {q.object.value for q in known if q.predicate == predicate} == {
        VOCAB + "commodity/pharmaceuticals"
    }
    [minted] = {q.object for q in new if q.predicate == predicate}
    assert minted.value == "https://w3id.org/irk/id/commodity/wooden-clogs"
    assert {q.object for q in new if q.subject == minted} == {
        term("skos:Concept"),
        Literal("wooden clogs", language="en"),
    }


def test_an_unknown_status_is_an_error_that_names_the_known_ones():
    with pytest.raises(UnknownNameError, match="unknown agreement-status 'dreamt': one of can"):
        document_quads(NOTE, (), [treaty(status="dreamt")])


def test_the_speaker_is_a_name_and_an_actor_where_it_is_one():
    predicates = [term("irk:attributedToName"), term("irk:attributedTo")]

    def speakers(name):
        quads = document_quads(NOTE, (CHILE, PERU), [flow(attribution=name)])
        return sorted(q.object.value for q in quads if q.predicate in predicates)

    assert speakers("Peru") == ["Peru", "https://w3id.org/irk/id/actor/peru"]
    assert speakers("two officials") == ["two officials"]
    assert speakers(None) == []


def test_actors_are_shown_where_they_are_named():
    assert find_namings(NOTE, (CHILE, PERU)) == [("Chile", 0, 5), ("Peru", 22, 26)]
    assert find_namings(NOTE, (Actor("Ile", "place"),)) == []  # inside a word is not a name
    mentions = [
        Mention(28, 33, "Chile", "country", "name"),
        Mention(0, 5, "Chile", "country", "name"),
        Mention(6, 11, "Chile", "country", "pronoun"),
    ]
    assert find_namings(NOTE, (CHILE,), mentions) == [("Chile", 0, 5)]


def test_two_names_of_one_document_never_share_an_iri():
    quads = document_quads(NOTE, (CHILE, Actor("CHILE", "bloc", aliases=("Chile",))), ())
    subjects = {q.subject for q in quads if q.predicate == term("rdfs:label")}
    assert len(subjects) == 3  # both actors and the document


def test_ids_tell_claims_apart_by_content_not_by_confidence():
    assert claim_id(flow()) == claim_id(flow(confidence=0.2))
    others = [flow("hedged"), flow(commodity="tin"), flow(attribution="Peru"), treaty()]
    assert len({claim_id(c) for c in [flow(), *others]}) == 5
    [(key, kept)] = unique_claims([flow(confidence=0.2), flow(confidence=0.7), flow()])
    assert (key, kept.confidence) == (claim_id(flow()), 0.9)


def test_no_blank_node_and_one_graph():
    quads = document_quads(JAPAN, JAPAN_ACTORS, TINY[1][2])
    assert {type(q.subject) for q in quads} == {NamedNode}
    assert {q.graph_name for q in quads} == {document_iri(JAPAN)}


def test_evidence_keeps_what_stands_around_the_quote_in_its_sentence():
    said = "Exports from Kenya to Ethiopia reached $68.7 million in 2023, a record."
    text = f"It rained. {said} It dried."
    note = Document(name="note.txt", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    [(reading, claims)] = read_claims([note])
    store = Store()
    store.extend(document_quads(reading, reading.actors, claims))
    found = store.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?sentence WHERE {"
        " ?e oa:exact ?quote OPTIONAL { ?e oa:prefix ?p } OPTIONAL { ?e oa:suffix ?s }"
        " FILTER(EXISTS { ?e oa:prefix ?x } || EXISTS { ?e oa:suffix ?y })"
        " BIND(CONCAT(COALESCE(?p, ''), ?quote, COALESCE(?s, '')) AS ?sentence) }",
        use_default_graph_as_union=True,
    )
    assert [row["sentence"].value for row in found] == [said]

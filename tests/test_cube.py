"""kg.graph.cube: figures of trade as a Data Cube that keeps the constraints of the vocabulary."""

import pytest
from cube_constraints import CONSTRAINTS, broken
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from tiny import TABLES

from kg.graph.cube import cube_quads
from kg.graph.rdf import document_quads
from kg.graph.reference import statement_quads
from kg.graph.vocab import (
    CUBE_GRAPH,
    ID,
    PREFIXES,
    RDF_TYPE,
    VOCAB,
    ontology_triples,
    term,
    vocabulary_in_use,
    vocabulary_quads,
)
from kg.model import Actor, Claim, Document

PLANTED_NODE = NamedNode("https://example.org/planted")


def whole(quads):
    """A store with quads, their vocabulary and the ontology."""
    store = Store()
    store.extend(quads)
    store.extend(vocabulary_in_use(quads))
    store.extend(Quad(t.subject, t.predicate, t.object) for t in ontology_triples())
    return store


@pytest.fixture(scope="module")
def shipped():
    stated = statement_quads()
    return whole(stated + cube_quads(stated))


def test_there_are_all_constraints():
    assert list(CONSTRAINTS) == list(range(1, 22))


@pytest.mark.parametrize("number", CONSTRAINTS)
def test_the_figures_of_the_reference_keep_a_constraint(number, shipped):
    assert broken(shipped, number) == []


#: What is taken away (patterns) and added (Turtle) to break each constraint.
PLANTED = {
    1: ([], "?o qb:dataSet ex:other ."),
    2: ([], "trade-cube:data qb:structure ex:other ."),
    3: ([("irk:value", "rdf:type", "qb:MeasureProperty")], ""),
    4: ([("irk:forPeriod", "rdfs:range", None)], ""),
    5: ([("irk:goods", "qb:codeList", None)], ""),
    6: ([], "trade-cube:goods qb:componentRequired false ."),
    7: ([], "ex:key a qb:SliceKey ."),
    8: ([], "trade-cube:series qb:componentProperty ex:other ."),
    9: ([], "?s qb:sliceStructure ex:other ."),
    10: ([("?s", "irk:goods", None)], ""),
    11: ([("?o", "irk:forPeriod", None)], ""),
    12: ([], ""),  # a twin of ?o, below
    13: ([("?o", "irk:statementCount", None)], ""),
    14: ([("?o", "irk:value", None)], ""),
    15: ([], "ex:c qb:componentProperty qb:measureType . trade-cube:structure qb:component ex:c . "
             "?o qb:measureType ex:weight ."),
    16: ([], "ex:c qb:componentProperty qb:measureType , ex:weight . "
             "ex:weight a qb:MeasureProperty . trade-cube:structure qb:component ex:c . "
             "?o qb:measureType ex:weight ."),
    17: ([], "ex:weight a qb:MeasureProperty . ex:c qb:componentProperty ex:weight . "
             "trade-cube:structure qb:component ex:c . ?o qb:measureType irk:value ."),
    18: ([("?m", "qb:dataSet", None)], "?m qb:dataSet ex:other ."),
    19: ([], "?o irk:unitCode ex:florin ."),
    20: ([("irk:goods", "qb:codeList", None)],
         "irk:goods qb:codeList ex:tree . ex:tree a qb:HierarchicalCodeList ; "
         "qb:parentChildProperty skos:narrower ; qb:hierarchyRoot ex:all ."),
    21: ([("irk:goods", "qb:codeList", None)],
         "irk:goods qb:codeList ex:tree . ex:tree a qb:HierarchicalCodeList ; "
         "qb:parentChildProperty [ owl:inverseOf skos:broader ] ; qb:hierarchyRoot ex:all ."),
}  # fmt: skip


def node(store, name):
    """A term by its prefixed name; ?o an observation, ?m one in a slice, ?s a slice."""
    if name in ("?o", "?m", "?s"):
        predicate = term("qb:dataSet" if name == "?o" else "qb:observation")
        first = min(store.quads_for_pattern(None, predicate, None), key=str)
        return first.object if name == "?m" else first.subject
    prefix, _, local = name.partition(":")
    return NamedNode((PREFIXES.get(prefix) or f"{VOCAB}{prefix}/") + local)


@pytest.mark.parametrize("number", CONSTRAINTS)
def test_a_constraint_is_seen_to_be_broken(number):
    stated = claimed((figure(5e6), "asserted"), (figure(6e6, period="2022"), "asserted"))
    stated += statement_quads(TABLES)
    store = whole(stated + cube_quads(stated))
    assert broken(store, number) == []
    taken, added = PLANTED[number]
    for variable in ("?o", "?m", "?s"):
        added = added.replace(variable, str(node(store, variable)))
    for subject, predicate, object_ in taken:
        pattern = (node(store, subject), node(store, predicate), object_ and node(store, object_))
        quads = list(store.quads_for_pattern(*pattern))
        assert quads
        for quad in quads:
            store.remove(quad)
    if number == 12:
        for quad in list(store.quads_for_pattern(node(store, "?o"), None, None, CUBE_GRAPH)):
            store.add(Quad(PLANTED_NODE, quad.predicate, quad.object, CUBE_GRAPH))
    known = {**PREFIXES, "ex": "https://example.org/", "trade-cube": f"{VOCAB}trade-cube/"}
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in known.items())
    store.load(head + added, format=RdfFormat.TURTLE)
    assert broken(store, number) != []


def claimed(*claims):
    note = Document("note.txt", "x" * 99, "0" * 64)
    actors = [Actor(name, "country") for name in ("Chile", "Peru", "Bolivia")]
    made = [
        Claim("trade", note.name, n, n + 1, "x", slots, None, modality)
        for n, (slots, modality) in enumerate(claims)
    ]
    return document_quads(note, actors, made)


def cube_of(*claims):
    store = Store()
    store.extend(cube_quads(claimed(*claims)))
    return store


def figure(value, kind="exports", exporter="Peru", importer="Chile", **other):
    parties = tuple(p for p in (exporter, importer) if p)
    slots = {"kind": kind, "exporter": exporter, "importer": importer, "parties": parties}
    return {**slots, "value": value, "unit": "USD", "period": "2021", **other}


def cells(store):
    """Kind, area, other area, goods, period, unit, alternative, value, way, count."""
    names = ("tradeKind", "referenceArea", "counterpartArea", "goods", "forPeriod", "unitCode")
    names += ("alternative", "value", "statedAs", "statementCount")

    def of(observation, name):
        [quad] = store.quads_for_pattern(observation, term(f"irk:{name}"), None)
        return quad.object.value.rsplit("/")[-1]

    observations = store.quads_for_pattern(None, RDF_TYPE, term("qb:Observation"))
    return sorted(tuple(of(quad.subject, name) for name in names) for quad in observations)


def test_a_flow_told_from_either_side_has_the_teller_as_area():
    store = cube_of((figure(5e6), "asserted"), (figure(6e6, "imports"), "asserted"))
    assert cells(store) == [
        ("exports", "peru", "chile", "all-goods", "2021", "USD", "1", "5000000", "asserted", "1"),
        ("imports", "chile", "peru", "all-goods", "2021", "USD", "1", "6000000", "asserted", "1"),
    ]


def test_figures_that_differ_are_alternatives_the_one_most_often_stated_first():
    often = figure(7e6)
    store = cube_of(
        (figure(5e6), "reported"),
        (often, "reported"),
        (often, "asserted"),
        (figure(6e6), "asserted"),
    )
    assert [(cell[6], cell[7], cell[8], cell[9]) for cell in cells(store)] == [
        ("1", "7000000", "asserted", "2"),
        ("2", "6000000", "asserted", "1"),
        ("3", "5000000", "reported", "1"),
    ]


def test_what_a_figure_leaves_open_is_coded_so():
    [cell] = cells(cube_of((figure(5e6, importer=None, period=None), "hedged")))
    assert cell[1:5] == ("peru", "not-stated", "all-goods", "no-period-stated")
    assert cell[8] == "hedged"


def test_a_balance_is_the_debtors():
    slots = figure(5e6, "balance", None, None, parties=("Peru", "Chile"))
    [cell] = cells(cube_of((slots, "asserted")))
    assert cell[:3] == ("balance", "peru", "chile")


def test_a_figure_of_three_parties_and_a_denied_one_have_no_place():
    three = figure(5e6, "total", None, None, parties=("Peru", "Chile", "Bolivia"))
    assert cells(cube_of((three, "asserted"), (figure(5e6), "negated"))) == []
    assert cube_quads([]) == []


def test_a_line_with_two_periods_is_a_series():
    store = cube_of((figure(5e6), "asserted"), (figure(6e6, period="2022"), "asserted"))
    [series] = [q.subject for q in store.quads_for_pattern(None, RDF_TYPE, term("qb:Slice"))]
    assert series.value.startswith(f"{ID}series/exports-peru-chile-all-goods-")
    periods = {
        next(store.quads_for_pattern(q.object, term("irk:forPeriod"), None)).object.value
        for q in store.quads_for_pattern(series, term("qb:observation"), None)
    }
    assert periods == {f"{ID}period/2021", f"{ID}period/2022"}


def test_a_period_has_its_year_and_its_months_where_they_are_sure():
    store = cube_of((figure(5e6, period="2021-22 (fiscal)"), "asserted"), (figure(6e6), "asserted"))

    def about(name):
        quads = store.quads_for_pattern(NamedNode(f"{ID}period/{name}"), None, None)
        literals = [q for q in quads if isinstance(q.object, Literal)]
        return {q.predicate.value.rsplit("/")[-1]: q.object.value for q in literals}

    label = "rdf-schema#label"
    assert about("2021-22-fiscal") == {label: "2021-22 (fiscal)", "year": "2021"}
    dates = {"startDate": "2021-01", "endDate": "2021-12"}
    assert about("2021") == {label: "2021", "year": "2021", **dates}


def test_units_are_those_of_the_scheme_and_new_ones_are_described():
    store = cube_of((figure(5e6, "quantity", unit="bushel"), "asserted"))
    [cell] = cells(store)
    assert cell[5] == "bushel"
    unit = NamedNode(f"{ID}unit/bushel")
    label = Literal("bushel", language="en")
    assert Quad(unit, term("skos:prefLabel"), label, CUBE_GRAPH) in store


def test_every_unit_of_the_reference_is_in_the_scheme(shipped):
    units = {q.object.value for q in shipped.quads_for_pattern(None, term("irk:unitCode"), None)}
    assert len(units) >= 5
    assert units <= {q.subject.value for q in vocabulary_quads()}


def test_every_series_has_a_label(shipped):
    kind, label = term("qb:Slice"), term("rdfs:label")
    series = [q.subject for q in shipped.quads_for_pattern(None, RDF_TYPE, kind, CUBE_GRAPH)]
    labels = [
        quad.object.value
        for one in series
        for quad in shipped.quads_for_pattern(one, label, None, CUBE_GRAPH)
    ]
    assert len(set(labels)) == len(labels) == len(series) > 50
    assert "exports, india, russia, all goods, USD, by period" in labels

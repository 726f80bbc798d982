"""kg.graph.derive: what follows from figures, kept apart from what was said."""

import hashlib
from decimal import Decimal

import pytest
from pyoxigraph import Store
from tiny import TINY, tiny_quads

from kg.graph.derive import derive_quads
from kg.graph.rdf import document_quads
from kg.graph.vocab import DERIVED_GRAPH, PREFIXES
from kg.model import Actor, Claim, Document

TEXT = "Chile and Peru publish many figures on trade."
ACTORS = (Actor("Chile", "country"), Actor("Peru", "country"))


def figure(kind, exporter, importer, value, *, period="2020", unit="USD", modality="asserted",
           commodity=None):  # fmt: skip
    slots = {
        "kind": kind,
        "exporter": exporter,
        "importer": importer,
        "parties": ("Chile", "Peru"),
        "commodity": commodity,
        "value": value,
        "unit": unit,
        "period": period,
    }
    return Claim("trade", "note.txt", 0, 5, TEXT[:5], slots, modality=modality)


def derived(*claims, name="note.txt"):
    """Balances and reconciliations as sorted tuples."""
    document = Document(name, TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    store = Store()
    store.extend(derive_quads(document_quads(document, ACTORS, claims)))
    query = f"""PREFIX irk: <{PREFIXES["irk"]}>
        SELECT * WHERE {{ GRAPH ?g {{ ?x irk:period ?period
            OPTIONAL {{ ?x irk:value ?value }} OPTIONAL {{ ?x irk:deficitSide ?side }}
            OPTIONAL {{ ?x irk:computedValue ?sum ; irk:statedValue ?said ; irk:difference ?gap }}
        }} }}"""
    rows = []
    for row in store.query(query):
        if row["value"] is not None:
            side = row["side"].value.rsplit("/", 1)[1] if row["side"] else None
            rows.append(("balance", Decimal(row["value"].value), side))
        else:
            rows.append(("total", *(Decimal(row[k].value) for k in ("sum", "said", "gap"))))
    return sorted(rows)


EXPORTS = figure("exports", "Chile", "Peru", 120.0)
IMPORTS = figure("imports", "Peru", "Chile", 80.5)


def test_a_balance_is_the_gap_and_names_the_side_that_sells_less():
    assert derived(EXPORTS, IMPORTS) == [("balance", Decimal("39.5"), "peru")]


def test_equal_flows_leave_nobody_in_deficit():
    even = figure("imports", "Peru", "Chile", 120.0)
    assert derived(EXPORTS, even) == [("balance", Decimal(0), None)]


def test_a_stated_total_stands_beside_the_sum():
    total = figure("total", None, None, 210.0)
    assert derived(EXPORTS, IMPORTS, total) == [
        ("balance", Decimal("39.5"), "peru"),
        ("total", Decimal("200.5"), Decimal(210), Decimal("9.5")),
    ]


def test_both_kinds_of_flow_name_the_same_direction():
    seen_from_peru = figure("imports", "Chile", "Peru", 120.0)
    assert derived(seen_from_peru, IMPORTS) == derived(EXPORTS, IMPORTS)


def test_where_sources_disagree_each_combination_is_worked_out():
    other = figure("exports", "Chile", "Peru", 90.0)
    assert derived(EXPORTS, other, IMPORTS) == [
        ("balance", Decimal("9.5"), "peru"),
        ("balance", Decimal("39.5"), "peru"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(figure("imports", "Peru", "Chile", 80.0, period="2021"), id="another year"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, unit="EUR"), id="another currency"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, period=None), id="no period"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, commodity="tea"), id="one commodity"),
        pytest.param(figure("imports", "Chile", "Peru", 80.0), id="the same direction"),
        pytest.param(figure("imports", "Peru", None, 80.0), id="no importer"),
        pytest.param(figure("target", "Peru", "Chile", 80.0), id="a goal"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, unit="tonne"), id="a quantity"),
        pytest.param(figure("imports", "Peru", "Chile", 8.0, unit="percent"), id="a share"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, modality="planned"), id="planned"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, modality="hedged"), id="hedged"),
        pytest.param(figure("imports", "Peru", "Chile", 80.0, modality="negated"), id="negated"),
    ],
)
def test_figures_that_do_not_go_together_give_nothing(other):
    assert derived(EXPORTS, other) == []


def test_what_is_reported_counts():
    reported = figure("imports", "Peru", "Chile", 80.5, modality="reported")
    assert derived(EXPORTS, reported) == [("balance", Decimal("39.5"), "peru")]


def test_nothing_follows_from_nothing():
    assert derive_quads([]) == []


def test_the_order_of_the_documents_does_not_matter():
    said = [quad for one in TINY for quad in document_quads(*one)]
    assert derive_quads(said) == derive_quads(said[::-1])


def test_figures_of_two_documents_go_together():
    total = [
        q
        for q in derive_quads(said for one in TINY for said in document_quads(*one))
        if q.predicate.value == PREFIXES["irk"] + "statedValue"
    ]
    assert sorted(q.object.value for q in total) == ["210000000", "230000000"]


def test_what_is_derived_is_in_a_graph_of_its_own_and_shows_its_sources():
    quads = tiny_quads()
    derived_quads = [q for q in quads if q.graph_name == DERIVED_GRAPH]
    figures = {q.subject for q in derived_quads if q.predicate.value.endswith("#wasDerivedFrom")}
    observations = {
        q.subject
        for q in quads
        if q.graph_name != DERIVED_GRAPH
        and q.predicate.value.endswith("#type")
        and q.object.value == PREFIXES["irk"] + "TradeObservation"
    }
    assert len(figures) == 4
    for one in figures:
        about = [q for q in derived_quads if q.subject == one]
        sources = {q.object for q in about if q.predicate.value.endswith("#wasDerivedFrom")}
        assert len(sources) in (2, 3)
        assert sources <= observations
        assert [q for q in about if q.predicate.value.endswith("#wasGeneratedBy")] != []
    assert not figures & {q.subject for q in quads if q.graph_name != DERIVED_GRAPH}
    assert not [q for q in derived_quads if "atTime" in q.predicate.value]

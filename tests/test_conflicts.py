"""kg.graph.conflicts: what cannot all be right stands side by side, and nothing else does."""

import pytest
from pyoxigraph import Store
from tiny import tiny_quads

from kg.graph.conflicts import conflicts, find_conflicts


def trade(value, document="a.txt", **other):
    row = {
        "id": f"trade-{document}-{value}",
        "document": document,
        "span_start": 0,
        "quote": f"exports of {value}",
        "modality": "asserted",
        "kind": "exports",
        "exporter": "Kenya",
        "importer": "Uganda",
        "parties": ["Kenya", "Uganda"],
        "commodity": None,
        "value": value,
        "unit": "USD",
        "period": "2022",
    }
    return {**row, **other}


def agreement(status, date=None, document="a.txt", **other):
    row = {
        "id": f"agreements-{document}-{status}-{date}",
        "document": document,
        "span_start": 0,
        "quote": "the Lake Accord",
        "modality": "negated" if status == "denied" else "asserted",
        "label": "Lake Accord",
        "parties": ["Kenya", "Uganda"],
        "status": status,
        "date": date,
    }
    return {**row, **other}


def told(found):
    return [(c.sort, c.about, c.gap, c.values) for c in found]


def test_figures_for_the_same_flow_and_period_that_differ():
    rows = [trade(300e6), trade(330e6, "b.txt", kind="imports"), trade(250e6, period="2021")]
    found = find_conflicts({"trade": rows})
    assert told(found) == [
        (
            "figure",
            "flow, Kenya to Uganda, all goods, 2022, USD",
            0.0909,
            ("300,000,000 USD", "330,000,000 USD"),
        )
    ]
    assert [row["document"] for row in found[0].rows] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "other",
    [
        {"value": 301e6},  # within the rounding
        {"period": "2023"},
        {"period": None},
        {"unit": "EUR"},
        {"commodity": "tea"},
        {"exporter": "Uganda", "importer": "Kenya"},
        {"modality": "planned"},
        {"modality": "negated"},
        {"kind": "target"},
        {"exporter": None, "parties": ["Uganda"]},
    ],
)
def test_figures_that_may_both_be_right(other):
    rows = [trade(300e6), trade(**{"value": 450e6, "document": "b.txt", **other})]
    assert find_conflicts({"trade": rows}) == []


def test_days_of_signing_that_differ():
    rows = [agreement("signed", "2021-05-03"), agreement("signed", "2021-05-05", "b.txt")]
    assert told(find_conflicts({"agreements": rows})) == [
        ("date", "Lake Accord, Kenya and Uganda, signed", 1.0, ("2021-05-03", "2021-05-05"))
    ]


@pytest.mark.parametrize("dates", [("2021-05-03", "2021"), ("2021", "2021-05"), ("2021", None)])
def test_a_year_agrees_with_a_day_in_it(dates):
    rows = [agreement("signed", date, f"{n}.txt") for n, date in enumerate(dates)]
    assert find_conflicts({"agreements": rows}) == []


def test_what_one_says_was_signed_and_another_denies():
    rows = [agreement("signed", "2021"), agreement("denied", document="b.txt", label="lake accord")]
    assert told(find_conflicts({"agreements": rows})) == [
        ("statement", "Lake Accord, Kenya and Uganda", 1.0, ("denied", "stated"))
    ]


def test_what_was_only_proposed_can_be_denied():
    rows = [agreement("proposed"), agreement("denied", document="b.txt")]
    assert find_conflicts({"agreements": rows}) == []


def test_a_visit_that_is_stated_and_denied():
    visit = {
        "id": "visits-1",
        "document": "a.txt",
        "span_start": 0,
        "quote": "flew to Kampala",
        "modality": "asserted",
        "visitor": "Ana Rojas",
        "host_place": "Kampala",
        "start_date": "2022-03-01",
        "end_date": None,
    }
    rows = [visit, {**visit, "id": "visits-2", "document": "b.txt", "modality": "negated"}]
    assert told(find_conflicts({"visits": rows})) == [
        ("statement", "visit of Ana Rojas to Kampala, 2022-03-01", 1.0, ("denied", "stated"))
    ]


def test_nothing_disagrees_with_nothing():
    assert find_conflicts({}) == []
    assert conflicts(Store()) == []


def test_a_store_shows_the_figures_of_two_documents_and_their_sentences():
    store = Store()
    store.extend(tiny_quads())
    found = conflicts(store)
    flows = ("exports 120,000,000 USD", "imports 80,000,000 USD")
    total = "exports and imports against the total, Ethiopia and Kenya, 2023"
    assert told(found) == [
        (
            "worth",
            "Port contract, Chile and Peru, USD",
            0.3333,
            ("30,000,000 USD", "45,000,000 USD"),
        ),
        (
            "figure",
            "total, Chile and Peru, all goods, 2021, USD",
            0.16,
            ("2,100,000,000 USD", "2,500,000,000 USD"),
        ),
        ("sum", total, 0.1304, (*flows, "total 230,000,000 USD")),
        (
            "figure",
            "total, Ethiopia and Kenya, all goods, 2023, USD",
            0.087,
            ("210,000,000 USD", "230,000,000 USD"),
        ),
        ("sum", total, 0.0476, (*flows, "total 210,000,000 USD")),
    ]
    assert [(r["document"], r["quote"]) for r in found[3].rows] == [
        (
            "nairobi-talks.txt",
            "Bilateral trade between Kenya and Ethiopia reached $210 million in 2023",
        ),
        (
            "japan-vietnam-brief.txt",
            "Bilateral trade between Kenya and Ethiopia reached $230 million in 2023",
        ),
    ]

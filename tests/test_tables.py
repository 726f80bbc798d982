"""kg.graph.tables: the rows from claims and the rows from a store are the same rows."""

import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import Store
from tiny import TINY, tiny_quads

from kg.errors import UnknownNameError
from kg.graph.rdf import document_quads
from kg.graph.tables import COLUMNS, TABLES, actor_rows, claim_rows, store_rows
from kg.model import CLAIM_KINDS, Actor, Claim, Document

SEED = Path(__file__).parent.parent / "data" / "gold" / "seed"
MODALITIES = ("asserted", "negated", "planned", "hedged", "reported")
CLAIMS = [claim for _, _, claims in TINY for claim in claims]


@pytest.fixture(scope="module")
def store():
    store = Store()
    store.extend(tiny_quads())
    return store


@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_a_store_gives_the_rows_of_the_claims(store, kind):
    rows = claim_rows(kind, CLAIMS)
    assert rows != []
    assert store_rows(store, kind) == rows


def test_a_store_on_disk_gives_the_same_rows(tmp_path):
    kept = Store(str(tmp_path / "store"))
    kept.extend(tiny_quads())
    for kind in CLAIM_KINDS:
        assert store_rows(kept, kind) == claim_rows(kind, CLAIMS)


def test_a_store_gives_the_rows_of_the_actors(store):
    rows = [row for document, actors, _ in TINY for row in actor_rows(document, actors)]
    assert sorted(rows, key=lambda r: (r["document"], r["name"])) == store_rows(store, "actors")
    assert rows[6] == {
        "id": "actor/wanjiru-otieno",
        "document": "nairobi-talks.txt",
        "name": "Wanjiru Otieno",
        "kind": "person",
        "aliases": ["Otieno"],
    }


@pytest.mark.parametrize("kind", TABLES)
def test_rows_have_exactly_the_columns_of_their_table(store, kind):
    rows = store_rows(store, kind)
    assert len(rows) > 0
    assert {tuple(row) for row in rows} == {COLUMNS[kind]}
    assert json.loads(json.dumps(rows)) == rows


def test_a_row_is_what_the_sentence_says(store):
    [row] = [r for r in store_rows(store, "trade") if r["kind"] == "balance"]
    assert row | {"id": None} == {
        "id": None,
        "document": "japan-vietnam-brief.txt",
        "span_start": 206,
        "span_end": 268,
        "quote": "The trade deficit of Japan with Vietnam was $5 billion in 2023",
        "modality": "asserted",
        "attribution": None,
        "confidence": 0.9,
        "kind": "balance",
        "exporter": None,
        "importer": None,
        "parties": ["Japan", "Vietnam"],
        "commodity": None,
        "value": 5e9,
        "unit": "USD",
        "period": "2023",
    }


def test_the_side_in_deficit_comes_first_and_other_parties_by_name():
    def parties(kind, names):
        slots = {"kind": kind, "parties": names, "value": 1.0, "unit": "USD", "period": "2020"}
        [row] = claim_rows("trade", [Claim("trade", "a.txt", 0, 1, "x", slots)])
        return row["parties"]

    assert parties("balance", ("Peru", "Chile")) == ["Peru", "Chile"]
    assert parties("total", ("Peru", "Chile")) == ["Chile", "Peru"]
    assert parties("total", ()) == []


def test_rows_are_sorted_by_document_and_place(store):
    for kind in CLAIM_KINDS:
        places = [(r["document"], r["span_start"]) for r in store_rows(store, kind)]
        assert places == sorted(places)


def test_ids_are_stable():
    assert [row["id"] for row in claim_rows("causes", CLAIMS)] == ["causes-819ff36a4038"]


def test_an_empty_store_and_no_claims_give_no_rows():
    for kind in TABLES:
        assert store_rows(Store(), kind) == []
    assert claim_rows("visits", []) == []


def test_an_unknown_table_is_an_error_that_names_the_known_ones(store):
    with pytest.raises(UnknownNameError, match="unknown table 'fish': one of actors, visits"):
        store_rows(store, "fish")


def test_the_rows_of_the_seed_pass_through_the_graph_unchanged():
    """Every row of the hand-made gold, in every modality."""
    [gold_file] = (SEED / "gold").glob("*.json")
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    text = (SEED / "docs" / gold["doc"]).read_text(encoding="utf-8")
    document = Document(gold["doc"], text, hashlib.sha256(text.encode()).hexdigest())
    actors = [Actor(a["name"], a["kind"], tuple(a["aliases"])) for a in gold["actors"]]
    claims = []
    for kind in CLAIM_KINDS:
        for number, row in enumerate(gold.get(kind, [])):
            slots = {
                {"start": "start_date", "end": "end_date"}.get(key, key): tuple(value)
                if isinstance(value, list)
                else value
                for key, value in row.items()
            }
            quote = slots.pop("quote")
            start = text.index(quote)
            end = start + len(quote)
            modality = MODALITIES[number % len(MODALITIES)]
            claims.append(Claim(kind, document.name, start, end, quote, slots, modality=modality))
    store = Store()
    store.extend(document_quads(document, actors, claims))
    assert len(claims) > 40
    for kind in CLAIM_KINDS:
        assert store_rows(store, kind) == claim_rows(kind, claims)
    assert store_rows(store, "actors") == actor_rows(document, actors)

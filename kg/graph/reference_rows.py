"""Rows of the reference beside those of documents, so that the two can be compared.

    {"id": "trade-k-2021", "document": "Trade in 2021; Customs tables 2021", "quote": None,
     "note": "Rounded", "origins": ("Andes Gazette", "Customs of Peru"), "kind": "exports", …}

in    a store with the graph of the reference
out   rows with the columns of `kg table`, and what BESIDE names beside them
next  kg.graph.conflicts, kg.graph.confirmations

A row of the reference has the titles of its sources as document, and no quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePath

from pyoxigraph import QuerySolutions, Store

from kg.graph.queries import run
from kg.graph.tables import COLUMNS, Row, cell
from kg.graph.vocab import REFERENCE_GRAPH

__all__ = ["document_origins", "reference_rows"]

#: How a source gives the address of a document that may have been read: by its name.
OWN = "urn:document:"

QUERIES: Mapping[str, str] = {
    "trade": f"""
SELECT * WHERE {{ GRAPH {REFERENCE_GRAPH} {{
  ?row irk:states ?thing . ?thing a irk:TradeObservation ; irk:tradeKind ?kind ; irk:value ?value .
  OPTIONAL {{ ?thing irk:exporter/rdfs:label ?exporter }}
  OPTIONAL {{ ?thing irk:importer/rdfs:label ?importer }}
  OPTIONAL {{ ?thing irk:commodity ?commodity }}
  OPTIONAL {{ ?thing irk:unit ?unit }}
  OPTIONAL {{ ?thing irk:period ?period }}
  OPTIONAL {{ ?row irk:note ?note }}
  OPTIONAL {{ ?row prov:alternateOf ?base }}
  BIND(?thing AS ?whole)
}} }}""",
    "agreements": f"""
SELECT * WHERE {{ GRAPH {REFERENCE_GRAPH} {{
  ?row irk:states ?thing . ?thing irk:stageOf ?whole ; irk:status ?status .
  ?whole rdfs:label ?label ; irk:agreementKind ?kind .
  OPTIONAL {{ ?whole irk:sector ?sector }}
  OPTIONAL {{ ?thing irk:date ?date }}
  OPTIONAL {{ ?row irk:worth ?worth ; irk:unit ?unit }}
  OPTIONAL {{ ?row irk:note ?note }}
  OPTIONAL {{ ?row prov:alternateOf ?base }}
}} }}""",
    "occasions": f"""
SELECT * WHERE {{ GRAPH {REFERENCE_GRAPH} {{
  ?row irk:states ?thing . ?thing a irk:Occasion ; rdfs:label ?label ; irk:startDate ?date .
  OPTIONAL {{ ?row irk:worth ?worth ; irk:unit ?unit }}
  OPTIONAL {{ ?row irk:note ?note }}
  OPTIONAL {{ ?row prov:alternateOf ?base }}
  BIND(?thing AS ?whole)
}} }}""",
}
PARTIES = f"""
SELECT ?whole ?name WHERE {{
  GRAPH {REFERENCE_GRAPH} {{ ?whole irk:hasParty/rdfs:label ?name }} }}"""
SOURCES = f"""
SELECT ?row ?title ?publisher ?address ?date WHERE {{ GRAPH {REFERENCE_GRAPH} {{
  ?row dct:source ?source . ?source a irk:Source ; dct:title ?title ; dct:publisher ?publisher ;
       dct:source ?address . OPTIONAL {{ ?source dct:date ?date }} }} }}"""
DOCUMENTS = """
SELECT ?name ?publisher WHERE {
  ?document a irk:Document ; irk:fileName ?name OPTIONAL { ?document dct:publisher ?publisher } }"""
#: Columns of a table that documents have no rows of.
OCCASIONS = ("label", "parties", "date", "span_start", "span_end", "quote")
#: Columns beside those of the table.
#: told: when the latest of its sources was published; whole: the agreement, occasion or figure.
BESIDE = ("note", "origins", "base", "worth", "unit", "told", "whole")


def reference_rows(store: Store, kind: str) -> list[Row]:
    """Return what the reference states, as rows of one table.

    Args:
        store: With the graph of the reference, or without.
        kind: "trade", "agreements" or "occasions"; of other tables the reference has no rows.

    Returns:
        Rows by id, one for each thing that a row of a curated table states.

    """
    if kind not in QUERIES:
        return []
    read = document_origins(store)
    parties: dict[str, list[str]] = defaultdict(list)
    for found in _solutions(store, PARTIES):
        parties[found["whole"].value].append(found["name"].value)
    sources: dict[str, list[tuple[str, str]]] = defaultdict(list)
    told: dict[str, str] = defaultdict(str)
    for found in _solutions(store, SOURCES):
        address, publisher = found["address"].value, found["publisher"].value
        origin = publisher
        if address.startswith(OWN):
            origin = read.get(address.removeprefix(OWN), address)
        sources[found["row"].value].append((found["title"].value, origin))
        if found["date"] is not None:
            told[found["row"].value] = max(told[found["row"].value], found["date"].value)
    solutions = _solutions(store, QUERIES[kind])
    every = (*(OCCASIONS if kind == "occasions" else COLUMNS[kind]), *BESIDE)
    columns = [v.value for v in solutions.variables if v.value in every]
    rows = []
    for found in solutions:
        cited = sorted(sources[found["row"].value])
        rows.append(
            {
                **dict.fromkeys(every),
                **{column: cell(found[column]) for column in columns},
                "id": cell(found["row"]),
                "whole": found["whole"].value,
                "told": told[found["row"].value] or None,
                "document": "; ".join(title for title, _ in cited),
                "modality": "asserted",
                "parties": sorted(set(parties[found["whole"].value])),
                "origins": tuple(sorted({origin for _, origin in cited})),
            }
        )
    return sorted(rows, key=lambda row: (row["id"], str(row.get("status"))))


def document_origins(store: Store) -> dict[str, str]:
    """Return who stands behind each document that was read, by file name and by its stem.

    It is the publisher, or the name of the file where no publisher is known.
    """
    origins: dict[str, str] = {}
    for found in _solutions(store, DOCUMENTS):
        name, publisher = found["name"].value, found["publisher"]
        origin = publisher.value if publisher is not None else name
        origins[name] = origins[PurePath(name).stem] = origin
    return origins


def _solutions(store: Store, query: str) -> QuerySolutions:
    found = run(store, query)
    assert isinstance(found, QuerySolutions)
    return found

"""Rows of documents under the names that the curated tables have for the same things.

    {"label": "accord on fisheries", "document": "note.txt", …}
        -> {"label": "Fisheries pact", "said": "accord on fisheries", "whole": …, …}
    a visit of note.txt to Lima on 3 May 2021
        -> a row beside those of "Summit 1 of Peru and Chile"

in    a store with the links of kg.graph.matching, rows of documents and of the reference
out   the rows of documents that can stand beside those of the reference
next  kg.graph.conflicts, kg.graph.confirmations
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import QuerySolutions, Store

from kg.graph.queries import run
from kg.graph.tables import Row
from kg.graph.vocab import ID

__all__ = ["publication_dates", "under_one_name", "visits_as_occasions"]

#: Claims of which the agreement or visit is one of the tables.
LINKS = """
SELECT DISTINCT ?claim ?table WHERE {
  ?thing irk:correspondsTo ?table . ?claim irk:claims/irk:stageOf? ?thing . }"""
DATES = "SELECT ?name ?date WHERE { ?document irk:fileName ?name ; dct:date ?date }"


def publication_dates(store: Store) -> dict[str, str]:
    """Return when each document was published, by file name, where that is told."""
    return {row["name"].value: row["date"].value for row in _solutions(store, DATES)}


def under_one_name(
    store: Store, rows: Iterable[Row], reference: Sequence[Row], dates: Mapping[str, str]
) -> list[Row]:
    """Return rows of agreements, those that are linked named as the reference names them.

    Args:
        store: With the links.
        rows: Of documents.
        reference: Of the same table.
        dates: When documents were published.

    Returns:
        As many rows in the same order. "said" holds the name that a linked row had, "told" the
        date of its document.

    """
    links, known = _links(store), _first_rows(reference)
    named = []
    for row in rows:
        other = known.get(links.get(row["id"], ""))
        beside = {"told": dates.get(row["document"]), "said": None}
        if other is not None:
            beside |= {"said": row["label"], "label": other["label"], "parties": other["parties"]}
        named.append({**row, **beside})
    return named


def visits_as_occasions(store: Store, visits: Iterable[Row], occasions: Sequence[Row]) -> list[Row]:
    """Return the visits that are occasions of the reference, as rows of those.

    Returns:
        Rows whose "base" is the row of the reference; "during" is true where a visit tells one
        day alone, which need not be the first. None where no visit is linked.

    """
    links, known = _links(store), _first_rows(occasions)
    found = []
    for row in visits:
        other = known.get(links.get(row["id"], ""))
        if other is not None:
            empty = dict.fromkeys(other)
            shared = {k: other[k] for k in ("label", "parties", "whole")}
            told = {k: row[k] for k in ("id", "document", "span_start", "span_end", "quote")}
            found.append(
                {
                    **empty,
                    **shared,
                    **told,
                    "modality": row["modality"],
                    "date": row["start_date"],
                    "base": other["base"] or other["id"],
                    "during": row["end_date"] is None,
                }
            )
    return found


def _links(store: Store) -> dict[str, str]:
    """The thing of the tables that a claim speaks of, by the id of the claim."""
    prefix = f"{ID}claim/"
    return {
        row["claim"].value.removeprefix(prefix): row["table"].value
        for row in _solutions(store, LINKS)
    }


def _first_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """The row of each thing with the shortest id, those that are no alternatives first."""
    ordered = sorted(rows, key=lambda r: (r["base"] is not None, len(r["id"]), r["id"]))
    return {row["whole"]: row for row in reversed(ordered)}


def _solutions(store: Store, query: str) -> QuerySolutions:
    found = run(store, query)
    assert isinstance(found, QuerySolutions)
    return found

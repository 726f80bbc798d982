"""Flat tables: the rows of `kg table`, from claims or from a store, the same either way.

    {"id": "visits-…", "document": "note.txt", "span_start": 38, …, "visitor": "Lemma Tadesse",
     "host_place": "Nairobi", "start_date": "2024-03-03", "end_date": "2024-03-04"}

in    Claims, or a store with the graphs of documents
out   rows as dictionaries, sorted by document and place; None where nothing is known
next  the command line writes them as CSV, JSON, Parquet

To add a column, name it in COLUMNS, and say in PATTERNS where the graph keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownNameError
from kg.graph.identity import unique_claims
from kg.graph.names import KIND_CLASSES, Names
from kg.graph.rdf import CLAIM_CLASSES, find_namings
from kg.graph.things import text, texts
from kg.graph.vocab import ID, PREFIXES, concept
from kg.model import CLAIM_KINDS, Actor, Claim, ClaimKind, Document
from kg.reading.reading import Reading

__all__ = [
    "COLUMNS",
    "TABLES",
    "Row",
    "actor_rows",
    "cell",
    "claim_rows",
    "common_cells",
    "store_rows",
]

Row = dict[str, Any]

#: The columns of every kind of claim, before its own.
COMMON = (
    "id",
    "document",
    "span_start",
    "span_end",
    "quote",
    "modality",
    "attribution",
    "confidence",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actors": ("id", "document", "name", "kind", "aliases"),
    "visits": (*COMMON, "visitor", "host_place", "start_date", "end_date"),
    "trade": (
        *COMMON,
        "kind",
        "exporter",
        "importer",
        "parties",
        "commodity",
        "value",
        "unit",
        "period",
    ),
    "exports": (*COMMON, "exporter", "importer", "commodity"),
    "agreements": (*COMMON, "label", "kind", "parties", "sector", "status", "date"),
    "plans": (*COMMON, "label", "sector", "parties"),
    "implications": (*COMMON, "holder", "subject", "affected", "effect", "polarity"),
    "events": (*COMMON, "type", "source", "target", "date", "sector"),
    "causes": (*COMMON, "cause", "effect"),
}
TABLES = tuple(COLUMNS)

#: Columns that hold a word of a closed scheme, by kind of claim.
CODED: Mapping[str, Mapping[str, str]] = {
    "trade": {"kind": "trade-kind"},
    "agreements": {"kind": "agreement-kind", "status": "agreement-status"},
    "implications": {"polarity": "polarity"},
    "events": {"type": "event-type"},
}
#: Where the graph keeps a column, said of ?thing (?whole is the agreement of a stage).
PATTERNS: Mapping[str, Mapping[str, str]] = {
    "visits": {
        "visitor": "?thing irk:visitor/rdfs:label ?visitor",
        "host_place": "?thing irk:hostPlace/rdfs:label ?host_place",
        "start_date": "?thing irk:startDate ?start_date",
        "end_date": "?thing irk:endDate ?end_date",
    },
    "trade": {
        "kind": "?thing irk:tradeKind ?kind",
        "exporter": "?thing irk:exporter/rdfs:label ?exporter",
        "importer": "?thing irk:importer/rdfs:label ?importer",
        "deficit": "?thing irk:deficitSide/rdfs:label ?deficit",
        "commodity": "?claim irk:commodityName ?commodity",
        "value": "?thing irk:value ?value",
        "unit": "?thing irk:unit ?unit",
        "period": "?thing irk:period ?period",
    },
    "exports": {
        "exporter": "?thing irk:exporter/rdfs:label ?exporter",
        "importer": "?thing irk:importer/rdfs:label ?importer",
        "commodity": "?claim irk:commodityName ?commodity",
    },
    "agreements": {
        "label": "?whole rdfs:label ?label",
        "kind": "?whole irk:agreementKind ?kind",
        "sector": "?claim irk:sectorName ?sector",
        "status": "?thing irk:status ?status",
        "date": "?thing irk:date ?date",
    },
    "plans": {
        "label": "?thing rdfs:label ?label",
        "sector": "?claim irk:sectorName ?sector",
    },
    "implications": {
        "holder": "?thing irk:holderName ?holder",
        "subject": "?thing irk:subjectName ?subject",
        "affected": "?thing irk:affectedName ?affected",
        "effect": "?thing irk:effect ?effect",
        "polarity": "?thing irk:polarity ?polarity",
    },
    "events": {
        "type": "?thing irk:eventType ?type",
        "source": "?thing irk:eventSource/rdfs:label ?source",
        "target": "?thing irk:eventTarget/rdfs:label ?target",
        "date": "?thing irk:date ?date",
        "sector": "?claim irk:sectorName ?sector",
    },
    "causes": {
        "cause": "?thing irk:cause ?cause",
        "effect": "?thing irk:effect ?effect",
    },
}
_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("irk", "oa", "prov", "rdfs", "skos"))


class Queryable(Protocol):
    """A pyoxigraph Store, or anything that answers SPARQL the same way."""

    def query(self, query: str, /) -> Any:
        """Answer a SELECT query with solutions that are read by variable name."""
        ...


def claim_rows(kind: ClaimKind, claims: Iterable[Claim]) -> list[Row]:
    """Return the rows of one kind, straight from claims.

    Args:
        kind: The kind of claim; claims of other kinds are passed over.
        claims: The claims of any number of documents.

    Returns:
        One row a claim, sorted by document and place; an empty list where none is of the kind.

    Raises:
        UnknownNameError: A claim holds a kind, status, type or polarity that no scheme knows.

    """
    rows = []
    for key, claim in unique_claims(c for c in claims if c.kind == kind):
        row: Row = dict.fromkeys(COLUMNS[kind])
        row |= common_cells(key, claim)
        for column in COLUMNS[kind][len(COMMON) :]:
            slot = claim.slots.get(column)
            scheme = CODED.get(kind, {}).get(column)
            if column == "parties":
                deficit = row["kind"] == "balance" if kind == "trade" else False
                names = texts(slot)
                row[column] = _parties(names, names[0] if deficit and names else None)
            elif scheme is not None and text(slot) is not None:
                row[column] = _last(concept(scheme, str(slot)).value)
            elif isinstance(slot, int | float):
                row[column] = float(slot)
            else:
                row[column] = text(slot)
        rows.append(row)
    return sorted(rows, key=_place)


def actor_rows(
    source: Reading | Document, actors: Iterable[Actor] | Mapping[str, Actor]
) -> list[Row]:
    """Return one row for each actor that a document names, by name."""
    document = source.document if isinstance(source, Reading) else source
    mentions = source.mentions if isinstance(source, Reading) else ()
    people = list(actors.values() if isinstance(actors, Mapping) else actors)
    named = {name for name, _, _ in find_namings(document, people, mentions)}
    names = Names(people)
    return [
        {
            "id": names.iri(name).value.removeprefix(ID),
            "document": document.name,
            "name": name,
            "kind": actor.kind,
            "aliases": sorted(set(actor.aliases)),
        }
        for name, actor in names.actors.items()
        if name in named
    ]


def store_rows(store: Queryable, kind: str) -> list[Row]:
    """Return the rows of one table from a store.

    Args:
        store: A store that holds the graphs of documents.
        kind: One of TABLES.

    Returns:
        The rows that `claim_rows` or `actor_rows` give for the same documents.

    Raises:
        UnknownNameError: There is no such table.

    """
    if kind == "actors":
        return _stored_actors(store)
    for claim_kind in CLAIM_KINDS:
        if claim_kind == kind:
            return sorted(_stored_claims(store, claim_kind), key=_place)
    raise UnknownNameError("table", kind, list(TABLES))


def _stored_claims(store: Queryable, kind: ClaimKind) -> Iterator[Row]:
    """The rows of one kind of claim, in any order."""
    patterns = PATTERNS[kind]
    optional = "\n".join(f"OPTIONAL {{ {pattern} }}" for pattern in patterns.values())
    query = f"""{_HEAD}
        SELECT * WHERE {{ GRAPH ?g {{
            ?claim a {CLAIM_CLASSES[kind]} ; irk:claims ?thing ; irk:hasModality ?modality ;
                irk:confidence ?confidence ; irk:hasEvidence ?evidence .
            ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?quote ;
                irk:sourceDocument/irk:fileName ?document .
            OPTIONAL {{ ?claim irk:attributedToName ?attribution }}
            OPTIONAL {{ ?thing irk:stageOf ?agreement }}
            BIND(COALESCE(?agreement, ?thing) AS ?whole)
            {optional}
        }} }}"""
    has_parties = "parties" in COLUMNS[kind]
    parties = _stored_parties(store) if has_parties else {}
    for found in store.query(query):
        row: Row = dict.fromkeys(COLUMNS[kind])
        row |= {
            "id": _last(found["claim"].value),
            "document": found["document"].value,
            "span_start": int(found["start"].value),
            "span_end": int(found["end"].value),
            "quote": found["quote"].value,
            "modality": _last(found["modality"].value),
            "attribution": cell(found["attribution"]),
            "confidence": float(found["confidence"].value),
        }
        row |= {column: cell(found[column]) for column in patterns if column in row}
        if has_parties:
            side = found["deficit"] if "deficit" in patterns else None
            deficit = side.value if side is not None else None
            names = parties.get((found["g"].value, found["whole"].value), [])
            row["parties"] = _parties(names, deficit)
        yield row


def _stored_parties(store: Queryable) -> dict[tuple[str, str], list[str]]:
    """The names of the parties of everything, by graph and thing."""
    query = f"""{_HEAD}
        SELECT ?g ?thing ?name WHERE {{ GRAPH ?g {{ ?thing irk:hasParty/rdfs:label ?name }} }}"""
    parties: dict[tuple[str, str], list[str]] = {}
    for found in store.query(query):
        key = found["g"].value, found["thing"].value
        parties.setdefault(key, []).append(found["name"].value)
    return parties


def _stored_actors(store: Queryable) -> list[Row]:
    """One row for each actor that a document names."""
    kinds = {PREFIXES["irk"] + c.removeprefix("irk:"): kind for kind, c in KIND_CLASSES.items()}
    classes = " ".join(sorted(KIND_CLASSES.values()))
    query = f"""{_HEAD}
        SELECT DISTINCT ?actor ?document ?name ?class ?alias WHERE {{ GRAPH ?g {{
            ?mention irk:mentions ?actor ; prov:wasDerivedFrom/irk:fileName ?document .
            ?actor rdfs:label ?name ; a ?class .
            VALUES ?class {{ {classes} }}
            OPTIONAL {{ ?actor skos:altLabel ?alias }}
        }} }}"""
    rows: dict[tuple[str, str, str], Row] = {}
    for found in store.query(query):
        key = found["document"].value, found["name"].value, found["actor"].value.removeprefix(ID)
        row = rows.setdefault(
            key,
            {
                "id": key[2],
                "document": key[0],
                "name": key[1],
                "kind": kinds[found["class"].value],
                "aliases": [],
            },
        )
        if found["alias"] is not None:
            row["aliases"] = sorted({*row["aliases"], found["alias"].value})
    return [rows[key] for key in sorted(rows)]


def common_cells(key: str, claim: Claim) -> Row:
    """Return the cells that the row of a claim of any kind has.

    Args:
        key: Its identifier.
        claim: The claim.

    """
    return {
        "id": key,
        "document": claim.document,
        "span_start": claim.start,
        "span_end": claim.end,
        "quote": claim.quote,
        "modality": claim.modality,
        "attribution": claim.attribution or None,
        "confidence": float(claim.confidence),
    }


def cell(node: NamedNode | Literal | None) -> str | float | None:
    """Return a node as it stands in a row: numbers as floats, IRIs by their last part.

    Args:
        node: A value of a solution; None where it is unbound.

    Examples:
        >>> cell(NamedNode("https://w3id.org/irk/vocab/polarity/neutral")), cell(Literal("USD"))
        ('neutral', 'USD')

    """
    if node is None:
        return None
    if isinstance(node, NamedNode):
        return _last(node.value)
    return float(node.value) if node.datatype.value.endswith("#decimal") else node.value


def _parties(names: Iterable[str], first: str | None) -> list[str]:
    """Parties by name; the side in deficit comes first."""
    return sorted(set(names), key=lambda name: (name != first, name))


def _last(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[1]


def _place(row: Row) -> tuple[str, int, int, str]:
    """What rows are sorted by."""
    return row["document"], row["span_start"], row["span_end"], row["id"]

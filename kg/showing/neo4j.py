"""The network for Neo4j: tables for `neo4j-admin database import`, and Cypher for other ways in.

    unzip graph.zip
    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv neo4j

in    a pyoxigraph Store
out   a zip: nodes.csv, relationships.csv, load.cypher, n10s.cypher, graph.ttl
next  kg.showing.export

nodes.csv and relationships.csv have the headers of neo4j-admin: types after the colon, lists
with semicolons. load.cypher loads the same two files into a database that runs (LOAD CSV).
n10s.cypher takes graph.ttl in with the neosemantics plugin, which keeps IRIs and claims.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Store

from kg.graph.vocab import PREFIXES
from kg.showing.flat_network import Scalars, flat_network
from kg.showing.tables import plain_cell, zipped

__all__ = ["neo4j_files"]

#: Attributes of nodes and edges -> their column, with the type that Neo4j shall give them.
NODE_COLUMNS = {
    "label": "name",
    "kind": "kind",
    "sector": "sector",
    "years": "years:int[]",
    "aliases": "aliases:string[]",
    "modality": "modality",
    "status": "status",
    "value": "value:double",
    "unit": "unit",
    "period": "period",
    "polarity": "polarity",
    "text": "text",
    "derived": "derived:boolean",
    "claim_count": "claim_count:int",
    "quotes": "quotes",
    "documents": "documents",
}
EDGE_COLUMNS = {
    "label": "name",
    "modality": "modality",
    "status": "status",
    "value": "value:double",
    "unit": "unit",
    "period": "period",
    "years": "years:int[]",
    "derived": "derived:boolean",
    "claim_count": "claim_count:int",
    "quotes": "quotes",
    "documents": "documents",
}
#: How Cypher reads a cell of a type.
READ = {
    "int": "toInteger(row.`{0}`)",
    "double": "toFloat(row.`{0}`)",
    "boolean": "row.`{0}` = 'true'",
    "int[]": "[x IN split(coalesce(row.`{0}`, ''), ';') WHERE x <> '' | toInteger(x)]",
    "string[]": "[x IN split(coalesce(row.`{0}`, ''), ';') WHERE x <> '']",
}

N10S = """\
// Needs the neosemantics plugin (n10s) and graph.ttl in the import folder.
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({{
  handleVocabUris: 'SHORTEN', handleRDFTypes: 'LABELS', keepLangTag: false,
  handleMultival: 'ARRAY', multivalPropList: [{several}]
}});
{prefixes}
CALL n10s.rdf.import.fetch('file:///graph.ttl', 'Turtle');
"""
#: Properties of which a thing may have many values; n10s keeps one of any other.
SEVERAL = ("skos:altLabel", "skos:prefLabel", "skos:example", "skos:notation")


def neo4j_files(store: Store, turtle: bytes) -> bytes:
    """Return the files for Neo4j as a zip.

    Args:
        store: With the graphs of documents, of the reference, or of both.
        turtle: The same graph as Turtle, for neosemantics.

    Returns:
        The zip; its tables have a header and no row for an empty store.

    """
    network = flat_network(store)
    nodes = [(iri, _label(data["type"]), data) for iri, data in network.nodes(data=True)]
    edges = [
        (source, target, _relationship(key), data)
        for source, target, key, data in network.edges(keys=True, data=True)
    ]
    labels = sorted({label for _, label, _ in nodes})
    kinds = sorted({kind for _, _, kind, _ in edges})
    files = {
        "nodes.csv": _table(
            ["iri:ID", ":LABEL", *NODE_COLUMNS.values()],
            ([iri, label, *_cells(data, NODE_COLUMNS)] for iri, label, data in nodes),
        ),
        "relationships.csv": _table(
            [":START_ID", ":END_ID", ":TYPE", *EDGE_COLUMNS.values()],
            ([s, t, kind, *_cells(data, EDGE_COLUMNS)] for s, t, kind, data in edges),
        ),
        "load.cypher": _load(labels, kinds),
        "n10s.cypher": N10S.format(
            several=", ".join(f"'{_iri(name)}'" for name in SEVERAL),
            prefixes="\n".join(
                f"CALL n10s.nsprefixes.add('{prefix.replace('-', '_')}', '{iri}');"
                for prefix, iri in sorted(PREFIXES.items())
            ),
        ),
    }
    return zipped({name: text.encode() for name, text in files.items()} | {"graph.ttl": turtle})


def _label(kind: str) -> str:
    """A type of node as a label of Neo4j: "country" is Country."""
    return "".join(part.capitalize() for part in re.split(r"\W+", kind))


def _relationship(key: str) -> str:
    """A predicate as a type of relationship: "exportsTo" is EXPORTS_TO."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key).upper()


def _cells(data: Scalars, columns: Mapping[str, str]) -> list[str]:
    """The cells of a row; lists without the spaces that people want."""
    return [
        re.sub(r";\s+", ";", plain_cell(data.get(name)))
        if columns[name].endswith("[]")
        else plain_cell(data.get(name))
        for name in columns
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _load(labels: Sequence[str], kinds: Sequence[str]) -> str:
    """Cypher that loads the two tables; a label and a type must be written out in it."""
    lines = [
        "// Loads nodes.csv and relationships.csv from the import folder of a database that runs.",
        "CREATE CONSTRAINT thing_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;",
    ]
    for label in labels:
        lines += [
            "LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row",
            f"WITH row WHERE row.`:LABEL` = '{label}'",
            "MERGE (n:Thing {iri: row.`iri:ID`})",
            f"SET n:{label}, n += {_properties(NODE_COLUMNS)};",
        ]
    for kind in kinds:
        lines += [
            "LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row",
            f"WITH row WHERE row.`:TYPE` = '{kind}'",
            "MATCH (a:Thing {iri: row.`:START_ID`})",
            "MATCH (b:Thing {iri: row.`:END_ID`})",
            f"MERGE (a)-[r:{kind}]->(b)",
            f"SET r += {_properties(EDGE_COLUMNS)};",
        ]
    return "\n".join(lines) + "\n"


def _properties(columns: Mapping[str, Any]) -> str:
    """A map of Cypher that reads the cells of a row with their types."""
    parts = []
    for column in columns.values():
        name, _, kind = column.partition(":")
        parts.append(f"{name}: {READ.get(kind, 'row.`{0}`').format(column)}")
    return "{" + ", ".join(parts) + "}"


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local

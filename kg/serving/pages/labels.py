"""Names of IRIs, and where this server shows them.

    local_address("https://w3id.org/irk/id/actor/kenya")  -> "/id/actor/kenya"

in    IRIs, a store
out   labels, addresses
next  the pages
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from pyoxigraph import Store

from kg.graph.merged import merged
from kg.graph.vocab import ID, PREFIXES

__all__ = ["ROOT", "fallback_label", "iri_of", "labels_of", "local_address", "rows", "words"]

#: What all IRIs of the project begin with.
ROOT = ID.removesuffix("id/")
#: What is named by what it says, and the characters of it that make a name.
TOLD = (ID + "claim/", ID + "evidence/")
LONGEST = 120
#: IRIs asked about at a time.
AT_ONCE = 500


def local_address(iri: str) -> str:
    """Return the address of a page for an IRI: here if it is ours, else its own.

    Examples:
        >>> local_address("http://example.org/a")
        'http://example.org/a'
        >>> local_address("javascript:alert(1)")
        ''

    """
    if iri.startswith(ROOT):
        return "/" + quote(iri.removeprefix(ROOT), safe="/:@!$&'()*+,;=~-._")
    return iri if iri.startswith(("http://", "https://")) else ""


def iri_of(path: str) -> str:
    """Return the IRI that a path of this server stands for.

    Examples:
        >>> iri_of("/vocab/sector/energy")
        'https://w3id.org/irk/vocab/sector/energy'

    """
    return ROOT + path.removeprefix("/")


def rows(store: Any, query: str, **terms: Any) -> list[Any]:
    """Return the solutions of a query over all graphs.

    Args:
        store: Where to ask.
        query: SPARQL with our prefixes; `$name` stands for a term.
        terms: The terms by name, as pyoxigraph nodes, which write themselves with all escapes.

    """
    for name, term in terms.items():
        query = query.replace(f"${name}", str(term))
    prefixes = dict(PREFIXES)
    if isinstance(store, Store):
        found: Any = merged(store).query(query, prefixes=prefixes)
    else:
        found = store.query(query, use_default_graph_as_union=True, prefixes=prefixes)
    return list(found)


def labels_of(store: Any, iris: Iterable[str]) -> dict[str, str]:
    """Return a name for each IRI: its English label, else any, else its last words."""
    wanted = sorted(set(iris))
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in wanted[start : start + AT_ONCE])
        query = f"""SELECT ?s ?l {{ VALUES ?s {{ {values} }}
            ?s rdfs:label|skos:prefLabel|dct:title|foaf:name ?l }}"""
        for row in rows(store, query):
            label = row["l"]
            rank = 0 if getattr(label, "language", None) in (None, "en") else 1
            iri = row["s"].value
            found[iri] = min(found.get(iri, (9, "")), (rank, label.value))
    told = _told(store, [iri for iri in wanted if iri not in found and iri.startswith(TOLD)])
    found |= {iri: (0, label) for iri, label in told.items()}
    return {iri: found[iri][1] if iri in found else fallback_label(iri) for iri in wanted}


def _told(store: Any, iris: Sequence[str]) -> dict[str, str]:
    """Names of claims and of evidence: the words that stand there."""
    found: dict[str, str] = {}
    for start in range(0, len(iris), AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + AT_ONCE])
        query = f"""SELECT ?s (MIN(STR(?l)) AS ?label) {{ VALUES ?s {{ {values} }}
            ?s oa:exact|(irk:hasEvidence/oa:exact) ?l }} GROUP BY ?s"""
        for row in rows(store, query):
            label = row["label"].value if row["label"] else ""
            short = textwrap.shorten(label, LONGEST, placeholder=" …")
            if short:
                found[row["s"].value] = short
    return found


def fallback_label(iri: str) -> str:
    """Return the last part of an IRI as words.

    Examples:
        >>> fallback_label("https://w3id.org/irk/ontology/hasParty")
        'has party'
        >>> fallback_label("http://example.org/")
        'http://example.org/'

    """
    last = re.split(r"[/#]", iri)[-1]
    return words(last) if last else iri


def words(name: str) -> str:
    """Return a name in camel case or with hyphens as words.

    Examples:
        >>> words("ReferenceStatement"), words("crude-oil"), words("Q114")
        ('reference statement', 'crude oil', 'Q114')

    """
    if not re.search("[a-z]", name):
        return name
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("-", " ").replace("_", " "))
    return apart.lower() if apart[:1].isupper() or " " in apart else apart

"""The first page: what there is, what can be asked, who is in it.

in    a store
out   an Answer
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal

from kg.graph.questions import GROUPS, questions
from kg.serving.answering import Answer
from kg.serving.limits import Limits
from kg.serving.pages.labels import ROOT, fallback_label, rows
from kg.serving.pages.rendering import page
from kg.serving.source import Source

__all__ = ["find_by_name", "home"]

#: Class, what one is called, where they are listed.
COUNTED = (
    ("irk:Document", "document", "#documents"),
    ("irk:Claim", "claim", ""),
    ("irk:Actor", "actor", "#actors"),
    ("irk:TradeObservation", "trade figure", "/ask/trade-figures"),
    ("irk:Agreement", "agreement", "/ask/agreements"),
    ("irk:Visit", "visit", "/ask/visits"),
    ("irk:Event", "event", "/ask/events"),
    ("irk:Source", "source", ""),
)
SHOWN = 24
FOUND = 50


def home(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Return the first page; with `?q=`, what has those words in its name."""
    store = source.store()
    wanted = next((value for name, value in asked["pairs"] if name == "q"), "").strip()[:200]
    return page(
        "home.html",
        title=asked["title"],
        host=asked["host"],
        wanted=wanted,
        found=find_by_name(store, wanted) if wanted else [],
        counts=[] if wanted else _counts(store),
        actors=[] if wanted else _actors(store),
        documents=[] if wanted else _documents(store),
        groups=[] if wanted else _groups(),
        editable=source.editable,
    )


def _counts(store: Any) -> list[tuple[str, int, str]]:
    """How many there are of what people look for; nothing that there is none of."""
    classes = " ".join(name for name, _, _ in COUNTED)
    query = f"""SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {{ VALUES ?c {{ {classes} }} ?s a ?c }}
        GROUP BY ?c"""
    counted = {row["c"].value.rpartition("/")[2]: int(row["n"].value) for row in rows(store, query)}
    (total,) = rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    listed = [
        (one, counted.get(name.partition(":")[2], 0), address) for name, one, address in COUNTED
    ]
    listed.append(("triple", int(total["n"].value), "/query"))
    return [
        (one if number == 1 else one + "s", number, address)
        for one, number, address in listed
        if number
    ]


def _actors(store: Any) -> list[tuple[str, str, int]]:
    """The actors that most is said of: IRI, name, how often another thing names them."""
    query = f"""SELECT ?a (SAMPLE(?l) AS ?label) (COUNT(DISTINCT ?s) AS ?n) {{
        ?a a irk:Actor ; rdfs:label ?l . ?s ?p ?a FILTER(?p != irk:mentions) }}
        GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT {SHOWN}"""
    return [(r["a"].value, r["label"].value, int(r["n"].value)) for r in rows(store, query)]


def _documents(store: Any) -> list[tuple[str, str, str, int]]:
    """Documents: IRI, title, date, how many claims they make."""
    query = """SELECT ?d (SAMPLE(?l) AS ?label) (SAMPLE(?when) AS ?date)
            (COUNT(DISTINCT ?claim) AS ?n) {
        ?d a irk:Document ; rdfs:label ?l OPTIONAL { ?d dct:date ?when }
        OPTIONAL { ?claim a irk:Claim ; prov:wasDerivedFrom ?d } }
        GROUP BY ?d ORDER BY ?label ?d LIMIT 200"""
    return [
        (r["d"].value, r["label"].value, r["date"].value if r["date"] else "", int(r["n"].value))
        for r in rows(store, query)
    ]


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The questions that ship, by what they are about."""
    listed = sorted(questions().values(), key=lambda q: (GROUPS.index(q.group), q.name))
    groups: dict[str, list[tuple[str, str]]] = {}
    for question in listed:
        groups.setdefault(question.group, []).append((question.name, question.question))
    return list(groups.items())


def find_by_name(store: Any, wanted: str) -> list[tuple[str, str, str]]:
    """Return what has some words in its name: IRI, name, class; the shortest names first."""
    query = f"""SELECT ?s (MIN(STR(?l)) AS ?label) (SAMPLE(?t) AS ?type) {{
        ?s rdfs:label|skos:prefLabel|skos:altLabel ?l
        FILTER(isIRI(?s) && CONTAINS(LCASE(STR(?l)), LCASE($wanted)))
        FILTER NOT EXISTS {{ ?s a irk:ReferenceStatement }}
        OPTIONAL {{ ?s a ?t FILTER(STRSTARTS(STR(?t), STR(irk:)) && ?t != irk:Actor) }} }}
        GROUP BY ?s ORDER BY STRLEN(?label) ?label ?s LIMIT {FOUND}"""
    return [
        (
            row["s"].value,
            row["label"].value,
            _kind(row["s"].value, row["type"]),
        )
        for row in rows(store, query, wanted=Literal(wanted))
    ]


def _kind(iri: str, kind: Any) -> str:
    """What something is: its class, or the list that it stands in."""
    if kind:
        return fallback_label(kind.value)
    listed = iri.startswith(ROOT + "vocab/") and iri.count("/") > ROOT.count("/") + 1
    return f"in the list {fallback_label(iri.rpartition('/')[0])}" if listed else ""

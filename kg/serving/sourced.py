"""Answers with their sources, as plain values: what an assistant gets.

    sourced_question(source, {"name": "exports", "parameters": {...}}, b"", limits)

in    a Source, what is asked for
out   JSON: rows or a thing, and the sentences and documents behind them
next  kg.serving.jobs, kg.serving.assistants
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.graph.queries import Value, ask, python_value
from kg.graph.questions import questions
from kg.graph.vocab import ID
from kg.serving.answering import Answer, run_checked
from kg.serving.limits import Limits
from kg.serving.pages.claims import Said, claims_about
from kg.serving.pages.home import find_by_name
from kg.serving.pages.labels import labels_of, rows
from kg.serving.problems import ProblemError
from kg.serving.requests import Operation
from kg.serving.source import Source

__all__ = [
    "sourced_claim",
    "sourced_entity",
    "sourced_question",
    "sourced_questions",
    "sourced_select",
]

#: Rows, and sentences, that one answer holds.
ROWS, SENTENCES = 200, 60
#: Things of an answer whose sentences are looked up, and sentences of each.
THINGS, OF_EACH = 30, 3
DOCUMENTS = """SELECT ?file ?title ?publisher ?date ?address {
  ?d irk:fileName ?file ; rdfs:label ?title
  OPTIONAL { ?d dct:publisher ?publisher } OPTIONAL { ?d dct:date ?date }
  OPTIONAL { ?d dct:source ?address } } ORDER BY ?file"""


def sourced_questions(
    source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits
) -> Answer:
    """List the questions that ship, and the names of the documents they are answered from."""
    listed = [
        {
            "name": q.name,
            "question": q.question,
            "parameters": {p.name: f"{p.kind}: {p.text}" for p in q.parameters},
            "returns": q.returns,
        }
        for q in questions().values()
    ]
    return _json({"questions": listed, "sources": _documents(source.store(), None)})


def sourced_question(
    source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits
) -> Answer:
    """Answer a question that ships."""
    store = source.store()
    if asked["name"] not in questions():
        raise ProblemError(404, f"no such question; one of {', '.join(questions())}")
    found = ask(store, asked["name"], asked["parameters"])
    assert isinstance(found, list)
    return _json({"question": questions()[asked["name"]].question, **_sourced(store, found)})


def sourced_select(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Answer a query."""
    store = source.store()
    results = run_checked(store, Operation(body.decode()), limits)
    if isinstance(results, ox.QueryBoolean):
        return _json({"answer": bool(results), "sources": _documents(store, None)})
    if isinstance(results, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
    else:
        names = [variable.value for variable in results.variables]
    found = []
    for row in results:
        found.append(dict(zip(names, map(python_value, row), strict=True)))
        if len(found) > ROWS:
            break
    return _json(_sourced(store, found))


def sourced_entity(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Find things by name; say what is known of the first and which sentences speak of it."""
    store = source.store()
    found = find_by_name(store, asked["name"])
    things = [{"iri": iri, "label": label, "kind": kind} for iri, label, kind in found]
    if not things:
        return _json({"things": [], "known": [], "sentences": [], "sources": []})
    node = ox.NamedNode(things[0]["iri"])
    triples = sorted({q.triple for q in store.quads_for_pattern(node, None, None, None)}, key=str)
    iris = {
        t.value for x in triples for t in (x.predicate, x.object) if isinstance(t, ox.NamedNode)
    }
    labels = labels_of(store, iris)
    known = [
        {
            "property": labels[t.predicate.value],
            "value": labels.get(getattr(t.object, "value", ""), str(python_value(t.object))),
        }
        for t in triples[:ROWS]
    ]
    said = claims_about(store, node)[:SENTENCES]
    return _json(
        {
            "things": things,
            "known": known,
            "sentences": _sentences(said),
            "sources": _documents(store, {s.document for s in said}),
        }
    )


def sourced_claim(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Return a claim with its sentence."""
    store = source.store()
    name = str(asked["claim"]).removeprefix(ID + "claim/")
    try:
        said = claims_about(store, ox.NamedNode(f"{ID}claim/{name}"))
    except ValueError:
        said = []
    own = [one for one in said if one.iri == f"{ID}claim/{name}"]
    if not own:
        raise ProblemError(404, f"no claim {name[:100]!r}; claims are named in the column claim")
    answer = {"claim": _sentences(own)[0], "sources": _documents(store, {own[0].document})}
    return _json(answer)


def _sourced(store: Any, found: Sequence[Mapping[str, Value]]) -> dict[str, Any]:
    """Rows, the sentences behind the things they name, and the documents of all."""
    shown = found[:ROWS]
    said: dict[str, Said] = {}
    named = list(dict.fromkeys(_things(shown)))[:THINGS]
    for iri in named:
        for one in claims_about(store, ox.NamedNode(iri))[:OF_EACH]:
            said.setdefault(one.iri, one)
    files = {str(row["document"]) for row in shown if row.get("document")}
    files |= {one.document for one in said.values()}
    return {
        "rows": shown,
        "cut": len(found) > ROWS,
        "sentences": _sentences(list(said.values())[:SENTENCES]),
        "sources": _documents(store, files or None),
    }


def _things(found: Iterable[Mapping[str, Value]]) -> Iterable[str]:
    """IRIs of ours in rows."""
    for row in found:
        for value in row.values():
            if isinstance(value, str) and value.startswith(ID) and " " not in value:
                yield value


def _sentences(said: Iterable[Said]) -> list[dict[str, str]]:
    return [
        {
            "claim": one.iri,
            "says": one.label,
            "quote": one.quote,
            "document": one.document,
            "modality": one.modality,
            "confidence": one.confidence,
            "according_to": one.attribution,
        }
        for one in said
    ]


def _documents(store: Any, files: Iterable[str] | None) -> list[dict[str, str]]:
    """Documents by file name; all of them, the first ROWS, for None."""
    wanted = None if files is None else set(files)
    found = []
    for row in rows(store, DOCUMENTS):
        if wanted is None or row["file"].value in wanted:
            keys = ("file", "title", "publisher", "date", "address")
            found.append({key: row[key].value for key in keys if row[key] is not None})
    return found[:ROWS]


def _json(value: Mapping[str, Any]) -> Answer:
    text = json.dumps(value, ensure_ascii=False, default=_number)
    return Answer(text.encode("utf-8", "replace"), "application/json")


def _number(value: object) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)

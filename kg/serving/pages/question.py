"""A question that ships as a page: a form for what it leaves open, and its answer.

in    a store, the name of a question, parameters
out   an Answer: a page, or rows in another format
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from kg.errors import KGError
from kg.graph.queries import Value, ask, bind
from kg.graph.questions import questions
from kg.serving.answering import Answer, answer_query
from kg.serving.limits import Limits
from kg.serving.negotiation import RESULTS, choose
from kg.serving.pages.labels import rows
from kg.serving.pages.rendering import page
from kg.serving.pages.tables import SHOWN, cells, for_spreadsheets, heading, turning
from kg.serving.problems import ProblemError
from kg.serving.requests import Operation
from kg.serving.source import Source

__all__ = ["question"]


def question(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Return the page of a question, or its answer in the format asked for.

    The CSV that the page links to is for spreadsheets; that by an Accept header has each value
    as it is.
    """
    name = asked["path"].rpartition("/")[2]
    found = questions().get(name)
    if found is None:
        raise ProblemError(404, "there is no such question")
    store = source.store()
    open_ = {p.name for p in found.parameters}
    given = {k: v.strip() for k, v in asked["pairs"] if k in open_ and v.strip()}
    form = next((value for key, value in asked["pairs"] if key == "format"), "")
    accept = asked["accept"]
    if form or (accept and "text/html" not in accept and choose(accept, RESULTS)):
        query = bind(store, found.sparql, given)
        result = answer_query(store, Operation(query, form=form), accept, limits)
        return replace(result, body=for_spreadsheets(result.body)) if form == "csv" else result
    problem = ""
    answer: list[dict[str, Value]] = []
    try:
        told = ask(store, name, given)
        answer = told if isinstance(told, list) else [{"answer": told}]
    except KGError as error:
        problem = str(error)
    columns = list(answer[0]) if answer else []
    query = bind(store, found.sparql, given) if not problem else found.sparql
    address = f"/ask/{name}?" + urlencode(given)
    turned = turning(address, asked["pairs"], len(answer))
    return page(
        "question.html",
        status=400 if problem else 200,
        title=asked["title"],
        question=found,
        given=given,
        names=_names(store) if any(p.kind == "name" for p in found.parameters) else [],
        problem=problem,
        columns=[heading(column) for column in columns],
        turning=turned,
        rows=cells(store, columns, answer[turned.start : turned.start + SHOWN]),
        total=len(answer),
        formats=[(f, f"{address}{'&' if given else ''}format={f}") for f in RESULTS],
        edit=f"/query?query={quote(query)}&edit=1",
    )


def _names(store: Any) -> list[str]:
    """Names to choose from: of actors, and of goods and sectors that something is said of."""
    query = """SELECT DISTINCT ?l {
        { ?a a irk:Actor ; rdfs:label ?label } UNION
        { ?s irk:sector|irk:commodity ?a . ?a skos:prefLabel ?label FILTER(LANG(?label) = "en") }
        BIND(STR(?label) AS ?l) } ORDER BY ?l LIMIT 1000"""
    return [row["l"].value for row in rows(store, query)]

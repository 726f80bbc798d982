"""A query of one's own: a form with examples, and the answer below it.

in    a store, a query
out   an Answer
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.queries import python_value
from kg.graph.vocab import PREFIXES
from kg.serving.answering import Answer, run_checked
from kg.serving.limits import Limits
from kg.serving.negotiation import GRAPHS, RESULTS
from kg.serving.pages.rendering import EDITOR_POLICY, POLICY, page
from kg.serving.pages.tables import SHOWN, Turning, cells, turning
from kg.serving.problems import ProblemError
from kg.serving.requests import Operation
from kg.serving.source import Source
from kg.serving.static import editor_is_there

__all__ = ["EXAMPLES", "console"]

#: What it shows -> a query that shows it.
EXAMPLES = {
    "what there is, by class": "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things)\n"
    "WHERE { ?thing a ?class }\nGROUP BY ?class\nORDER BY DESC(?things)",
    "claims with their sentences": "SELECT ?claim ?modality ?quote ?document\n"
    "WHERE {\n  ?claim a irk:Claim ;\n    irk:hasModality/skos:prefLabel ?modality ;\n"
    "    irk:hasEvidence ?evidence .\n  ?evidence oa:exact ?quote ;\n"
    "    irk:sourceDocument/irk:fileName ?document .\n"
    '  FILTER(LANG(?modality) = "en")\n}\nLIMIT 50',
    "who exports to whom": "SELECT ?seller ?buyer\nWHERE {\n  ?s irk:exportsTo ?b .\n"
    "  ?s rdfs:label ?seller .\n  ?b rdfs:label ?buyer .\n}\nORDER BY ?seller ?buyer",
    "one actor as triples": "CONSTRUCT { ?actor ?p ?o }\nWHERE {\n"
    "  { SELECT ?actor { ?actor a irk:Country } ORDER BY ?actor LIMIT 1 }\n  ?actor ?p ?o\n}",
}


def console(source: Source, asked: Mapping[str, Any], body: bytes, limits: Limits) -> Answer:
    """Return the query page; with `?query=`, the answer too."""
    given = dict(asked["pairs"])
    text = given.get("query", "")
    shown: dict[str, Any] = {"columns": [], "rows": [], "total": 0, "triples": "", "yes": None}
    shown["turning"] = Turning()
    problem = ""
    run = bool(text.strip()) and "edit" not in given
    if run:
        try:
            shown |= _answer(source, text, asked["pairs"], limits)
        except ProblemError as error:
            problem = error.detail
    editor = editor_is_there()
    formats = GRAPHS if shown["triples"] else RESULTS
    return page(
        "console.html",
        status=400 if problem else 200,
        policy=EDITOR_POLICY if editor else POLICY,
        editor=editor,
        title=asked["title"],
        query=text or EXAMPLES["what there is, by class"],
        run=run and not problem,
        problem=problem,
        examples=[(name, f"/query?query={quote(q)}") for name, q in EXAMPLES.items()],
        prefixes=sorted(PREFIXES.items()),
        formats=[(name, f"/sparql?query={quote(text)}&format={name}") for name in formats],
        **shown,
    )


def _answer(
    source: Source, text: str, pairs: Sequence[tuple[str, str]], limits: Limits
) -> dict[str, Any]:
    """Rows of an answer, or triples: as many as a page shows."""
    store, address = source.store(), f"/query?query={quote(text)}"
    results = run_checked(store, Operation(text), limits)
    try:
        if isinstance(results, ox.QueryBoolean):
            return {"yes": bool(results)}
        if isinstance(results, ox.QueryTriples):
            lines = sorted({f"{triple} ." for triple in results})
            turned = turning(address, pairs, len(lines))
            some = lines[turned.start : turned.start + SHOWN]
            found = {"triples": "\n".join(some) or "# no triples", "number": len(some)}
            return {**found, "total": len(lines), "turning": turned}
        columns = [variable.value for variable in results.variables]
        wanted = turning(address, pairs, 10**9).start
        answer: list[dict[str, Any]] = []
        total = 0
        for solution in results:
            if total % SHOWN == 0 and total <= wanted:
                answer = []
            if total < wanted + SHOWN:
                answer.append(dict(zip(columns, map(python_value, solution), strict=True)))
            total += 1
    except OSError as error:
        raise ProblemError(400, f"the query cannot be run ({error})") from None
    turned = turning(address, pairs, total)
    return {
        "columns": columns,
        "rows": cells(store, columns, answer),
        "total": total,
        "turning": turned,
    }

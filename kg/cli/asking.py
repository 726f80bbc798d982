"""kg query, kg questions, kg table: ask the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import examples, print_table, read_input, store_option, time_limit, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.questions import Question

__all__ = ["query", "questions", "table"]

FORMATS = ("table", "csv", "json", "xml", "md")
TABLE_FORMATS = ("table", "csv", "json", "md", "parquet")
#: Results of CONSTRUCT and DESCRIBE: format -> exporter of RDF.
GRAPH_FORMATS = {"table": "TURTLE", "json": "JSON_LD", "xml": "RDF_XML"}


@click.command(
    epilog=examples(
        "kg query exports --param exporter=India",
        "kg query mine.rq --format csv",
        "kg query 'SELECT ?name { ?x a irk:Country ; rdfs:label ?name }'",
        "echo 'ASK { ?x a irk:Visit }' | kg query -",
    )
)
@click.argument("query")
@store_option
@click.option(
    "--param", "-p", "parameters", multiple=True, metavar="K=V", help="Fill in a parameter."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Show no more rows than this.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Give up after so long.",
)
def query(
    query: str,
    store: str | None,
    parameters: tuple[str, ...],
    form: str,
    limit: int | None,
    timeout: float,
) -> int:
    """Ask a shipped question by NAME, from a FILE.rq, in SPARQL, or from stdin (-).

    csv, json and xml are the SPARQL 1.1 result formats. Exit status 1 for an ASK
    that is answered no.
    """
    from kg.graph.queries import query_text

    text = read_input("-") if query == "-" else query_text(query)
    with time_limit(timeout):
        return _answer(text, store, parameters, form, limit)


def _answer(
    text: str, store: str | None, parameters: tuple[str, ...], form: str, limit: int | None
) -> int:
    """Ask, and write what comes."""
    import pyoxigraph as ox

    from kg.graph.queries import run
    from kg.graph.store import open_store

    results = run(open_store(store), text, _parameters(parameters))
    if isinstance(results, ox.QueryTriples):
        _write_triples(results, form)
        return 0
    if isinstance(results, ox.QueryBoolean):
        yes = bool(results)
        if form in ("json", "xml"):
            write(_lines(results.serialize(format=getattr(ox.QueryResultsFormat, form.upper()))))
        else:
            write("yes\n" if yes else "no\n")
        return 0 if yes else 1
    if form in ("csv", "json", "xml") and limit is None:
        written = results.serialize(format=getattr(ox.QueryResultsFormat, form.upper()))
        write(_lines(written))
        return 0
    _write_rows(results, form, limit)
    return 0


@click.command(
    epilog=examples("kg questions", "kg questions --group energy", "kg questions timeline")
)
@click.argument("name", required=False)
@click.option("--group", metavar="GROUP", help="Only those of a group.")
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "json", "md")), default="table"
)
def questions(name: str | None, group: str | None, form: str) -> int:
    """List the shipped questions by group; of one NAME, tell what it asks, takes and returns."""
    from kg.errors import UnknownNameError
    from kg.graph.questions import GROUPS, similar_questions
    from kg.graph.questions import questions as shipped
    from kg.showing.tables import format_rows

    if name is not None and name not in shipped():
        raise UnknownNameError("question", name, similar_questions(name))
    if group is not None and group not in GROUPS:
        raise UnknownNameError("group", group, list(GROUPS))
    chosen = [
        q
        for q in sorted(shipped().values(), key=lambda q: (GROUPS.index(q.group), q.name))
        if name in (None, q.name) and group in (None, q.group)
    ]
    if name is not None and form == "table":
        write("".join(map(_described, chosen)))
        return 0
    rows = [
        {
            "group": q.group,
            "name": q.name,
            "question": q.question,
            "parameters": [p.name for p in q.parameters],
        }
        for q in chosen
    ]
    if form == "table":
        print_table(("group", "name", "question", "parameters"), rows)
    else:
        write(format_rows(rows, form))
    return 0


def _described(question: Question) -> str:
    """A question in full, for people."""
    lines = [f"{question.name} ({question.group})", question.question]
    lines += [f"--param {p.name}=…  {p.kind}: {p.text}" for p in question.parameters]
    lines.append(f"returns: {question.returns}")
    if question.leaves_out:
        lines.append(f"leaves out: {question.leaves_out}")
    return "".join(f"{line}\n" for line in lines)


@click.command(
    epilog=examples("kg table trade", "kg table agreements --format csv -o agreements.csv")
)
@click.argument("kind")
@store_option
@click.option(
    "--format", "form", type=click.Choice(TABLE_FORMATS), default="table", show_default=True
)
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
def table(kind: str, store: str | None, form: str, output: str | None) -> int:
    """Print one flat table: actors, visits, trade, exports, agreements, plans, ..."""
    from kg.graph.store import open_store
    from kg.graph.tables import COLUMNS, TABLES, store_rows
    from kg.showing.tables import format_rows, parquet

    if kind not in TABLES:
        from kg.errors import UnknownNameError

        raise UnknownNameError("table", kind, list(TABLES))
    rows = store_rows(open_store(store), kind)
    if form == "parquet":
        write(parquet(rows, kind), output)
    elif form == "table":
        print_table(COLUMNS[kind], rows)
    else:
        write(format_rows(rows, form, kind), output)
    return 0


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    """--param options as a dictionary."""
    found: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name or not value:
            raise QueryError(f"--param {item!r}: write it as name=value")
        if name.strip() in found:
            raise QueryError(f"--param {name.strip()!r} is given twice; give it once")
        found[name.strip()] = value.strip()
    return found


def _write_rows(results: object, form: str, limit: int | None) -> None:
    """Rows for people, in Markdown, or only the first ones in any format."""
    from itertools import islice

    import pyoxigraph as ox

    from kg.graph.queries import python_value
    from kg.showing.tables import format_rows

    assert isinstance(results, ox.QuerySolutions)
    columns = [v.value for v in results.variables]
    try:
        rows = [
            dict(zip(columns, map(python_value, solution), strict=True))
            for solution in islice(results, limit)
        ]
    except OSError as error:
        raise QueryError(f"query: {error}") from error
    if form == "table":
        print_table(columns, rows)
    elif form == "xml":
        raise QueryError("--limit does not go with --format xml; write LIMIT into the query")
    elif rows or form == "json":
        write(format_rows(rows, form))
    else:
        write(format_rows([dict.fromkeys(columns)], form).splitlines(keepends=True)[0])


def _write_triples(results: object, form: str) -> None:
    """The triples of a CONSTRUCT or DESCRIBE, in order."""
    import pyoxigraph as ox

    from kg.graph.turtle import without_escaped_names
    from kg.graph.vocab import PREFIXES

    if form not in GRAPH_FORMATS:
        allowed = ", ".join(GRAPH_FORMATS)
        raise QueryError(f"--format {form} is for rows; for triples give one of {allowed}")
    assert isinstance(results, ox.QueryTriples)
    rdf = getattr(ox.RdfFormat, GRAPH_FORMATS[form])
    triples = sorted(set(results), key=str)
    text = "\n".join(map(str, triples))
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    written = ox.serialize(triples, format=rdf, prefixes=None if form == "json" else used)
    assert written is not None
    write(without_escaped_names(written, used) if rdf == ox.RdfFormat.TURTLE else written)


def _lines(content: bytes | None) -> bytes:
    """Text with plain line ends and one at its end."""
    text = (content or b"").replace(b"\r\n", b"\n")
    return text if text.endswith(b"\n") else text + b"\n"

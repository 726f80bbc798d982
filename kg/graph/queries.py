"""Ask a store in SPARQL, and the questions that ship as files.

    ask(store, "what-does-a-export-to-b", {"exporter": "Kenya"})

in    a pyoxigraph Store; the name of a question, a file, or SPARQL text; parameters
out   rows (dictionaries), a yes or no, or triples
data  ontology/queries/*.rq, as kg.graph.questions reads them
next  kg.cli prints the answer

The default graph of every query is the merge of all named graphs (kg.graph.merged).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, QueryError, UnknownNameError
from kg.graph.merged import query_all
from kg.graph.questions import Question, parameters_of, questions, similar_questions
from kg.graph.rows import Rows
from kg.graph.vocab import PREFIXES

__all__ = [
    "Question",
    "Results",
    "Value",
    "ask",
    "bind",
    "python_value",
    "query_text",
    "questions",
    "run",
]

#: A cell of an answer as a Python value.
Value = str | int | float | Decimal | bool | None
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

SERVICE = re.compile(r"(?i)(?<![\w:?$])service(?:\s+silent)?(?:\s*[<?$]|\s+[:\w])")
#: Comments, IRIs and quoted text, in which a word means nothing to the parser.
WITHOUT_TEXT = re.compile(
    r"<[^<>\s]*>(?=\s*[^\s{])|'{3}.*?'{3}|\"{3}.*?\"{3}|'[^'\n]*'|\"[^\"\n]*\"|#[^\n]*(?=\n|$)",
    re.DOTALL,
)
#: A query that names graphs is asked of the store itself.
GRAPHS = re.compile(r"(?i)(?<![\w:?$-])(graph|from)\b(?![:-])")
IRI = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+)>?")
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
SPARQL = re.compile(r"(?i)\b(select|ask|construct|describe)\b.*\{|\b(describe)\b", re.DOTALL)
XSD = PREFIXES["xsd"]
INTEGERS = {XSD + n for n in ("integer", "int", "long", "short", "nonNegativeInteger")}
FLOATS = {XSD + "double", XSD + "float"}


def ask(
    store: ox.Store, query: str, parameters: Mapping[str, str] | None = None
) -> Rows[Value] | bool:
    """Ask and return Python values.

    Args:
        store: Where to ask.
        query: Name of a question, path of a .rq file, or SPARQL.
        parameters: Values for what the query leaves open; things by name or IRI.

    Returns:
        Rows: one dictionary each, keys in the order asked ([] where nothing
        answers); a bool for ASK; rows with subject, predicate, object for
        CONSTRUCT and DESCRIBE.

    Raises:
        QueryError: The query cannot be parsed or run, or has no such parameter.
        UnknownNameError: Nothing in the graph has the name of a parameter's value.

    Examples:
        >>> ask(ox.Store(), "SELECT (1 + 1 AS ?sum) {}")
        [{'sum': 2}]

    """
    results = run(store, query_text(query), parameters)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    try:
        if isinstance(results, ox.QueryTriples):
            names = ("subject", "predicate", "object")
            return Rows(
                (dict(zip(names, map(python_value, t), strict=True)) for t in results), names
            )
        variables = [v.value for v in results.variables]
        return Rows(
            (dict(zip(variables, map(python_value, row), strict=True)) for row in results),
            variables,
        )
    except OSError as error:
        raise QueryError(f"query: {error}") from error


def run(store: ox.Store, sparql: str, parameters: Mapping[str, str] | None = None) -> Results:
    """Run SPARQL over all graphs taken together; our prefixes need no declaration.

    A query that says GRAPH is asked of the graphs as they are, and may find a triple outside
    GRAPH once for each graph that holds it; one that says FROM, of the graphs that it names.

    Raises:
        QueryError: The query cannot be parsed or run, or is an update.
        UnknownNameError: As for `ask`.

    """
    text = bind(store, sparql, parameters or {})
    words = WITHOUT_TEXT.sub(" ", text)
    if SERVICE.search(words):
        raise QueryError("query: SERVICE asks another server, and kg asks only its own store")
    try:
        if named := {match[1].lower() for match in GRAPHS.finditer(words)}:
            union = "from" not in named
            return store.query(text, use_default_graph_as_union=union, prefixes=dict(PREFIXES))
        return query_all(store, text)
    except (SyntaxError, ValueError) as error:
        raise QueryError(_explain(text, str(error))) from error
    except OSError as error:
        raise QueryError(f"query: {str(error).splitlines()[0]}") from error


def query_text(query: str) -> str:
    """Return the SPARQL that *query* stands for: a question's name, a file, or SPARQL itself.

    Raises:
        InputError: It looks like a file and is none, or cannot be read.
        UnknownNameError: It is one word that names no question.

    Examples:
        >>> query_text("ASK {}")
        'ASK {}'

    """
    if query in questions():
        return questions()[query].sparql
    if SPARQL.search(query) or not query.strip() or len(query.split()) > 1:
        return query
    path = Path(query)
    if path.suffix == ".rq" or path.is_file():
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise InputError(f"{query}: no such query file; kg questions lists names") from None
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{query}: cannot be read as UTF-8 text ({error})") from error
    raise UnknownNameError("question", query, similar_questions(query))


def bind(store: ox.Store, sparql: str, parameters: Mapping[str, str]) -> str:
    """Return *sparql* with its parameters filled in.

    Args:
        store: Where names are looked up.
        sparql: A query with `VALUES ?name { ... }` for each parameter.
        parameters: Value by name: an IRI, a prefixed name, the label of a thing,
            a number or a text, as the header says.

    Raises:
        QueryError: The query has no parameter of that name.
        UnknownNameError: Nothing in the graph has that label.

    Examples:
        >>> bind(ox.Store(), "SELECT * { VALUES ?y { UNDEF } }", {"y": "2024"})
        'SELECT * { VALUES ?y { 2024 } }'

    """
    kinds = {p.name: p.kind for p in parameters_of(sparql)}
    for name, value in parameters.items():
        place = re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{)[^}}]*(\}})", re.IGNORECASE)
        if not place.search(sparql):
            has = sorted(set(re.findall(r"(?i)VALUES\s+\?(\w+)\s*\{", sparql)))
            listed = ", ".join(has) if has else "none"
            raise QueryError(f"the query has no parameter {name!r}; it has: {listed}")
        terms = _terms(store, value, kinds.get(name))
        start, *rest = place.split(sparql)
        filled = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        sparql = start + "".join(
            f"{opening} {terms} {closing}{tail}" for opening, closing, tail in filled
        )
    return sparql


def python_value(term: object) -> Value:
    """Return an RDF term as a Python value: IRIs and texts as str, numbers as numbers."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind in INTEGERS:
            return int(term.value)
        if kind == XSD + "decimal":
            number = Decimal(term.value)
            return int(number) if number == number.to_integral_value() else number
        if kind in FLOATS:
            return float(term.value)
        if kind == XSD + "boolean":
            return term.value in ("true", "1")
        return term.value
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term)


def _terms(store: ox.Store, value: str, kind: str | None) -> str:
    """A parameter's value as SPARQL terms."""
    if kind == "text":
        return str(ox.Literal(value))
    if kind in ("year", "number") or (kind is None and NUMBER.fullmatch(value)):
        if not NUMBER.fullmatch(value):
            raise QueryError(f"parameter value {value!r} is no {kind}; write digits only")
        return value
    if match := IRI.fullmatch(value):
        return f"<{match[1]}>"
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and re.fullmatch(r"[\w/.-]*", local):
        return f"<{PREFIXES[prefix]}{local}>"
    if kind is None and value[:1] == value[-1:] == '"':
        return str(ox.Literal(value[1:-1]))
    return _things_called(store, value)


def _things_called(store: ox.Store, name: str) -> str:
    """The IRIs of everything with the label *name*, as SPARQL terms."""
    found = query_all(
        store,
        f"SELECT DISTINCT ?s {{ ?s rdfs:label|skos:prefLabel|skos:altLabel ?l "
        f"FILTER(LCASE(STR(?l)) = LCASE({ox.Literal(name)})) FILTER(isIRI(?s)) }} ORDER BY ?s",
    )
    assert isinstance(found, ox.QuerySolutions)
    terms = [str(solution["s"]) for solution in found]
    if not terms:
        terms = _things_spelled(store, name)
    if not terms:
        raise UnknownNameError("name", name, _similar(store, name))
    return " ".join(terms)


def _plain(text: str) -> str:
    """A name without accents and capitals: "Türkiye" is "turkiye"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _things_spelled(store: ox.Store, name: str) -> list[str]:
    """The IRIs of things whose label is *name* but for accents, or another name of a country."""
    from kg.reading.lexicon import country_name

    wanted = {_plain(name), _plain(country_name(name) or name)}
    found = query_all(
        store,
        "SELECT DISTINCT ?s ?l { ?s rdfs:label|skos:prefLabel|skos:altLabel ?l "
        "FILTER(isIRI(?s)) } ORDER BY ?s",
    )
    assert isinstance(found, ox.QuerySolutions)
    same = [str(solution["s"]) for solution in found if _plain(solution["l"].value) in wanted]
    return list(dict.fromkeys(same))


def _similar(store: ox.Store, name: str) -> list[str]:
    """Up to six names that look like *name*, else any six of states, or of actors."""
    from difflib import get_close_matches

    found = query_all(
        store,
        "SELECT DISTINCT (STR(?l) AS ?n) (BOUND(?t) AS ?actor) (BOUND(?c) AS ?state) { "
        "?s rdfs:label|skos:prefLabel|skos:altLabel ?l "
        "OPTIONAL { ?s a ?t FILTER(?t = irk:Actor) } "
        "OPTIONAL { ?s a ?c FILTER(?c = irk:Country) } FILTER(isIRI(?s)) } ORDER BY ?n",
    )
    assert isinstance(found, ox.QuerySolutions)
    actors: dict[str, str] = {}
    others: dict[str, str] = {}
    states: list[str] = []
    for solution in found:
        label = solution["n"].value
        group = actors if solution["actor"].value == "true" else others
        group.setdefault(_plain(label), label)
        if solution["state"].value == "true":
            states.append(label)
    for group, likeness in ((actors, 0.6), (others, 0.75)):
        if near := get_close_matches(_plain(name), list(group), 6, likeness):
            return [group[n] for n in near]
    return [*(states or list(actors.values()))[:6], "..."]


def _explain(text: str, message: str) -> str:
    """A parser's message as one line that shows the place."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if match is None:
        return f"query: {message.splitlines()[0] if message else 'cannot be run'}"
    line, column, reason = int(match[1]), int(match[2]), " ".join(match[3].split())
    lines = text.splitlines() or [""]
    before = lines[min(line, len(lines)) - 1][: column - 1].split()
    if "Prefix not found" in reason:
        reason = "a prefix is not declared"
    elif re.search(r"(?i)^\s*(prefix\b.*\s)*(insert|delete|load|clear|drop|create)\b", text):
        reason = "an update; kg query only asks"
    else:
        rest = " ".join([lines[min(line, len(lines)) - 1][column - 1 :], *lines[line:]]).split()
        reason = f"cannot go on with {rest[0]!r}" if rest else "it ends too early"
    after = f" after {' '.join(before[-3:])!r}" if before else ""
    return f"query: line {line}, column {column}{after}: {reason}"

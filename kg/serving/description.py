"""What the service says of itself: SPARQL 1.1 Service Description, and VoID of the data.

    describe_service(source, {"accept": "text/turtle", "host": "localhost:8000"}, limits)

in    a Source, what was asked
out   an Answer in RDF
next  kg.serving.jobs
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.vocab import PREFIXES, RDF_TYPE, digest
from kg.serving.answering import Answer, chosen, write_triples
from kg.serving.limits import Limits
from kg.serving.negotiation import GRAPHS
from kg.serving.pages.labels import rows
from kg.serving.source import Source

__all__ = ["describe_dataset", "describe_service"]

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
RDF = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(source: Source, asked: Mapping[str, Any], limits: Limits) -> Answer:
    """Return the service description, with the data set in it."""
    base = f"http://{asked['host']}"
    triples = [*_service(source, base), *_dataset(source, base, str(asked["title"]))]
    return _answer(triples, asked, limits)


def describe_dataset(source: Source, asked: Mapping[str, Any], limits: Limits) -> Answer:
    """Return the VoID description of the data set."""
    base = f"http://{asked['host']}"
    return _answer(list(_dataset(source, base, str(asked["title"]))), asked, limits)


def _answer(triples: list[Triple], asked: Mapping[str, Any], limits: Limits) -> Answer:
    accept = str(asked["accept"])
    form = next((value for name, value in asked["pairs"] if name == "format"), "")
    if "text/html" in accept and not form:  # a browser: Turtle can be read by people too
        accept = ""
    found = GRAPHS[chosen(accept, GRAPHS, form)]
    return Answer(write_triples(triples, found, limits), found.content_type)


def _service(source: Source, base: str) -> Iterator[Triple]:
    """The service, its languages, formats and graphs."""
    service, dataset = NamedNode(f"{base}/sparql"), NamedNode(f"{base}/.well-known/void")
    yield Triple(service, RDF_TYPE, NamedNode(SD + "Service"))
    yield Triple(service, NamedNode(SD + "endpoint"), service)
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    for name in (*RESULTS, *RDF):
        yield Triple(service, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name))
    yield Triple(service, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph"))
    if source.editable:
        update = NamedNode(f"{base}/update")
        yield Triple(update, RDF_TYPE, NamedNode(SD + "Service"))
        yield Triple(update, NamedNode(SD + "endpoint"), update)
        yield Triple(update, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Update"))
    yield Triple(service, NamedNode(SD + "defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, NamedNode(SD + "Dataset"))
    yield Triple(dataset, NamedNode(SD + "defaultGraph"), dataset)
    yield Triple(dataset, RDF_TYPE, NamedNode(SD + "Graph"))
    for graph in sorted(source.store().named_graphs(), key=str):
        entry = _part(dataset, "graph", graph)
        yield Triple(dataset, NamedNode(SD + "namedGraph"), entry)
        yield Triple(entry, RDF_TYPE, NamedNode(SD + "NamedGraph"))
        yield Triple(entry, NamedNode(SD + "name"), graph)


def _dataset(source: Source, base: str, title: str) -> Iterator[Triple]:
    """What the data set holds: counts of triples, of things by class and of properties."""
    store = source.store()
    dataset = NamedNode(f"{base}/.well-known/void")
    dct = PREFIXES["dct"]

    def void(name: str) -> NamedNode:
        return NamedNode(VOID + name)

    def number(value: str) -> Literal:
        return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + "integer"))

    def count(query: str) -> list[Any]:
        return rows(store, query)

    yield Triple(dataset, RDF_TYPE, void("Dataset"))
    yield Triple(dataset, NamedNode(dct + "title"), Literal(title))
    yield Triple(dataset, void("sparqlEndpoint"), NamedNode(f"{base}/sparql"))
    yield Triple(dataset, void("uriSpace"), Literal(PREFIXES["id"]))
    yield Triple(dataset, void("vocabulary"), NamedNode(PREFIXES["irk"]))
    (total,) = count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    yield Triple(dataset, void("triples"), number(total["n"].value))
    classes = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c"
    for row in count(classes):
        part = _part(dataset, "class", row["c"])
        yield Triple(dataset, void("classPartition"), part)
        yield Triple(part, void("class"), row["c"])
        yield Triple(part, void("entities"), number(row["n"].value))
    properties = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
    for row in count(properties):
        part = _part(dataset, "property", row["p"])
        yield Triple(dataset, void("propertyPartition"), part)
        yield Triple(part, void("property"), row["p"])
        yield Triple(part, void("triples"), number(row["n"].value))


def _part(dataset: NamedNode, kind: str, node: Any) -> NamedNode:
    """A name for a part of the data set: of a class, a property or a graph."""
    return NamedNode(f"{dataset.value}#{kind}-{digest(str(node))}")

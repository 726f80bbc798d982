"""Check a graph against the SHACL shapes: each problem with the sentence it comes from.

    A visit goes to one place. (visit:visit-of-ana-rojas-… in note.txt: "Rojas travelled …")

in    a store, or the files of the ontology
out   Problems, sorted; none where all is well
data  ontology/shapes/*.ttl
next  kg check prints them, kg build reports them

To add a rule, write it into the shape file of its target class, with a message,
and one valid and one invalid example in tests/shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from kg.errors import InputError, ValidationError
from kg.graph.vocab import ID, PREFIXES, ontology_triples, vocabulary_quads
from kg.resources import resource

__all__ = ["Problem", "check", "check_ontology", "validate", "validate_files"]

#: The shapes over the ontology itself; the others are over data.
TERMS = "terms.ttl"
#: What stands for a node without a name.
BLANK = "a blank node"
#: The claims or mentions that speak of ?focus, from near to far.
_SOURCES = """
    { ?source irk:hasEvidence ?evidence FILTER(?source = ?focus) }
    UNION { ?source irk:hasEvidence ?evidence FILTER(?evidence = ?focus) }
    UNION { ?source irk:claims|irk:mentions ?focus ; irk:hasEvidence ?evidence }
    UNION { ?source irk:claims/irk:stageOf ?focus ; irk:hasEvidence ?evidence }
    UNION { ?source irk:claims/prov:wasDerivedFrom? ?thing ; irk:hasEvidence ?evidence .
            ?thing ?any ?focus }"""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something a shape does not allow."""

    message: str  #: the rule that is broken
    focus: str  #: IRI of the node that breaks it
    path: str | None = None  #: IRI of the property in question, if it is about one
    value: str | None = None  #: the value that is wrong, if there is one
    severity: str = "Violation"  #: or Warning, Info
    sentence: str | None = None  #: the words of a document behind the node
    document: str | None = None  #: name of that document
    start: int | None = None  #: first character of the sentence
    component: str | None = None  #: kind of constraint, of shapes that are not ours

    def __str__(self) -> str:
        """One line: message, node, value, sentence."""
        parts = [self.message, _short(self.focus)]
        if self.value is not None:
            parts.append(f"value {_short(self.value)}")
        if self.sentence is not None:
            parts.append(f'{self.document}: "{self.sentence}"')
        return " · ".join(parts)


def check(store: Store) -> list[Problem]:
    """Return what the shapes find wrong in a store.

    Args:
        store: A store with the graphs of documents; they are checked together.
            The concepts of our schemes are taken as known.

    Returns:
        Problems with the sentence behind each, where there is one, sorted; an
        empty list where the data conform.

    Raises:
        ValidationError: The shapes or the data cannot be read by the validator.

    """
    triples = {quad.triple for quad in store} | {quad.triple for quad in vocabulary_quads()}
    found = validate(triples, _data_shapes())
    return sorted(_with_sentence(store, problem) for problem in found)


def check_ontology() -> list[Problem]:
    """Return what the shapes over terms find wrong in the ontology; empty where all is well."""
    return validate(ontology_triples(), (resource("ontology/shapes") / TERMS).read_text("utf-8"))


def validate(triples: Iterable[Triple], shapes: str) -> list[Problem]:
    """Return what *shapes* find wrong in *triples*, without sentences, sorted.

    Args:
        triples: The data.
        shapes: A shapes graph in Turtle.

    Raises:
        ValidationError: The validator cannot read the shapes or the data.

    """
    from shacl import Shapes

    lines = sorted(f"{triple} .\n" for triple in triples)  # ordered, so that the report is
    try:
        report = Shapes.from_turtle(shapes).validate_text("".join(lines), format="ntriples")
    except ValueError as error:
        raise ValidationError(f"the validator cannot read its input: {error}") from error
    problems = {
        Problem(
            message=result.message or f"{result.component} is not met",
            focus=_plain(result.focus_node) or "",
            path=_plain(result.path),
            value=result.value_plain,
            severity=result.severity,
        )
        for result in report.results
    }
    return sorted(problems, key=_order)


def validate_files(data: Sequence[Path], shapes: Sequence[Path]) -> list[Problem]:
    """Return what shapes of anybody find wrong in RDF files of anybody.

    Args:
        data: The files to be checked, together.
        shapes: The files of the shapes graph.

    Returns:
        A Problem for each result of the validator, with its kind of constraint; [] where the
        data conform.

    Raises:
        InputError: A file is missing, or is in no format of RDF that is known by its ending.
        ValidationError: The validator cannot read the shapes or the data.

    """
    from shacl import Shapes

    try:
        compiled = Shapes.from_text(_ntriples(shapes), format="ntriples")
        report = compiled.validate_text(_ntriples(data), format="ntriples")
    except ValueError as error:
        raise ValidationError(f"the validator cannot read its input: {error}") from error
    problems = [
        Problem(
            message=result.message or f"{result.component} is not met",
            focus=_named(result.focus_node, _plain(result.focus_node)) or "",
            path=_plain(result.path),
            value=_named(result.value, result.value_plain),
            severity=result.severity,
            component=result.component,
        )
        for result in report.results
    ]
    return sorted(problems, key=_order)


def _ntriples(paths: Iterable[Path]) -> str:
    """The triples of files, sorted; blank nodes of two files are never the same."""
    lines: set[str] = set()
    for path in paths:
        form = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if form is None:
            raise InputError(f"{path}: no format of RDF has this ending; use .ttl, .nt or .rdf")
        try:
            base = path.resolve().as_uri()
            quads = parse(path=str(path), format=form, base_iri=base, rename_blank_nodes=True)
            lines |= {f"{quad.triple} .\n" for quad in quads}
        except (OSError, SyntaxError) as error:
            raise InputError(f"{path}: cannot be read: {error}") from error
    return "".join(sorted(lines))


@cache
def _data_shapes() -> str:
    """All shape files but that over terms, as one Turtle document."""
    files: list[Path] = sorted(resource("ontology/shapes").glob("*.ttl"))
    return "\n".join(path.read_text("utf-8") for path in files if path.name != TERMS)


def _with_sentence(store: Store, problem: Problem) -> Problem:
    """The problem, with the first sentence that speaks of its node."""
    try:
        focus = NamedNode(problem.focus)
    except ValueError:  # a blank node or a literal: no document speaks of it
        return problem
    query = f"""PREFIX irk: <{PREFIXES["irk"]}> PREFIX oa: <{PREFIXES["oa"]}>
        PREFIX prov: <{PREFIXES["prov"]}>
        SELECT ?document ?start ?quote WHERE {{ GRAPH ?g {{
            {_SOURCES.replace("?focus", str(focus))}
            ?evidence oa:start ?start ; oa:exact ?quote ;
                irk:sourceDocument/irk:fileName ?document .
        }} }} ORDER BY ?document ?start ?quote LIMIT 1"""
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    for found in solutions:
        return Problem(
            problem.message,
            problem.focus,
            problem.path,
            problem.value,
            problem.severity,
            sentence=found["quote"].value,
            document=found["document"].value,
            start=int(found["start"].value),
        )
    return problem


def _order(problem: Problem) -> tuple[str, ...]:
    """What problems are sorted by."""
    return problem.message, problem.focus, problem.path or "", problem.value or ""


def _plain(node: str | None) -> str | None:
    """An IRI without its angle brackets."""
    return node[1:-1] if node and node.startswith("<") and node.endswith(">") else node


def _named(node: str | None, plain: str | None) -> str | None:
    """A node as text; a blank node, whose name is the parser's own, by the word for it."""
    return BLANK if node is not None and node.startswith("_:") else plain


def _short(iri: str) -> str:
    """An IRI of ours with the folder as prefix."""
    return iri.removeprefix(ID).replace("/", ":", 1) if iri.startswith(ID) else iri

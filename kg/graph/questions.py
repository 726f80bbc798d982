"""The questions that ship: files of SPARQL, each with a header that says what is asked.

    questions()["exports"].question   ->   "What does one country export to another?"

    # question:   What does one country export to another?
    # group:      trade
    # params:     exporter (name): who sells; any country by default
    # returns:    exporterName, importerName, commodity, quote, document
    # leaves out: flows that a document denies

in    ontology/queries/*.rq
out   a Question each, by name
next  kg.graph.queries runs them; kg questions lists them

To add a question, write ontology/queries/<name>.rq and its expected answer,
tests/queries/<name>.csv. A parameter is a line `VALUES ?name { UNDEF }` (or with a
default in place of UNDEF) and its description in the header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataFileError
from kg.resources import resource

__all__ = [
    "GROUPS",
    "Parameter",
    "Question",
    "parameters_of",
    "questions",
    "read_question",
    "similar_questions",
]

#: What questions are about, in the order in which they are listed.
GROUPS = (
    "trade",
    "defence",
    "energy",
    "agreements",
    "people and visits",
    "plans and implications",
    "provenance and conflicts",
    "over time",
)

HEADER = re.compile(r"#\s(?P<key>[a-z]+(?: [a-z]+)?):\s+(?P<text>.*)|#\s{4,}(?P<more>.*)")
PARAMETER = re.compile(r"(?P<name>\w+) \((?P<kind>name|text|year|number)\): (?P<text>.+)")


@dataclass(frozen=True)
class Parameter:
    """Something a question leaves open."""

    name: str
    kind: str  #: name (of a thing in the graph), text, year or number
    text: str


@dataclass(frozen=True)
class Question:
    """A query with a name, and what it asks in English."""

    name: str
    question: str
    group: str  #: one of GROUPS
    returns: str
    leaves_out: str  #: "" where it leaves out nothing
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions that ship, by name.

    Raises:
        DataFileError: A file has no header, or a group that is none.

    Examples:
        >>> questions()["exports"].group
        'trade'

    """
    files = sorted(resource("ontology/queries").glob("*.rq"), key=lambda path: path.stem)
    return {path.stem: read_question(path) for path in files}


def read_question(path: Path) -> Question:
    """Read one file.

    Raises:
        DataFileError: It has no header, or a group that is none.

    """
    text = path.read_text(encoding="utf-8")
    header = _header(text)
    if not header.get("question"):
        raise DataFileError(path, 1, "no line '# question: ...' in its header")
    group = " ".join(header.get("group", []))
    if group not in GROUPS:
        known = ", ".join(GROUPS)
        raise DataFileError(path, 1, f"group {group!r} in its header; write one of: {known}")
    return Question(
        name=path.stem,
        question=" ".join(header["question"]),
        group=group,
        returns=" ".join(header.get("returns", [])),
        leaves_out=" ".join(header.get("leaves out", [])),
        parameters=_parameters(header),
        sparql=text,
    )


def similar_questions(name: str) -> list[str]:
    """Return up to six names of questions that look like *name*, and where all are listed.

    Examples:
        >>> similar_questions("exprots")
        ['exports', '... (kg questions lists all)']

    """
    from difflib import get_close_matches

    near = get_close_matches(name, list(questions()), 6, 0.6)
    words = set(name.split("-"))
    near += [other for other in questions() if words & set(other.split("-")) and other not in near]
    return [*(near or list(questions()))[:6], "... (kg questions lists all)"]


def parameters_of(sparql: str) -> tuple[Parameter, ...]:
    r"""Return the parameters that the header of a query describes; () where it has none.

    Examples:
        >>> parameters_of("# params:     about (text): a word\nASK {}")[0].name
        'about'

    """
    return _parameters(_header(sparql))


def _header(text: str) -> dict[str, list[str]]:
    """The comment lines at the top, by key; a line indented further goes on."""
    found: dict[str, list[str]] = {}
    key = None
    for line in text.splitlines():
        match = HEADER.fullmatch(line)
        if match is None:
            break
        if match["key"]:
            key = match["key"]
            found.setdefault(key, []).append(match["text"].strip())
        elif key:
            found[key].append(match["more"].strip())
    return found


def _parameters(header: Mapping[str, list[str]]) -> tuple[Parameter, ...]:
    matches = (PARAMETER.fullmatch(line) for line in header.get("params", []))
    return tuple(Parameter(m["name"], m["kind"], m["text"]) for m in matches if m)

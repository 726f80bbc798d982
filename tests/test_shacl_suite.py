"""The W3C core suite of SHACL through `kg check --shapes`: every result it wants, and no other."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from kg.cli.judging import check
from kg.errors import InputError
from kg.graph.check import BLANK, validate_files

HOME = Path(__file__).parent.parent
SUITE = Path(os.environ.get("KG_W3C_SUITES", HOME.parent / "shared" / "w3c")) / "shacl" / "core"
SH, SHT = "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"


def files(manifest):
    """The test files that a manifest includes, and those that it is."""
    store = read(manifest)
    included = sorted(
        quad.object.value for quad in store.quads_for_pattern(None, NamedNode(MF + "include"), None)
    )
    if not included:
        return [manifest]
    return [found for iri in included for found in files(Path(iri.removeprefix("file://")))]


def read(path):
    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri())
    return store


TESTS = files((SUITE / "manifest.ttl").resolve()) if SUITE.is_dir() else []
needs_suite = pytest.mark.skipif(not TESTS, reason="no W3C suite: set KG_W3C_SUITES to where it is")


def one(store, subject, predicate):
    found = [quad.object for quad in store.quads_for_pattern(subject, NamedNode(predicate), None)]
    return found[0] if found else None


def wanted(path):
    """Data file, shapes file, whether the data conform, and the results: focus, value, kind."""
    store = read(path)
    [test] = [q.subject for q in store.quads_for_pattern(None, None, NamedNode(SHT + "Validate"))]
    action, report = one(store, test, MF + "action"), one(store, test, MF + "result")
    data, shapes = (
        Path(one(store, action, SHT + name).value.removeprefix("file://"))
        for name in ("dataGraph", "shapesGraph")
    )
    results = [q.object for q in store.quads_for_pattern(report, NamedNode(SH + "result"), None)]
    told = Counter(
        (
            plain(one(store, result, SH + "focusNode")),
            plain(one(store, result, SH + "value")),
            one(store, result, SH + "sourceConstraintComponent").value.removeprefix(SH),
            one(store, result, SH + "resultSeverity").value.rsplit("#")[-1],
        )
        for result in results
    )
    return data, shapes, one(store, report, SH + "conforms").value == "true", told


def plain(node):
    """A node as text, a number as the store that reads it writes it."""
    if node is None or isinstance(node, BlankNode):
        return BLANK if node is not None else None
    return node.value


def blind(text):
    """What the validator prints, without the marks of literals; 4.0 as 4."""
    if text is None:
        return None
    literal = re.fullmatch(r'"(.*)"(?:@[\w-]+|\^\^<[^>]+>)?', text, re.DOTALL)
    words = literal[1] if literal else text
    return re.sub(r"^(\d+)\.0$", r"\1", words)


@needs_suite
def test_the_suite_is_whole():
    assert len(TESTS) == 98


@needs_suite
@pytest.mark.parametrize("path", TESTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_case_of_the_suite(path):
    data, shapes, conforms, told = wanted(path)
    run = CliRunner().invoke(check, ["--shapes", str(shapes), str(data)], standalone_mode=False)
    assert run.exception is None
    assert run.return_value == (0 if conforms else 1)
    assert len(run.stdout.splitlines()) >= sum(told.values())
    found = Counter(
        (blind(p.focus), blind(p.value), p.component, p.severity.rsplit("#")[-1])
        for p in validate_files([data], [shapes])
    )
    assert found == told


def test_data_and_shapes_of_files_are_checked_and_both_must_be_readable(tmp_path):
    shapes, data, words = (tmp_path / name for name in ("shapes.ttl", "data.ttl", "notes.doc"))
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:Boat ; sh:property [ sh:path ex:name ; "
        'sh:minCount 1 ; sh:message "A boat has a name." ] .'
    )
    data.write_text("@prefix ex: <https://example.org/> . ex:b a ex:Boat .")
    words.write_text("a boat")
    run = CliRunner().invoke(check, ["--shapes", str(shapes), str(data)], standalone_mode=False)
    assert run.stdout == "A boat has a name. · https://example.org/b\n"
    assert run.return_value == 1
    with pytest.raises(InputError, match=r"notes\.doc: no format of RDF has this ending"):
        validate_files([words], [shapes])
    with pytest.raises(InputError, match=r"data\.ttl\.ttl: cannot be read"):
        validate_files([tmp_path / "data.ttl.ttl"], [shapes])

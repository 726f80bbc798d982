"""ontology/shapes: every rule refuses an example that breaks it, for the reason it states."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from tiny import KENYA, TRIG, tiny_quads

from kg.errors import ValidationError
from kg.graph.check import TERMS, Problem, check, check_ontology, validate
from kg.graph.rdf import document_iri
from kg.graph.vocab import RDF_TYPE, ontology_triples, term, vocabulary_quads
from kg.resources import resource

SHAPES = sorted(resource("ontology/shapes").glob("*.ttl"))
EXAMPLES = Path(__file__).parent / "shapes"
VALID = sorted(EXAMPLES.glob("*/valid.ttl"))
INVALID = sorted(EXAMPLES.glob("*/invalid-*.ttl"))


def problems(path):
    """Messages of the problems that the shapes find in an example."""
    triples = {quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)}
    if path.parent.name == "terms":
        shapes = (resource("ontology/shapes") / TERMS).read_text("utf-8")
    else:
        triples |= {quad.triple for quad in vocabulary_quads()}
        shapes = "\n".join(p.read_text("utf-8") for p in SHAPES if p.name != TERMS)
    return validate(triples, shapes)


def stated(path):
    """The message an invalid example says it breaks, and the rest of the line."""
    first = path.read_text("utf-8").splitlines()[0]
    return first.removeprefix("# breaks: ")


def name(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_shapes_and_examples():
    assert len(SHAPES) == 28
    assert sorted(path.parent.name for path in VALID) == sorted(path.stem for path in SHAPES)
    assert len(INVALID) >= 174


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_conforms(path):
    assert problems(path) == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_is_refused_for_the_stated_reason_only(path):
    assert {problem.message for problem in problems(path)} == {stated(path)}


@pytest.mark.parametrize("path", SHAPES, ids=lambda p: p.stem)
def test_every_message_has_an_example_that_breaks_it(path):
    messages = set(re.findall(r'sh:message "(.+)" ;', path.read_text("utf-8")))
    broken = {stated(p) for p in INVALID if p.parent.name == path.stem}
    assert messages != set()
    assert broken == messages


def test_pyshacl_finds_the_same():
    """A second implementation, over every invalid example of the data shapes at once."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in SHAPES:
        if path.name != TERMS:
            shapes.parse(path)
    vocabulary = rdflib.Graph()
    for path in sorted(resource("ontology/vocab").glob("*.ttl")):
        vocabulary.parse(path)
    needed = set(vocabulary.subject_objects(rdflib.RDF.type))
    checked = 0
    for path in INVALID[::4]:
        if path.parent.name in ("terms", "concept"):
            continue
        data = rdflib.Graph().parse(path)
        for subject, kind in needed:
            if kind == rdflib.SKOS.Concept and (None, None, subject) in data:
                data.add((subject, rdflib.RDF.type, kind))
                data.add((subject, rdflib.SKOS.prefLabel, rdflib.Literal("x", lang="en")))
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
        found = {str(m) for m in report.objects(None, rdflib.SH.resultMessage)}
        assert found == {stated(path)}, path
        checked += 1
    assert checked > 20


def test_the_example_graph_conforms():
    store = Store()
    store.load(path=str(TRIG), format=RdfFormat.TRIG)
    assert check(store) == []


def test_an_empty_store_conforms():
    assert check(Store()) == []


def test_a_problem_carries_the_sentence_behind_it():
    store = Store()
    store.extend(tiny_quads())
    graph = document_iri(KENYA)
    [visit] = [q.subject for q in store.quads_for_pattern(None, term("irk:visitor"), None, graph)]
    [place] = list(store.quads_for_pattern(visit, term("irk:hostPlace"), None, graph))
    store.remove(place)
    [problem] = check(store)
    assert problem == Problem(
        "A visit goes to one place.",
        visit.value,
        term("irk:hostPlace").value,
        sentence="Lemma Tadesse visited Nairobi on 3-4 March 2024",
        document="nairobi-talks.txt",
        start=63,
    )
    assert str(problem) == (
        f"A visit goes to one place. · visit:{visit.value.rsplit('/', 1)[1]} · "
        'nairobi-talks.txt: "Lemma Tadesse visited Nairobi on 3-4 March 2024"'
    )


def test_a_problem_of_an_agreement_is_traced_through_its_stage():
    store = Store()
    store.extend(tiny_quads())
    kinds = store.quads_for_pattern(None, term("irk:agreementKind"), None, None)
    [pact] = [quad.subject for quad in kinds if "moyale" in quad.subject.value]
    for quad in list(store.quads_for_pattern(pact, term("irk:agreementKind"), None, None)):
        store.remove(quad)
    [problem] = check(store)
    assert problem.sentence == "The Moyale border trade pact was signed on 4 March 2024"


def test_a_node_that_no_document_speaks_of_has_no_sentence():
    store = Store()
    lonely = NamedNode("https://w3id.org/irk/id/plan/lonely")
    store.add(Quad(lonely, RDF_TYPE, term("irk:Plan")))
    [problem] = check(store)
    assert (problem.message, problem.sentence) == ("A plan has a label.", None)


def test_shapes_that_cannot_be_read_are_an_error():
    with pytest.raises(ValidationError, match="the validator cannot read its input"):
        validate([], "this is not Turtle")


def test_the_ontology_describes_every_term():
    assert check_ontology() == []


def test_a_term_without_a_definition_is_refused():
    definition = term("skos:definition")
    broken = [
        triple
        for triple in ontology_triples()
        if not (triple.subject == term("irk:Visit") and triple.predicate == definition)
    ]
    shapes = (resource("ontology/shapes") / TERMS).read_text("utf-8")
    [problem] = validate(broken, shapes)
    assert problem.focus == term("irk:Visit").value
    assert problem.message == "A term has one definition, a sentence that ends in a full stop."
    unexplained = Triple(term("irk:Visit"), definition, Literal("Being there"))
    assert len(validate([*broken, unexplained], shapes)) == 1

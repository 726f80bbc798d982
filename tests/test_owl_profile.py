"""The ontology keeps to OWL 2 DL: queries for what would not, each seen to find what is planted."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse, serialize

from kg.graph.vocab import PREFIXES, RDF_TYPE, ontology_triples
from kg.resources import resource

VIOLATIONS = sorted((Path(__file__).parent / "profile").glob("*.rq"))
ALIGNMENTS = sorted(resource("ontology/alignments").glob("*.ttl"))
OWL = PREFIXES["owl"]


def store_of(planted="", *, aligned=True):
    """The ontology, its alignments, and what is planted."""
    lines = [f"{triple} ." for triple in ontology_triples()]
    store = Store()
    store.load("\n".join(lines), format=RdfFormat.N_TRIPLES)
    for path in ALIGNMENTS if aligned else ():
        store.load(path=str(path), format=RdfFormat.TURTLE)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load(head + planted, format=RdfFormat.TURTLE)
    return store


def found(store, path):
    query = path.read_text("utf-8")
    return [[str(value) for value in row] for row in store.query(query, prefixes=dict(PREFIXES))]


@pytest.fixture(scope="module")
def ontology():
    return store_of()


@pytest.mark.parametrize("path", VIOLATIONS, ids=lambda p: p.stem)
def test_the_ontology_and_its_alignments_are_without(path, ontology):
    assert found(ontology, path) == []


@pytest.mark.parametrize("path", VIOLATIONS, ids=lambda p: p.stem)
def test_what_is_planted_is_found(path):
    planted = path.read_text("utf-8").splitlines()[1].removeprefix("# Planted: ")
    assert found(store_of(planted), path) != []


#: What each axiom of horned-owl is in triples.
AXIOMS = {
    "SubClassOf": ("rdfs", "subClassOf"),
    "SubObjectPropertyOf": ("rdfs", "subPropertyOf"),
    "DisjointObjectProperties": ("owl", "propertyDisjointWith"),
}


def test_horned_owl_reads_every_axiom_it_knows():
    """It drops owl:AllDisjointClasses, which owlready2 and HermiT read."""
    import pyhornedowl

    triples = [t for t in ontology_triples() if t.predicate.value != OWL + "imports"]
    headers = {
        t.subject for t in triples if t.predicate == RDF_TYPE and t.object.value == OWL + "Ontology"
    }
    kept = [t for t in triples if t.subject not in headers or t.subject.value == PREFIXES["irk"]]
    text = serialize(kept, format=RdfFormat.RDF_XML).decode()
    read = pyhornedowl.open_ontology_from_string(text, serialization="rdf")
    kinds = [type(axiom.component).__name__ for axiom in read.get_components()]
    for kind, (prefix, local) in AXIOMS.items():
        predicate = PREFIXES[prefix] + local
        assert kinds.count(kind) == sum(t.predicate.value == predicate for t in kept), kind
    for kind, name in (
        ("DeclareClass", "Class"),
        ("DeclareObjectProperty", "ObjectProperty"),
        ("DeclareDataProperty", "DatatypeProperty"),
    ):
        declared = {
            t.subject for t in kept if t.predicate == RDF_TYPE and t.object.value == OWL + name
        }
        named = [node for node in declared if hasattr(node, "value") and ":" in node.value]
        assert kinds.count(kind) == len(named), kind


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda p: p.stem)
def test_an_alignment_speaks_of_declared_terms_and_nothing_imports_it(path):
    triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    name = f"{PREFIXES['irk']}alignments/{path.stem}"
    typed = store_of(aligned=False).quads_for_pattern(None, RDF_TYPE, None)
    declared = {quad.subject.value for quad in typed if hasattr(quad.subject, "value")}
    declared |= {t.subject.value for t in triples if t.predicate == RDF_TYPE}
    ours = {
        node.value
        for t in triples
        for node in (t.subject, t.object)
        if getattr(node, "value", "").startswith(PREFIXES["irk"]) and "/1.0.0/" not in node.value
    }
    assert len(triples) > 10
    assert ours - declared == set()
    [version] = [t.object.value for t in triples if t.predicate.value == OWL + "versionIRI"]
    assert version == f"{PREFIXES['irk']}1.0.0/alignments/{path.stem}"
    imported = {t.object.value for t in ontology_triples() if t.predicate.value == OWL + "imports"}
    assert name not in imported


def test_every_type_of_event_has_a_cameo_code():
    path = resource("ontology/alignments") / "plover.ttl"
    triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    match = PREFIXES["skos"] + "closeMatch"
    types = {t.subject.value for t in triples if t.predicate.value == match}
    assert len(types) == 16
    assert all(iri.startswith(PREFIXES["event-type"]) for iri in types)

"""The ontology: read alike by every parser, within OWL 2 DL, consistent, and told so by HermiT."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from foreign import canonical, from_ntriples, owlready, oxigraph, rapper, serdi
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from tiny import TRIG, tiny_quads

from kg.errors import UnknownNameError
from kg.graph.vocab import (
    PREFIXES,
    RDF_TYPE,
    SCHEMES,
    concept,
    labels,
    ontology_triples,
    term,
    vocabulary_quads,
)
from kg.resources import resource

ONTOLOGY = resource("ontology")
MODULES = sorted(ONTOLOGY.glob("*.ttl"))
TURTLE = sorted(ONTOLOGY.rglob("*.ttl"))
OWL, IRK = PREFIXES["owl"], PREFIXES["irk"]
#: Terms that RDF, RDFS, OWL and XSD bring along.
BUILT_IN = tuple(PREFIXES[p] for p in ("rdf", "rdfs", "owl", "xsd"))


def name(path):
    return str(path.relative_to(ONTOLOGY))


def test_the_entry_imports_every_module_and_the_catalog_knows_them():
    imports = {
        t.object.value.removeprefix(IRK)
        for t in ontology_triples()
        if t.predicate.value == OWL + "imports" and t.subject.value == IRK
    }
    assert imports == {path.stem for path in MODULES} - {"irk"}
    catalog = (ONTOLOGY / "catalog-v001.xml").read_text("utf-8")
    files = set(re.findall(r'uri="([^"]+)"', catalog))
    assert files == {path.name for path in MODULES}


def test_modules_import_no_module_twice_removed_in_a_circle():
    imports = {path.stem: set() for path in MODULES}
    for triple in ontology_triples():
        if triple.predicate.value == OWL + "imports":
            subject = triple.subject.value.removeprefix(IRK) or "irk"
            imports[subject].add(triple.object.value.removeprefix(IRK))
    settled = set()
    while imports.keys() - settled:
        ready = {m for m, needs in imports.items() if needs <= settled} - settled
        assert ready, f"circle among {sorted(imports.keys() - settled)}"
        settled |= ready


def test_every_term_used_is_declared():
    declared = {t.subject for t in ontology_triples() if t.predicate == RDF_TYPE}
    used = set()
    for path in MODULES + sorted((ONTOLOGY / "vocab").glob("*.ttl")):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            used.add(quad.predicate)
            if quad.predicate.value in (
                PREFIXES["rdfs"] + "subClassOf",
                PREFIXES["rdfs"] + "domain",
                PREFIXES["rdfs"] + "range",
            ) or (quad.predicate == RDF_TYPE):
                used.add(quad.object)
    for quad in parse(path=str(TRIG), format=RdfFormat.TRIG):
        used.add(quad.predicate)
        if quad.predicate == RDF_TYPE:
            used.add(quad.object)
    named = {node for node in used if isinstance(node, NamedNode)}
    foreign = {n for n in named if not n.value.startswith(BUILT_IN)}
    assert len(foreign) > 90
    assert sorted(n.value for n in foreign - declared) == []


def test_the_term_list_of_the_readme_is_complete_and_true():
    readme = (ONTOLOGY / "README.md").read_text("utf-8")
    listed = {f"{IRK}{local}" for local in re.findall(r"`irk:(\w+)`", readme)}
    declared = {
        t.subject.value
        for t in ontology_triples()
        if t.predicate.value.endswith("isDefinedBy") and t.subject.value.startswith(IRK)
    }
    assert listed == declared


def test_an_unknown_term_is_an_error_that_names_the_known_ones():
    with pytest.raises(UnknownNameError, match="unknown term 'irk:Clame': one of irk:Actor, "):
        term("irk:Clame")
    with pytest.raises(UnknownNameError, match="unknown term 'nope:Claim'"):
        term("nope:Claim")


@pytest.mark.parametrize("path", TURTLE, ids=name)
def test_rdflib_and_oxigraph_read_the_same(path):
    import rdflib

    expected = canonical(rdflib.Graph().parse(path))
    assert len(expected) > 5
    assert canonical(oxigraph(path)) == expected


@pytest.mark.foreign
@pytest.mark.parametrize("path", TURTLE, ids=name)
@pytest.mark.parametrize("tool", [rapper, serdi], ids=lambda tool: tool.__name__)
def test_foreign_parsers_read_the_same_without_complaint(path, tool):
    if shutil.which(tool.__name__) is None:
        pytest.skip(f"{tool.__name__} is not on PATH")
    assert canonical(tool(path)) == canonical(oxigraph(path))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_horned_owl_and_owlready_read_the_same(path, tmp_path):
    import pyhornedowl

    triples = [q.triple for q in parse(path=str(path), format=RdfFormat.TURTLE)]
    imports = NamedNode(OWL + "imports")
    alone = serialize([t for t in triples if t.predicate != imports], format=RdfFormat.RDF_XML)
    horned = pyhornedowl.open_ontology_from_string(alone.decode(), serialization="rdf")
    kinds = {NamedNode(OWL + k) for k in ("Class", "ObjectProperty", "DatatypeProperty")}
    ours = {
        t.subject.value
        for t in triples
        if t.predicate == RDF_TYPE and t.object in kinds and isinstance(t.subject, NamedNode)
    }
    read = {str(iri) for iri in horned.get_classes()}
    read |= {str(iri) for iri in horned.get_object_properties()}
    read |= {str(iri) for iri in horned.get_data_properties()}
    assert ours <= read

    kept = [t for t in triples if t.predicate != imports]
    again = owlready(kept, tmp_path)
    expected = from_ntriples(serialize(kept, format=RdfFormat.N_TRIPLES).decode())
    assert len(again) == len(expected)
    assert canonical(again) == canonical(expected)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_label_of_a_scheme_names_one_concept(scheme):
    base = PREFIXES[scheme]
    owners = {}
    predicates = term("skos:prefLabel"), term("skos:altLabel")
    for quad in vocabulary_quads():
        iri = quad.subject.value
        if iri != base and iri.startswith(base) and quad.predicate in predicates:
            key = quad.object.language, quad.object.value.casefold()
            owners.setdefault(key, set()).add(iri)
    assert len(owners) >= 3
    assert {label: o for label, o in owners.items() if len(o) > 1} == {}
    for (language, label), [owner] in owners.items():
        if language == "en":
            assert concept(scheme, label.upper()).value == owner
    assert set(labels(scheme).values()) == {o for os in owners.values() for o in os}


def test_sectors_have_two_levels():
    broader = {
        q.subject: q.object
        for q in vocabulary_quads()
        if q.predicate == term("skos:broader") and q.subject.value.startswith(PREFIXES["sector"])
    }
    assert len(broader) == 51
    assert set(broader.values()) & broader.keys() == set()


def test_a_label_of_a_closed_scheme_must_be_known():
    assert concept("agreement-kind", "MoU").value == PREFIXES["agreement-kind"] + "mou"
    with pytest.raises(UnknownNameError, match="unknown polarity 'mixed': one of negative, neutr"):
        concept("polarity", "mixed")
    with pytest.raises(UnknownNameError, match="unknown scheme 'colour'"):
        concept("colour", "red")


def contradicts(triples):
    """Whether HermiT finds a contradiction."""
    import owlready2

    if shutil.which("java") is None:
        pytest.skip("no Java: HermiT cannot run")
    imports = NamedNode(OWL + "imports")
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        kept = sorted({t for t in triples if t.predicate != imports}, key=str)
        path.write_bytes(serialize(kept, format=RdfFormat.N_TRIPLES))
        onto = world.get_ontology(f"file://{path}").load()
    try:
        owlready2.sync_reasoner_hermit(
            onto, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True
        )
    except owlready2.OwlReadyInconsistentOntologyError:
        return True
    return bool(list(world.inconsistent_classes()))


def example():
    """The ontology, the schemes and the example graph together."""
    data = [quad.triple for quad in (*tiny_quads(), *vocabulary_quads())]
    return ontology_triples() + data


@pytest.mark.foreign
def test_the_ontology_with_the_example_graph_is_consistent():
    assert not contradicts(example())


@pytest.mark.foreign
@pytest.mark.parametrize(
    "clash",
    [
        pytest.param(lambda i: [Triple(i, RDF_TYPE, term("irk:Person")),
                                Triple(i, RDF_TYPE, term("irk:Country"))],
                     id="a person that is a country"),
        pytest.param(lambda i: [Triple(i, term("irk:belongsTo"), i),
                                Triple(i, RDF_TYPE, term("irk:Place"))],
                     id="a place that something belongs to as to a country"),
        pytest.param(lambda i: [Triple(i, RDF_TYPE, term("irk:Denial")),
                                Triple(i, RDF_TYPE, term("irk:Visit"))],
                     id="a denial that is what it denies"),
        pytest.param(lambda i: [Triple(i, term("irk:confidence"), Literal("surely"))],
                     id="a confidence that is no number"),
        pytest.param(lambda i: [Triple(i, RDF_TYPE, term("irk:DerivedObservation")),
                                Triple(i, term("irk:claims"), i)],
                     id="a figure worked out that is a claim"),
    ],
)  # fmt: skip
def test_a_planted_contradiction_is_found(clash):
    planted = clash(NamedNode("https://w3id.org/irk/id/actor/planted"))
    assert contradicts(ontology_triples() + planted)

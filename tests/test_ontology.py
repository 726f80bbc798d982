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


def described():
    """Every term of ours with what is said of it, by predicate."""
    found = {}
    for triple in ontology_triples():
        if getattr(triple.subject, "value", "").startswith(IRK):
            about = found.setdefault(triple.subject.value.removeprefix(IRK), {})
            about.setdefault(triple.predicate, []).append(triple.object)
    return {name: about for name, about in found.items() if term("rdfs:isDefinedBy") in about}


def test_no_term_lacks_a_label_in_three_languages_and_those_of_machines_are_marked():
    unlabelled, unmarked = [], []
    for name, about in described().items():
        languages = sorted(label.language for label in about[term("rdfs:label")])
        unlabelled += [name] * (languages not in (["en", "hi", "ru"], ["en"]))
        if languages == ["en"]:
            assert name == "sha256"  # an abbreviation
            continue
        marks = sorted(tag.value for tag in about[term("irk:uncheckedLanguage")])
        unmarked += [name] * (marks != ["hi", "ru"])
    assert (unlabelled, unmarked) == ([], [])


def test_no_term_lacks_definition_examples_and_source():
    lacking = {
        name: [
            what
            for what, found in (
                ("definition", len(about.get(term("skos:definition"), ())) == 1),
                ("examples", len(about.get(term("skos:example"), ())) == 2),
                ("source", len(about.get(term("dct:source"), ())) == 1),
            )
            if not found
        ]
        for name, about in described().items()
    }
    assert len(lacking) > 110
    assert {name: what for name, what in lacking.items() if what} == {}


def test_a_class_is_defined_by_the_class_above_it_and_what_sets_it_apart():
    terms = described()
    english = {
        name: next(label.value for label in about[term("rdfs:label")] if label.language == "en")
        for name, about in terms.items()
    }
    above = NamedNode(PREFIXES["rdfs"] + "subClassOf")
    wrong, checked = [], 0
    for name, about in terms.items():
        text = about[term("skos:definition")][0].value
        for parent in about.get(above, ()):
            kind = english.get(getattr(parent, "value", "").removeprefix(IRK))
            if kind is not None:
                checked += 1
                wrong += [name] * (not re.match(rf"An? {kind} \w+", text))
    assert checked >= 25
    assert wrong == []


@pytest.mark.parametrize("scheme", ["sector", "agreement-kind", "agreement-status", "event-type",
                                    "modality", "occasion-kind", "polarity", "source-kind",
                                    "trade-kind"])  # fmt: skip
def test_every_concept_of_a_scheme_has_a_label_in_three_languages(scheme):
    labels = {}
    for quad in vocabulary_quads():
        iri = quad.subject.value
        if quad.predicate == term("skos:prefLabel") and iri.startswith(PREFIXES[scheme]):
            labels.setdefault(iri, set()).add(quad.object.language)
    assert labels.pop(PREFIXES[scheme]) == {"en"}  # the title of the scheme
    assert len(labels) >= 3
    assert {iri for iri, languages in labels.items() if languages != {"en", "hi", "ru"}} == set()


def test_main_commodities_have_a_label_in_three_languages():
    top = {
        q.subject
        for q in vocabulary_quads()
        if q.predicate == term("skos:topConceptOf") and q.object.value == PREFIXES["commodity"]
    }
    labels = {}
    for quad in vocabulary_quads():
        if quad.subject in top and quad.predicate == term("skos:prefLabel"):
            labels.setdefault(quad.subject, set()).add(quad.object.language)
    assert len(top) > 40
    assert {n.value for n, languages in labels.items() if languages != {"en", "hi", "ru"}} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_the_version_of_the_whole_and_names_the_one_before(path):
    triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    module = "" if path.stem == "irk" else path.stem
    said = {}
    for triple in triples:
        if getattr(triple.subject, "value", None) == IRK + module:
            said.setdefault(triple.predicate.value.removeprefix(OWL), []).append(
                triple.object.value
            )
    assert said["versionIRI"] == [f"{IRK}1.0.0/{module}"]
    assert said["versionInfo"] == ["1.0.0"]
    assert said.get("priorVersion", []) in ([], [f"{IRK}0.2.0/{module}"])


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
def test_the_ontology_with_its_alignments_is_consistent():
    triples = ontology_triples()
    for path in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        triples += [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    assert not contradicts(triples)


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
        pytest.param(lambda i: [Triple(i, RDF_TYPE, term("irk:Person")),
                                Triple(term("irk:Visit"), term("irk:commodity"), i)],
                     id="a person that is a commodity"),
        pytest.param(lambda i: [Triple(i, RDF_TYPE, term("irk:Agreement")),
                                Triple(i, term("irk:hasParty"), i)],
                     id="an agreement that is a party to itself"),
        pytest.param(lambda i: [Triple(i, term("irk:exporter"), i),
                                Triple(i, term("irk:importer"), i)],
                     id="a seller that is the buyer"),
        pytest.param(lambda i: [Triple(i, NamedNode(PREFIXES["rdfs"] + "subClassOf"),
                                       term("irk:Person")),
                                Triple(i, NamedNode(PREFIXES["rdfs"] + "subClassOf"),
                                       term("irk:Bloc")),
                                Triple(i, RDF_TYPE, NamedNode(OWL + "Class"))],
                     id="a class that nothing can be in"),
    ],
)  # fmt: skip
def test_a_planted_contradiction_is_found(clash):
    planted = clash(NamedNode("https://w3id.org/irk/id/actor/planted"))
    assert contradicts(ontology_triples() + planted)

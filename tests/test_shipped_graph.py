"""The graph that `make` builds: every tool reads the same, every triple leads to its sentence."""

import shutil
from pathlib import Path

import pytest
from foreign import canonical, owlready, oxigraph, rapper, serdi
from pyoxigraph import NamedNode, RdfFormat, parse

import kg
from kg.documents import read_document_file
from kg.graph.vocab import PREFIXES, term

DOCUMENTS = sorted((Path(__file__).parent.parent / "data" / "documents").glob("*.txt"))
OA = PREFIXES["oa"]


@pytest.fixture(scope="module")
def graph():
    return kg.build(DOCUMENTS)


@pytest.fixture(scope="module")
def path(graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("shipped") / "graph.ttl"
    path.write_bytes(graph.export("turtle"))
    return path


def test_rdflib_and_oxigraph_read_the_same(path):
    import rdflib

    ours = canonical(oxigraph(path))
    assert len(ours) > 3000
    assert canonical(rdflib.Graph().parse(path)) == ours


@pytest.mark.foreign
@pytest.mark.parametrize("tool", [rapper, serdi], ids=lambda tool: tool.__name__)
def test_rapper_and_serdi_read_the_same_without_complaint(path, tool):
    if shutil.which(tool.__name__) is None:
        pytest.skip(f"{tool.__name__} is not on PATH")
    assert canonical(tool(path)) == canonical(oxigraph(path))


def test_owlready_reads_the_same(path, tmp_path):
    triples = [q.triple for q in parse(path=str(path), format=RdfFormat.TURTLE)]
    assert canonical(owlready(triples, tmp_path)) == canonical(oxigraph(path))


def test_horned_owl_finds_the_classes(path):
    import pyhornedowl

    classes = {str(iri) for iri in pyhornedowl.open_ontology(str(path)).get_classes()}
    assert {term("irk:Agreement").value, term("irk:Claim").value} <= classes


def test_every_quote_is_the_text_at_its_place(graph):
    texts = {p.name: read_document_file(p).text for p in DOCUMENTS}
    rows = graph.query(
        f"""PREFIX irk: <{PREFIXES["irk"]}> PREFIX oa: <{OA}>
        SELECT ?name ?start ?end ?exact WHERE {{
          ?e oa:start ?start ; oa:end ?end ; oa:exact ?exact ; irk:sourceDocument/irk:fileName ?name
        }}"""
    )
    assert len(rows) > 30
    wrong = [r for r in rows if texts[r["name"]][int(r["start"]) : int(r["end"])] != r["exact"]]
    assert wrong == []


def test_every_triple_of_the_document_leads_to_a_claim_or_mention_with_evidence(graph):
    """Follow arrows backwards from evidence: whatever is said must be reached."""
    document = next(
        name for name in graph.store.named_graphs() if "/id/document/" in getattr(name, "value", "")
    )
    quads = list(graph.store.quads_for_pattern(None, None, None, document))
    assert len(quads) > 500
    evidence = {q.object for q in quads if q.predicate == term("irk:hasEvidence")}
    sources = {q.subject for q in quads if q.predicate == term("irk:hasEvidence")}
    reached = sources | evidence | {document}
    while True:
        more = {
            q.object for q in quads if q.subject in reached and isinstance(q.object, NamedNode)
        } - reached
        if not more:
            break
        reached |= more
    assert {q.subject for q in quads} - reached == set()

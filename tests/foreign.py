"""Turtle as tools nobody here wrote read it: each function gives an rdflib Graph to compare."""

from __future__ import annotations

import re
import subprocess

from pyoxigraph import RdfFormat, parse, serialize

#: Ontologies that owlready2 adds to what it loads.
OWN_TO_OWLREADY = ("<http://anonymous>", "<file:")


def canonical(graph):
    """A graph with its blank nodes renamed by content, as sorted lines."""
    import rdflib
    from rdflib.compare import to_canonical_graph

    known = rdflib.Graph()
    for triple in to_canonical_graph(graph):
        known.add(triple)
    return sorted(line for line in known.serialize(format="nt").splitlines() if line)


def from_ntriples(text):
    import rdflib

    return rdflib.Graph().parse(data=text, format="nt")


def oxigraph(path):
    triples = [q.triple for q in parse(path=str(path), format=RdfFormat.TURTLE)]
    return from_ntriples(serialize(triples, format=RdfFormat.N_TRIPLES).decode())


def rapper(path):
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return from_ntriples(done.stdout)


def serdi(path):
    command = ["serdi", "-i", "turtle", "-o", "ntriples", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return from_ntriples(done.stdout)


def owlready(triples, folder):
    """What owlready2, which reads no Turtle, takes from the triples as N-Triples."""
    import owlready2

    lines = folder / "given.nt"
    lines.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES))
    world = owlready2.World()
    world.get_ontology(f"file://{lines}").load()
    loaded = world.as_rdflib_graph().serialize(format="nt")
    kept = [line for line in loaded.splitlines() if not line.startswith(OWN_TO_OWLREADY)]
    # RDF 1.1: a string with and without xsd:string is the same; oxigraph writes it without
    # owlready2 keeps a whole decimal as a float: 5 comes back as 5.0
    kept = [re.sub(r'\.0"(\^\^<\S*#decimal>)', r'"\1', line) for line in kept]
    same = [q.triple for q in parse("\n".join(kept), format=RdfFormat.N_TRIPLES)]
    return from_ntriples(serialize(same, format=RdfFormat.N_TRIPLES).decode())

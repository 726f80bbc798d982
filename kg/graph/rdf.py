"""Claims to RDF: one named graph for a document, in which every triple leads to a claim.

    id:claim/visits-… a irk:Claim, irk:VisitClaim ; irk:claims id:visit/… ;
        irk:hasModality vocab:modality/asserted ; irk:hasEvidence id:evidence/… .

in    a Reading (or Document), its actors, its claims
out   sorted pyoxigraph Quads, the same for the same input
next  kg.graph.derive, kg.graph.tables, the store

What a document says stays in its graph; what is derived goes to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.identity import unique_claims
from kg.graph.literals import date_literal, decimal_literal, integer_literal
from kg.graph.names import Names
from kg.graph.things import actor_names, is_denial, make_thing, text
from kg.graph.vocab import ID, RDF_TYPE, concept, term
from kg.model import Actor, Claim, ClaimKind, Document, Mention, Sentence
from kg.reading.reading import Reading

__all__ = ["CLAIM_CLASSES", "document_iri", "document_quads", "find_namings"]

#: The class of each kind of claim.
CLAIM_CLASSES: dict[ClaimKind, str] = {
    "visits": "irk:VisitClaim",
    "trade": "irk:TradeClaim",
    "exports": "irk:FlowClaim",
    "agreements": "irk:AgreementClaim",
    "plans": "irk:PlanClaim",
    "implications": "irk:ImplicationClaim",
    "events": "irk:EventClaim",
    "causes": "irk:CausalClaim",
}
#: Metadata of a document, by attribute.
METADATA = {
    "title": "dct:title",
    "publisher": "dct:publisher",
    "date": "dct:date",
    "url": "dct:source",
    "language": "dct:language",
    "licence": "dct:license",
}


def document_iri(document: Document) -> NamedNode:
    """Return the IRI of a document, which is also the name of its graph."""
    return NamedNode(f"{ID}document/{document.sha256[:16]}")


def document_quads(
    source: Reading | Document,
    actors: Iterable[Actor] | Mapping[str, Actor],
    claims: Iterable[Claim],
) -> list[Quad]:
    """Return the graph of one document.

    Args:
        source: The document, or the Reading of it, whose mentions then show where
            each actor is named; of a bare document its text is searched.
        actors: Its actors. One that neither the text nor a claim names is left out.
        claims: Its claims; repeated ones count once.

    Returns:
        Sorted quads, all in the graph named after the document; those about the
        document itself alone where there is neither actor nor claim.

    Raises:
        UnknownNameError: A claim holds a kind, status, type or polarity that no scheme knows.

    """
    document = source.document if isinstance(source, Reading) else source
    mentions = source.mentions if isinstance(source, Reading) else ()
    sentences = source.sentences if isinstance(source, Reading) else ()
    people = list(actors.values() if isinstance(actors, Mapping) else actors)
    listed = unique_claims(claims)
    used = {name for _, claim in listed for name in actor_names(claim)}
    names = Names(people, used)
    triples = _document_triples(document)
    described = set(used)
    for key, claim in listed:
        triples += _claim_triples(document, key, claim, names)
        triples += _context_triples(document, claim.start, claim.end, sentences)
        described |= {
            name
            for name in (claim.attribution, *map(text, claim.slots.values()))
            if name is not None and name in names.actors
        }
    for name, start, end in find_namings(document, people, mentions):
        triples += _mention_triples(document, names.iri(name), start, end)
        described.add(name)
    described |= {a.country for a in people if a.country and a.name in described}
    for name in sorted(described):
        triples += names.triples(name)
    graph = document_iri(document)
    quads = {Quad(t.subject, t.predicate, t.object, graph) for t in triples}
    return sorted(quads, key=str)


def find_namings(
    document: Document, actors: Iterable[Actor], mentions: Sequence[Mention] = ()
) -> list[tuple[str, int, int]]:
    """Return where each actor is first named, in each of the forms the text uses.

    Args:
        document: The document whose text is searched.
        actors: The actors to look for, by name and aliases.
        mentions: Where a Reading found them; the text is searched for those without.

    Returns:
        Canonical name, start and end (characters of the text, end exclusive), by
        name and place; nothing for an actor that the text does not name.

    """
    spans: dict[str, dict[str, tuple[int, int]]] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.form != "pronoun":
            form = document.text[mention.start : mention.end]
            spans.setdefault(mention.actor, {}).setdefault(form, (mention.start, mention.end))
    for actor in actors:
        if actor.name in spans:
            continue
        for form in (actor.name, *actor.aliases):
            found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", document.text)
            if found:
                spans.setdefault(actor.name, {}).setdefault(form, found.span())
    named = {actor.name for actor in actors}
    return sorted(
        (name, start, end)
        for name, forms in spans.items()
        if name in named
        for start, end in forms.values()
    )


def _document_triples(document: Document) -> list[Triple]:
    """The document and its metadata."""
    iri = document_iri(document)
    triples = [
        Triple(iri, RDF_TYPE, term("irk:Document")),
        Triple(iri, term("rdfs:label"), Literal(document.title or document.name)),
        Triple(iri, term("irk:fileName"), Literal(document.name)),
        Triple(iri, term("irk:sha256"), Literal(document.sha256)),
    ]
    for attribute, predicate in METADATA.items():
        value = getattr(document, attribute)
        if value:
            node = date_literal(value) if attribute == "date" else Literal(value)
            triples.append(Triple(iri, term(predicate), node))
    return triples


def _claim_triples(document: Document, key: str, claim: Claim, names: Names) -> list[Triple]:
    """A claim, its evidence, what it speaks of, and what follows for browsing."""
    iri = NamedNode(f"{ID}claim/{key}")
    thing = make_thing(claim, names)
    triples = [
        Triple(iri, RDF_TYPE, term("irk:Claim")),
        Triple(iri, RDF_TYPE, term(CLAIM_CLASSES[claim.kind])),
        Triple(iri, term("irk:claims"), thing.iri),
        Triple(iri, term("irk:hasModality"), concept("modality", claim.modality)),
        Triple(iri, term("irk:confidence"), decimal_literal(claim.confidence)),
        Triple(iri, term("prov:wasDerivedFrom"), document_iri(document)),
        *_evidence_triples(document, iri, claim.start, claim.end, claim.section),
        *thing.triples,
    ]
    if claim.attribution:
        triples.append(Triple(iri, term("irk:attributedToName"), Literal(claim.attribution)))
        speaker = names.known(claim.attribution)
        if speaker is not None:
            triples.append(Triple(iri, term("irk:attributedTo"), speaker))
    for slot in ("commodity", "sector"):
        words = text(claim.slots.get(slot))
        if words is not None:
            triples.append(Triple(iri, term(f"irk:{slot}Name"), Literal(words)))
    if claim.modality == "asserted" and not is_denial(claim):
        triples += thing.plain
    return triples


def _mention_triples(document: Document, actor: NamedNode, start: int, end: int) -> list[Triple]:
    """A place where an actor is named."""
    who = actor.value.rsplit("/", 1)[1]
    iri = NamedNode(f"{ID}mention/{document.sha256[:16]}-{start}-{end}-{who}")
    return [
        Triple(iri, RDF_TYPE, term("irk:Mention")),
        Triple(iri, term("irk:mentions"), actor),
        Triple(iri, term("prov:wasDerivedFrom"), document_iri(document)),
        *_evidence_triples(document, iri, start, end, None),
    ]


def _evidence_triples(
    document: Document, claim: NamedNode, start: int, end: int, section: str | None
) -> list[Triple]:
    """The exact characters, as Web Annotation selectors."""
    iri = _evidence_iri(document, start, end)
    triples = [
        Triple(claim, term("irk:hasEvidence"), iri),
        Triple(iri, RDF_TYPE, term("irk:Evidence")),
        Triple(iri, RDF_TYPE, term("oa:TextPositionSelector")),
        Triple(iri, RDF_TYPE, term("oa:TextQuoteSelector")),
        Triple(iri, term("oa:start"), integer_literal(start)),
        Triple(iri, term("oa:end"), integer_literal(end)),
        Triple(iri, term("oa:exact"), Literal(document.text[start:end])),
        Triple(iri, term("irk:sourceDocument"), document_iri(document)),
    ]
    if section:
        triples.append(Triple(iri, term("irk:section"), Literal(section)))
    return triples


def _evidence_iri(document: Document, start: int, end: int) -> NamedNode:
    """The IRI of a stretch of a document."""
    return NamedNode(f"{ID}evidence/{document.sha256[:16]}-{start}-{end}")


def _context_triples(
    document: Document, start: int, end: int, sentences: Sequence[Sentence]
) -> list[Triple]:
    """What stands before and after a quote in its sentence, or its sentences."""
    touched = [s for s in sentences if s.start < end and start < s.end]
    if not touched:
        return []
    iri = _evidence_iri(document, start, end)
    before = document.text[min(s.start for s in touched) : start]
    after = document.text[end : max(s.end for s in touched)]
    return [
        Triple(iri, term(predicate), Literal(text))
        for predicate, text in (("oa:prefix", before), ("oa:suffix", after))
        if text
    ]

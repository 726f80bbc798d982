"""What stands behind a thing: the sentence of a document, or the sources of a reference row.

    claim_record(facts, "https://w3id.org/irk/id/claim/...", "https://w3id.org/irk/id/visit/...")
    # {"id": "...", "quote": "She arrived in Lima", "document": "note.txt", ...}

in    Facts, the IRI of a claim or of a reference statement, and what it speaks of
out   a dictionary that a page, a path or a file can show
next  kg.showing.facts

A statement of the reference quotes nothing: its record has the sources in place of a quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.showing.facts import Facts

__all__ = ["claim_record", "statement_record"]

OA, DCT = PREFIXES["oa"], PREFIXES["dct"]


def claim_record(facts: Facts, iri: str, thing: str) -> dict[str, Any]:
    """Return what a document says of a thing.

    Args:
        facts: The store by subject.
        iri: The claim.
        thing: What it speaks of; the status of a stage is taken over.

    Returns:
        id, quote, before and after (the rest of its sentence), document, title, url,
        span_start, span_end, section, modality, attribution, confidence; status where
        there is one.

    """
    evidence = next(iter(facts.iris(iri, "hasEvidence")), "")
    document = next(iter(facts.iris(evidence, "sourceDocument")), "")
    record: dict[str, Any] = {
        "id": _last(iri),
        "quote": facts.text(evidence, OA + "exact") or "",
        "before": facts.text(evidence, OA + "prefix"),
        "after": facts.text(evidence, OA + "suffix"),
        "document": facts.text(document, "fileName") or "",
        "title": facts.text(document, DCT + "title"),
        "url": facts.text(document, DCT + "source"),
        "span_start": int(facts.text(evidence, OA + "start") or 0),
        "span_end": int(facts.text(evidence, OA + "end") or 0),
        "section": facts.text(evidence, "section"),
        "modality": _last(next(iter(facts.iris(iri, "hasModality")), "asserted")),
        "attribution": facts.text(iri, "attributedToName"),
        "confidence": float(facts.text(iri, "confidence") or 0),
    }
    return _with_status(facts, record, thing)


def statement_record(facts: Facts, iri: str, thing: str) -> dict[str, Any]:
    """Return what a row of the reference states of a thing, with its sources.

    Returns:
        The keys of a claim, empty where a row has no such thing, with note, reporter,
        worth, unit, and sources: a tuple of dictionaries with title, publisher, url
        and date, by title.

    """
    worth = facts.text(iri, "worth")
    reporter = next(iter(facts.iris(iri, "reporter")), None)
    record: dict[str, Any] = {
        "id": _last(iri),
        "quote": "",
        "document": "",
        "title": None,
        "url": None,
        "span_start": 0,
        "span_end": 0,
        "section": None,
        "modality": "asserted",
        "attribution": facts.label(reporter) if reporter else None,
        "confidence": None,
        "note": facts.text(iri, "note"),
        "worth": f"{float(worth):,.15g} {facts.text(iri, 'unit')}" if worth else None,
        "sources": tuple(sorted((_source(facts, s) for s in _sources(facts, iri)), key=str)),
    }
    return _with_status(facts, record, thing)


def _sources(facts: Facts, iri: str) -> list[str]:
    values = facts.about.get(iri, {}).get(DCT + "source", [])
    return sorted({v.value for v in values})


def _source(facts: Facts, iri: str) -> dict[str, str | None]:
    return {
        "title": facts.text(iri, DCT + "title") or facts.label(iri),
        "publisher": facts.text(iri, DCT + "publisher"),
        "url": facts.text(iri, DCT + "source"),
        "date": facts.text(iri, DCT + "date"),
    }


def _with_status(facts: Facts, record: dict[str, Any], thing: str) -> dict[str, Any]:
    status = next(iter(facts.iris(thing, "status")), None)
    return record if status is None else {**record, "status": _last(status)}


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]

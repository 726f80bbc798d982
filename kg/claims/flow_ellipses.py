"""Read flows whose noun or verb is left out: "Kenya's exports were $3 bn; Peru's were $2 bn".

in    a Reading, a sentence, its flows, the flow of the sentence before
out   the flows with those of bare possessives among them
next  kg.claims.flows hands them on
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.flow_phrases import Flow
from kg.reading.context import countries_in
from kg.reading.reading import Reading

__all__ = ["with_ellipses"]

#: What follows a possessive that has no noun of its own.
BARE = re.compile(
    r"'s?(?:\s(?:was|were|is|are|came|stood|rose|fell|grew|reached|amounted|at|to|only|just|about|some)\b"
    r"|,?\s[^\w\s]?(?:[A-Z]{1,3}[$.]?\s?)?\d)"
)


def with_ellipses(
    reading: Reading, bounds: tuple[int, int], flows: Sequence[Flow], before: Flow | None
) -> list[Flow]:
    """*flows* and those of bare possessives of the other country, in order.

    Args:
        reading: The document as read.
        bounds: First character of the sentence and one past its last.
        flows: Its words of flow.
        before: The flow of the sentence before.

    Returns:
        Flows in order; a bare possessive takes the sense of the flow before it and turns
        it round where it names the other end.

    """
    found = list(flows)
    for mention in countries_in(reading, *bounds):
        if not BARE.match(reading.text, mention.end):
            continue
        earlier = [f for f in flows if f.end <= mention.start]
        model = earlier[-1] if earlier else before
        if model is None or model.sense not in ("sell", "buy") or not model.exporter:
            continue
        if mention.actor not in (model.exporter, model.importer):
            continue
        first = model.exporter if model.sense == "sell" else model.importer
        turned = first != mention.actor
        found.append(
            replace(
                model,
                start=mention.start,
                end=mention.end + 2,
                pattern="ellipsis",
                verb=False,
                weak=False,
                owner=mention.actor,
                exporter=model.importer if turned else model.exporter,
                importer=model.exporter if turned else model.importer,
                named=1,
            )
        )
    found += _gapped(reading, bounds, flows)
    return sorted(found, key=lambda f: (f.start, f.end))


#: Before the subject of a verb left out, and after it: "sold tea, and Peru copper".
JOINED = re.compile(r"(?:[,;]\s(?:and\s|while\s)?|\sand\s)(?:the\s)?$")
OBJECT = re.compile(r"\s(?!and\b|or\b|is\b|was\b|had\b|has\b|to\b|the\b)[a-z$€£\d][^.;:]*")


def _gapped(reading: Reading, bounds: tuple[int, int], flows: Sequence[Flow]) -> Iterator[Flow]:
    """Flows whose verb is left out: "Kenya sold tea, Peru copper"."""
    taken = [f.start for f in flows if f.sense != "none"]
    for mention in countries_in(reading, *bounds):
        earlier = [f for f in flows if f.end <= mention.start and f.verb]
        if not earlier or mention.form == "demonym" or mention.kind != "country":
            continue
        model = earlier[-1]
        first = model.exporter if model.sense == "sell" else model.importer
        other = model.importer if model.sense == "sell" else model.exporter
        if model.sense not in ("sell", "buy") or mention.actor != other or first is None:
            continue
        object_ = OBJECT.match(reading.text, mention.end, bounds[1])
        if object_ is None or not JOINED.search(reading.text[: mention.start][-14:]):
            continue
        if any(mention.end <= at < object_.end() for at in taken) or _has_verb(reading, object_):
            continue
        yield replace(
            model,
            start=mention.start,
            end=mention.end,
            pattern="gap",
            weak=False,
            owner=mention.actor,
            exporter=model.importer,
            importer=model.exporter,
            named=2,
            sure=True,
        )


def _has_verb(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a stretch has a finite verb of its own."""
    span = reading.doc.char_span(match.start() + 1, match.end(), alignment_mode="expand")
    first = span[:6] if span is not None else ()
    return any(t.tag_ in ("VBZ", "VBP", "MD") or t.dep_ == "ROOT" for t in first if t.is_alpha)

"""Find the words of flow in a sentence.

"Kenya's purchases of Peruvian copper" -> buy, exporter Peru, importer Kenya.

in    a Reading, a span of it, its Context, and the Flow found before
out   Flows in order: sense, exporter, importer, owner
data  data/patterns/flow.yaml
next  kg.claims.trade gives amounts to flows; kg.claims.exports gives goods to them

To add a word, add it to data/patterns/flow.yaml. The ends are read by kg.claims.flow_ends.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.flow_denials import by_way
from kg.claims.flow_ellipses import with_ellipses
from kg.claims.flow_ends import OTHER_WAY, OWNERS, Flow, partner, with_ends
from kg.claims.flow_gains import paid_for
from kg.claims.patterns import Pattern, flow_phrases, flow_words
from kg.reading.context import Context, countries_in
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OTHER_WAY", "Flow", "direction_of", "find_flows", "partner"]

#: A noun after "trade" or "export" that makes another thing of it: "trade minister".
FIGURES = frozenset(
    (
        *("volume", "volumes", "turnover", "flow", "flows", "figure", "figures", "total", "value"),
        *("values", "deficit", "surplus", "gap", "balance", "shortfall", "imbalance", "bill"),
        *("earnings", "revenue", "revenues", "receipts", "sales", "data"),
    )
)

#: Nouns for goods in general: "export goods" are exports.
GOODS = frozenset(["goods", "items", "products", "commodities", "articles"])

#: After a verb of going that the parser took for a noun: "vehicles and maize move south".
WAY = re.compile(
    r"\s(?:(?:north|south|east|west|back|the\sother\sway)(?:wards?)?\b(?!\sof\b)|(?:in|out)[.,;])"
)


def direction_of(
    reading: Reading, start: int, end: int, context: Context
) -> tuple[str, str] | None:
    """The direction that a heading, a question or a term names.

    Args:
        reading: The document as read.
        start: First character of the heading or term.
        end: One past its last.
        context: The context of the sentence.

    Returns:
        Exporter and importer: of its word of flow, or of "from X", "to Y"; None where it
        names no direction.

    """
    named = bool(countries_in(reading, start, end))
    for flow in find_flows(reading, start, end, context, None):
        told = flow.sense in ("sell", "buy") or (flow.sense == "go" and named)
        if told and flow.exporter and flow.importer:
            return flow.exporter, flow.importer
    if (way := by_way(reading.text[start:end], context)) is not None:
        return way
    ends: dict[str, str] = {}
    for mention in countries_in(reading, start, end):
        before = reading.text[max(start, mention.start - 10) : mention.start].casefold()
        if match := re.search(r"\b(from|to|for|into)\s(?:the\s)?$", before):
            ends.setdefault("from" if match[1] == "from" else "to", mention.actor)
    exporter, importer = ends.get("from"), ends.get("to")
    exporter = exporter or partner(importer, context)
    importer = importer or partner(exporter, context)
    return (exporter, importer) if exporter and importer and ends else None


def find_flows(
    reading: Reading, start: int, end: int, context: Context, before: Flow | None
) -> list[Flow]:
    """Return the words of flow between *start* and *end*, in order, with their ends.

    Args:
        reading: The document as read.
        start: First character of a sentence, or of the item whose body it is.
        end: One past its last.
        context: The context of the sentence.
        before: The last flow of the sentence before, for "its" and "in the other direction".

    Returns:
        Flows, those of the sense "none" too; [] where there is no word of flow.

    """
    return list(_flows(reading, start, end, context, before))


@once_a_reading
def _flows(
    reading: Reading, start: int, end: int, context: Context, before: Flow | None
) -> tuple[Flow, ...]:
    """The words of flow of a span: several finders look at each sentence."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return ()
    flows: list[Flow] = []
    last = before
    for token, pattern, stop in _words_of_flow(reading):
        if not span.start <= token.i < span.end:
            continue
        flow = Flow(
            token.idx,
            stop,
            pattern.sense,
            pattern.id,
            reading.text[token.idx : stop].casefold(),
            verb=pattern.pos == "verb",
            weak=pattern.weak,
            neutral=pattern.neutral,
        )
        if (paid := paid_for(reading, token, flow, (start, end), context)) is not None:
            flow = last = paid
        elif pattern.sense != "none":
            flow = with_ends(reading, token, flow, (start, end), context, last)
            last = flow
        flows.append(flow)
    return tuple(with_ellipses(reading, (start, end), flows, before))


@once_a_reading
def _words_of_flow(reading: Reading) -> list[tuple[Token, Pattern, int]]:
    """The words and phrases of flow of the whole document, in order, and where each ends."""
    found = {token.idx: (token, _pattern(reading.text, token)) for token in reading.doc}
    words = {
        at: (token, pattern, at + len(token))
        for at, (token, pattern) in found.items()
        if pattern is not None and not (pattern.sense == "go" and _is_measured(reading, token))
    }
    for match in flow_phrases().finditer(reading.text):
        if match.start() in found:
            token = found[match.start()][0]
            words[match.start()] = (token, flow_words()["phrase", match[0]], match.end())
    names = [(m.start, m.end) for m in reading.mentions if m.kind == "organisation"]
    inside = {at for at in words for a, b in names if a <= at < b}
    return [words[at] for at in sorted(words) if at not in inside]


@cache
def _forms() -> frozenset[str]:
    """Every word of flow, whatever its part of speech."""
    return frozenset(word for _, word in flow_words())


def _pattern(text: str, token: Token) -> Pattern | None:
    """The pattern a token of a text is a word of, if it is used so."""
    words = flow_words()
    lemma: str = token.lemma_.lower()
    low: str = token.lower_
    known = _forms()
    near = lemma in known or low in known or low[:-1] in known
    if not near and not low.endswith(("ies", "ss")):
        return None
    if token.pos_ in ("VERB", "AUX"):
        if low.endswith("s") and ("noun", lemma) in words and _is_misread(token):
            return words["noun", lemma]
        return words.get(("verb", lemma))
    if low.endswith("s") and ("verb", low[:-1]) in words and _is_predicate(token):
        return words["verb", low[:-1]]
    if ("verb", lemma) in words and WAY.match(text, token.idx + len(token)):
        return words["verb", lemma]
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return None
    for form in (low, lemma, low.rstrip("s"), re.sub(r"ies$", "y", low)):
        if ("noun", form) in words:
            pattern = words["noun", form]
            return pattern if _is_head(token, pattern) else None
    return None


def _is_measured(reading: Reading, token: Token) -> bool:
    """Whether a verb of going only leads to a sum: "came to $3 billion"."""
    end = token.idx + len(token)
    amount = next((a for a in reading.amounts if a.start >= end), None)
    if amount is None or amount.start - end > 50:
        return False
    between = reading.text[end : amount.start]
    if token.lemma_ in ("cross", "reach") and re.fullmatch(r"\s(?:[\w-]+\s){0,3}", between):
        return True
    return (
        re.fullmatch(
            r"\s(?:[a-z]+\s){0,2}(?:to|at|in at|up to|down to)\s(?:[a-z0-9-]+\s){0,4}", between
        )
        is not None
    )


def _is_misread(token: Token) -> bool:
    """Whether a verb in -s is a plural noun: "Kenyan exports fell", "Exports to Peru: 3"."""
    before = token.nbor(-1) if token.i > 0 else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is not None and (
        before.pos_ in ("ADJ", "DET") or before.lower_ in ("'s", "s", *OWNERS)
    ):
        return True
    return bool(
        after is not None
        and after.lower_ in ("to", "from", ":", "of", "with")
        and (before is None or before.is_punct or before.is_space)
    )


def _is_predicate(token: Token) -> bool:
    """Whether a word read as a plural noun is the verb of a name: "Kenya ships toys to Peru"."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or token.pos_ not in ("NOUN", "PROPN"):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if before.pos_ == "PROPN" and after.lower_ in ("to", "from"):
        return before.i > 0 and before.nbor(-1).lower_ in ("what", "that", "which")
    names = before.pos_ == "PROPN" and before.ent_type_ == "" and not before.text.isupper()
    opens = before.is_sent_start or (before.i > 0 and before.nbor(-1).is_punct)
    follows = after.pos_ in ("NOUN", "ADJ") and after.text.islower()
    rest = [t.lower_ for t in token.doc[token.i + 1 : token.sent.end]]
    return names and opens and follows and "to" in rest and not _has_verb(token)


def _has_verb(token: Token) -> bool:
    """Whether the sentence of *token* has a finite verb."""
    return any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in token.sent)


def _is_head(token: Token, pattern: Pattern) -> bool:
    """Whether a noun stands for the flow itself: not "trade minister", "export ban"."""
    if token.i + 1 >= len(token.doc):
        return True
    after = token.nbor(1)
    low = token.lower_
    if after.text == "-" and after.whitespace_ == "" and token.whitespace_ == "":
        return False
    if pattern.sense in ("sell", "buy") and after.lower_ in GOODS:
        return True
    if after.pos_ in ("NOUN", "PROPN") and after.text[:1].islower():
        if after.lower_ in FIGURES:
            return (
                pattern.sense == "total"
                and after.lower_
                in (
                    *("volume", "volumes", "turnover", "flow", "flows", "figure", "total", "value"),
                )
            ) or (
                pattern.sense in ("sell", "buy")
                and after.lower_ not in ("deficit", "surplus", "gap")
            )
        return pattern.sense in ("balance", "none")
    if pattern.sense == "total" and low == "exchange" and token.lower_ != "exchanges":
        return False
    if pattern.sense == "sell" and low in ("supply", "sale") and after.pos_ == "NOUN":
        return False
    return not (pattern.sense == "total" and _before(token) in ("free", "fair", "foreign", "world"))


def _before(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i > 0 else ""

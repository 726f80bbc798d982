"""Say what a noun or a preposition over an agreement tells of it.

    "talks on a pact" -> under_negotiation; "under a pact" -> in_force; "without a pact" -> denied

in    the preposition over an Instrument and what governs it
out   Stages
data  data/patterns/agreements.yaml
next  kg.claims.agreement_status
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_verbs import shifted, verb_status
from kg.claims.agreement_words import load_words
from kg.claims.modality import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["preposition_stages", "stage_at"]

UNDER = frozenset(["under", "within"])


def preposition_stages(
    preposition: Token, governor: Token, instrument: Instrument
) -> Iterator[Stage]:
    """What a preposition says: "talks on a pact", "under a pact", "withdrew from the pact"."""
    statuses = load_words().statuses
    word = preposition.lower_
    lemma = governor.lemma_.lower()
    missed = word == "without" or f"{lemma} {word}" == "short of"
    if missed and instrument.strong and instrument.introduced == "new":
        yield stage_at("denied", instrument, preposition, word, "negation")
        return
    if governor.pos_ in ("NOUN", "PROPN"):
        base = statuses.get(("noun", governor.lower_)) or statuses.get(("noun", lemma))
        if lemma in ("name", "signature", "hand", "initial", "pen") and word in ("to", "on"):
            base = "signed"
        if base:
            if base != "signed" or lemma in ("name", "signature"):
                yield from _of_noun(base, governor, instrument)
            else:
                yield stage_at(base, instrument, governor, lemma, "noun")
            return
    if preposition.dep_ == "agent" and lemma in ("replace", "supersede", "succeed", "follow"):
        yield stage_at("signed", instrument, governor, f"{lemma} by", "object")
        return
    if governor.pos_ in ("VERB", "AUX"):
        named = any(c.lemma_.lower() in ("name", "signature", "hand") for c in governor.children)
        if lemma in ("put", "set", "affix", "append") and word in ("to", "on") and named:
            if status := shifted("signed", governor):
                yield stage_at(status, instrument, governor, "put name to", "object")
            return
        base = statuses.get(("preposition", f"{lemma} {word}"))
        if base and (status := shifted(base, governor)):
            yield stage_at(status, instrument, governor, f"{lemma} {word}", "preposition")
            return
    if word in UNDER and not any(
        c.dep_ == "acl" for c in preposition.doc[instrument.head].children
    ):
        after = preposition.doc[instrument.head + 1 : instrument.head + 5].text
        status = "signed" if re.match(r"of (?:\w+ )*(?:19|20)\d\d", after) else "in_force"
        yield stage_at(status, instrument, preposition, "under", "under")


def _of_noun(base: str, noun: Token, instrument: Instrument) -> Iterator[Stage]:
    """Talks on a pact, and what became of the talks."""
    relation, verb = noun.dep_, noun.head
    if noun.dep_ == "pobj":
        relation, verb = "dobj", noun.head.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        word = f"{verb.lemma_.lower()} {noun.head.lower_}"
        if load_words().statuses.get(("preposition", word)) == "cancelled" or (
            noun.head.dep_ == "prep" and noun.head.head.lower_ in ("out", "away")
        ):
            yield stage_at("cancelled", instrument, verb, word, "noun")
            return
    if is_negated(noun):
        yield stage_at("denied", instrument, noun, f"no {noun.lower_}", "negation")
        return
    if relation in ("nsubj", "nsubjpass", "dobj") and verb.pos_ in ("VERB", "AUX"):
        role = "subject" if relation == "nsubj" else "object"
        said = verb_status(verb, role)
        if said and said[0] in ("cancelled", "denied"):
            yield stage_at(said[0], instrument, verb, said[1], "noun")
            return
        lemma = noun.lemma_.lower()
        if verb.lemma_ in ("put", "set", "affix") and lemma in ("name", "signature", "hand"):
            if status := shifted("signed", verb):
                yield stage_at(status, instrument, verb, "put name to", "object")
            return
        if (
            verb.lemma_ in ("conclude", "end", "complete", "finish", "close")
            and base == "under_negotiation"
        ):
            status = shifted("signed", verb)
            yield stage_at(
                "under_negotiation" if status == "denied" else status or base,
                instrument,
                verb,
                verb.lemma_,
                "noun",
            )
            return
    yield stage_at(base, instrument, noun, noun.lower_, "noun")


def stage_at(status: str, instrument: Instrument, token: Token, word: str, how: str) -> Stage:
    """A stage quoted from the instrument to the token that tells of it."""
    start = min(instrument.start, token.idx)
    end = max(instrument.end, token.idx + len(token))
    verb = token.i if token.pos_ in ("VERB", "AUX") else None
    return Stage(status, start, end, word, how, verb)

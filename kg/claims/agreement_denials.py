"""Say that there is no agreement, and quote the word that says so.

    "No ferry accord was signed."                    -> quoted from "No"
    "Six papers were signed. A treaty was not among them."  -> the treaty: denied, not signed
    "The accord was signed; the treaty stayed open." -> the treaty has a verb of its own

in    a Reading, an Instrument with a stage that its list gave it; a Stage that denies
out   Stages
data  data/patterns/agreements.yaml: words of denial, `denying` and `listing`
next  kg.claims.agreements
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_verbs import verb_status
from kg.claims.agreement_words import load_words
from kg.claims.modality import is_negated
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["denial_quoted", "own_verb_said"]

#: Most characters between a word of denial and what it denies first of all.
NEAR = 24
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


@cache
def _deniers() -> re.Pattern[str]:
    known = {w for (_, w), status in load_words().statuses.items() if status == "denied"}
    forms = sorted({*load_words().denying, *known}, key=lambda w: (-len(w), w))
    inflected = "|".join(re.escape(w) for w in forms)
    return re.compile(rf"\b(?:{inflected})(?:s|ed|d|ies|ied)?\b|n't\b", re.IGNORECASE)


def denial_quoted(reading: Reading, stage: Stage) -> Stage:
    """Return a denial whose quote holds a word that denies.

    Args:
        reading: The document as read.
        stage: Any stage; one that denies nothing is given back.

    Returns:
        The stage, its span drawn out to the nearest word of denial in its sentence, or to the
        answer that follows a question; as it was where neither has one.

    """
    if stage.status != "denied" or _deniers().search(reading.text, stage.start, stage.end):
        return stage
    sentence = reading.sentence_at(stage.start)
    if sentence is None:
        return stage
    places = [m.span() for m in _deniers().finditer(reading.text, sentence.start, sentence.end)]
    if not places and sentence.index + 1 < len(reading.sentences):
        following = reading.sentences[sentence.index + 1]
        answer = _deniers().match(reading.text, following.start, following.end)
        places = [answer.span()] if answer else []
    if not places:
        return stage
    before = [p for p in places if 0 <= stage.start - p[1] <= NEAR]
    start, end = min(
        before or places, key=lambda p: (max(p[0] - stage.end, stage.start - p[1], 0), p)
    )
    return replace(stage, start=min(start, stage.start), end=max(end, stage.end))


def own_verb_said(reading: Reading, instrument: Instrument, stage: Stage) -> Stage | None:
    """Return the stage that a list gives an item, unless a verb of the item's own stands by.

    Args:
        reading: The document as read.
        instrument: The item.
        stage: What the list says of its items.

    Returns:
        The stage; denied where the verb denies it; None where it tells something else.

    """
    if stage.how not in ("list", "inherited") or stage.status == "denied":
        return stage
    verb = _verb_of(reading.doc[instrument.head])
    if verb is None:
        return stage
    if is_negated(verb):
        place = min(instrument.start, verb.idx), max(instrument.end, verb.idx + len(verb))
        return Stage("denied", *place, "not", "negation", verb.i)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    told = verb.lemma_.lower() in load_words().listing or passive
    return stage if told or verb_status(verb, "subject") else None


def _verb_of(head: Token) -> Token | None:
    """The finite verb whose subject a noun is."""
    verb = head.head
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.children)
    subject = head.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX")
    return verb if subject and finite else None

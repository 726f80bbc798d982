"""Say why a claim was made: where each slot was read, what coloured it, what weighed most.

    explain(reading, claim).slots["exporter"]   -> the words "Kenyan", their place, "demonym"

in    a Reading and one of its Claims
out   an Explanation
next  kg explain prints it

Nothing here is guessed: slots are looked up among the mentions, amounts and periods of the
Reading, and the weights are those the scorer used for the same statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.claims.agreement_judged import agreement_features
from kg.claims.agreements import told_beside
from kg.claims.attribution import find_attribution
from kg.claims.confidence import calibrated
from kg.claims.modality import head_of, verb_modality
from kg.claims.plans import plan_features
from kg.claims.traits import Judged, judged_statements
from kg.model import Claim, Slot
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

__all__ = ["Explanation", "Origin", "explain", "final_confidence"]

#: Features shown of a scorer.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of a slot was read."""

    part: Slot  #: the slot, or one name of it
    words: str | None  #: as in the text; None where no words of the text stand for it
    start: int | None
    end: int | None
    how: str  #: name, capital, demonym, pronoun, amount, period, words, worked out


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim was made."""

    sentence: str  #: the sentences the quote stands in
    start: int  #: of those
    end: int
    slots: Mapping[str, tuple[Origin, ...]]  #: slots that are not empty
    modality_words: tuple[str, ...]
    attribution_words: str  #: verb, noun or adjective that shows who says it
    rules: tuple[str, ...]  #: what the finder gives as its reason
    raw: float  #: what rule or scorer gave, before it was made a share of right claims
    scorer: str | None  #: of the statement, where one judged it
    probability: float | None
    features: tuple[tuple[str, float], ...]  #: strongest first, with their part of the score


def explain(reading: Reading, claim: Claim) -> Explanation:
    """Explain a claim.

    Args:
        reading: The document as read.
        claim: As its finder gave it, with its raw confidence.

    """
    touched = [s for s in reading.sentences if s.end > claim.start and s.start < claim.end]
    start = min((s.start for s in touched), default=claim.start)
    end = max((s.end for s in touched), default=claim.end)
    head = head_of(reading, claim.start, claim.end)
    governors = verb_modality(head)[1] if head is not None else frozenset()
    name, probability, features = _weighed(reading, claim)
    slots = {
        slot: tuple(_origin(reading, claim, (start, end), part) for part in _parts(value))
        for slot, value in claim.slots.items()
        if value not in (None, ())
    }
    return Explanation(
        sentence=reading.quote(start, end),
        start=start,
        end=end,
        slots=slots,
        modality_words=tuple(sorted(governors)),
        attribution_words=find_attribution(reading, claim.start, claim.end).word,
        rules=claim.because,
        raw=claim.confidence,
        scorer=name,
        probability=probability,
        features=features,
    )


def final_confidence(claim: Claim) -> float:
    """Share of claims like this one that are right."""
    return calibrated(claim).confidence


def _parts(value: Slot) -> tuple[Slot, ...]:
    return value if isinstance(value, tuple) else (value,)


def _origin(reading: Reading, claim: Claim, sentence: tuple[int, int], part: Slot) -> Origin:
    """The place nearest the claim that stands for a part of a slot."""
    found = sorted(
        _places(reading, claim, part),
        key=lambda place: (_distance(place, sentence), -place[0], place[2]),
    )
    if not found:
        return Origin(part, None, None, None, "worked out")
    start, end, how = found[0]
    return Origin(part, reading.quote(start, end), start, end, how)


def _places(reading: Reading, claim: Claim, part: Slot) -> Iterator[tuple[int, int, str]]:
    for mention in reading.mentions:
        if mention.actor == part:
            yield mention.start, mention.end, mention.form
    for amount in reading.amounts:
        if part in (amount.value, amount.high, amount.unit):
            yield amount.start, amount.end, "amount"
    for period in reading.periods:
        if period.value == part:
            yield period.start, period.end, "period"
    if isinstance(part, str):
        at = claim.quote.lower().find(part.lower())
        if at >= 0:
            yield claim.start + at, claim.start + at + len(part), "words"


def _distance(place: tuple[int, int, str], sentence: tuple[int, int]) -> int:
    """Characters between a place and the sentences of the claim; what comes after counts double."""
    if place[0] < sentence[0]:
        return sentence[0] - place[0]
    return 2 * max(0, place[1] - sentence[1])


def _weighed(
    reading: Reading, claim: Claim
) -> tuple[str | None, float | None, tuple[tuple[str, float], ...]]:
    """Scorer, probability and strongest features of the statement a claim was judged by."""
    if claim.kind not in ("plans", "implications", "agreements"):
        return None, None, ()
    if claim.kind == "agreements" and claim.because[:1] != ("judged",):
        return None, None, ()
    scorer = Scorer.load(claim.kind)
    judged = next((j for j in judged_statements(reading) if _covers(j, claim)), None)
    if scorer is None or judged is None:
        return None, None, ()
    features: Mapping[str, float] = judged.features
    if claim.kind == "plans":
        features = plan_features(reading, judged)
    elif claim.kind == "agreements":
        features = agreement_features(reading, judged, told_beside(reading))
    strongest = scorer.explain(features, limit=SHOWN)
    return claim.kind, round(scorer.probability(features), 3), tuple(strongest)


def _covers(judged: Judged, claim: Claim) -> bool:
    return judged.statement.start <= claim.start < judged.statement.end

"""Find visits that no rule reads, and drop weak ones that rules read, by a learned judgement.

    "On 4 May Chilean President Gabriel Boric was guest of honour at the fair of Lima."
        -> visitor Gabriel Boric

in    a Reading, the visits that rules found and the frames they come from
out   the visits to keep
data  data/models/visits.json says whether a person is abroad by a sentence; without it the
      visits of the rules stay as they are
next  kg.claims.visits

A visit is added once a person and month; where its sentence has no date of its own, not to a
country that the person is already known to have visited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.claims.making import make_claim
from kg.claims.modality import modality_of
from kg.claims.visit_candidates import (
    Candidate,
    candidate_features,
    find_candidates,
    verb_over,
)
from kg.claims.visit_dates import dates_of
from kg.claims.visit_frames import Frame
from kg.claims.visit_homes import country_of_place
from kg.claims.visit_places import root_of
from kg.model import Claim
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

__all__ = ["JudgedVisit", "judge_visits", "visit_candidates"]

#: Least probability of a visit that no rule reads.
LEAST = 0.6
#: Least probability of a visit by a rule whose sentence has no date of its own.
LEAST_RULED = 0.5
#: Where a date stands that the sentence of the visit does not give.
BORROWED = frozenset(["passage", "document"])
#: Ways of saying it that lean on another visit, and are not judged.
LEANING = frozenset(["companion"])


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A candidate with what it looks like, and whether a rule read it."""

    candidate: Candidate
    features: Mapping[str, float]
    ruled: bool


def visit_candidates(
    reading: Reading, ruled: Sequence[Claim], frames: Sequence[Frame], homes: Mapping[str, str]
) -> list[JudgedVisit]:
    """Every person who may be abroad by a sentence, with features.

    Args:
        reading: The document as read.
        ruled: The visits that rules found.
        frames: Who is said to be where.
        homes: Home of each person whose home is known.

    Returns:
        Candidates in order of place; [] where no person is named.

    """
    read = {(claim.slots["visitor"], _sentence(reading, claim)) for claim in ruled}
    return [
        JudgedVisit(
            candidate,
            candidate_features(reading, candidate, frames, ruled),
            (candidate.person.actor, candidate.sentence.index) in read,
        )
        for candidate in find_candidates(reading, homes)
    ]


def judge_visits(
    reading: Reading, ruled: Sequence[Claim], frames: Sequence[Frame], homes: Mapping[str, str]
) -> list[Claim]:
    """The visits of the rules without the improbable, and the probable ones that no rule read.

    Args:
        reading: The document as read.
        ruled: The visits that rules found.
        frames: Who is said to be where.
        homes: Home of each person whose home is known.

    Returns:
        Claims in no order; *ruled* as it is where there is no model file.

    """
    scorer = Scorer.load("visits")
    if scorer is None:
        return list(ruled)
    judged = visit_candidates(reading, ruled, frames, homes)
    probable = [scorer.probability(j.features) for j in judged]
    by = {
        (j.candidate.person.actor, j.candidate.sentence.index): p
        for j, p in zip(judged, probable, strict=True)
    }
    kept = [
        claim
        for claim in ruled
        if claim.because[2] not in BORROWED
        or claim.because[0] in LEANING
        or by.get((str(claim.slots["visitor"]), _sentence(reading, claim)), 1.0) >= LEAST_RULED
    ]
    told = {(c.slots["visitor"], str(c.slots["start_date"] or "")[:7]) for c in kept}
    been = {
        (c.slots["visitor"], country_of_place(reading, str(c.slots["host_place"]))) for c in kept
    }
    for j, p in zip(judged, probable, strict=True):
        if j.ruled or p < LEAST:
            continue
        strongest = scorer.explain(j.features, limit=1)
        word = strongest[0][0] if strongest else "all its words"
        for claim in _claims(reading, j.candidate, p, word):
            key = (claim.slots["visitor"], str(claim.slots["start_date"] or "")[:7])
            there = (claim.slots["visitor"], j.candidate.abroad)
            if key in told or (claim.because[2] != "sentence" and there in been):
                continue
            told.add(key)
            been.add(there)
            kept.append(claim)
    return kept


def _claims(
    reading: Reading, candidate: Candidate, probability: float, word: str
) -> Iterator[Claim]:
    """The visits of one candidate: one for each date; none where the sentence denies it."""
    person, place, sentence = candidate.person, candidate.place, candidate.sentence
    spans = [person, place] if candidate.source == "sentence" else [person]
    token = root_of(reading, person)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    verb = verb_over(token) if token is not None else None
    if verb is not None and sentence.start <= verb.idx < sentence.end:
        start, end = min(start, verb.idx), max(end, verb.idx + len(verb))
    modality = modality_of(reading, start, end)
    if modality == "negated":
        return
    frame = Frame(
        person, place, "judged", word, start, end, "", sentence.index, verb.i if verb else None
    )
    for first, last, where in dates_of(reading, frame):
        yield make_claim(
            reading,
            "visits",
            start,
            end,
            {
                "visitor": person.actor,
                "host_place": place.actor,
                "start_date": first,
                "end_date": last,
            },
            modality=modality,
            confidence=probability,
            because=("judged", word, where),
        )


def _sentence(reading: Reading, claim: Claim) -> int:
    """The number of the sentence a claim begins in; -1 outside all."""
    sentence = reading.sentence_at(claim.start)
    return sentence.index if sentence is not None else -1

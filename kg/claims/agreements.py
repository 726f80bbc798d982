"""Find the agreements a document speaks of, and at what stage each stands.

    "Chile and Peru signed a copper accord." -> copper accord, pact, (Chile, Peru), signed

in    a Reading
out   agreement Claims: label, kind, parties, sector, status, date
data  data/lexicon/agreement_*.csv, data/patterns/agreements.yaml; data/models/agreements.json
next  kg.graph

A row a stage: an accord that was signed and took effect gives two. A denial
("no accord was signed") is kept, with status denied and modality negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.claims.agreement_acts import find_acts
from kg.claims.agreement_candidates import Instrument, Stage, find_instruments, is_plural
from kg.claims.agreement_context import (
    inherited,
    listed,
    pronouns,
    term_of,
    term_stages,
)
from kg.claims.agreement_denials import denial_quoted, own_verb_said
from kg.claims.agreement_judged import Ruled, judged_agreements
from kg.claims.agreement_labels import singular
from kg.claims.agreement_offers import find_offers
from kg.claims.agreement_others import find_others
from kg.claims.agreement_prospects import foreseen, foreseen_term, is_repeated, to_come
from kg.claims.agreement_status import find_stages
from kg.claims.agreement_told import parties_of_all
from kg.claims.exports import ruled_exports
from kg.claims.making import make_claim
from kg.claims.sectors import sector_of
from kg.claims.trade import ruled_trade
from kg.claims.visits import ruled_visits
from kg.model import Claim, Modality
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

__all__ = ["find_agreements", "ruled_agreements", "told_beside", "told_by_rule"]

#: Nouns that stand for an agreement of most kinds, and for any text.
GENERAL = frozenset(["deal", "pact", "accord", "agreement", "treaty"])
TEXTS = frozenset(["document", "text", "paper", "instrument"])
#: How often each way of saying it makes a right row, from the annotated documents.
CONFIDENCE = {
    "object": 0.8,
    "subject": 0.8,
    "participle": 0.85,
    "relative": 0.75,
    "noun": 0.8,
    "term": 0.85,
    "list": 0.8,
    "inherited": 0.8,
    "cue": 0.75,
    "pronoun": 0.75,
    "negation": 0.85,
    "other": 0.7,
    "act": 0.6,
    "topic": 0.6,
    "offer": 0.5,
    "under": 0.5,
    "dated": 0.6,
    "foreseen": 0.7,
    "title": 0.7,
}
MODALITY: dict[str, Modality] = {
    "denied": "negated",
    "expected": "planned",
    "proposed": "planned",
    "under_negotiation": "planned",
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stage of an agreement that may become a row."""

    instrument: Instrument
    stage: Stage
    label: str
    kind: str
    probability: float | None = None  #: where a scorer judged it


def find_agreements(reading: Reading) -> list[Claim]:
    """Return the agreements that *reading* speaks of, in order.

    Args:
        reading: The document as read.

    Returns:
        One Claim for each agreement and stage; an empty list where there is none.

    """
    ruled = _by_rule(reading)
    return _claims(reading, (*ruled, *_judged(reading, ruled)))


def _claims(reading: Reading, candidates: Sequence[_Candidate]) -> list[Claim]:
    """One claim for each agreement and stage, by the candidate that tells most of it."""
    best: dict[tuple[str, str], _Candidate] = {}
    for candidate in candidates:
        key = (candidate.label.casefold(), candidate.stage.status)
        if key not in best or _weight(reading, candidate) > _weight(reading, best[key]):
            best[key] = candidate
    chosen = sorted(best.values(), key=lambda c: (c.stage.start, c.stage.end))
    told = [(c.instrument, c.stage, c.label) for c in chosen]
    parties = parties_of_all(reading, told)
    return [_claim(reading, c, p) for c, p in zip(chosen, parties, strict=True)]


def ruled_agreements(reading: Reading) -> list[Ruled]:
    """What grammar and lexicon alone find, in order: the scorer judges only what they leave.

    Args:
        reading: The document as read.

    """
    return _ruled(_by_rule(reading))


@once_a_reading
def _by_rule(reading: Reading) -> tuple[_Candidate, ...]:
    return tuple(_candidates(reading))


@once_a_reading
def told_beside(reading: Reading) -> tuple[Claim, ...]:
    """What the document claims beside agreements, by rules alone.

    The scorers look at it, so it must not depend on what scorers are shipped: else a
    training would not give the same bytes twice.
    """
    visits = ruled_visits(reading).claims
    return (*ruled_trade(reading), *visits, *ruled_exports(reading))


@once_a_reading
def told_by_rule(reading: Reading) -> tuple[Claim, ...]:
    """Like `told_beside`, with the agreements."""
    return (*_claims(reading, _by_rule(reading)), *told_beside(reading))


def _ruled(candidates: Sequence[_Candidate]) -> list[Ruled]:
    return [Ruled(c.instrument, c.stage.start, c.stage.end, c.stage.status) for c in candidates]


def _judged(reading: Reading, ruled: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Agreements that a scorer finds where no rule does."""
    found = judged_agreements(reading, _ruled(ruled), told_beside(reading))
    for instrument, stage, probability in found:
        yield _Candidate(instrument, stage, instrument.label, instrument.kind, probability)


def _weight(reading: Reading, candidate: _Candidate) -> int:
    """How fully a sentence tells of a stage: with its date, outside headings, by a verb."""
    sentence = reading.sentences[candidate.instrument.sentence]
    return (
        2 * bool(reading.periods_in(sentence))
        + 2 * (reading.blocks[sentence.block].kind not in ("heading", "question"))
        + (candidate.stage.how in ("object", "subject", "participle", "term"))
    )


def _candidates(reading: Reading) -> Iterator[_Candidate]:
    """Every stage of every agreement; "the deal" takes the label of what it stands for."""
    found = [*_terms(reading)]
    terms = [term_of(reading, block) for block in reading.blocks]
    before: list[Instrument] = [t for t in terms if t is not None]
    signed: list[tuple[Instrument, Stage]] = []
    ahead = [c.instrument for c in found if c.stage.how == "foreseen"]
    for instrument in find_instruments(reading):
        named = instrument
        stages = find_stages(reading, instrument)
        own = any(s.how in ("participle", "relative") for s in stages)
        if instrument.bare and instrument.introduced in ("given", "bare") and not own:
            named = _antecedent(reading, instrument, before) or instrument
        elif not instrument.bare and instrument.strong:
            before.append(instrument)
        if not stages:
            stage = (
                foreseen(reading, instrument)
                or listed(reading, instrument)
                or inherited(reading, instrument, signed)
            )
            stage = own_verb_said(reading, instrument, stage) if stage else None
            stages = [stage] if stage else []
            if stage and stage.how == "foreseen":
                if is_repeated(reading, instrument, ahead):
                    continue
                ahead.append(instrument)
        for stage in (to_come(reading, instrument, s) for s in stages):
            found.append(_Candidate(instrument, stage, named.label, named.kind))
            if stage.status == "signed":
                signed.append((instrument, stage))
    for instrument, stage in (*find_acts(reading), *find_offers(reading)):
        found.append(_Candidate(instrument, stage, instrument.label, instrument.kind))
    before.sort(key=lambda i: i.start)
    for instrument, stage in find_others(reading, before, signed):
        found.append(_Candidate(instrument, stage, instrument.label, instrument.kind))
    for instrument, stage in pronouns(reading, before):
        found.append(_Candidate(instrument, stage, instrument.label, instrument.kind))
    return iter(sorted(found, key=lambda c: (c.stage.start, c.stage.end)))


def _terms(reading: Reading) -> Iterator[_Candidate]:
    """Agreements that are the terms of items."""
    for block in reading.blocks:
        instrument = term_of(reading, block)
        if instrument is None:
            continue
        stages = [stage for _, stage in term_stages(reading, block)]
        if not stages and (ahead := foreseen_term(reading, block, instrument)):
            stages = [ahead]
        for stage in stages:
            yield _Candidate(instrument, stage, instrument.label, instrument.kind)


def _antecedent(
    reading: Reading, instrument: Instrument, before: list[Instrument]
) -> Instrument | None:
    """The last agreement named before that the same noun, or a general one, can stand for."""
    token = reading.doc[instrument.head]
    if is_plural(token):
        return None
    noun = singular(token.lower_)
    before = [b for b in before if b.item or not is_plural(reading.doc[b.head])]
    for earlier in reversed(before[-6:]):
        if noun == singular(reading.doc[earlier.head].lower_):
            return earlier
    for earlier in reversed(before[-4:]):
        general = noun in GENERAL and earlier.kind not in ("declaration", "programme")
        if general or (noun in TEXTS and earlier.introduced != "no"):
            return earlier
    return None


def _claim(reading: Reading, candidate: _Candidate, parties: tuple[str, ...]) -> Claim:
    instrument, stage = candidate.instrument, denial_quoted(reading, candidate.stage)
    sentence = reading.sentences[instrument.sentence]
    periods = reading.periods_in(sentence)
    after = [p for p in periods if p.start >= instrument.start] or list(periods)
    head = reading.doc[instrument.head].idx
    acted = [p for p in after if p.start >= head or p.end <= instrument.start]
    date = next(iter(acted or after), None)  # the year in a name gives way to that of the act
    return make_claim(
        reading,
        "agreements",
        stage.start,
        stage.end,
        {
            "label": candidate.label,
            "kind": candidate.kind,
            "parties": parties,
            "sector": sector_of(candidate.label, reading.words(sentence)),
            "status": stage.status,
            "date": date.value if date is not None else None,
        },
        modality=MODALITY.get(stage.status, "asserted"),
        confidence=_confidence(candidate),
        because=(stage.how, stage.word),
    )


def _confidence(candidate: _Candidate) -> float:
    if candidate.probability is not None:
        return candidate.probability
    base = CONFIDENCE.get(candidate.stage.how, 0.6)
    return base - (0.0 if candidate.instrument.strong else 0.15)

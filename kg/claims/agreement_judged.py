"""Find agreements that no noun or verb of agreement gives away, by a learned judgement.

    "The quota for Chilean wine was raised in 2019."   -> "quota for Chilean wine", signed
    "Chile agreed in principle on a sixth bridge."
        -> "agree in principle on a sixth bridge", signed

in    a Reading, and the agreements that grammar and lexicon found
out   an Instrument and a Stage for each other statement that is probably one
data  data/models/agreements.json says whether a statement tells of an agreement,
      data/models/agreement_status.json at what stage; without them nothing is found here
next  kg.claims.agreements

A statement that a rule has read is left to the rule. The label is the agreement that the
statement names, else, where it has only a pronoun, the one told of last, else what is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.claims.act_traits import act_features
from kg.claims.agreement_candidates import Instrument, Stage, find_in_span
from kg.claims.agreement_framed import Framed, frame_features, framed_in, label_of_object
from kg.claims.agreement_verbs import find_cue, verb_status
from kg.claims.agreement_words import load_words
from kg.claims.clauses import Statement
from kg.claims.modality import is_negated
from kg.claims.plan_labels import label_of
from kg.claims.traits import Judged, judged_statements
from kg.claims.wording import content_head, shorten
from kg.model import Claim
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Ruled", "agreement_features", "is_ruled", "judged_agreements"]

#: By how much what any statement looks like may speak against an agreement; of 100 that were
#: judged to tell of one, one looks worse (of all statements, seven in ten do).
AGAINST = -0.67
#: Least probability of a statement that is kept: a wrong agreement costs more than a missing one.
LEAST = 0.7
#: What can be refused.
OPEN = frozenset(["proposed", "under_negotiation", "expected"])
#: How many sentences back the agreement that a pronoun stands for may have been told of.
REACH = 3
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
THINGS = frozenset(["nsubj", "nsubjpass", "dobj", "attr"])
#: What is done with an agreement; its object is the agreement, and names it without the verb.
ROLES = ("object", "subject")
#: Stand for an agreement told of before.
STAND_INS = frozenset(
    ["it", "this", "that", "which", "one", "none", "nothing", "both", "they", "all"]
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """An agreement that a rule found: what it is and the span that tells of it."""

    instrument: Instrument
    start: int
    end: int
    status: str = "signed"


def judged_agreements(
    reading: Reading, ruled: Sequence[Ruled], told: Sequence[Claim]
) -> Iterator[tuple[Instrument, Stage, float]]:
    """Yield what is probably an agreement among the statements that no rule read.

    Args:
        reading: The document as read.
        ruled: What the rules found, in order of place.
        told: Claims of other kinds that the document makes.

    Yields:
        The agreement, its stage, and the probability; nothing where no model file is.

    """
    scorer, statuses = Scorer.load("agreements"), Scorer.load("agreement_status")
    if scorer is None or statuses is None:
        return
    before = [(r.status, r.instrument) for r in ruled]
    for judged in judged_statements(reading):
        if is_ruled(judged, ruled) or scorer.leaning(judged.features) < AGAINST:
            continue
        features = agreement_features(reading, judged, told)
        probability = scorer.probability(features)
        if probability < LEAST:
            continue
        status = _denied(reading, judged.statement, statuses.best(features)[0])
        instrument = _instrument(reading, judged, before, status)
        if instrument is not None:
            before.append((status, instrument))
            start, end = judged.statement.start, judged.statement.end
            strongest = scorer.explain(features, limit=1)
            word = strongest[0][0] if strongest else "all its words"
            yield instrument, Stage(status, start, end, word, "judged"), probability


def is_ruled(judged: Judged, ruled: Sequence[Ruled]) -> bool:
    """Whether a rule found an agreement in a statement."""
    return any(r.start < judged.statement.end and r.end > judged.statement.start for r in ruled)


def agreement_features(reading: Reading, judged: Judged, told: Sequence[Claim]) -> dict[str, float]:
    """Every feature by which a statement is judged to tell of an agreement.

    Args:
        reading: The document as read.
        judged: One of its statements, with what any statement looks like.
        told: Claims of other kinds that the document makes.

    Returns:
        Value by feature name.

    """
    start, end = judged.statement.start, judged.statement.end
    found = act_features(reading, judged, told)
    sentence = judged.statement.sentence
    named = find_in_span(reading, start, end, sentence)
    found.update({f"agreement_noun={i.introduced}_{i.strong}": 0.5 for i in named})
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.pos_ in ("VERB", "AUX"):
            for role in ROLES:
                if status := verb_status(token, role):
                    found[f"stage_{role}={status[0]}"] = 0.5
        if token.lower_ in STAND_INS and token.dep_ in (*SUBJECTS, "dobj", "pobj"):
            found["stands_in"] = 0.5
    if cue := find_cue(reading.text[start:end].lower()):
        found[f"cue={cue[0]}"] = 0.5
    found.update(frame_features(reading, start, end))
    return found


def _instrument(
    reading: Reading, judged: Judged, before: Sequence[tuple[str, Instrument]], status: str
) -> Instrument | None:
    """What the statement tells of; None where only a pronoun does, and nothing came before."""
    statement = judged.statement
    head = content_head(reading, statement.start, statement.end)
    if head is None:
        return None
    named = find_in_span(reading, statement.start, statement.end, statement.sentence)
    full = [i for i in named if not i.bare and _is_told_of(head, reading.doc[i.head])]
    framed = _framed(reading, head, statement, status)
    if framed is not None and not full:
        label = label_of_object(reading, framed, statement.end)
        if len(label.split()) > 1:
            return _new(head, statement, label)
    if not full and framed is None and (head.pos_ not in ("VERB", "AUX") or _is_soft(head)):
        return None  # "better use of a pact" tells nothing of the pact
    told_before = framed is not None and framed.told_before
    if not full and not told_before and not _has_object(head, statement.start, statement.end):
        full = [i for i in named if not i.bare]
    if full:
        return replace(full[0], strong=False)
    bare = any(i.bare and _is_told_of(head, reading.doc[i.head]) for i in named)
    if told_before or bare or _stands_in(head, statement.start, statement.end):
        if earlier := _told_before(statement, status, before):
            return replace(earlier, sentence=statement.sentence.index, strong=False)
        if not bare:
            return None
    label = _undated(reading, statement, _label(reading, head, statement.start, statement.end))
    return _new(head, statement, label) if len(label.split()) > 1 else None


def _denied(reading: Reading, statement: Statement, status: str) -> str:
    """The status judged, unless the verb that the statement turns on is denied."""
    head = content_head(reading, statement.start, statement.end)
    if head is None or status in ("cancelled", "denied") or not is_negated(head):
        return status
    late = any(c.lower_ == "yet" for c in head.children)
    return status if late and status in ("under_negotiation", "expected") else "denied"


def _framed(reading: Reading, head: Token, statement: Statement, status: str) -> Framed | None:
    """The verb of agreement that tells most: of the status judged, near the top, with an object."""
    found = framed_in(reading, statement.start, statement.end)
    ranked = [
        (f.status == status, f.verb == head, f.party, not f.told_before, -i)
        for i, f in enumerate(found)
    ]
    return found[-max(ranked)[-1]] if ranked else None


def _told_before(
    statement: Statement, status: str, before: Sequence[tuple[str, Instrument]]
) -> Instrument | None:
    """What a statement goes back to: an offer where it refuses one, else what was told last."""
    near = [
        (said, i)
        for said, i in sorted(before, key=lambda b: b[1].start)
        if i.start < statement.start and statement.sentence.index - i.sentence <= REACH
    ]
    open_ones = [i for said, i in near if said in OPEN]
    if status in ("cancelled", "denied") and open_ones:
        return open_ones[-1]
    return near[-1][1] if near else None


def _undated(reading: Reading, statement: Statement, label: str) -> str:
    """A label that ends before the first date of its statement."""
    for period in reading.periods:
        if statement.start <= period.start < statement.end:
            label = label.split(reading.words(period))[0] or label
    return shorten(label, len(label.split()))


def _new(head: Token, statement: Statement, label: str) -> Instrument:
    return Instrument(
        head=head.i,
        start=statement.start,
        end=statement.end,
        label=label,
        kind="other",
        strong=False,
        introduced="new",
        sentence=statement.sentence.index,
    )


def _is_soft(head: Token) -> bool:
    """Whether it is agreed to do what makes a plan: "agreed to continue"."""
    agreed = head.dep_ == "xcomp" and head.head.lemma_.lower() == "agree"
    return agreed and head.lemma_.lower() in load_words().soft


def _is_told_of(head: Token, noun: Token) -> bool:
    """Whether a noun is what a clause is about: its head, or a subject or object of it."""
    return noun.i == head.i or (noun.head.i == head.i and noun.dep_ in THINGS)


def _has_object(head: Token, start: int, end: int) -> bool:
    """Whether a verb said of agreements has an object: what was dropped, written off, leased."""
    said = any((role, head.lemma_.lower()) in load_words().statuses for role in ROLES)
    objects = ("dobj", "nsubjpass")
    return said and any(c.dep_ in objects and start <= c.idx < end for c in head.children)


def _label(reading: Reading, head: Token, start: int, end: int) -> str:
    """What is done, without a verb that only says that it was agreed."""
    label = label_of(reading, start, end)
    lemma = head.lemma_.lower()
    statuses = load_words().statuses
    said = any((role, lemma) in statuses for role in ROLES)
    named = any(c.dep_ in ("dobj", "nsubjpass") for c in head.children)
    if said and named and label.startswith(f"{lemma} "):
        return label[len(lemma) + 1 :].removeprefix("a ").removeprefix("the ")
    return label


def _stands_in(head: Token, start: int, end: int) -> bool:
    """Whether a statement has no subject or object of its own but a pronoun."""
    things = [c for c in head.children if c.dep_ in THINGS and start <= c.idx < end]
    for child in head.children:
        if child.dep_ == "prep" and child.i == head.i + 1:  # "withdrew from it"
            things.extend(c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PRON")
            if any(t.pos_ == "PRON" and t.lower_ in STAND_INS for t in things):
                return True
    return all(t.lower_ in STAND_INS or t.pos_ == "PRON" for t in things)

"""Say what a statement has its subjects do: how firm its verbs are, who acts, what else it tells.

    "Chile and Peru hope to open a joint port."
        -> verb=wish, below=join_forces, subject=country, common, ...

in    a Reading, a judged statement of it, and what other finders found
out   feature names with values
data  data/lexicon/planning.csv: how firm a verb is, what states do together
next  kg.claims.plans and kg.claims.agreement_judged give them to their scorers

A statement that tells of a visit or a flow is seldom a plan or an agreement as well, so
what the other finders said of it counts too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.claims.holders import can_hold, mention_at
from kg.claims.plan_words import firmness, planning
from kg.claims.traits import Judged, judged_statements
from kg.claims.wording import top_of
from kg.model import Claim
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["act_features"]

#: Verbs that are looked at, from the top down.
VERBS = 4
CLAUSES = frozenset(["xcomp", "ccomp"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Of the shorter of two spans, what they share where they tell of the same thing.
SHARED = 0.5


def act_features(reading: Reading, judged: Judged, told: Sequence[Claim]) -> dict[str, float]:
    """Every feature by which a statement is judged a plan, or an agreement.

    Args:
        reading: The document as read.
        judged: One of its statements, with what any statement looks like.
        told: Claims of other kinds that the document makes.

    Returns:
        Value by feature name; those of kg.claims.traits among them.

    """
    place = judged.statement.start, judged.statement.end
    found = {**judged.features, **_acts(reading)[place]}
    found.update(dict.fromkeys(_told(told, *place), 0.5))
    return found


@once_a_reading
def _acts(reading: Reading) -> dict[tuple[int, int], dict[str, float]]:
    """The features of every statement that only depend on its words, by its span."""
    spans = ((j.statement.start, j.statement.end) for j in judged_statements(reading))
    return {span: _acts_of(reading, *span) for span in spans}


def _acts_of(reading: Reading, start: int, end: int) -> dict[str, float]:
    """The features that only depend on the words of a statement."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return {}
    found = dict.fromkeys(_verbs(reading, span), 0.5)
    found.update(_words(span))
    countries = {
        m.actor for m in reading.mentions if m.kind == "country" and start <= m.start < end
    }
    found[f"countries={min(len(countries), 3)}"] = 0.5
    return found


def _verbs(reading: Reading, span: Span) -> Iterator[str]:
    """How firm the verbs of a statement are, and who their subjects are."""
    for depth, verb in enumerate(_chain(span)):
        place = "below" if depth else "verb"
        firm = _firmness(verb)
        yield from (f"{place}={kind}" for kind in firm)
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                who = _who(reading, child)
                yield f"{place}_subject={who}"
                yield from (f"subject_verb={who}_{kind}" for kind in firm)


def _chain(span: Span) -> list[Token]:
    """The verb at the top with those of its clauses, at most VERBS."""
    chain = [top_of(span)]
    for verb in chain:
        chain.extend(c for c in verb.children if c.dep_ in CLAUSES and c in span)
    return chain[:VERBS]


def _firmness(word: Token) -> Sequence[str]:
    return firmness().get(word.lemma_.lower(), ())


def _who(reading: Reading, subject: Token) -> str:
    """What a subject is: a kind of actor, a pronoun, people, or a thing."""
    if subject.pos_ == "PRON":
        return f"pronoun_{subject.lower_}"
    mention = mention_at(reading, subject)
    if mention is not None:
        return mention.kind
    return "people" if can_hold(subject) else "thing"


def _words(span: Span) -> Mapping[str, float]:
    """Words of planning anywhere in a statement, alone and with what looks ahead."""
    kinds = sorted({kind for token in span for kind in _firmness(token)})
    ahead = sorted({token.lower_ for token in span if token.tag_ == "MD"})
    if any(t.tag_ == "TO" and t.i > span.start and t.nbor(-1).lemma_ == "be" for t in span):
        ahead.append("be_to")
    common = len({t.lemma_.lower() for t in span} & planning("common"))
    found = {f"firm={kind}": 0.5 for kind in kinds}
    found.update({f"ahead={word}_{kind}": 0.3 for word in ahead for kind in kinds})
    if common:
        found["common"] = min(common, 3) / 4
        if ahead or {"schedule", "wish", "consider", "propose"} & set(kinds):
            found["common_ahead"] = 0.5
    return found


def _told(told: Sequence[Claim], start: int, end: int) -> Iterator[str]:
    """What the other finders said of a span."""
    for claim in told:
        shared = min(claim.end, end) - max(claim.start, start)
        if shared > 0 and shared >= SHARED * min(claim.end - claim.start, end - start):
            yield f"told={claim.kind}"
            sort = {"agreements": "status", "trade": "kind"}.get(claim.kind)
            yield f"told={claim.kind}_{claim.slots[sort] if sort else claim.modality}"

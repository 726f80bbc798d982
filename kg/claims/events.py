"""Find what one state does to another: who, to whom, of which PLOVER type, when.

    "Chile imposed tariffs on Peru in 2019." -> SANCTION, source Chile, target Peru, 2019

in    a Reading
out   event Claims: type, source, target, date, sector
data  data/patterns/events.yaml
next  kg.graph

Only states and blocs, and people who act for them, are sources and targets, and both must
stand in the clause of the verb: a modest list that is right is worth more here than a long one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.event_words import load_words
from kg.claims.making import make_claim
from kg.claims.modality import verb_modality
from kg.claims.sectors import sector_of
from kg.model import Claim, Mention, Sentence
from kg.reading.actors import actor_country
from kg.reading.reading import Reading
from kg.reading.statespeople import statesperson

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_events"]

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Prepositions after which the other side of a deed stands.
TOWARDS = frozenset(["on", "to", "against", "with", "for", "from", "upon", "in"])
CONFIDENCE = {"verb": 0.7, "over": 0.7, "deed": 0.8}


def find_events(reading: Reading) -> list[Claim]:
    """Return the events between states that *reading* tells of, in order.

    Args:
        reading: The document as read.

    Returns:
        One Claim for each act, source and target; an empty list where there is none.

    """
    claims: list[Claim] = []
    for sentence in reading.sentences:
        if reading.words(sentence).endswith("?"):
            continue
        for verb in reading.span(sentence):
            if verb.pos_ == "VERB":
                claims += _acts(reading, sentence, verb)
    return claims


def _acts(reading: Reading, sentence: Sentence, verb: Token) -> Iterator[Claim]:
    """The claims one verb makes."""
    modality, _ = verb_modality(verb)
    if modality == "negated":
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    subject = _subject(verb)
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    doer = _agent(verb) if passive else subject
    patient = subject if passive else obj
    source = _state(reading, doer)
    for role, word, target in _targets(reading, verb, patient):
        kind = load_words().types.get((role, word))
        if kind is None or source is None or target is None or target.actor == source.actor:
            continue
        start = min(source.start, verb.idx, target.start)
        end = max(source.end, verb.idx + len(verb), target.end)
        periods = reading.periods_in(sentence)
        after = [p for p in periods if p.start >= verb.idx] or list(periods)
        yield make_claim(
            reading,
            "events",
            max(start, sentence.start),
            min(end, sentence.end),
            {
                "type": kind,
                "source": source.actor,
                "target": target.actor,
                "date": after[0].value if after else None,
                "sector": sector_of(reading.text[start:end], reading.words(sentence)),
            },
            modality=modality,
            confidence=CONFIDENCE[role],
            because=(role, word),
        )
        return


def _targets(
    reading: Reading, verb: Token, patient: Token | None
) -> Iterator[tuple[str, str, Mention | None]]:
    """The ways a verb can reach the other side, surest first: role, word, the other side."""
    lemma = verb.lemma_.lower()
    if patient is not None:
        deed = f"{lemma} {patient.lemma_.lower()}"
        for head in (patient, verb):
            for child in head.children:
                if child.dep_ in ("prep", "dative") and child.lower_ in TOWARDS:
                    other = next((c for c in child.children if c.dep_ == "pobj"), None)
                    yield "deed", deed, _state(reading, other)
        yield "verb", lemma, _state(reading, patient)
    for child in verb.children:
        if child.dep_ == "prep":
            other = next((c for c in child.children if c.dep_ == "pobj"), None)
            yield "over", f"{lemma} {child.lower_}", _state(reading, other)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is joined to."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child
        if verb.dep_ not in ("conj", "xcomp"):
            return None
        verb = verb.head
    return None


def _agent(verb: Token) -> Token | None:
    """X in "by X", also where the parser hangs it on something else in the clause."""
    for child in verb.subtree:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _state(reading: Reading, token: Token | None) -> Mention | None:
    """The state or bloc that a token names, that of a person too; None for anything else."""
    if token is None:
        return None
    for mention in reading.mentions:
        if mention.start > token.idx:
            return None
        if mention.start <= token.idx < mention.end:
            if mention.kind == "person":
                home = statesperson(mention.actor) or actor_country(reading, mention.actor)
                return replace(mention, actor=home) if home is not None else None
            names = mention.kind in ("country", "bloc") and mention.form != "demonym"
            return mention if names else None
    return None

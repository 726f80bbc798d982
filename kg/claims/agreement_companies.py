"""Find the two companies of a contract that its phrase and its verb name one of, or none.

    "Codelco buys rails from Siderperu. The contract was signed in May." -> Codelco, Siderperu

in    a Reading, an Instrument, its Stage and who is named with it
out   names of two companies, or ()
next  kg.claims.agreement_parties
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_signatories import (
    is_agreement,
    parties_in,
    signers,
    unique,
    unread_names,
)
from kg.model import Sentence
from kg.reading.actors import actor_country
from kg.reading.context import document_pair
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["FIRMS", "companies_told_before", "partner"]

#: Kinds of agreement that companies conclude.
FIRMS = frozenset(["contract", "mou", "joint_venture", "other"])
#: What stands for companies told of before.
THEY = frozenset(["they", "both", "company", "firm", "group", "utility", "partner", "bank"])


def partner(
    reading: Reading,
    instrument: Instrument,
    sentence: Sentence,
    named: Sequence[str],
) -> tuple[str, ...]:
    """Both companies where the phrase and the verb name one, or none, of two; else ()."""
    firm = bool(named) and getattr(reading.actors.get(named[0]), "kind", "") == "organisation"
    if firm:
        owner = [n for n in _owner(reading, reading.doc[instrument.head]) if n not in named]
        if owner:
            return (owner[0], named[0])
    elif not named and len(both := _owner(reading, reading.doc[instrument.head])) > 1:
        return (both[0], both[1])
    if instrument.kind != "contract" and not firm:
        return ()
    companies = _companies(reading, sentence)
    return companies if len(companies) == 2 and set(named) <= set(companies) else ()


def _owner(reading: Reading, head: Token) -> list[str]:
    """Who has the agreement, or acts under it: "Nyota's contract", "Nyota sells tea under one"."""
    for child in head.lefts:
        if child.dep_ == "poss" and child.pos_ == "PROPN":
            return [reading.text[child.left_edge.idx : child.idx + len(child)]]
    above = head.head.ancestors if head.head.lower_ == "under" else ()
    verb = next((t for t in above if t.pos_ == "VERB"), None)
    for child in verb.children if verb is not None else ():
        if child.dep_ == "nsubj":
            start, end = child.left_edge.idx, child.idx + len(child)
            inner = [
                name
                for _, name in parties_in(reading, start, end)
                if getattr(reading.actors.get(name), "kind", "") == "organisation"
            ]
            owner = inner or [name for _, name in unread_names(reading, child)]
            return [*owner, *_other_end(reading, verb)] if owner else []
    return []


def _other_end(reading: Reading, verb: Token | None) -> list[str]:
    """The company that something goes to or comes from: "sells tea to Baraka under one"."""
    found: list[str] = []
    for child in verb.children if verb is not None else ():
        heads = [c for c in child.children if c.dep_ == "pobj"]
        if child.lower_ in ("to", "from") and heads:
            end = heads[0].idx + len(heads[0])
            named = signers(reading, child, child.idx, end, beside=True)
            found += [name for _, name in named if _may_be_firm(reading, name)]
    return found


def _may_be_firm(reading: Reading, name: str) -> bool:
    """Whether a name is a company's, or one that nobody knows as a town."""
    actor = reading.actors.get(name)
    return actor is None or actor.kind == "organisation" or actor_country(reading, name) is None


def _companies(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The organisations that a sentence, or the term of its item, names."""
    block = reading.blocks[sentence.block]
    for start, end in ((sentence.start, sentence.end), (block.start, block.body)):
        found = unique(
            m.actor
            for m in reading.mentions
            if start <= m.start < end and m.kind == "organisation" and m.form != "pronoun"
        )
        if found:
            return tuple(found)
    return ()


def companies_told_before(
    reading: Reading,
    instrument: Instrument,
    sentence: Sentence,
    stage: Stage,
    named: Sequence[str],
) -> tuple[str, ...]:
    """The two companies of a contract where its sentence names one or says "they".

    "Codelco buys rails. The contract with Siderperu was signed in May." -> both; the
    nearest company before is the other one.
    """
    subject = ""
    if stage.verb is not None:
        verb = reading.doc[stage.verb]
        subject = next((c.lemma_.lower() for c in verb.children if c.dep_ == "nsubj"), "")
    if not named and instrument.bare and instrument.kind == "contract" and sentence.index:
        told = _companies(reading, reading.sentences[sentence.index - 1])
        if len(told) == 2:  # "Codelco buys rails from Siderperu. The contract was signed in May."
            return told
    one = len(named) == 1 and getattr(reading.actors.get(named[0]), "kind", "") == "organisation"
    if not one and subject not in THEY:
        return ()
    block = reading.blocks[sentence.block]
    low = reading.sentences[max(0, sentence.index - 1)].start
    before = unique(
        m.actor
        for m in reversed(reading.mentions)
        if max(low, block.start) <= m.start < (sentence.end if one else sentence.start)
        and m.kind == "organisation"
        and m.actor not in named
        and not is_agreement(reading, m)
        and actor_country(reading, m.actor) is not None
    )
    if one and before:  # a guess: the pair of the text may be meant
        return (named[0], before[0], *(document_pair(reading) or ()))
    return tuple(reversed(before[:2])) if len(before) == 2 else ()


def companies_near(reading: Reading, instrument: Instrument, sentence: Sentence) -> tuple[str, ...]:
    """Companies of the sentence, or of the one before in the block: at most two, () for more."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0 or reading.sentences[index].block != sentence.block:
            break
        found = unique(
            m.actor
            for m in reading.mentions_in(reading.sentences[index])
            if m.kind == "organisation" and not is_agreement(reading, m)
        )
        if found:
            return tuple(found) if len(found) <= 2 else ()
    return ()

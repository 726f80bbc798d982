"""Find who the parties of an agreement are.

    "Equinor signed a contract with RWE"        -> Equinor, RWE
    "the treaty between Chile and Peru"         -> Chile, Peru
    "the two governments signed a memorandum"   -> the pair in focus

in    a Reading, an Instrument and the Stage that says what happened to it
out   names of actors, in order of mention
next  kg.claims.agreements

Signatories named with the agreement come first: in the phrase ("the Chile-Peru
pact"), after "between", "with", "of", as subject or agent of the verb. What is
missing is taken from the pair that the passage is about. A person stands for his
or her country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_words import load_words
from kg.model import Mention, Sentence
from kg.reading.actors import actor_country
from kg.reading.context import document_pair
from kg.reading.plurals import PluralMention
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["focus_pair", "parties_of"]

NAME = r"((?:the )?[A-Z][\w.&'-]*(?: (?:of|and the|for|[A-Z][\w.&'-]*))*)"
BETWEEN = re.compile(rf"\bbetween {NAME}(?:,? (?:the|an?) [^,.;]{{3,50}},)? and {NAME}")
#: What follows a town in the name of an agreement.
NAMED = re.compile(r" (?:[A-Z]\w+ ){0,2}([A-Z]\w+)")
PARTY_KINDS = frozenset(["country", "bloc", "organisation"])
#: How many sentences back the pair of a passage is looked for.
REACH = 3
MOST = 4
#: Kinds of agreement that companies conclude.
FIRMS = frozenset(["contract", "mou", "joint_venture", "other"])
#: What stands for companies told of before.
THEY = frozenset(["they", "both", "company", "firm", "group", "utility", "partner", "bank"])


def parties_of(
    reading: Reading,
    instrument: Instrument,
    stage: Stage,
    plurals: Sequence[PluralMention] = (),
) -> tuple[tuple[str, ...], bool]:
    """The signatories of an agreement, as far as the text shows them.

    Args:
        reading: The document as read.
        instrument: The agreement.
        stage: What happened to it.
        plurals: What "the two companies" and the like stand for in the document.

    Returns:
        Names of actors, at most four, () where the document names no country or
        organisation; and whether the sentence itself names two of them.

    """
    sentence = reading.sentences[instrument.sentence]
    named = _with_phrase(reading, instrument, sentence)
    if len(named) < 2 and (unknown := _between(reading, instrument, sentence)):
        return unknown, True
    if len(named) < 2:
        named = _unique([*named, *_by_verb(reading, stage, sentence)])
    if len(named) < 2 and (several := _several(reading, stage, sentence, plurals)):
        return several, True
    if len(named) < 2 and instrument.kind in FIRMS | {"pact"}:
        partner = _partner(reading, instrument, stage, sentence, named)
        if partner:
            return partner, True
    if len(named) < 2 and instrument.kind in FIRMS and stage.how != "offer":
        companies = _told_before(reading, instrument, sentence, stage, named)
        if companies:
            return companies, True
    if len(named) >= 2:
        return tuple(named[:MOST]), True
    pair = focus_pair(reading, sentence)
    if not named:
        return pair, False
    first = named[0]
    actor = reading.actors.get(first)
    if actor is not None and actor.kind in ("country", "bloc"):
        others = [p for p in pair if p != first]
        return tuple(_unique([first, *others[:1]])), False
    return tuple(_unique([first, *pair]))[:3], False


def _partner(
    reading: Reading,
    instrument: Instrument,
    stage: Stage,
    sentence: Sentence,
    named: Sequence[str],
) -> tuple[str, ...]:
    """Both companies where the phrase and the verb name one, or none, of two; else ()."""
    firm = bool(named) and getattr(reading.actors.get(named[0]), "kind", "") == "organisation"
    if firm:
        owner = _owner(reading, reading.doc[instrument.head])
        if owner and owner[0] != named[0]:
            return (owner[0], named[0])
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
                for _, name in _parties_in(reading, start, end)
                if getattr(reading.actors.get(name), "kind", "") == "organisation"
            ]
            return inner or [name for _, name in _unread_names(reading, child)]
    return []


def _companies(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The organisations that a sentence, or the term of its item, names."""
    block = reading.blocks[sentence.block]
    for start, end in ((sentence.start, sentence.end), (block.start, block.body)):
        found = _unique(
            m.actor
            for m in reading.mentions
            if start <= m.start < end and m.kind == "organisation" and m.form != "pronoun"
        )
        if found:
            return tuple(found)
    return ()


def _told_before(
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
    before = _unique(
        m.actor
        for m in reversed(reading.mentions)
        if max(low, block.start) <= m.start < (sentence.end if one else sentence.start)
        and m.kind == "organisation"
        and m.actor not in named
        and not _is_agreement(reading, m)
        and actor_country(reading, m.actor) is not None
    )
    if one and before:
        return (named[0], before[0])
    return tuple(reversed(before[:2])) if len(before) == 2 else ()


def focus_pair(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The two countries or blocs that a passage is about.

    Args:
        reading: The document as read.
        sentence: Where the question is asked.

    Returns:
        The pair of the document; where the sentence names one other state alone, that
        state with the first of the pair; fewer names where the document has fewer.

    """
    pair = document_pair(reading)
    here = _states(reading, sentence)
    if pair is None:
        return tuple(here[:2])
    if len(here) == 1 and here[0] not in pair:
        return (pair[0], here[0])
    if len(here) == 2 and set(here) & set(pair):
        return tuple(here)
    return pair


def _states(reading: Reading, sentence: Sentence) -> list[str]:
    return _unique(
        m.actor
        for m in reading.mentions_in(sentence)
        if m.kind == "country" and not _is_agreement(reading, m) and not _names_a_treaty(reading, m)
    )


def _with_phrase(reading: Reading, instrument: Instrument, sentence: Sentence) -> list[str]:
    """Parties named in the phrase, before it as possessors, and after it."""
    head = reading.doc[instrument.head]
    found: list[tuple[int, str]] = []
    for child in head.lefts:
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            found += _parties_in(reading, child.left_edge.idx, child.idx + len(child))
    found += _parties_in(reading, instrument.start, head.idx)
    for preposition in _prepositions(head, sentence, instrument.end):
        start = preposition.idx
        end = max(t.idx + len(t) for t in preposition.subtree)
        inner = _parties_in(
            reading, start, min(end, sentence.end, _clause_end(reading, preposition))
        )
        if preposition.lower_ == "between" or inner:
            found += inner
    return _unique(name for _, name in sorted(found))


def _prepositions(head: Token, sentence: Sentence, end: int) -> Sequence[Token]:
    """The prepositions that attach parties to the phrase: "between", "with", "of", "by"."""
    found = []
    for token in head.doc[head.i + 1 : head.i + 24]:
        if (
            token.idx >= sentence.end
            or token.tag_ in ("VBZ", "VBP", "MD", "WDT")
            or token.text == ";"
        ):
            break
        if token.lower_ in ("between", "with", "among") or (
            token.lower_ in ("by", "from", "of") and token.head == head
        ):
            found.append(token)
    return found


def _clause_end(reading: Reading, preposition: Token) -> int:
    """Where the complement of a preposition ends at the latest: a verb, a semicolon."""
    for token in preposition.doc[preposition.i + 1 : preposition.i + 24]:
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT") or token.text in (";", ":", "("):
            if token.text == "(":
                continue
            return token.idx
        if token.lower_ in ("on", "for", "to", "in", "after", "during", "under", "worth"):
            return token.idx
    return len(reading.text)


def _by_verb(reading: Reading, stage: Stage, sentence: Sentence) -> list[str]:
    """Parties that the verb of the stage names: its subject, its agent, "with X"."""
    if stage.verb is None:
        return []
    verb = reading.doc[stage.verb]
    found: list[tuple[int, str]] = []
    for _ in range(4):
        for child in verb.children:
            takes = child.dep_ in ("nsubj", "agent") or (
                child.dep_ == "prep" and child.lower_ in ("with", "between", "by", "to", "from")
            )
            if not takes or any(t.i == stage.verb for t in child.subtree):
                continue
            start = min(t.idx for t in child.subtree)
            end = max(t.idx + len(t) for t in child.subtree)
            if child.dep_ == "nsubj" and start <= reading.doc[stage.verb].idx < end:
                continue
            inner = _parties_in(reading, max(start, sentence.start), min(end, sentence.end))
            if not inner or _has_company(reading, inner):
                inner = [*inner, *_unread_names(reading, child)]
            found += inner
        if found or verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl"):
            break
        if verb.dep_ in ("ccomp", "relcl", "acl") and any(c.dep_ == "nsubj" for c in verb.children):
            break
        verb = verb.head
    return _unique(name for _, name in sorted(found))


def _parties_in(reading: Reading, start: int, end: int) -> list[tuple[int, str]]:
    """Parties mentioned in a span; a person stands for a country."""
    found = []
    for mention in reading.mentions:
        if mention.start >= end:
            break
        if mention.start >= start and (name := _party(reading, mention)):
            found.append((mention.start, name))
            if mention.kind == "country" and _is_home(reading, mention, end):
                found.pop()
    return found


def _is_home(reading: Reading, country: Mention, end: int) -> bool:
    """Whether a country only says where a company is from: "Kenya's Safaricom", "RWE of Germany"."""
    for mention in reading.mentions:
        if mention.kind != "organisation":
            continue
        before, after = (country.end, mention.start), (mention.end, country.start)
        if mention.end <= end and reading.text[slice(*before)] in (" ", "'s ", "' "):
            return True
        if reading.text[slice(*after)] in (" of ", " from "):
            return True
    return False


def _has_company(reading: Reading, found: Sequence[tuple[int, str]]) -> bool:
    """Whether an organisation is among the parties found."""
    return any(getattr(reading.actors.get(n), "kind", "") == "organisation" for _, n in found)


def _several(
    reading: Reading, stage: Stage, sentence: Sentence, plurals: Sequence[PluralMention]
) -> tuple[str, ...]:
    """Those that the plural subject of the verb stands for: "the two companies signed"."""
    if stage.verb is None:
        return ()
    verb = reading.doc[stage.verb]
    subjects = [c for v in (verb, verb.head) for c in v.children if c.dep_ in ("nsubj", "agent")]
    for start, end, actors in plurals:
        if sentence.start <= start < sentence.end and any(
            start <= t.idx < end for c in subjects for t in (c, *c.children)
        ):
            parties = [
                name if reading.actors[name].kind in PARTY_KINDS else actor_country(reading, name)
                for name in actors
                if name in reading.actors
            ]
            return tuple(_unique(name for name in parties if name))[:MOST]
    return ()


def _between(reading: Reading, instrument: Instrument, sentence: Sentence) -> tuple[str, ...]:
    """Two capitalised names after "between" that the reading does not know as actors."""
    match = BETWEEN.search(reading.text, instrument.end, sentence.end)
    if match is None:
        match = BETWEEN.search(reading.text, instrument.start, sentence.end)
    if match is None or match.start() - instrument.end > 12:
        return ()
    return tuple(_unique([_canonical(reading, match, 1), _canonical(reading, match, 2)]))


def _canonical(reading: Reading, match: re.Match[str], group: int) -> str:
    """The actor a name in a match stands for, else the name itself."""
    for mention in reading.mentions:
        if match.start(group) <= mention.start and mention.end <= match.end(group):
            return _party(reading, mention) or match[group]
    return match[group].strip()


def _unread_names(reading: Reading, child: Token) -> list[tuple[int, str]]:
    """Capitalised subjects or agents that the reading does not know as actors."""
    if child.dep_ in ("agent", "prep"):
        heads = [c for c in child.children if c.dep_ == "pobj"]
    else:
        heads = [child]
    found = []
    for head in heads:
        for token in (head, *head.conjuncts):
            covered = any(
                m.start <= token.idx < m.end and m.kind != "place" for m in reading.mentions
            )
            if token.pos_ != "PROPN" or covered:
                continue
            first = token.i
            while first > 0 and token.doc[first - 1].pos_ == "PROPN":
                first -= 1
            start = token.doc[first].idx
            found.append((start, reading.text[start : token.idx + len(token)]))
    return found


def _is_agreement(reading: Reading, mention: Mention) -> bool:
    """Whether a name taken for an actor is the name of an agreement."""
    return mention.actor in _labels() or reading.words(mention) in load_words().names


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for label, _ in load_words().names.values())


def _names_a_treaty(reading: Reading, mention: Mention) -> bool:
    """Whether a town is part of the name of an agreement: "the Geneva Convention"."""
    if mention.form != "capital":
        return False
    match = NAMED.match(reading.text, mention.end)
    noun = load_words().nouns.get(match[1].lower()) if match else None
    return noun is not None and noun.strong


def _party(reading: Reading, mention: Mention) -> str | None:
    if _is_agreement(reading, mention) or _names_a_treaty(reading, mention):
        return None
    if mention.kind in PARTY_KINDS:
        return mention.actor
    return actor_country(reading, mention.actor) if mention.kind == "person" else None


def _unique(names: object) -> list[str]:
    return list(dict.fromkeys(names))  # type: ignore[call-overload]

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
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_companies import FIRMS, companies_near, companies_told_before, partner
from kg.claims.agreement_signatories import (
    PARTY_KINDS,
    has_company,
    is_agreement,
    names_a_treaty,
    parties_in,
    party,
    signers,
    unique,
    unread_names,
)
from kg.model import Sentence
from kg.reading.actors import actor_country
from kg.reading.context import document_pair
from kg.reading.plurals import PluralMention
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["focus_pair", "parties_of"]

NAME = r"((?:the )?[A-Z][\w.&'-]*(?: (?:of|and the|for|[A-Z][\w.&'-]*))*)"
BETWEEN = re.compile(rf"\bbetween {NAME}(?:,? (?:the|an?) [^,.;]{{3,50}},)? and {NAME}")
#: How many sentences back the pair of a passage is looked for.
REACH = 3
MOST = 4


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
    named, owning = _with_phrase(reading, instrument, sentence), _owning(reading, instrument)
    if len(named) < 2 and (unknown := _between(reading, instrument, sentence)):
        return unknown, True
    if len(named) < 2:
        named = unique([*named, *_by_verb(reading, instrument, stage, sentence, named)])
    elif _is_with(reading, instrument, sentence):
        named = unique([*_by_verb(reading, instrument, stage, sentence, named), *named])
    firms = instrument.kind in FIRMS | {"pact"}
    if len(named) < 2 and (acting := _in_clause(reading, instrument, sentence, named)):
        named = unique([*acting, *named])
    named = unique([*named, *owning]) if len(named) < 2 else named
    if len(named) < 2 and (several := _several(reading, stage, sentence, plurals)):
        return several, True
    if len(named) < 2 and firms and (both := partner(reading, instrument, sentence, named)):
        return both, True
    if len(named) < 2 and instrument.kind in FIRMS and stage.how != "offer":
        companies = companies_told_before(reading, instrument, sentence, stage, named)
        if companies:
            return companies[:MOST], True
    if len(named) >= 2:
        return tuple(named[:MOST]), True
    pair = focus_pair(reading, sentence)
    if not named:
        firms_near = (
            companies_near(reading, instrument, sentence) if instrument.kind in FIRMS else ()
        )
        return tuple(unique([*firms_near, *pair]))[:MOST], False
    first = named[0]
    actor = reading.actors.get(first)
    if actor is not None and actor.kind == "country":
        others = [p for p in pair if p != first]
        return tuple(unique([first, *others[:1]])), False
    return tuple(unique([first, *pair]))[:3], False


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
    return unique(
        m.actor
        for m in reading.mentions_in(sentence)
        if m.kind == "country" and not is_agreement(reading, m) and not names_a_treaty(reading, m)
    )


def _with_phrase(reading: Reading, instrument: Instrument, sentence: Sentence) -> list[str]:
    """Parties named in the phrase, before it as possessors, and after it."""
    head = reading.doc[instrument.head]
    found: list[tuple[int, str]] = []
    for child in head.lefts:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.pos_ != "PRON":
            found += parties_in(reading, child.left_edge.idx, child.idx + len(child))
    first = head.left_edge if head.left_edge.pos_ != "PRON" else head
    found += parties_in(reading, max(instrument.start, first.idx), head.idx)
    for preposition in _prepositions(head, sentence, instrument.start):
        start = preposition.idx
        end = max(t.idx + len(t) for t in preposition.subtree)
        end = min(end, sentence.end, _clause_end(reading, preposition))
        found += signers(reading, preposition, start, end, beside=False)
    return unique(name for _, name in sorted(found))


def _owning(reading: Reading, instrument: Instrument) -> list[str]:
    """Whom a possessive pronoun before the phrase stands for: "its contract"."""
    owners = [c for c in reading.doc[instrument.head].lefts if c.pos_ == "PRON"]
    return [name for c in owners for _, name in parties_in(reading, c.idx, c.idx + len(c))]


def _prepositions(head: Token, sentence: Sentence, start: int) -> Sequence[Token]:
    """The prepositions that attach parties to the phrase: "between", "with", "of", "by"."""
    found = []
    first = head.i + 1
    if head.pos_ in ("VERB", "AUX"):  # what a scorer found is told by the whole clause
        span = head.doc.char_span(start, start + 1, alignment_mode="expand")
        first = min(first, span.start if span is not None else first)
    for token in head.doc[first : head.i + 24]:
        if (
            token.idx >= sentence.end
            or (token.tag_ in ("VBZ", "VBP", "MD", "WDT") and token.i > head.i)
            or token.text == ";"
        ):
            break
        if token.lower_ in ("between", "with", "among") or (
            token.lower_ in ("by", "from", "of") and token.head == head
        ):
            found.append(token)
    return found


def _is_with(reading: Reading, instrument: Instrument, sentence: Sentence) -> bool:
    """Whether only the other side is named: "contracts with Gland, with Hetero"."""
    found = _prepositions(reading.doc[instrument.head], sentence, instrument.start)
    return bool(found) and all(p.lower_ == "with" for p in found)


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


def _by_verb(
    reading: Reading,
    instrument: Instrument,
    stage: Stage,
    sentence: Sentence,
    named: Sequence[str],
) -> list[str]:
    """Parties that the verb of the stage names: its subject, its agent, "with X"."""
    if stage.verb is None:
        return []
    verb = reading.doc[stage.verb]
    found: list[tuple[int, str]] = []
    others = [(0, name) for name in named]
    for _ in range(4):
        for child in verb.children:
            takes = child.dep_ in ("nsubj", "nsubjpass", "agent") or (
                child.dep_ == "prep" and child.lower_ in ("with", "between", "by", "to", "from")
            )
            within = {t.i for t in child.subtree}
            passive = child.dep_ == "nsubjpass" and instrument.head in within
            if not takes or passive or stage.verb in within:
                continue
            start = min(t.idx for t in child.subtree)
            end = max(t.idx + len(t) for t in child.subtree)
            if child.dep_ == "nsubj" and start <= reading.doc[stage.verb].idx < end:
                continue
            start, end = max(start, sentence.start), min(end, sentence.end)
            found += signers(reading, child, start, end, has_company(reading, others))
        if found or verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl"):
            break
        if verb.dep_ in ("ccomp", "relcl", "acl") and any(c.dep_ == "nsubj" for c in verb.children):
            break
        verb = verb.head
    return unique(name for _, name in sorted(found))


def _in_clause(
    reading: Reading, instrument: Instrument, sentence: Sentence, named: Sequence[str]
) -> list[str]:
    """Companies that are the subject of the clause: "Nyota and Baraka are in talks on a pact"."""
    head = token = reading.doc[instrument.head]
    for step in range(8):
        if step:
            if token.head == token or token.head.idx < sentence.start:
                break
            token = token.head
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            continue
        named_in = {name for _, name in parties_in(reading, subject.left_edge.idx, _end(subject))}
        again = subject == head or bool(named_in & set(named))
        if again and token.dep_ in ("ccomp", "xcomp"):
            continue  # "let the contract run out"
        if subject.i >= head.i or subject.dep_ == "nsubjpass":
            break
        start, end = subject.left_edge.idx, min(_end(subject), head.idx)
        inner = [one for one in parties_in(reading, start, end) if has_company(reading, [one])]
        both = has_company(reading, [(0, name) for name in named])
        firm = both or has_company(reading, inner)
        inner = sorted([*inner, *unread_names(reading, subject, firm)])
        if both or (
            firm
            and set(named) <= {name for _, name in inner}
            and (len(inner) > 1 or instrument.kind == "contract")
        ):
            return [name for _, name in inner]
        break
    return []


def _end(token: Token) -> int:
    """One past the last character of a phrase."""
    last = token.right_edge
    return last.idx + len(last)


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
            named = unique(name for name in parties if name)
            return tuple(named[:MOST]) if len(named) > 1 else ()
    return ()


def _between(reading: Reading, instrument: Instrument, sentence: Sentence) -> tuple[str, ...]:
    """Two capitalised names after "between" that the reading does not know as actors."""
    match = BETWEEN.search(reading.text, instrument.end, sentence.end)
    if match is None:
        match = BETWEEN.search(reading.text, instrument.start, sentence.end)
    if match is None or match.start() - instrument.end > 12:
        return ()
    places = {m.start for m in reading.mentions if m.kind == "place"}
    if {match.start(1), match.start(2)} <= places:
        return ()  # "a bridge between Ruse and Giurgiu"
    return tuple(unique([_canonical(reading, match, 1), _canonical(reading, match, 2)]))


def _canonical(reading: Reading, match: re.Match[str], group: int) -> str:
    """The actor a name in a match stands for, else the name itself."""
    for mention in reading.mentions:
        if match.start(group) <= mention.start and mention.end <= match.end(group):
            return party(reading, mention) or match[group]
    return match[group].strip()

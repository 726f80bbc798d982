"""List who may be abroad in a sentence that no rule reads as a visit, and what it looks like.

    "President Boric, guest of honour in Lima, praised the port." -> Boric, Lima

in    a Reading, the people whom rules found abroad, the home of each person
out   Candidates: a person, a sentence, a place; features by which they are judged
data  data/patterns/visits.yaml
next  kg.claims.visit_judged

Names, places and years are no features: nothing is learned about one person or country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.traits import words_of
from kg.claims.visit_frames import Frame
from kg.claims.visit_homes import country_of_place
from kg.claims.visit_places import preposition_over, root_of
from kg.claims.visit_referents import dateline, persons_by_sentence, places_in
from kg.claims.visit_undone import is_undone
from kg.claims.visit_verbs import goes_nowhere
from kg.claims.visit_words import ROLES, load_words
from kg.claims.visit_years import is_ahead
from kg.model import Claim, Mention, Sentence
from kg.reading.context import document_pair
from kg.reading.issuer import home
from kg.reading.reading import Reading
from kg.scoring.features import ngrams, unit_length

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Candidate", "candidate_features", "find_candidates", "verb_over"]

#: Total weight of the words of a sentence, and of those between person and place.
TEXT_WEIGHT, BETWEEN_WEIGHT = 1.5, 1.5
#: Steps climbed from a name to its verb.
STEPS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be in a place, by a sentence."""

    person: Mention
    place: Mention
    source: str  #: where the place is named: sentence, before, head, dateline, pair
    sentence: Sentence
    home: str | None
    abroad: str | None  #: country of the place


def find_candidates(reading: Reading, homes: Mapping[str, str]) -> list[Candidate]:
    """Return every person of *reading* who may be abroad, once a sentence.

    Args:
        reading: The document as read.
        homes: Home of each person whose home is known.

    Returns:
        Candidates in order of place, each with the nearest place that is not the person's home;
        an empty list where no person is named.

    """
    found: list[Candidate] = []
    for sentence, persons in persons_by_sentence(reading):
        seen: set[str] = set()
        for person in persons:
            if person.actor not in seen and not _is_elsewhere(reading, sentence, person):
                seen.add(person.actor)
                found += _candidates(reading, sentence, person, homes.get(person.actor))
    return found


def _is_elsewhere(reading: Reading, sentence: Sentence, person: Mention) -> bool:
    """Whether grammar says that a person is not there: kept away, online, only written to it."""
    token = root_of(reading, person)
    if token is None:
        return False
    words, verb = load_words(), verb_over(token)
    if token.dep_ == "poss" and not words.is_a("noun", token.head.lemma_.lower()):
        return True  # the owner of what is told of
    if is_undone(reading, sentence):
        return True
    here = reading.span(sentence)
    if any(words.is_a("remote", t.lower_) for t in here):
        return True
    chain = (verb, *(t for t in verb.ancestors if t.pos_ == "VERB"))
    if any(words.is_a(role, t.lemma_.lower()) for t in chain for role in ("never", "absent")):
        return True
    stands_in = verb.lemma_ in ("represent", "replace") and token.dep_ == "nsubjpass"
    to = any(c.lower_ == "to" and c.dep_ in ("prep", "dative") for c in verb.children)
    away = any(c.lower_ == "away" for c in verb.children)
    sends = words.is_a("send", verb.lemma_.lower()) and token.dep_ != "nsubj"
    going = sends or words.is_a("move", verb.lemma_.lower())
    return away or stands_in or goes_nowhere(verb) or (to and not going)


def _candidates(
    reading: Reading, sentence: Sentence, person: Mention, home: str | None
) -> Iterator[Candidate]:
    """The likeliest place of a person: of the sentence, the one before, the head, the dateline."""
    for source, places in _places(reading, sentence, person):
        foreign = [
            (place, country)
            for place in places
            if (country := country_of_place(reading, place.actor)) is None or country != home
        ]
        foreign = [(p, c) for p, c in foreign if home is not None or c is not None]
        if foreign:
            place, country = min(foreign, key=lambda x: abs(x[0].start - person.start))
            yield Candidate(person, place, source, sentence, home, country)
            return


def _places(
    reading: Reading, sentence: Sentence, person: Mention
) -> Iterator[tuple[str, Sequence[Mention]]]:
    """Places by where they are named, the nearest source first."""
    here = [p for p in places_in(reading, sentence, ()) if _is_place(reading, p, person)]
    yield "sentence", here
    before = reading.sentences[max(0, sentence.index - 1)]
    if before.block == sentence.block and before != sentence:
        yield "before", [p for p in places_in(reading, before, ()) if _is_place(reading, p, person)]
    block = reading.block(sentence)
    heads = [b for b in reading.blocks if b.kind == "heading" and b.end <= block.start][-1:]
    labels = [
        m
        for m in reading.mentions
        if m.kind in ("place", "country")
        and m.form != "demonym"
        and (block.start <= m.start < block.body or any(h.start <= m.start < h.end for h in heads))
    ]
    yield "head", labels
    place = dateline(reading)
    if place is not None:
        yield "dateline", [place]


def _is_place(reading: Reading, place: Mention, person: Mention) -> bool:
    """Whether a place is not part of the title or the affiliation of a person."""
    if place.kind == "place" or place.form in ("capital", "description"):
        return True
    before = reading.text[max(0, place.start - 4) : place.start].lower()
    return before.endswith(("in ", "to ", "at ")) and place.start != person.start


def candidate_features(
    reading: Reading, candidate: Candidate, frames: Sequence[Frame], ruled: Sequence[Claim]
) -> dict[str, float]:
    """Every feature by which a candidate is judged.

    Args:
        reading: The document as read.
        candidate: A person who may be abroad.
        frames: Who is said to be where, visits or not.
        ruled: The visits that rules found.

    Returns:
        Value by feature name.

    """
    c, text = candidate, reading.text
    person, place, sentence = c.person, c.place, c.sentence
    block = reading.block(sentence)
    pair = document_pair(reading)
    found = dict(
        unit_length(ngrams(words_of(reading, sentence.start, sentence.end), "w", 2), TEXT_WEIGHT)
    )
    known = "unknown" if c.home is None else "none" if c.abroad is None else "differs"
    flags = [
        f"home={known}",
        f"source={c.source}",
        f"source={c.source}_{known}",
        f"form={person.form}",
        f"place={place.kind}_{place.form}",
        f"block={block.kind}",
        f"pair={pair is not None and c.abroad in pair}_{pair is not None and c.home in pair}",
        f"ends={text[max(0, sentence.end - 1) : sentence.end]}",
        f"label={bool(block.label)}",
    ]
    here = home(reading, pair)
    flags.append(
        f"dated={'none' if here is None else 'there' if here == c.abroad else 'else'}_{known}"
    )
    flags += _of_person(reading, person)
    if c.source == "sentence":
        flags += _of_place(reading, candidate)
        left, right = sorted((person, place), key=lambda m: m.start)
        between = words_of(reading, left.end, max(left.end, right.start))
        found.update(unit_length(ngrams(between, "b", 2), BETWEEN_WEIGHT))
        flags.append(f"distance={min(len(between), 20) // 4}_{person.start < place.start}")
    flags += _of_time(reading, sentence)
    flags += _of_words(reading, sentence)
    own = [f for f in frames if f.sentence == sentence.index and f.person.actor == person.actor]
    flags += [f"frame={f.how}_{f.place is not None}" for f in own]
    flags += _of_others(reading, candidate, ruled)
    found.update(dict.fromkeys(flags, 0.7))
    return found


def _of_person(reading: Reading, person: Mention) -> Iterator[str]:
    """How a person stands in the sentence: the way up to the verb, the verb, its tense."""
    token = root_of(reading, person)
    if token is None:
        return
    path = []
    climb = token
    for _ in range(STEPS):
        if climb.pos_ in ("VERB", "AUX") or climb.head == climb:
            break
        path.append(f"{climb.dep_}{'_' + climb.lower_ if climb.pos_ == 'ADP' else ''}")
        climb = climb.head
    yield f"path={'<'.join(path[:4])}"
    yield f"role={path[0] if path else ''}"
    yield f"over={climb.lemma_.lower() if climb.pos_ in ('VERB', 'NOUN', 'AUX') else climb.pos_}"
    yield from (f"over_is={role}" for role in _roles(climb))
    yield f"tense={climb.tag_}_{is_ahead(climb)}"
    yield from (f"aux={x.lower_}" for x in climb.children if x.dep_ in ("aux", "neg"))
    yield from (f"under={x.dep_}_{x.lemma_.lower()}" for x in climb.children if x.pos_ == "NOUN")
    before = reading.doc[max(0, token.left_edge.i - 2) : token.left_edge.i]
    yield from (f"before={x.lower_}" for x in before if x.pos_ != "PROPN")


def _of_place(reading: Reading, candidate: Candidate) -> Iterator[str]:
    """How a place stands in the sentence, and whether under the person's verb."""
    token = root_of(reading, candidate.place)
    if token is None:
        return
    preposition = preposition_over(token)
    word = preposition.lower_ if preposition is not None else token.dep_
    yield f"prep={word}"
    over = verb_over(token)
    yield f"place_over={over.lemma_.lower()}"
    yield f"prep_over={word}_{over.lemma_.lower()}"
    yield from (f"prep_is={word}_{role}" for role in _roles(over))
    if preposition is not None:
        yield f"hangs={preposition.head.pos_}"
        yield from (f"hangs_is={word}_{role}" for role in _roles(preposition.head))
    own = root_of(reading, candidate.person)
    if own is not None:
        mine = verb_over(own)
        same = "same" if mine == over else "above" if over in mine.ancestors else "below"
        yield f"verbs={same if same != 'below' or mine in over.ancestors else 'apart'}_{word}"


def _of_time(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Whether the sentence is dated, and how finely."""
    periods = reading.periods_in(sentence)
    yield f"dated={max((len(p.value) for p in periods), default=0) if periods else 'no'}"
    for period in periods[:2]:
        before = reading.text[max(0, period.start - 12) : period.start].lower().split()
        yield f"when={before[-1] if before else ''}"


def _of_words(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Which kinds of words of visits the sentence has."""
    lemmas = {t.lemma_.lower() for t in reading.span(sentence)}
    words = load_words()
    yield from (f"has={role}" for role in ROLES if lemmas & words.words[role])


def _of_others(reading: Reading, candidate: Candidate, ruled: Sequence[Claim]) -> Iterator[str]:
    """What rules found near by: of the same person, in the same place, in the same sentence."""
    sentence, person = candidate.sentence, candidate.person
    block = reading.block(sentence)
    for claim in ruled:
        same = claim.slots["visitor"] == person.actor
        place = str(claim.slots["host_place"])
        there = (
            candidate.abroad is not None and country_of_place(reading, place) == candidate.abroad
        )
        if sentence.start <= claim.start < sentence.end:
            yield f"ruled=sentence_{same}_{there}"
        elif block.start <= claim.start < block.end:
            yield f"ruled=block_{same}_{there}"
        elif same:
            yield f"ruled=document_{there}"


def verb_over(token: Token) -> Token:
    """The verb over a token, else the root above it."""
    for _ in range(STEPS + 2):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            break
        token = token.head
    return token


def _roles(token: Token) -> list[str]:
    words = load_words()
    return [role for role in ROLES if words.is_a(role, token.lemma_.lower())]

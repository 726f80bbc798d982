"""Say which person "he" is and which place "there" is, within a sentence or two.

    "Boric met investors. Then he flew to the Peruvian capital." -> he: Boric; capital: Lima

in    a Reading, one of its sentences, the persons named before
out   Mentions that stand for persons and places
next  kg.claims.visit_frames

Mentions that the reading already has for such words are left alone: only words that
no mention covers are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.visit_words import load_words
from kg.model import Mention, Sentence
from kg.reading.lexicon import lexicon, rows, wide_regions
from kg.reading.plurals import plural_mentions
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.claims.visit_frames import Frame

__all__ = ["dateline", "persons_by_sentence", "places_in", "stand_ins"]

NAMED = ("name", "capital")
PERSONAL = frozenset(["he", "she"])
CAPITAL = re.compile(r" (?:capital|capital city)\b")
CITY = re.compile(r"\b(?:city|capital|town|port)$", re.I)
#: What follows the place of a dateline: a date or a dash, maybe after the country.
DATELINE = re.compile(r"(?:, [A-Z][a-z]+)?(?:,? \(|, | )(?:\d{1,2} [A-Z]|[A-Z][a-z]{2,8}\.? \d|- )")
COUNTRY = re.compile(
    r"\b(?:the|this) (?:city|capital|country|kingdom|emirate|port|town|island)\b", re.I
)


def persons_by_sentence(reading: Reading) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Yield each sentence with the persons it speaks of, by name or otherwise.

    Args:
        reading: The document as read.

    Yields:
        Sentence and Mentions by place: names, "he" and "she", "the two presidents".

    """
    recent: list[Mention] = []
    plurals = [
        Mention(start, end, name, "person", "description")
        for start, end, names in plural_mentions(reading)
        for name in names
        if name in reading.actors and reading.actors[name].kind == "person"
    ]
    for sentence in reading.sentences:
        named = [m for m in reading.mentions_in(sentence) if m.kind == "person"]
        persons = named + stand_ins(reading, sentence, named, recent)
        persons += [m for m in plurals if sentence.start <= m.start < sentence.end]
        yield sentence, sorted(persons, key=lambda m: m.start)
        recent = named or recent


def stand_ins(
    reading: Reading,
    sentence: Sentence,
    persons: Sequence[Mention],
    recent: Sequence[Mention],
) -> list[Mention]:
    """Mentions for "he" and "she" in a sentence.

    Args:
        reading: The document as read.
        sentence: Where to look.
        persons: Persons that the sentence names.
        recent: Persons that the last sentence with any named, in order.

    Returns:
        One Mention a pronoun, of the person named last before it in the sentence as a
        subject, else of the first person of the sentence before; [] where there is none.

    """
    found = []
    for token in reading.span(sentence):
        if token.lower_ not in PERSONAL or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        if any(m.start <= token.idx < m.end for m in persons):
            continue
        named = [m for m in persons if m.form != "pronoun"]
        before = [m for m in named if m.end <= token.idx]
        ahead = [] if recent or _is_main(token.head) else named[:1]
        near = before[:1] or recent[:1] or ahead
        actor = near[0].actor if near else None
        if actor is not None:
            end = token.idx + len(token)
            found.append(Mention(token.idx, end, actor, "person", "pronoun"))
    return found


def _is_main(verb: Token) -> bool:
    """Whether a verb is the main one, whose "he" does not point ahead."""
    return verb.dep_ == "ROOT"


def dateline(reading: Reading) -> Mention | None:
    """The place a document is written from, named at the head of an early block before a date.

    Args:
        reading: The document as read.

    Returns:
        The mention of the place; None where there is no dateline.

    """
    heads = {b.start for b in reading.blocks[:8]}
    for m in reading.mentions:
        is_place = m.start in heads and (m.kind == "place" or m.form == "capital")
        if is_place and DATELINE.match(reading.text, m.end):
            return m
    return None


def places_in(reading: Reading, sentence: Sentence, frames: Sequence[Frame]) -> list[Mention]:
    """Mentions of places in a sentence: names, "the Peruvian capital", "the city", "there".

    Args:
        reading: The document as read.
        sentence: Where to look.
        frames: Frames found before, the last of which gives "the city" its place.

    Returns:
        Mentions in order of place; [] where there is none.

    """
    found = []
    mentions = reading.mentions_in(sentence)
    for m in mentions:
        if m.actor in wide_regions():
            continue  # nobody is the guest of a continent
        if m.kind == "place" or (m.kind == "country" and m.form in ("name", "capital")):
            found.append(m)
        elif m.kind == "country" and m.form == "demonym":
            match = CAPITAL.match(reading.text, m.end)
            capital = _capitals().get(m.actor)
            if match and capital:
                found.append(Mention(m.start, match.end(), capital, "place", "description"))
        if m.kind == "country" and m.form in ("demonym", "name"):
            match = _assembly().match(reading.text, m.end)
            if match:
                found = [f for f in found if f.start != m.start]
                found.append(Mention(m.start, match.end(), m.actor, "country", "description"))
    found += _here_and_there(reading, sentence, found)
    last = next((f.place for f in reversed(frames[-6:]) if f.place is not None), None)
    for match in COUNTRY.finditer(reading.text, sentence.start, sentence.end):
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        named = [m for m in found if m.end <= match.start() and m.form != "description"]
        place = named[-1] if named else last
        if place is not None and place.kind == "country" and CITY.search(match[0]):
            capital = _capitals().get(place.actor)
            if capital is not None:
                found.append(Mention(match.start(), match.end(), capital, "place", "description"))
        elif place is not None:
            found.append(
                Mention(match.start(), match.end(), place.actor, place.kind, "description")
            )
    return sorted(found, key=lambda m: m.start)


def _here_and_there(
    reading: Reading, sentence: Sentence, found: Sequence[Mention]
) -> Iterator[Mention]:
    """Mentions for "here", the place of the dateline, and "there", the place named last."""
    for token in reading.span(sentence):
        if token.dep_ != "advmod" or token.lower_ not in ("here", "there"):
            continue
        place = dateline(reading) if token.lower_ == "here" else _named_before(reading, token.idx)
        if place is not None and not any(f.start <= token.idx < f.end for f in found):
            end = token.idx + len(token)
            yield Mention(token.idx, end, place.actor, place.kind, "description")


def _named_before(reading: Reading, at: int) -> Mention | None:
    """The place named last before *at*, in the same block."""
    sentence = reading.sentence_at(at)
    start = reading.block(sentence).start if sentence is not None else at
    named = [
        m
        for m in reading.mentions
        if start <= m.start < at
        and (m.kind == "place" or (m.kind == "country" and m.form in NAMED))
    ]
    return named[-1] if named else None


@cache
def _assembly() -> re.Pattern[str]:
    """What makes a parliament of the country before it: " parliament", "'s Congress"."""
    words = "|".join(sorted(load_words().words["assembly"]))
    return re.compile(rf"(?:'s)? (?:{words})\b", re.IGNORECASE)


@cache
def _capitals() -> dict[str, str]:
    """Capital by country: of several the one the package has, unless a row puts one before it."""
    capitals: dict[str, str] = {}
    for capital, country in lexicon().capitals.items():
        capitals.setdefault(country, capital)
    for row in rows("countries.csv"):
        country = lexicon().codes.get(row["code"], "")
        named = row["capitals"].split(";")
        if capitals.get(country) in named:
            capitals[country] = named[0]
    return capitals

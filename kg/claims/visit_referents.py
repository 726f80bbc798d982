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
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Mention, Sentence
from kg.reading.lexicon import lexicon, rows
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from kg.claims.visit_frames import Frame

__all__ = ["places_in", "stand_ins"]

PERSONAL = frozenset(["he", "she"])
CAPITAL = re.compile(r" (?:capital|capital city)\b")
CITY = re.compile(r"\b(?:city|capital|town|port)$", re.I)
COUNTRY = re.compile(
    r"\b(?:the|this) (?:city|capital|country|kingdom|emirate|port|town|island)\b", re.I
)


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
        before = [m for m in persons if m.end <= token.idx and m.form != "pronoun"]
        actor = before[0].actor if before else recent[0].actor if recent else None
        if actor is not None:
            end = token.idx + len(token)
            found.append(Mention(token.idx, end, actor, "person", "pronoun"))
    return found


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
        if m.actor in _regions():
            continue  # nobody is the guest of a continent
        if m.kind == "place" or (m.kind == "country" and m.form in ("name", "capital")):
            found.append(m)
        elif m.kind == "country" and m.form == "demonym":
            match = CAPITAL.match(reading.text, m.end)
            capital = _capitals().get(m.actor)
            if match and capital:
                found.append(Mention(m.start, match.end(), capital, "place", "description"))
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


@cache
def _capitals() -> dict[str, str]:
    """Capital by country: the first in order of name where there are several."""
    capitals: dict[str, str] = {}
    for capital, country in sorted(lexicon().capitals.items()):
        capitals.setdefault(country, capital)
    return capitals


@cache
def _regions() -> frozenset[str]:
    """Names of continents and regions of several countries."""
    return frozenset(row["name"] for row in rows("regions.csv"))

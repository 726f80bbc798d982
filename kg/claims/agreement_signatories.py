"""Say which names in a stretch of text can sign an agreement.

    "Equinor of Norway" -> Equinor; "the Geneva Convention" -> nobody

in    a Reading and a span, or a word of the parse
out   names of actors with their places; a person stands for his or her country
data  data/lexicon/agreement_nouns.csv, agreement_names.csv
next  kg.claims.agreement_parties, kg.claims.agreement_companies
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_words import load_words
from kg.model import Mention
from kg.reading.actors import actor_country
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "PARTY_KINDS",
    "has_company",
    "is_agreement",
    "names_a_treaty",
    "parties_in",
    "party",
    "unique",
    "unread_names",
]

#: What follows a town in the name of an agreement.
NAMED = re.compile(r" (?:[A-Z]\w+ ){0,2}([A-Z]\w+)")
PARTY_KINDS = frozenset(["country", "bloc", "organisation"])


def parties_in(reading: Reading, start: int, end: int) -> list[tuple[int, str]]:
    """Parties mentioned in a span, with their places; a person stands for a country.

    Args:
        reading: The document as read.
        start: First character of the span.
        end: One past its last character.

    Returns:
        (place, name) in order of mention; [] where nobody is named.

    Examples:
        >>> import kg.reading.reading as r, kg.model as m
        >>> note = r.read_document(m.Document("a.txt", "Kenya met Egypt.", "0"))
        >>> parties_in(note, 0, 16), parties_in(note, 5, 9)
        ([(0, 'Kenya'), (10, 'Egypt')], [])

    """
    found = []
    for mention in reading.mentions:
        if mention.start >= end:
            break
        if mention.start >= start and (name := party(reading, mention)):
            found.append((mention.start, name))
            if mention.kind == "country" and _is_home(reading, mention, end):
                found.pop()
    return found


def _is_home(reading: Reading, country: Mention, end: int) -> bool:
    """Whether a country only says where a company is from: "RWE of Germany"."""
    for mention in reading.mentions:
        if mention.kind != "organisation":
            continue
        before, after = (country.end, mention.start), (mention.end, country.start)
        if mention.end <= end and reading.text[slice(*before)] in (" ", "'s ", "' "):
            return True
        if reading.text[slice(*after)] in (" of ", " from "):
            return True
    return False


def has_company(reading: Reading, found: Sequence[tuple[int, str]]) -> bool:
    """Whether an organisation is among the parties found."""
    return any(getattr(reading.actors.get(n), "kind", "") == "organisation" for _, n in found)


def unread_names(reading: Reading, child: Token) -> list[tuple[int, str]]:
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


def is_agreement(reading: Reading, mention: Mention) -> bool:
    """Whether a name taken for an actor is the name of an agreement."""
    return mention.actor in _labels() or reading.words(mention) in load_words().names


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for label, _ in load_words().names.values())


def names_a_treaty(reading: Reading, mention: Mention) -> bool:
    """Whether a town is part of the name of an agreement: "the Geneva Convention"."""
    if mention.form != "capital":
        return False
    match = NAMED.match(reading.text, mention.end)
    noun = load_words().nouns.get(match[1].lower()) if match else None
    return noun is not None and noun.strong


def party(reading: Reading, mention: Mention) -> str | None:
    """Who signs where *mention* stands: the actor, the country of a person, or None."""
    if is_agreement(reading, mention) or names_a_treaty(reading, mention):
        return None
    if mention.kind in PARTY_KINDS:
        return mention.actor
    return actor_country(reading, mention.actor) if mention.kind == "person" else None


def unique(names: Iterable[str]) -> list[str]:
    """The names without repeats, in the order of their first place.

    Examples:
        >>> unique(["Peru", "Chile", "Peru"])
        ['Peru', 'Chile']

    """
    return list(dict.fromkeys(names))

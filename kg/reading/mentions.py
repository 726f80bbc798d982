"""Find the actors of a document and every mention of them.

"Kenyan officials met Ruto in Addis Ababa" mentions Kenya, a person and a place.

in    the levelled text, its Blocks and Sentences, its parse
out   the Actors by canonical name, and their Mentions in order, not overlapping
data  what kg.reading.lexicon, gazetteer, names and kinds read
next  the claim finders

Five steps: look known forms up and cut the other capitalised sequences out
(scan); say what each name is (kinds); say for each capital whether it is the
government or the city (metonyms); join the forms of one name (linking); find
the pronouns and descriptions that stand for the actors (coreference).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.model import Actor, Block, Mention, Sentence
from kg.reading.affiliation import countries_of
from kg.reading.coreference import resolve
from kg.reading.kinds import kinds_of
from kg.reading.linking import link
from kg.reading.metonyms import place_capitals
from kg.reading.scan import Unknown, scan
from kg.reading.words import title_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_mentions"]


def find_mentions(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], doc: Doc
) -> tuple[dict[str, Actor], list[Mention]]:
    """Return the actors of the document by name, and their mentions in order.

    Args:
        text: The levelled text.
        blocks: Its blocks.
        sentences: Its sentences.
        doc: Its parse.

    Returns:
        Actors by canonical name, in order of first mention, and Mentions that
        do not overlap; both empty where the text names nobody.

    """
    known, unknown = scan(text, blocks, sentences)
    kinds = kinds_of(text, unknown, known)
    for u in unknown:
        if kinds[text[u.start : u.end]] is None:
            known.extend(u.inner)
    mentions = link(text, place_capitals(text, known), unknown, kinds)
    countries = countries_of(text, mentions, known, unknown)
    actors = _actors(text, mentions, countries, _honoured(text, unknown))
    return actors, resolve(text, blocks, sentences, doc, actors, mentions)


def _honoured(text: str, unknown: Sequence[Unknown]) -> dict[int, str]:
    """Where a name begins -> the name with the honour before it, "King Salman"."""
    found = {}
    for u in unknown:
        honour = (u.candidate.title or "").split()[-1:]
        if honour and title_words().get(honour[0]) == "royal":
            found[u.start] = f"{honour[0]} {text[u.start : u.end]}"
    return found


def _actors(
    text: str,
    mentions: Sequence[Mention],
    countries: Mapping[str, str],
    honoured: Mapping[int, str],
) -> dict[str, Actor]:
    """The actors mentioned, each with the other forms the text has for it."""
    forms: dict[str, dict[str, None]] = {}
    kinds = {m.actor: m.kind for m in reversed(mentions)}
    for m in mentions:
        known = forms.setdefault(m.actor, {})
        form = text[m.start : m.end]
        if m.form != "demonym" and form != m.actor:
            known[form] = None
        if m.start in honoured:
            known[honoured[m.start]] = None
    return {
        name: Actor(name, kinds[name], tuple(found), countries.get(name))
        for name, found in forms.items()
    }

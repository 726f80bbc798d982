"""Resolve pronouns and descriptions to the actors they stand for.

"Kenya sells tea. It buys wheat." -> It: Kenya; "the company", "the Kenyan president".

in    the text, its sentences and parse, the actors and the mentions by name
out   Mentions of the forms "pronoun" and "description", and plural mentions
data  data/lexicon/descriptions.csv, change.csv, titles.csv
next  kg.reading.mentions adds them to the mentions of the document

A wrong antecedent costs more than none: a pronoun is resolved only to the
subject of its own or of the last sentence, or to the only actor of its kind
near it, and never across a heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Actor, ActorKind, Block, Mention, Sentence
from kg.reading.discourse import Discourse
from kg.reading.lexicon import lexicon, rows
from kg.reading.plurals import plural_mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["plural_mentions", "resolve"]

PRONOUN = re.compile(
    r"\b(?:(?P<person>[Hh]e|[Ss]he|[Hh]is|[Hh]im|[Hh]er|[Hh]imself|[Hh]erself)"
    r"|(?P<thing>[Ii]t|[Ii]ts(?! kind)|[Ii]tself))\b"
)
FEMININE = frozenset(("she", "her", "herself"))
#: "It is clear that", "it would be wrong to", "it rained": it stands for nobody.
EMPTY_IT = re.compile(
    r"[Ii]t (?:(?:is|was|will be|would be|has been|may be|seems?|appears?|remains?|took|takes)"
    r" (?:\w+ ){0,3}(?:that|to|how|whether|when|who|for)\b|(?:is|was) (?:the|a|an|not|only)\b"
    r"|(?:should|must|can|could|might|may) be (?:said|noted|added|argued|recalled|asked)\b)"
)
#: "It fell to", "it has grown by", "it rose 5 per cent".
MOVES = re.compile(r"[Ii]t (?:has |had )?(?P<verb>[a-z]+) (?:to|by|from|again|\D{0,4}\d)")
DESCRIPTION = re.compile(
    r"\b(?P<the>[Tt]he|[Ii]ts|[Tt]hat|[Tt]his) (?P<words>(?:[\w'-]+ ){0,3}?)(?P<noun>[a-z-]+)\b"
)
#: Words between "the" and the noun that do not change who is meant.
PLAIN = frozenset(
    (
        "prime",
        "foreign",
        "defence",
        "defense",
        "trade",
        "energy",
        "finance",
        "commerce",
        "deputy",
        "vice",
        "first",
        "visiting",
        "state-run",
        "state-owned",
        "oil",
        "gas",
        "island",
        "whole",
    )
)


def resolve(
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    doc: Doc,
    actors: Mapping[str, Actor],
    mentions: Sequence[Mention],
) -> list[Mention]:
    """Return *mentions* with those by pronoun and description added, in order.

    Args:
        text: The levelled text.
        blocks: Its blocks.
        sentences: Its sentences.
        doc: Its parse.
        actors: The actors by canonical name.
        mentions: The mentions by name, capital and demonym, in order.

    Returns:
        Mentions that do not overlap. A demonym inside a resolved description
        ("the Kenyan president") gives way to it.

    """
    state = Discourse(text, blocks, doc, actors, mentions)
    added: list[Mention] = []
    genders: dict[str, str] = {}
    open_it = -2  # the last sentence with an "it" that stands for no actor
    for sentence in sentences:
        state.enter(sentence)
        found: list[tuple[int, int, str]] = []
        for match in DESCRIPTION.finditer(text, sentence.start, sentence.end):
            actor = _described(state, match)
            if actor is not None:
                found.append((match.start(), match.end(), actor))
        described = [
            Mention(a, b, actor, actors[actor].kind, "description") for a, b, actor in found
        ]
        added.extend(described)
        state.note(_joined(state.own, described))
        for match in PRONOUN.finditer(text, sentence.start, sentence.end):
            if match["thing"] and sentence.index - open_it <= 1:
                continue
            actor = _stood_for(state, match)
            if actor is not None and match["person"]:
                gender = "she" if match[0].lower() in FEMININE else "he"
                if genders.setdefault(actor, gender) != gender:
                    continue
            if actor is not None:
                mention = Mention(match.start(), match.end(), actor, actors[actor].kind, "pronoun")
                added.append(mention)
                state.resolved(mention)
            elif match["thing"]:
                open_it = sentence.index
    return _joined(mentions, added)


def _joined(mentions: Sequence[Mention], added: Sequence[Mention]) -> list[Mention]:
    """Both in order; a description takes the place of the demonym inside it."""
    spans = [(m.start, m.end) for m in added if m.form == "description"]
    kept = [
        m
        for m in mentions
        if not (m.form == "demonym" and any(a <= m.start and m.end <= b for a, b in spans))
    ]
    taken = {at for m in kept for at in (m.start, m.end - 1)}
    result = kept + [m for m in added if not taken & set(range(m.start, m.end))]
    result.sort(key=lambda m: (m.start, -m.end))
    disjoint: list[Mention] = []
    for m in result:
        if not disjoint or m.start >= disjoint[-1].end:
            disjoint.append(m)
    return disjoint


def _stood_for(state: Discourse, match: re.Match[str]) -> str | None:
    """The actor a pronoun stands for, or None."""
    if match["person"]:
        return state.antecedent(match.start(), ("person",), possessive=match[0][-1] in "sr")
    if EMPTY_IT.match(state.text, match.start()) or _is_measured(state.text, match.start()):
        return None
    return state.antecedent(
        match.start(), ("country", "organisation", "bloc"), possessive=match[0].endswith("s")
    )


def _is_measured(text: str, at: int) -> bool:
    """Whether "it" is a figure that moves: "It fell to $31 million"."""
    match = MOVES.match(text, at)
    return match is not None and match["verb"] in _moves()


@cache
def _moves() -> frozenset[str]:
    """Words of growth and fall."""
    return frozenset(row["word"] for row in rows("change.csv"))


def _described(state: Discourse, match: re.Match[str]) -> str | None:
    """The actor a description stands for, or None."""
    kind = _nouns().get(match["noun"])
    if kind is None or state.text[match.end() : match.end() + 3] in (" of", " fo"):
        return None
    words = match["words"].split()
    country = None
    if words:
        entry = lexicon().entries.get(words[0].removesuffix("'s"))
        if entry is not None and entry.kind == "country":
            country = entry.name
            words = words[1:]
    if any(w not in PLAIN for w in words):
        return None
    if kind == "person":
        return state.office_holder(match["noun"], words, country)
    if country is not None or match["the"].lower() == "its" or state.runs_on(match.end()):
        return None
    if kind == "country":
        if match["noun"] in ("country", "nation", "state"):
            return state.only_near(("country",)) if match["the"].lower() != "that" else None
        return state.form_of_state(match["noun"])
    return state.only_near((kind,))


@cache
def _nouns() -> dict[str, ActorKind]:
    """Noun of a description -> the kind of actor it stands for."""
    kinds: dict[str, ActorKind] = {
        kind: kind for kind in ("country", "organisation", "bloc", "person")
    }
    return {row["noun"]: kinds[row["stands_for"]] for row in rows("descriptions.csv")}

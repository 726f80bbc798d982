"""Load the words of flow from data/patterns, with sentences they must and must not match.

in    nothing: data/patterns/flow.yaml
out   Patterns, each checked when loaded
next  kg.claims.flows finds their words in a sentence; the tests run their sentences

To add a word of flow, add it to an entry; to add a sense, add an entry with sentences of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import yaml

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["DIRECTED", "Pattern", "Sense", "flow_patterns", "flow_phrases", "flow_words"]

Sense = Literal["sell", "buy", "total", "balance", "go", "none"]
#: Senses of a flow from one country to another.
DIRECTED: tuple[Sense, ...] = ("sell", "buy", "go")
FILE = "data/patterns/flow.yaml"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of one sense."""

    id: str
    sense: Sense
    pos: Literal["noun", "verb", "phrase"]
    words: tuple[str, ...]  #: lemmas
    weak: bool  #: goods or an amount must be its object
    neutral: bool  #: bare, it goes the way spoken of before
    match: tuple[str, ...]  #: sentences in which a word is found with this sense
    no_match: tuple[str, ...]  #: sentences in which none is


@cache
def flow_patterns() -> tuple[Pattern, ...]:
    """The patterns, in the order of the file.

    Raises:
        DataFileError: An entry has an unknown sense, no words or no sentences.

    """
    path = resource(FILE)
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    patterns = []
    for number, entry in enumerate(entries, 1):
        problem = None
        if entry.get("sense") not in get_args(Sense):
            problem = f"sense is none of {get_args(Sense)}"
        elif entry.get("pos") not in ("noun", "verb", "phrase"):
            problem = "pos is none of noun, verb, phrase"
        elif not all(entry.get(key) for key in ("id", "words", "match", "no_match")):
            problem = "id, words, match or no_match is missing"
        if problem:
            raise DataFileError(path, number, f"entry {number}: {problem}")
        patterns.append(
            Pattern(
                id=entry["id"],
                sense=entry["sense"],
                pos=entry["pos"],
                words=tuple(entry["words"]),
                weak=bool(entry.get("weak", False)),
                neutral=bool(entry.get("neutral", False)),
                match=tuple(entry["match"]),
                no_match=tuple(entry["no_match"]),
            )
        )
    return tuple(patterns)


@cache
def flow_words() -> Mapping[tuple[str, str], Pattern]:
    """The pattern of each word, by part of speech and lemma.

    Examples:
        >>> flow_words()["noun", "shipment"].sense
        'sell'

    """
    return {(p.pos, word): p for p in reversed(flow_patterns()) for word in p.words}


@cache
def flow_phrases() -> re.Pattern[str]:
    """A pattern for the phrases of flow: "both ways", "business with".

    Examples:
        >>> flow_phrases().search("It came to $3 bn both ways.")[0]
        'both ways'

    """
    phrases = [word for pos, word in flow_words() if pos == "phrase"]
    ordered = sorted(phrases, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in ordered)})\b")

"""Describe a name by the names beside it, and by the words near it.

"copper from Zambia and Kolwezi" -> Kolwezi: list before=country_name

in    the text, the occurrences of a name, the known forms and candidates of the document
out   names of features with their weights
data  data/lexicon/name_heads.csv, the gazetteer
next  kg.reading.kinds weighs them
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.reading.gazetteer import town
from kg.reading.scan import Known, Unknown
from kg.reading.words import head_kind

__all__ = ["Neighbours", "beside", "neighbours", "words_near"]

#: What joins the members of a list, the longer forms first.
JOINERS = (", and ", " and ", ", ", " or ", "/")
LISTED = re.compile(r",? and |, | or |/| & ")
#: What stands between a name and a known form: as written before it, and after it.
BEFORE = ((" ", "adjacent"), ("'s ", "owner"), (" (", "bracket"), (", ", "comma"))
AFTER = ((" ", "adjacent"), ("'s ", "owned"), (" (", "bracket"), (", ", "comma"))
#: Characters, words and weight of the words near a name.
WINDOW, NEAR, NEAR_WEIGHT = 50, 5, 0.3
OWNED_WEIGHT = 0.7
SMALL = re.compile(r"\b[a-zà-ÿ][\w'-]*")
WORDS = re.compile(r"[a-z]{3,}")
PAIR = re.compile(r"(?:'s)? ?([a-z]+) ([a-z]+)")
OWNED = re.compile(r"'s ((?:[a-z-]+ ){0,2}[a-z-]+)")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What begins and ends where in a document, and its words in small letters."""

    begins: Mapping[int, Known | Unknown] = field(default_factory=dict)
    ends: Mapping[int, Known | Unknown] = field(default_factory=dict)
    small: frozenset[str] = frozenset()


def neighbours(text: str, known: Iterable[Known], unknown: Iterable[Unknown]) -> Neighbours:
    """The known forms and candidates of a document by where they begin and end.

    Args:
        text: The levelled text.
        known: Forms of the lexicon, which win over candidates.
        unknown: Candidates.

    """
    both: list[Known | Unknown] = [*unknown, *known]
    small = frozenset(SMALL.findall(text))
    return Neighbours({x.start: x for x in both}, {x.end: x for x in both}, small)


def beside(text: str, unknowns: Sequence[Unknown], around: Neighbours) -> Iterator[str]:
    """Names of features: what a name is listed with, and the known forms right beside it.

    Args:
        text: The levelled text.
        unknowns: Every occurrence of the name.
        around: The other names of the document.

    """
    for u in unknowns:
        match = LISTED.match(text, u.end)
        if match is not None and match.end() in around.begins:
            yield f"list after={_what(around.begins[match.end()])}"
        joiner = next((j for j in JOINERS if text.endswith(j, 0, u.start)), None)
        if joiner is not None and u.start - len(joiner) in around.ends:
            yield f"list before={_what(around.ends[u.start - len(joiner)])}"
        for gap, place in BEFORE:
            x = around.ends.get(u.start - len(gap)) if text.endswith(gap, 0, u.start) else None
            if isinstance(x, Known):
                yield f"{place} before={_what(x)}"
        for gap, place in AFTER:
            x = around.begins.get(u.end + len(gap)) if text.startswith(gap, u.end) else None
            if isinstance(x, Known):
                yield f"{place} after={_what(x)}"


def _what(x: Known | Unknown) -> str:
    """What is known of a neighbour."""
    if isinstance(x, Known):
        return f"{x.entry.kind}_{x.entry.form}"
    words = [w.text for w in x.candidate.words]
    if x.candidate.title:
        return "titled"
    kind = head_kind(words[-1])
    if kind is not None:
        return f"head_{kind}"
    return "town" if town(" ".join(words)) is not None else f"words{min(len(words), 3)}"


def words_near(text: str, unknowns: Sequence[Unknown]) -> Iterator[tuple[str, float]]:
    """Features with weights: the words before and after a name, and what it owns.

    Args:
        text: The levelled text.
        unknowns: Every occurrence of the name.

    """
    for u in unknowns:
        start, end = u.sentence
        before = WORDS.findall(text, max(start, u.start - WINDOW), u.start)
        after = WORDS.findall(text, u.end, min(end, u.end + WINDOW))
        yield from ((f"near before={w}", NEAR_WEIGHT) for w in before[-NEAR:])
        yield from ((f"near after={w}", NEAR_WEIGHT) for w in after[:NEAR])
        if match := PAIR.match(text, u.end, min(end, u.end + WINDOW)):
            yield f"after2={match[1]} {match[2]}", 1.0
        if match := OWNED.match(text, u.end, min(end, u.end + WINDOW)):
            yield from ((f"owns={w}", OWNED_WEIGHT) for w in match[1].split())

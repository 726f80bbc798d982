"""Describe a capitalised sequence by what it is made of and what stands around it.

"Bank of Ghana" -> head=organisation, words=3, before=at, ...

in    the words of a name and the places where it occurs in the text
out   names of features with their weights in this case
data  data/lexicon/name_heads.csv, titles.csv, common_words.csv, statespeople.csv, the gazetteer
next  kg.reading.kinds weighs them

To add a feature, add a line to one of the three functions, then train again
(`python -m kg.training`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.reading.gazetteer import province_country, town, town_words
from kg.reading.kind_neighbours import Neighbours, beside, words_near
from kg.reading.lexicon import fold, lexicon, rows
from kg.reading.scan import Unknown
from kg.reading.statespeople import parts_of_names
from kg.reading.words import head_kind, is_ordinary, particles, title_words

__all__ = ["features_of"]

LOWER = re.compile(r"[a-zà-ÿ]+(?:-[a-z]+)*")
#: Characters looked at before and after a name.
WINDOW = 60
#: Words that begin names of places.
PLACE_OPENERS = frozenset(
    (
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Upper",
        "Lower",
        "Greater",
        "New",
        "Old",
        "Port",
        "Cape",
        "Mount",
        "San",
        "Santa",
        "Saint",
    )
)
#: Steps, each twice the one before, in which the towns with a word are counted.
MANY = 3
#: Letters in a piece of a word, and the weight of a piece.
PIECES = (2, 3, 4)
PIECE_WEIGHT = 0.3
CLAUSE_END = re.compile(r"[.;:!?(\n]")


def features_of(
    text: str,
    unknowns: Sequence[Unknown],
    known_persons: frozenset[str],
    around: Neighbours,
) -> dict[str, float]:
    """The features of one name of a document.

    Args:
        text: The levelled text.
        unknowns: Every occurrence of the name, at least one.
        known_persons: Words of names that stand after a title in this document.
        around: The other names of the document.

    Returns:
        Feature name -> value, 1.0 for most.

    """
    words = [w.text for w in unknowns[0].candidate.words]
    found = dict(words_near(text, unknowns))
    found |= dict.fromkeys(_pieces(words), PIECE_WEIGHT)
    found |= dict.fromkeys(_form(words), 1.0)
    found |= dict.fromkeys(beside(text, unknowns, around), 1.0)
    small = sum(w.lower() in around.small for w in words)
    if small:
        found[f"{'all' if small == len(words) else 'some'} in small letters too"] = 1.0
    for u in unknowns:
        for name in _context(text, u):
            found[name] = 1.0
    if all(u.candidate.opens for u in unknowns):
        found["only first in sentence"] = 1.0
    if all(u.heading for u in unknowns):
        found["only in headings"] = 1.0
    if len(unknowns) > 2:
        found["often"] = 1.0
    if words[-1] in known_persons or words[0] in known_persons:
        found["part of a titled name" if len(words) == 1 else "shares a titled name"] = 1.0
    return found


def _form(words: list[str]) -> Iterator[str]:
    """What the name looks like and is made of."""
    name = " ".join(words)
    main = words
    for joiner in ("of", "for", "on"):
        if joiner in main[1:]:
            main = main[: main.index(joiner)]
    count = min(len(words), 5)
    yield f"words={count}"
    yield f"head={head_kind(main[-1])}"
    yield f"head={head_kind(main[-1])} words={min(count, 3)}"
    yield f"first={head_kind(words[0])}"
    if len(words) > 1 and (head_kind(words[-1]) != head_kind(main[-1])):
        yield f"last={head_kind(words[-1])}"
    yield f"last word={words[-1].lower()}"
    yield f"main word={main[-1].lower()}"
    yield f"first word={words[0].lower()}"
    if len(words) > 2:
        for word in words[1:-1]:
            yield f"inner word={word.lower()}"
    ordinary = sum(is_ordinary(w) for w in words)
    yield f"ordinary={'all' if ordinary == len(words) else 'none' if not ordinary else 'some'}"
    yield f"ordinary={ordinary} of {count}"
    for position, word in (("first", words[0]), ("last", words[-1])):
        yield f"{position} shape={_shape(word)}"
        yield f"{position} ending={fold(word)[-3:]}"
    if len(words) == 1:
        yield f"single shape={_shape(words[0])} {min(len(words[0]), 6)}"
    if any(w in particles() for w in words[1:]):
        yield "particle"
    if any(len(w) == 2 and w[1] == "." for w in words):
        yield "initial"
    if "&" in name or "and" in words:
        yield "and"
    if any(c.isdigit() for c in name):
        yield "digit"
    if "-" in name:
        yield "hyphen"
    found = town(name)
    if words[0] in PLACE_OPENERS and len(words) > 1:
        yield "direction first"
    if found is not None:
        yield "town"
        yield "town large" if found.people > 200_000 else "town small"
    if province_country(name) is not None:
        yield "province"
    if any(w in lexicon().entries for w in words):
        yield "has a known form"
    if len(words) > 1 and town(words[0]) is not None:
        yield "first is a town"
    yield from _known_parts(fold(name).replace("-", " ").split())


def _known_parts(words: list[str]) -> Iterator[str]:
    """Whether the folded words of a name are known from names of towns or of persons."""
    first, last = town_words(words[0]), town_words(words[-1])
    yield f"towns begin={min(first.begin.bit_length() - 1, MANY) if first.begin else 'none'}"
    yield f"towns end={min(last.end.bit_length() - 1, MANY) if last.end else 'none'}"
    if all(town_words(w).anywhere for w in words):
        yield "all words of towns"
    given, family = parts_of_names()
    if words[0] in given:
        yield "given name"
    if words[-1] in family:
        yield "family name"


def _pieces(words: list[str]) -> Iterator[str]:
    """The runs of two to four letters of each word, its ends marked."""
    for word in words:
        marked = f"^{fold(word)}$"
        for size in PIECES:
            yield from (f"piece={marked[i : i + size]}" for i in range(len(marked) - size + 1))


def _says(word: str) -> bool:
    """Whether *word* is a form of a verb of saying."""
    verbs = _saying()
    return (
        word in verbs
        or word.removesuffix("s") in verbs
        or word.removesuffix("ed") in verbs
        or word.removesuffix("d") in verbs
        or word in ("said", "told", "wrote", "thought", "felt")
    )


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("saying.csv"))


def _shape(word: str) -> str:
    if word.isupper():
        return "capitals"
    if word[1:].lower() != word[1:] and "-" not in word:
        return "mixed"
    return "title"


def _context(text: str, u: Unknown) -> Iterator[str]:
    """What stands before and after one occurrence."""
    start, end = u.sentence
    before = text[max(start, u.start - WINDOW) : u.start]
    after = text[u.end : min(end, u.end + WINDOW)]
    if u.candidate.title is not None:
        yield "title before"
    if u.candidate.before_title:
        yield "before a title"
    earlier = LOWER.findall(before.lower())
    near = before.rstrip()
    if near and near[-1] in ',("-' and near[-1] != before[-1:]:
        yield f"mark before={near[-1]}"
    if not near:
        yield "begins sentence"
    elif earlier and before.endswith(" ") and near[-1].isalnum():
        yield f"before={earlier[-1]}"
        if len(earlier) > 1:
            yield f"before2={earlier[-2]} {earlier[-1]}"
        if earlier[-1].title() in title_words():
            yield "title in small letters before"
        if head_kind(earlier[-1]) is not None:
            yield f"noun before={head_kind(earlier[-1])}"
    if after.startswith("'s"):
        yield "possessive"
        after = after[2:]
    following = LOWER.findall(after.lower())
    if after.startswith(" ") and following and after[1:2].isalpha():
        yield f"after={following[0]}"
        if _says(following[0]):
            yield "says"
        if following[0].title() in title_words():
            yield "title after"
        if head_kind(following[0]) is not None:
            yield f"noun after={head_kind(following[0])}"
    elif after[:1] in ",(" or after[:2] == " (":
        yield f"mark after={after.strip()[:1]}"
        if after.startswith(","):
            yield from _apposition(CLAUSE_END.split(after[1:].split(",")[0])[0])


def _apposition(clause: str) -> Iterator[str]:
    """What the phrase after the comma calls the name: ", the trade minister", ", a port on ..."."""
    words = LOWER.findall(clause.lower())[:7]
    if not words:
        return
    yield f"apposition={words[0]}"
    for word in words:
        if word.title() in title_words():
            yield "apposition title"
        kind = head_kind(word)
        if kind is not None:
            yield f"apposition {kind}"
            return

"""Tell praise from blame: the polarity of words, turned by what governs them.

    "The pact reduces dependence."     -> dependence is bad, reducing it is good: positive
    "The pact brings no relief."       -> relief is good, none of it is bad: negative
    "It lowers exports and jobs."      -> nothing but the fall of what is wanted: negative

in    a span of a document
out   feature names with values: how much it praises and blames, and what its core says
data  data/lexicon/polarity.csv: words that praise (positive), that blame (negative), that
      turn what they govern (turning), that turn what is bad and raise what is wanted
      (lifting), and things that people want more of (wanted)
next  kg.claims.traits

To extend, add a row. A word that turns ("ease", "counter") makes good what is bad below
it in the tree, and bad what is good or wanted; "not", "no" and "without" turn too. A word
that lifts does the first, but raises what is wanted: "lift sanctions", "lift sales". A row
of several lemmas is a phrase, written without articles and possessives: "foot bill".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from kg.claims.wording import content_head
from kg.errors import DataFileError
from kg.reading.reading import Reading
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Polarity", "polarity_of_word", "signs"]

Polarity = Literal["positive", "negative", "turning", "lifting", "wanted"]
#: Turn what they stand beside.
NEGATIONS = frozenset(
    ["no", "not", "n't", "never", "neither", "nor", "without", "hardly", "none", "nothing"]
)
#: Below a turning word, what it turns.
TURNED = frozenset(
    [
        "dobj",
        "nsubjpass",
        "pobj",
        "prep",
        "conj",
        "xcomp",
        "amod",
        "compound",
        "attr",
        "agent",
        "pcomp",
        "acomp",
        "nmod",
        "appos",
        "advmod",
        "ccomp",
        "oprd",
        "poss",
    ]
)
#: Set a case beside what is so: "without it there would be no work".
UNREAL = frozenset(["without", "if", "unless"])
#: Left out of phrases: "foot the bill" is "foot bill".
FILLERS = frozenset(["DT", "PRP$"])
#: Words of the longest phrase.
LONGEST = 4
#: Complements of a verb that, with it, say what is the case.
CORE = frozenset(["attr", "acomp", "dobj", "oprd", "xcomp", "prep", "pobj", "pcomp", "nsubjpass"])


def signs(reading: Reading, start: int, end: int, says: str = "") -> dict[str, float]:
    """How a span praises and blames, as features.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.
        says: Lemma of the verb that shows the holder; what it governs is the content.

    Returns:
        Value by feature name; {} where nothing praises or blames.

    """
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    inside = {t.i for t in span or ()}
    values = _values([*span] if span is not None else [], inside)
    found: dict[str, float] = {}
    if not values:
        return found
    total = sum(v for _, v in values)
    found["turned_sum"] = max(-1.5, min(1.5, total * 0.5))
    found[f"turned={_name(total)}"] = 0.7
    found[f"last_sign={_name(values[-1][1])}"] = 0.5
    found[f"first_sign={_name(values[0][1])}"] = 0.3
    if len({v > 0 for _, v in values}) == 1:
        found[f"all_signs={_name(total)}"] = 0.7
    head = content_head(reading, start, end, says)
    if head is not None:
        core = sum(v for t, v in values if _is_core(t, head))
        found[f"core={_name(core)}"] = 1.0
    words = {t.lower_ for t, _ in values} | {t.lower_ for t in span or ()}
    if words & UNREAL and words & {"would", "might", "could"}:
        found[f"unreal={_name(total)}"] = 0.7  # "without it there would be no work"
    return found


def _values(tokens: list[Token], inside: set[int]) -> list[tuple[Token, int]]:
    """The words and phrases that praise or blame, each with its sign, in order."""
    found = []
    covered: set[int] = set()
    for token, last, value in _phrases(tokens):
        covered.update(range(token.i, last + 1))
        found.append((token, -value if _negated(token) % 2 else value))
    for token in tokens:
        if token.i not in covered and (value := _value(token, inside)):
            found.append((token, value))
    return sorted(found, key=lambda pair: pair[0].i)


def _phrases(tokens: list[Token]) -> Iterator[tuple[Token, int, int]]:
    """(first word, index of the last, sign) of the phrases of the lexicon, the longest first."""
    words = [t for t in tokens if t.tag_ not in FILLERS]
    lemmas = [t.lemma_.lower() for t in words]
    at = 0
    while at < len(words):
        longest = min(LONGEST, len(words) - at) if lemmas[at] in _openings() else 1
        for length in range(longest, 1, -1):
            kind = polarity_of_word(" ".join(lemmas[at : at + length]))
            if kind in ("positive", "negative"):
                yield words[at], words[at + length - 1].i, 1 if kind == "positive" else -1
                at += length
                break
        else:
            at += 1


def _name(value: int) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "none"


def _is_core(token: Token, head: Token) -> bool:
    """Whether a word is the head or a complement of it."""
    for _ in range(4):
        if token.i == head.i:
            return True
        if token.dep_ not in CORE and token.dep_ not in ("amod", "compound", "conj"):
            return False
        token = token.head
    return False


def _value(token: Token, inside: set[int]) -> int:
    """1 where a word praises in its place, -1 where it blames, 0 for all others."""
    polarity = _kind(token)
    if polarity is None and any(c.lower_ == "too" and c.i < token.i for c in token.children):
        return 0 if _negated(token) % 2 else -1  # "too small"
    if polarity is None or polarity in ("turning", "lifting") or token.lower_ in NEGATIONS:
        return 0
    turns = _turns(token, inside)
    if polarity == "wanted":
        # What is merely wanted praises or blames only as it rises or falls.
        if _kind(token.head) == "lifting" and token.head.i in inside and token.dep_ == "dobj":
            return -1 if _negated(token.head) % 2 else 1
        return -1 if turns % 2 else 0
    value = 1 if polarity == "positive" else -1
    return -value if turns % 2 else value


def _turns(token: Token, inside: set[int]) -> int:
    """How often a word is turned by what stands over it."""
    count = _negated(token)
    for _ in range(8):
        head = token.head
        if head.i == token.i or head.i not in inside or token.dep_ not in TURNED:
            return count
        if token.dep_ == "conj":  # a joined word stands beside the first, not below it
            token = head
            continue
        turning = _kind(head) in ("turning", "lifting") and token.i > head.i
        count += turning or head.lower_ in NEGATIONS
        count += _negated(head)
        token = head
    return count


def _negated(token: Token) -> int:
    return sum(
        c.dep_ in ("neg", "det", "preconj", "cc") and c.lower_ in NEGATIONS for c in token.children
    ) + sum(_kind(c) == "turning" and c.dep_ in ("amod", "advmod") for c in token.children)


def _kind(token: Token) -> Polarity | None:
    return polarity_of_word(token.lemma_.lower()) or polarity_of_word(token.lower_)


def polarity_of_word(lemma: str) -> Polarity | None:
    """Whether a lemma praises, blames, turns, or is wanted; None for all others.

    Examples:
        >>> polarity_of_word("lifeline"), polarity_of_word("ease"), polarity_of_word("table")
        ('positive', 'turning', None)

    """
    return _polarities().get(lemma)


@cache
def _openings() -> frozenset[str]:
    """The words that phrases of the lexicon begin with."""
    return frozenset(entry.split(" ", 1)[0] for entry in _polarities() if " " in entry)


@cache
def _polarities() -> dict[str, Polarity]:
    path = resource("data/lexicon") / "polarity.csv"
    kinds: dict[str, Polarity] = {kind: kind for kind in get_args(Polarity)}
    words: dict[str, Polarity] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["polarity"] not in kinds:
                known = ", ".join(kinds)
                raise DataFileError(path, line, f"expected one of {known}")
            words[row["lemma"]] = kinds[row["polarity"]]
    return words

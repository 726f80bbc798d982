"""Tell praise from blame: the polarity of words, turned by what governs them.

    "The pact reduces dependence."     -> dependence is bad, reducing it is good: positive
    "The pact brings no relief."       -> relief is good, none of it is bad: negative
    "It lowers exports and jobs."      -> nothing but the fall of what is wanted: negative

in    a span of a document
out   feature names with values: how much it praises and blames, and what its core says
data  data/lexicon/polarity.csv: words that praise (positive), that blame (negative), that
      turn what they govern (turning), and things that people want more of (wanted)
next  kg.claims.traits

To extend, add a row. A word that turns ("ease", "counter") makes good what is bad below
it in the tree, and bad what is good or wanted; "not", "no" and "without" turn too.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from kg.claims.wording import content_head
from kg.errors import DataFileError
from kg.reading.reading import Reading
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Polarity", "polarity_of_word", "signs"]

Polarity = Literal["positive", "negative", "turning", "wanted"]
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
    values = [(t, v) for t in span or () if (v := _value(t, inside))]
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
    return found


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
    polarity = polarity_of_word(token.lemma_.lower()) or polarity_of_word(token.lower_)
    if polarity is None or token.lower_ in NEGATIONS:
        return 0
    turns = _turns(token, inside)
    if polarity == "turning":
        return 0
    if polarity == "wanted":
        # What is merely wanted praises or blames only as it rises or falls.
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
        turning = polarity_of_word(head.lemma_.lower()) == "turning" and token.i > head.i
        count += turning or head.lower_ in NEGATIONS
        count += _negated(head)
        token = head
    return count


def _negated(token: Token) -> int:
    return sum(
        c.dep_ in ("neg", "det", "preconj", "cc") and c.lower_ in NEGATIONS for c in token.children
    ) + sum(polarity_of_word(c.lower_) == "turning" and c.dep_ == "amod" for c in token.children)


def polarity_of_word(lemma: str) -> Polarity | None:
    """Whether a lemma praises, blames, turns, or is wanted; None for all others.

    Examples:
        >>> polarity_of_word("lifeline"), polarity_of_word("ease"), polarity_of_word("table")
        ('positive', 'turning', None)

    """
    return _polarities().get(lemma)


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

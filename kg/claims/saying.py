"""Know the words that show who holds something: "say", "fear", "wary", "view".

    is_saying(the verb of "traders fear the tariff")   -> True

in    a verb
out   the way its words show a holder: say, judge, feel, adjective; nouns for what is said
data  data/lexicon/saying.csv: lemma and kind; to teach another word, add a row
next  kg.claims.attribution finds the frames around them
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import DataFileError
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["VERBAL", "Verbal", "is_saying", "lemma_of", "opinion_nouns", "saying_words"]

#: How a word shows a holder.
Verbal = Literal["say", "judge", "feel", "adjective"]
VERBAL: tuple[Verbal, ...] = get_args(Verbal)


def is_saying(verb: Token) -> bool:
    """Whether a verb shows a holder: one of saying, judging or feeling."""
    return saying_words().get(lemma_of(verb), "adjective") != "adjective"


def lemma_of(token: Token) -> str:
    """The lemma; the e that the lemmatiser cuts from "hopes" is put back."""
    lemma: str = token.lemma_.lower()
    return lemma + "e" if lemma not in saying_words() and lemma + "e" in saying_words() else lemma


@cache
def saying_words() -> Mapping[str, Verbal]:
    """How a verb or adjective shows a holder, by lemma."""
    return {lemma: way for lemma, kind in _rows() for way in VERBAL if kind == way}


@cache
def opinion_nouns() -> frozenset[str]:
    """Nouns for what somebody says or thinks."""
    return frozenset(lemma for lemma, kind in _rows() if kind == "noun")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    path = resource("data/lexicon") / "saying.csv"
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["kind"] not in (*VERBAL, "noun"):
                known = ", ".join((*VERBAL, "noun"))
                raise DataFileError(path, line, f"expected a kind of {known}, not {row['kind']!r}")
            rows.append((row["lemma"], row["kind"]))
    return tuple(rows)

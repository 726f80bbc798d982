"""Know the nouns and verbs that views are read by, each by the part it plays.

    side      stands for the state it belongs to: "the Chilean side"
    pair      in the plural stands for the two states of the text: "the parties"
    leader    a post of whoever leads a state: "the Chilean president"
    viewing   a verb that says how something is seen, without praise or blame
    effect    a word of a question whose answer tells what comes of something

in    the part
out   its words
data  data/lexicon/view_words.csv: lemma and part; to teach another word, add a row
next  kg.claims.holders and kg.claims.implications
"""

from __future__ import annotations

import csv
from functools import cache
from typing import Literal, get_args

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["Part", "view_words"]

Part = Literal["side", "pair", "leader", "viewing", "effect"]


@cache
def view_words(part: Part) -> frozenset[str]:
    """Return the words that play a part in telling views.

    Args:
        part: One of the parts above.

    Returns:
        Lemmas; empty where the data has none.

    Raises:
        DataFileError: A row has a part that is not known.

    Examples:
        >>> "president" in view_words("leader"), "president" in view_words("side")
        (True, False)

    """
    path = resource("data/lexicon") / "view_words.csv"
    found = set()
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["kind"] not in get_args(Part):
                known = ", ".join(get_args(Part))
                raise DataFileError(path, line, f"expected a kind of {known}, not {row['kind']!r}")
            if row["kind"] == part:
                found.add(row["lemma"])
    return frozenset(found)

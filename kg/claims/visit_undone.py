"""Say whether a journey is told of as one that did not happen.

    "Mr Toro was to visit Lima in May; the visit was put off." -> True

in    a Reading and one of its sentences
out   whether that sentence, or the next of the same block, says so
data  data/patterns/visits.yaml, role "undone"
next  kg.claims.visits, kg.claims.visit_candidates
"""

from __future__ import annotations

import re
from functools import cache

from kg.claims.visit_words import load_words
from kg.model import Sentence
from kg.reading.reading import Reading

__all__ = ["is_undone"]


def is_undone(reading: Reading, sentence: Sentence) -> bool:
    """Whether the journey a sentence tells of is said, there or right after, not to have happened.

    Args:
        reading: The document as read.
        sentence: A sentence that tells of a journey.

    """
    after = reading.sentences[min(sentence.index + 1, len(reading.sentences) - 1)]
    end = after.end if after.block == sentence.block else sentence.end
    return _undone().search(reading.text, sentence.start, end) is not None


@cache
def _undone() -> re.Pattern[str]:
    """A noun of going, and what says that it came to nothing: "the visit was put off"."""
    words = load_words().words
    nouns, undone = ("|".join(sorted(words[role])) for role in ("noun", "undone"))
    return re.compile(
        rf"\b(?:the|that|this|his|her|their|which|a|planned) (?:{nouns})\b"
        r"[^.;,]{0,60}?(?:,? (?:has|had|have|was|were|is|been|later|then|since))*"
        rf" (?:{undone})\b"
    )

"""Say whether a flow is denied or supposed by words away from its own, and which way a list goes.

"Nobody claims that Kenya exports tea" states no flow; "lead the southbound list" goes south.

in    a Reading, a sentence, where a word of flow begins
out   whether it is no fact; the ends a word of the compass names
data  data/lexicon/trade_cues.csv: verbs of denying
next  kg.claims.exports
"""

from __future__ import annotations

import re

from kg.claims.trade_cue_words import cues
from kg.model import Sentence
from kg.reading.compass import COMPASS, lying
from kg.reading.context import Context
from kg.reading.reading import Reading

__all__ = ["by_way", "is_denied"]

#: A subject or conjunction that leaves nothing stated.
DENIED = re.compile(
    r"(?i)\b(?:nobody|no\sone|none\sof|neither|nor|nothing|unless|whether)\b"
    r"|^(?:if|should|were|had)\s|,\sif\s"
)


def is_denied(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether what *sentence* says at *at* is denied, doubted or only supposed.

    Args:
        reading: The document as read.
        sentence: The sentence.
        at: Where the word of flow begins.

    """
    clause = re.split(r"[;:]\s|,\s(?:but|while|whereas)\s", reading.text[sentence.start : at])[-1]
    denial = cues()["denial"]
    return DENIED.search(clause) is not None or denial.search(clause.lower()) is not None


def by_way(text: str, context: Context) -> tuple[str, str] | None:
    """Exporter and importer where *text* says which way of the compass goods go, else None."""
    match = COMPASS.search(text)
    if match is None or context.pair is None:
        return None
    target = lying(match[1].lower(), context.pair)
    if target is None:
        return None
    return (context.pair[0] if target == context.pair[1] else context.pair[1]), target

"""Load the cue words of trade: nouns of goal, modals, heads of columns, verbs of cost.

in    nothing: data/lexicon/trade_cues.csv
out   a pattern a role
next  kg.claims.trade_modes, trade_links, trade_tables, flow_gains look for them

To add a cue, add a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.reading.lexicon import rows

__all__ = ["cues"]


@cache
def cues() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each role of data/lexicon/trade_cues.csv."""
    forms: dict[str, list[str]] = {}
    for row in rows("trade_cues.csv"):
        forms.setdefault(row["role"], []).append(row["form"])
    return {role: re.compile(_whole(words)) for role, words in forms.items()}


def _whole(words: list[str]) -> str:
    """A pattern for whole *words*, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in ordered)})(?![\w-])"

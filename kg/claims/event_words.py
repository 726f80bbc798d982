"""The words of events: what one state does to another, by PLOVER type.

in    data/patterns/events.yaml
out   EventWords, loaded once and checked
next  kg.claims.events

To add a word, add it to the list of its type, with a sentence that must give the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["ROLES", "TYPES", "EventWords", "load_words", "read_words"]

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
#: How a word says who did it to whom.
ROLES = ("verb", "over", "deed")


@dataclass(frozen=True)
class EventWords:
    """Types of events by role and word, with example sentences."""

    types: Mapping[tuple[str, str], str]
    says: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    never_says: tuple[str, ...]


@cache
def load_words() -> EventWords:
    """The shipped words.

    Raises:
        DataFileError: The file is malformed.

    """
    return read_words(resource("data/patterns") / "events.yaml")


def read_words(path: Path) -> EventWords:
    """Read the words of events from a file.

    Args:
        path: A YAML file with an entry a type.

    Raises:
        DataFileError: A type is not one of PLOVER's, or a word has two types.

    """
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    types: dict[tuple[str, str], str] = {}
    says: list[tuple[str, tuple[tuple[str, str, str], ...]]] = []
    never: list[str] = []
    for number, entry in enumerate(entries, 1):
        kind = entry.get("type")
        if kind not in TYPES:
            raise DataFileError(path, number, f"entry {number}: unknown type {kind!r}")
        for role in ROLES:
            for word in entry.get(role, []):
                other = types.setdefault((role, word), kind)
                if other != kind:
                    raise DataFileError(path, number, f"{word!r} is both {other} and {kind}")
        says += [(text, tuple(tuple(row) for row in rows)) for text, rows in entry.get("says", [])]
        never += entry.get("not", [])
    return EventWords(types, tuple(says), tuple(never))

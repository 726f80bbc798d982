"""The words of visits: verbs of going, staying and hosting, nouns, and words that call one off.

in    data/patterns/visits.yaml
out   VisitWords, loaded once and checked
next  kg.claims.visit_frames

To add a word, add it to its list, with a sentence that must give a visit by it.
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

__all__ = ["ROLES", "VisitWords", "load_words", "read_words"]

ROLES = (
    *("move", "visit", "stay", "host", "act", "noun", "with", "never"),
    *("send", "group", "event", "assembly", "absent", "remote"),
    *("people", "takes", "ahead", "undone"),
)


@dataclass(frozen=True)
class VisitWords:
    """Words by what they say of a visit."""

    words: Mapping[str, frozenset[str]]  #: role -> lemmas
    says: tuple[tuple[str, tuple[tuple[str, str, str | None], ...]], ...]
    never_says: tuple[str, ...]

    def is_a(self, role: str, lemma: str) -> bool:
        """Whether *lemma* is a word of that role."""
        return lemma in self.words[role]


@cache
def load_words() -> VisitWords:
    """The shipped words.

    Raises:
        DataFileError: The file is malformed.

    """
    return read_words(resource("data/patterns") / "visits.yaml")


def read_words(path: Path) -> VisitWords:
    """Read the words of visits from a file.

    Args:
        path: A YAML file of one or more entries.

    Raises:
        DataFileError: An entry has a role that does not exist, or a role has no word.

    """
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    words: dict[str, set[str]] = {role: set() for role in ROLES}
    says: list[tuple[str, tuple[tuple[str, str, str | None], ...]]] = []
    never: list[str] = []
    for number, entry in enumerate(entries, 1):
        for key, value in entry.items():
            if key == "says":
                says += [(text, tuple(tuple(row) for row in rows)) for text, rows in value]
            elif key == "not":
                never += value
            elif key in words:
                words[key] |= set(value)
            else:
                raise DataFileError(path, number, f"entry {number}: unknown role {key!r}")
    if empty := [role for role in ROLES if not words[role]]:
        raise DataFileError(path, 1, f"no words for {', '.join(empty)}")
    return VisitWords({r: frozenset(w) for r, w in words.items()}, tuple(says), tuple(never))

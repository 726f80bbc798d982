"""The verbs by which agreements are made, offered or ended where no noun names them.

    "wrote off half of the debt" -> frame finance, signed; its object must be money
    "walked away from the mine"  -> frame drop, cancelled

in    nothing: data/patterns/agreement_frames.yaml, data/lexicon/agreement_objects.csv
out   Frames by the form of their verb, each checked when loaded
next  kg.claims.agreement_framed finds them in a parse; the tests run their sentences

To add a verb, add it to a frame; to add a frame, add an entry with sentences of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg.claims.agreement_words import STATUSES
from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["FRAME_ROLES", "Frame", "agreement_frames", "frame_verbs", "object_classes"]

#: How what is agreed stands to the verb of a frame.
FRAME_ROLES = ("object", "preposition", "subject", "infinitive", "bare")
FILE = "data/patterns/agreement_frames.yaml"
OBJECTS = "data/lexicon/agreement_objects.csv"


@dataclass(frozen=True, slots=True)
class Frame:
    """Verbs that say the same of their object."""

    id: str
    status: str
    verbs: tuple[tuple[str, str], ...]  #: (role, verb with its particle)
    of: frozenset[str]  #: classes its object must belong to; none: any object
    counted: bool  #: whether a number must stand by the object
    says: tuple[tuple[str, str, str], ...]  #: sentence, label and status it must yield
    no_match: tuple[str, ...]  #: sentences that must yield nothing


@cache
def agreement_frames() -> tuple[Frame, ...]:
    """The frames, in the order of the file.

    Raises:
        DataFileError: An entry has an unknown status or class, or no verbs.

    """
    path = resource(FILE)
    classes = {c for found in object_classes().values() for c in found}
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    frames = []
    for number, entry in enumerate(entries, 1):
        verbs = tuple((role, verb) for role in FRAME_ROLES for verb in entry.get(role, []))
        of = frozenset(entry.get("of", []))
        problem = None
        if entry.get("status") not in STATUSES:
            problem = f"status is none of {STATUSES}"
        elif not verbs or not entry.get("id"):
            problem = "id or verbs are missing"
        elif not of <= classes:
            problem = f"classes are none of {sorted(classes)}"
        if problem:
            raise DataFileError(path, number, f"entry {number}: {problem}")
        frames.append(
            Frame(
                id=entry["id"],
                status=entry["status"],
                verbs=verbs,
                of=of,
                counted=bool(entry.get("counted", False)),
                says=tuple((a, b, c) for a, b, c in entry.get("says", [])),
                no_match=tuple(entry.get("not", [])),
            )
        )
    return tuple(frames)


@cache
def frame_verbs() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames of each verb with its particle, by role, in the order of the file.

    Examples:
        >>> [f.id for f in frame_verbs()["object", "roll over"]]
        ['finance']

    """
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in agreement_frames():
        for verb in frame.verbs:
            found.setdefault(verb, []).append(frame)
    return {verb: tuple(frames) for verb, frames in found.items()}


@cache
def object_classes() -> Mapping[str, frozenset[str]]:
    """The classes of each noun that can be agreed on.

    Examples:
        >>> sorted(object_classes()["visa"])
        ['barrier', 'permission']

    """
    found: dict[str, set[str]] = {}
    with resource(OBJECTS).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["noun"], set()).add(row["class"])
    return {noun: frozenset(classes) for noun, classes in found.items()}

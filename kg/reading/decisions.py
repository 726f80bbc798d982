"""Apply what a person has decided about names: these two are one actor, these two are not.

    Kozloduy NPP,Kozloduy Nuclear Power Plant,same,...      -> one actor
    Ana Paz,Ana Maria Paz,different,...                     -> two actors

in    the Mentions of a document with the actors that linking gave them
out   the same Mentions with the actors decided upon
data  data/lexicon/same.csv: name, same_as, decision ("same" or "different"), source
next  kg.reading.mentions makes Actors of them

Deleting a row undoes its decision: nothing else remembers it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.errors import DataFileError
from kg.model import Mention
from kg.resources import resource

__all__ = ["Decisions", "decide", "load_decisions", "read_decisions"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which names are one actor, and which are two."""

    same: Mapping[str, str]  #: name -> the name that the actor goes by
    different: frozenset[tuple[str, str]]  #: pairs of names, both ways round


def read_decisions(path: Path) -> Decisions:
    """Read decisions from a file.

    Args:
        path: A CSV file with the columns name, same_as and decision.

    Raises:
        DataFileError: A decision is neither "same" nor "different", or a name is missing.

    """
    same: dict[str, str] = {}
    different: set[tuple[str, str]] = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            name, other, decision = (row.get(k) or "" for k in ("name", "same_as", "decision"))
            if not name or not other or decision not in ("same", "different"):
                said = 'write name, same_as and "same" or "different"'
                raise DataFileError(
                    path, number, f"not a decision: {name},{other},{decision}: {said}"
                )
            if decision == "same":
                same[name] = other
            else:
                different |= {(name, other), (other, name)}
    return Decisions(same, frozenset(different))


@cache
def load_decisions() -> Decisions:
    """The shipped decisions."""
    return read_decisions(resource("data/lexicon") / "same.csv")


def decide(text: str, mentions: Sequence[Mention], decisions: Decisions) -> list[Mention]:
    """Return the mentions with the actors decided upon.

    Args:
        text: The levelled text.
        mentions: Of one document, in order.
        decisions: What was decided.

    Returns:
        As many mentions, in the same order; [] for none.

    Examples:
        >>> paz = Mention(0, 7, "Ana Maria Paz", "person", "name")
        >>> apart = Decisions({}, frozenset({("Ana Paz", "Ana Maria Paz")}))
        >>> decide("Ana Paz", [paz], apart)[0].actor
        'Ana Paz'

    """
    kinds = {m.actor: m.kind for m in reversed(mentions)}
    decided = []
    for mention in mentions:
        form = text[mention.start : mention.end]
        if (form, mention.actor) in decisions.different:
            mention = replace(mention, actor=form)
        name = decisions.same.get(mention.actor, mention.actor)
        if name != mention.actor:
            mention = replace(mention, actor=name, kind=kinds.get(name, mention.kind))
        decided.append(mention)
    return decided

"""The words of planning: verbs that govern a plan, nouns of priority, verbs of emphasis.

in    data/lexicon/planning.csv: lemma, kind
out   sets of lemmas by kind
next  kg.claims.plan_labels, kg.claims.plan_items

To extend, add a row: `governor` verbs and adjectives have the plan as their clause ("intend
to build"), `priority` nouns say that something is one ("a goal"), `emphasis` verbs say what
an `event` is about ("the talks focused on building"), `action` nouns name something done;
`progress` verbs only say that something starts or goes on ("work on a port goes on").
`commit`, `wish`, `propose`, `consider`, `schedule`, `prepare` and `join_forces` say how firm a
plan is and whether it is done together; `common` words name what states do together. They are
evidence for the scorer (kg.claims.act_traits), not rules.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["FIRMNESS", "PlanningKind", "firmness", "planning"]

PlanningKind = Literal[
    "governor",
    "priority",
    "emphasis",
    "event",
    "action",
    "progress",
    "common",
    "commit",
    "wish",
    "propose",
    "consider",
    "schedule",
    "prepare",
    "join_forces",
]

#: Kinds that say how firm a plan is, and whether it is done together.
FIRMNESS: tuple[PlanningKind, ...] = get_args(PlanningKind)[7:]


def planning(kind: PlanningKind) -> frozenset[str]:
    """The lemmas of a kind.

    Examples:
        >>> "intend" in planning("governor"), "goal" in planning("governor")
        (True, False)

    """
    return _words()[kind]


@cache
def firmness() -> Mapping[str, tuple[PlanningKind, ...]]:
    """The kinds of FIRMNESS that each lemma is of, in their order.

    Examples:
        >>> firmness()["schedule"]
        ('schedule',)

    """
    lemmas = sorted({lemma for kind in FIRMNESS for lemma in planning(kind)})
    return {lemma: tuple(k for k in FIRMNESS if lemma in planning(k)) for lemma in lemmas}


@cache
def _words() -> dict[str, frozenset[str]]:
    path = resource("data/lexicon") / "planning.csv"
    kinds = get_args(PlanningKind)
    found: dict[str, set[str]] = {kind: set() for kind in kinds}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["kind"] not in found:
                raise DataFileError(path, line, f"expected a kind of {kinds}, not {row['kind']!r}")
            found[row["kind"]].add(row["lemma"])
    return {kind: frozenset(words) for kind, words in found.items()}

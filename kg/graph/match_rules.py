"""When two things are one: the rules of data/reference/matching.yaml, and what was decided by hand.

    {date: month, words: 2, document: 0.5, table: 0.3}
        -> MatchRule(date="month", words=2, document=0.5, table=0.3, alone=False)
    agreement/road-deal-12ab…,agreements/road-2021,same,both name the bridge
        -> Decision("agreement/road-deal-12ab…", "agreements/road-2021", True, "both name …", 2)

in    the folder of the curated tables
out   MatchRules, Decisions
data  data/reference/matching.yaml; matches.csv beside the tables: thing, row, decision, source
next  kg.graph.matching

Deleting a row of matches.csv undoes its decision: nothing else remembers it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["Decision", "MatchRule", "MatchRules", "load_match_rules", "read_match_decisions"]

#: How close two dates can be, the closest first; "none" where one of them is not told.
CLOSENESS = ("day", "month", "year", "none")


@dataclass(frozen=True)
class MatchRule:
    """What the titles of two agreements must share, given how close their dates are."""

    date: str  #: one of CLOSENESS
    words: int
    document: float  #: share of the words of the document's title
    table: float  #: share of the words of the table's
    alone: bool = False  #: only where no other agreement of the tables has parties and day


@dataclass(frozen=True)
class MatchRules:
    """All of matching.yaml."""

    any_kind: frozenset[str]
    pending: frozenset[str]
    concluded: frozenset[str]
    common_words: str
    rules: tuple[MatchRule, ...]
    visits: tuple[str, ...]  #: kinds of occasion, those preferred first


@dataclass(frozen=True)
class Decision:
    """That a thing of documents is, or is not, what a row of the tables states."""

    thing: str  #: the end of its IRI, as `kg matches` prints it
    row: str  #: table and key, as `kg matches` prints it
    same: bool
    source: str  #: why, or who says so
    line: int  #: in matches.csv


def load_match_rules(path: Path | None = None) -> MatchRules:
    """Return the rules by which things are matched.

    Args:
        path: A file like data/reference/matching.yaml, which it is by default.

    Raises:
        DataFileError: A rule names no closeness of dates, or a part is missing.

    Examples:
        >>> load_match_rules().rules[0].date
        'day'

    """
    path = path or resource("data/reference") / "matching.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        rules = tuple(MatchRule(**rule) for rule in told["rules"])
        any_kind, pending, concluded = (
            frozenset(told[name]) for name in ("any_kind", "pending", "concluded")
        )
        visits = tuple(told["visits"])
        words = str(told["common_words"])
    except (KeyError, TypeError) as error:
        raise DataFileError(path, 1, f"not rules of matching: {error}") from error
    unknown = sorted({rule.date for rule in rules} - set(CLOSENESS))
    if unknown:
        known = ", ".join(CLOSENESS)
        raise DataFileError(path, 1, f"a rule names the date {unknown[0]!r}: one of {known}")
    return MatchRules(any_kind, pending, concluded, words, rules, visits)


def read_match_decisions(folder: Path) -> list[Decision]:
    """Return what was decided by hand.

    Args:
        folder: Of curated tables.

    Returns:
        Decisions in order of the file; none where the folder has no matches.csv.

    Raises:
        DataFileError: A decision is neither "same" nor "different", or a cell is empty.

    """
    path = folder / "matches.csv"
    if not path.is_file():
        return []
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            cells = [(row.get(k) or "").strip() for k in ("thing", "row", "decision", "source")]
            thing, key, decision, source = cells
            if not all(cells) or decision not in ("same", "different"):
                said = 'write thing, row, "same" or "different", and why'
                raise DataFileError(path, number, f"not a decision: {','.join(cells)}: {said}")
            found.append(Decision(thing, key, decision == "same", source, number))
    return found

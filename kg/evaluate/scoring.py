"""Pair rows with facts, count, and turn counts into precision, recall and F1.

in    rows of one document by kind, its gold, its text
out   Counts by kind; Scores; intervals by bootstrap over documents
next  kg.evaluate adds documents up, kg.cli prints

A fact is found strictly where a row states it with all slots right. The
macro-F1 is the mean over KINDS of the strict F1.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluate.matching import Row, is_optional, match, right_slots

__all__ = ["KINDS", "Counts", "Finding", "count", "interval", "macro_f1", "total"]

KINDS = ("actors", "visits", "trade", "exports", "agreements", "plans", "implications")
#: Resamples and seed of the bootstrap.
RESAMPLES = 1000
SEED = 20250101


@dataclass(frozen=True)
class Finding:
    """A miss, a false alarm or a wrong slot, for the list of errors."""

    sort: str  #: missed, false or slots
    kind: str
    fact: Row | None
    row: Row | None
    slots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """What one document, or many, gave for one kind."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    strict: int = 0  #: matched with all slots right
    slots: Mapping[str, tuple[int, int]] = field(default_factory=dict)  #: right, of
    findings: tuple[Finding, ...] = ()
    judged: tuple[tuple[Row, bool], ...] = ()  #: each row found, and whether it is right strictly

    @property
    def precision(self) -> float:
        """Share of the rows that state a fact."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the facts that a row states."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def strict_f1(self) -> float:
        """F1 where only pairs with all slots right count."""
        precision = self.strict / self.found if self.found else 0.0
        recall = self.strict / self.gold if self.gold else 0.0
        return _harmonic(precision, recall)


def count(kind: str, rows: Sequence[Row], facts: Sequence[Row], text: str) -> Counts:
    """Pair the rows of one document with its facts, best matches first, each once.

    Args:
        kind: One of KINDS.
        rows: Rows of the document; negated ones are left out.
        facts: Gold of that kind; denied agreements are left out.
        text: The document, to find the quotes in.

    Returns:
        Counts with findings; all zero where there are neither rows nor facts.

    """
    rows = [r for r in rows if r.get("modality") != "negated" and not is_optional(kind, r)]
    facts = [f for f in facts if f.get("status") != "denied" and not is_optional(kind, f)]
    spans = [_span(f, text) for f in facts]
    pairs = sorted(
        (
            (match(kind, r, f, s), i, j)
            for i, r in enumerate(rows)
            for j, (f, s) in _each(facts, spans)
        ),
        reverse=True,
    )
    row_of: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in pairs:
        if score > 0 and i not in taken and j not in row_of:
            row_of[j] = i
            taken.add(i)
    slots: dict[str, tuple[int, int]] = {}
    findings = []
    strict: set[int] = set()
    for j, fact in enumerate(facts):
        if j not in row_of:
            findings.append(Finding("missed", kind, fact, None))
            continue
        row = rows[row_of[j]]
        right = right_slots(kind, row, fact)
        if all(right.values()):
            strict.add(row_of[j])
        for name, ok in right.items():
            hits, tries = slots.get(name, (0, 0))
            slots[name] = (hits + ok, tries + 1)
        wrong = tuple(name for name, ok in right.items() if not ok)
        if wrong:
            findings.append(Finding("slots", kind, fact, row, wrong))
    findings.extend(
        Finding("false", kind, None, row) for i, row in enumerate(rows) if i not in taken
    )
    judged = tuple((row, i in strict) for i, row in enumerate(rows))
    return Counts(len(facts), len(rows), len(row_of), len(strict), slots, tuple(findings), judged)


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts up; no counts give zeros."""
    gold = found = matched = strict = 0
    slots: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    judged: list[tuple[Row, bool]] = []
    for c in counts:
        gold, found = gold + c.gold, found + c.found
        matched, strict = matched + c.matched, strict + c.strict
        for name, (hits, tries) in c.slots.items():
            before = slots.get(name, (0, 0))
            slots[name] = (before[0] + hits, before[1] + tries)
        findings.extend(c.findings)
        judged.extend(c.judged)
    return Counts(gold, found, matched, strict, slots, tuple(findings), tuple(judged))


def macro_f1(documents: Sequence[Mapping[str, Counts]]) -> float:
    """Mean over KINDS of the strict F1 of all documents together; 0.0 for none."""
    return sum(total(d[kind] for d in documents).strict_f1 for kind in KINDS) / len(KINDS)


def interval(
    documents: Sequence[Mapping[str, Counts]], kinds: Sequence[str] = KINDS
) -> tuple[float, float] | None:
    """Return the 95 % interval of the macro-F1 by bootstrap over documents.

    Args:
        documents: Counts by kind, one mapping a document.
        kinds: Over which the mean is taken; one kind for the interval of its F1.

    Returns:
        Lower and upper end, the same for the same documents; None for fewer
        than two documents, which say nothing about others.

    """
    if len(documents) < 2:
        return None
    chance = random.Random(SEED)
    small = [
        {k: (document[k].strict, document[k].found, document[k].gold) for k in kinds}
        for document in documents
    ]
    figures = sorted(_macro(chance.choices(small, k=len(small))) for _ in range(RESAMPLES))
    return figures[int(0.025 * RESAMPLES)], figures[int(0.975 * RESAMPLES) - 1]


def _macro(sample: Sequence[Mapping[str, tuple[int, int, int]]]) -> float:
    figures = []
    for kind in sample[0]:
        strict = sum(d[kind][0] for d in sample)
        both = sum(d[kind][1] + d[kind][2] for d in sample)
        figures.append(2 * strict / both if both else 0.0)
    return sum(figures) / len(figures)


def _each(facts: Sequence[Row], spans: Sequence[tuple[int, int]]) -> Any:
    return enumerate(zip(facts, spans, strict=True))


def _span(fact: Row, text: str) -> tuple[int, int]:
    """Where the quote of a fact stands; actors have none."""
    quote = fact.get("quote")
    at = text.find(quote) if quote else -1
    return (at, at + len(quote)) if quote and at >= 0 else (0, 0)


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0

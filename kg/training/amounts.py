"""Turn annotated figures of trade into examples: what an amount is, and which way it goes.

in    a Reading and the gold facts of its document
out   Examples for the scorers of the kind of an amount and of its ends
next  kg.training.examples

An amount is what the fact is whose value, unit and quote it has, each fact one amount at most.
Where a fact has its value and unit and another place, the amount is no example.
Of two ways that a sum may go, the difference of their features is an example: "yes" where
the first is right and the second wrong, "no" the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.claims.export_rules import rule_rows
from kg.claims.export_scene import Scene
from kg.claims.trade_amounts import Measured
from kg.claims.trade_ends import end_features, pairs, told_in
from kg.claims.trade_judged import kind_examples
from kg.evaluate.matching import is_optional, match, right_slots
from kg.reading.reading import Reading
from kg.scoring.fitting import Example
from kg.training.held import is_held_out

__all__ = ["amount_examples"]

#: Weight of a document that nobody who writes rules reads, for the kind of an amount.
UNREAD = 2.5
KINDS = ("total", "balance", "target")

Fact = Mapping[str, Any]


def amount_examples(
    reading: Reading, gold: Mapping[str, Any]
) -> tuple[list[Example], list[Example]]:
    """Return the examples of the kinds of amounts, and of their ends.

    Args:
        reading: A document as read.
        gold: Its facts.

    Returns:
        Two lists; empty where no amount may be trade.

    """
    name = reading.document.name
    scene = Scene(reading, rule_rows(reading))
    amounts = list(kind_examples(reading, scene))
    measured = [m for m, _ in amounts]
    facts, unclear = _assign(reading, measured, gold["trade"])
    told = told_in(measured)
    kinds: list[Example] = []
    ends: list[Example] = []
    for i, (one, features) in enumerate(amounts):
        fact = facts.get(i)
        if fact is None and i in unclear:
            continue
        weight = UNREAD if is_held_out(name) else 1.0
        kinds.append(Example(name, features, _kind(fact), weight))
        if fact is not None and _kind(fact) == "flow" and (fact["exporter"] or fact["importer"]):
            ways = [
                (_is_way(way, fact), end_features(scene, one, told, way))
                for way in pairs(scene, one, told)
            ]
            ends.extend(_compared(name, ways))
    return kinds, ends


def _kind(fact: Fact | None) -> str:
    if fact is None:
        return "none"
    return fact["kind"] if fact["kind"] in KINDS else "flow"


def _is_way(ends: tuple[str, str], fact: Fact) -> bool:
    """Whether exporter and importer are those of a fact."""
    row = {"kind": fact["kind"], "exporter": ends[0] or None, "importer": ends[1] or None}
    return right_slots("trade", row, fact)["direction"]


def _compared(name: str, ways: Sequence[tuple[bool, dict[str, float]]]) -> Iterator[Example]:
    """Examples of every right way against every wrong one, the weight of one amount in all."""
    right = [f for ok, f in ways if ok]
    wrong = [f for ok, f in ways if not ok]
    for one in right:
        for other in wrong:
            weight = 1.0 / (len(right) * len(wrong))
            yield Example(name, _less(one, other), "yes", weight)
            yield Example(name, _less(other, one), "no", weight)


def _less(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """The features of *one* less those of *other*."""
    both = {f: one.get(f, 0.0) - other.get(f, 0.0) for f in sorted({*one, *other})}
    return {f: v for f, v in both.items() if v}


def _assign(
    reading: Reading, measured: Sequence[Measured], facts: Sequence[Fact]
) -> tuple[dict[int, Fact], set[int]]:
    """The fact of each amount, one to one; and the amounts of which a fact stands elsewhere."""
    text = reading.document.text
    found: list[tuple[float, int, int]] = []
    elsewhere: set[int] = set()
    for j, fact in enumerate(facts):
        start = text.find(fact["quote"])
        end = start + len(fact["quote"])
        if is_optional("trade", fact):
            continue
        for i, one in enumerate(measured):
            for value in (one.amount.value, one.amount.high):
                if value is None:
                    continue
                place = one.figure or one.amount
                row = {
                    "value": value,
                    "unit": one.amount.unit,
                    "span_start": place.start,
                    "span_end": place.end,
                }
                score = match("trade", row, fact, (start, end))
                if score > 1 and one.amount.start < end and start < one.amount.end:
                    found.append((-score, i, j))
                elif score > 0:
                    elsewhere.add(i)
    assigned: dict[int, Fact] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found):
        if i not in assigned and j not in taken:
            assigned[i] = facts[j]
            taken.add(j)
    return assigned, elsewhere - set(assigned)

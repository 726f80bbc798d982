"""Turn annotated documents into examples: a statement, its features, and what it is.

in    a Reading and the gold facts of its document
out   Examples for the scorers of plans, implications and polarity
next  kg.training.__main__ fits the scorers

A statement is a plan or an implication where a gold quote shares at least half of
the shorter of the two; each quote makes one statement an example, that which shares
most. Of its polarity only implications are examples.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.claims.agreement_judged import agreement_features
from kg.claims.agreements import told_beside
from kg.claims.clauses import Statement
from kg.claims.holder_choice import holder_candidates
from kg.claims.implications import polarity_features
from kg.claims.plans import plan_features
from kg.claims.traits import Judged, judged_statements
from kg.claims.visit_judged import visit_candidates
from kg.claims.visits import ruled_visits
from kg.evaluate.matching import same_name
from kg.model import Document
from kg.reading.reading import Reading, read_all
from kg.scoring.fitting import Example
from kg.training.amounts import amount_examples
from kg.training.flows import flow_examples

__all__ = ["TASKS", "Gold", "examples", "read_gold"]

Gold = Mapping[str, Any]
TASKS = (
    "agreement_status",
    "agreements",
    "exports",
    "holders",
    "implications",
    "plans",
    "polarity",
    "trade_ends",
    "trade_kinds",
    "visits",
)
#: Share of the shorter span that two spans have in common where they are one fact.
OVERLAP = 0.5


def read_gold(folder: Path) -> Iterator[tuple[Reading, Gold]]:
    """Yield the readings of a folder of annotated documents with their gold, by name.

    Args:
        folder: Holds docs/NAME.txt and gold/NAME.json.

    """
    paths = sorted((folder / "docs").glob("*.txt"))
    documents = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        documents.append(Document(path.name, text, hashlib.sha256(text.encode()).hexdigest()))
    for path, reading in zip(paths, read_all(documents), strict=True):
        gold = folder / "gold" / f"{path.stem}.json"
        yield reading, json.loads(gold.read_text(encoding="utf-8"))


def examples(annotated: Sequence[tuple[Reading, Gold]]) -> dict[str, list[Example]]:
    """Examples of every task, in the order of the documents.

    Args:
        annotated: Readings with their gold.

    Returns:
        Examples by name of the task.

    """
    found: dict[str, list[Example]] = {task: [] for task in TASKS}
    for reading, gold in annotated:
        name = reading.document.name
        text = reading.document.text
        statements = judged_statements(reading)
        _add_agreements(found, reading, gold)
        _add_visits(found, reading, gold)
        found["exports"].extend(flow_examples(reading, gold))
        kinds, ends = amount_examples(reading, gold)
        found["trade_kinds"].extend(kinds)
        found["trade_ends"].extend(ends)
        for task in ("plans", "implications"):
            facts = _assign([j.statement for j in statements], gold[task], text)
            for i, (judged, fact) in enumerate(zip(statements, facts, strict=True)):
                label = "yes" if fact else "no"
                features = plan_features(reading, judged) if task == "plans" else judged.features
                found[task].append(Example(name, features, label))
                if task == "implications" and fact:
                    polar = polarity_features(judged)
                    found["polarity"].append(Example(name, polar, fact["polarity"]))
                    found["holders"].extend(_holders(reading, statements, i, fact))
    return found


def _holders(
    reading: Reading, statements: Sequence[Judged], at: int, fact: Mapping[str, Any]
) -> list[Example]:
    """Everybody who may hold a view, and whether he does; none where the gold names another."""
    offered = holder_candidates(reading, statements, at)
    right = [same_name(name, fact["holder"]) for name, _ in offered]
    if not any(right):
        return []
    name = reading.document.name
    return [
        Example(name, features, "yes" if held else "no")
        for (_, features), held in zip(offered, right, strict=True)
    ]


def _add_agreements(found: dict[str, list[Example]], reading: Reading, gold: Gold) -> None:
    """Statements with an agreement by its stage; all statements, whether they have one."""
    told, statements = told_beside(reading), judged_statements(reading)
    facts = _assign([j.statement for j in statements], gold["agreements"], reading.document.text)
    name = reading.document.name
    for judged, fact in zip(statements, facts, strict=True):
        features = agreement_features(reading, judged, told)
        found["agreements"].append(Example(name, features, "yes" if fact else "no"))
        if fact is not None:
            found["agreement_status"].append(Example(name, features, fact["status"]))


def _add_visits(found: dict[str, list[Example]], reading: Reading, gold: Gold) -> None:
    """People who may be abroad by a sentence, whether the gold has a visit of theirs there."""
    text = reading.document.text
    told = [(text.find(v["quote"]), len(v["quote"]), _last(v["visitor"])) for v in gold["visits"]]
    ruled = ruled_visits(reading)
    for judged in visit_candidates(reading, ruled.claims, ruled.frames, ruled.homes):
        sentence, name = judged.candidate.sentence, _last(judged.candidate.person.actor)
        right = any(
            who == name and start < sentence.end and start + length > sentence.start
            for start, length, who in told
            if start >= 0
        )
        example = Example(reading.document.name, judged.features, "yes" if right else "no")
        found["visits"].append(example)


def _last(name: str) -> str:
    """The last word of a name, which tells people apart in the gold."""
    return name.casefold().split()[-1]


def _assign(
    statements: Sequence[Statement], facts: Sequence[Mapping[str, Any]], text: str
) -> list[Mapping[str, Any] | None]:
    """The fact that each statement is, one to one; those that share most come first."""
    shared = []
    for j, fact in enumerate(facts):
        start = text.find(fact["quote"])
        end = start + len(fact["quote"])
        for i, statement in enumerate(statements):
            common = min(end, statement.end) - max(start, statement.start)
            shorter = min(end - start, statement.end - statement.start)
            if start >= 0 and common >= OVERLAP * shorter:
                shared.append((-common, i, j))
    found: list[Mapping[str, Any] | None] = [None] * len(statements)
    taken: set[int] = set()
    for _, i, j in sorted(shared):
        if found[i] is None and j not in taken:
            found[i] = facts[j]
            taken.add(j)
    return found

"""Learn how often claims are right, by kind, rule and what the rule thinks of them.

in    annotated documents, and a way to train the scorers without some of them
out   data/models/confidence.json: steps of raw confidence by group of claims
next  kg.claims.confidence applies it

Rules were written with an eye on most annotated documents, so what counts are those that
nobody who writes rules reads: the held-out ones (kg.training.held). The scorers are trained
on the others while these are read. In a group the share of right claims is made to rise with
the raw confidence (pool adjacent violators), drawn to the share of its kind where there are
few claims, and given less its standard error: a wrong fact costs more than a missing one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from kg.claims import FINDERS
from kg.claims.confidence import FORMAT, Steps, rule_of
from kg.evaluate import rows_of
from kg.evaluate.scoring import KINDS, count
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer, using
from kg.training.examples import Gold

__all__ = ["Judged", "judge", "steps", "write"]

#: Fewest claims of a group that has steps of its own; smaller groups go by their kind.
FEWEST = 40
#: Fewest claims of a step.
LEAST = 15
#: So many claims of the usual share are added to each step.
PRIOR = 10.0

#: A claim as (raw confidence, right in all slots).
Judged = tuple[float, bool]


def judge(
    annotated: Sequence[tuple[Reading, Gold]], scorers: Mapping[str, Scorer]
) -> dict[str, list[Judged]]:
    """Read documents with *scorers* and say of each claim whether the gold has it.

    Args:
        annotated: Readings with their gold.
        scorers: By name, trained on other documents.

    Returns:
        Claims by group, those of a kind under its name too.

    """
    found: dict[str, list[Judged]] = {}
    with using(scorers):
        for reading, gold in annotated:
            for kind, finder in FINDERS.items():
                if kind not in KINDS:
                    continue
                claims = sorted(finder(reading), key=lambda c: (c.start, c.end))
                group_of = {(c.start, c.end, c.confidence): rule_of(c) for c in claims}
                rows = rows_of(reading, claims)[kind]
                for row, right in count(kind, rows, gold[kind], reading.document.text).judged:
                    key = (row["span_start"], row["span_end"], row["confidence"])
                    for group in dict.fromkeys((kind, group_of[key])):
                        found.setdefault(group, []).append((row["confidence"], right))
    return found


def steps(judged: Sequence[Judged], usual: float) -> Steps:
    """Return from which raw confidence on which share is right; shares never fall.

    Args:
        judged: Claims of one group.
        usual: Share that few claims are drawn to.

    Returns:
        Steps in order of raw confidence, the first from 0; none for no claims.

    Examples:
        >>> steps([(0.5, False), (0.9, True)] * 20, 0.5)
        [(0.0, 0.099), (0.9, 0.765)]

    """
    by_value: dict[float, list[bool]] = {}
    for raw, right in judged:
        by_value.setdefault(raw, []).append(right)
    pools: list[tuple[float, float, int]] = []  # from, right, of
    for raw in sorted(by_value):
        pools.append((raw, sum(by_value[raw]), len(by_value[raw])))
        while len(pools) > 1 and (pools[-2][2] < LEAST or _share(pools[-2]) >= _share(pools[-1])):
            pools[-2:] = [_pooled(pools[-2], pools[-1])]
    if len(pools) > 1 and pools[-1][2] < LEAST:
        pools[-2:] = [_pooled(pools[-2], pools[-1])]
    cautious = [
        round(_cautious((r + PRIOR * usual) / (n + PRIOR), n + PRIOR), 3) for _, r, n in pools
    ]
    shares = accumulate(cautious, max)
    return [
        (a if i else 0.0, share)
        for i, ((a, _, _), share) in enumerate(zip(pools, shares, strict=True))
    ]


def write(groups: Mapping[str, Sequence[Judged]], target: Path) -> dict[str, Steps]:
    """Write the steps of every group that is large enough, one a line.

    Returns:
        What was written, by group.

    """
    made: dict[str, Steps] = {}
    for name in sorted(groups):
        kind = name.split(" ", 1)[0]
        if name == kind or len(groups[name]) >= FEWEST:
            usual = sum(right for _, right in groups[kind]) / len(groups[kind])
            made[name] = steps(groups[name], usual)
    lines = [f"{json.dumps(name)}: {json.dumps(list(made[name]))}" for name in made]
    head = f'{{\n"format": {json.dumps(FORMAT)},\n"groups": {{\n'
    target.write_text(head + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")
    return made


def _cautious(share: float, of: float) -> float:
    """A share less its standard error: what is said of few claims is said with care."""
    return max(0.0, share - math.sqrt(share * (1 - share) / of))


def _share(pool: tuple[float, float, int]) -> float:
    return pool[1] / pool[2]


def _pooled(a: tuple[float, float, int], b: tuple[float, float, int]) -> tuple[float, float, int]:
    return a[0], a[1] + b[1], a[2] + b[2]

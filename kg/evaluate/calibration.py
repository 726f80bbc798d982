"""Does confidence mean something: of the claims that are so sure, how many are right.

in    an Evaluation
out   a Bin for each stretch of confidence: claims, right ones
next  kg evaluate --calibration, the notebook 04-how-good-is-it

Right means that a gold fact matches with all slots right, as for the strict F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate import KINDS, Evaluation

__all__ = ["EDGES", "Bin", "calibration"]

#: Lower ends of the bins, and the upper end of the last one.
EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Bin:
    """The claims with a confidence from `low` up to `high`."""

    low: float
    high: float
    claims: int
    right: int
    mean: float  #: of their confidences; 0.0 for no claims

    @property
    def share(self) -> float:
        """Share of the claims that are right; 0.0 for none."""
        return self.right / self.claims if self.claims else 0.0


def calibration(
    result: Evaluation, edges: Sequence[float] = EDGES, kinds: Iterable[str] = KINDS
) -> list[Bin]:
    """Return the bins of all claims, in order of confidence.

    Args:
        result: An evaluation.
        edges: Lower ends of the bins and the upper end of the last, which holds it too.
        kinds: Of claims; rows without a confidence (actors) are left out.

    """
    judged = [
        (float(row["confidence"]), right)
        for kind in kinds
        for row, right in result.kind(kind).judged
        if row.get("confidence") is not None
    ]
    bins = []
    for low, high in pairwise(edges):
        last = high == edges[-1]
        inside = [(c, r) for c, r in judged if low <= c < high or (last and c == high)]
        mean = sum(c for c, _ in inside) / len(inside) if inside else 0.0
        bins.append(Bin(low, high, len(inside), sum(r for _, r in inside), round(mean, 3)))
    return bins

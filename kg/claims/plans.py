"""Find plans in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_plans"]


def find_plans(reading: Reading) -> list[Claim]:
    """Return the plans that *reading* states, in order."""
    return []

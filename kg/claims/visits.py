"""Find visits in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_visits"]


def find_visits(reading: Reading) -> list[Claim]:
    """Return the visits that *reading* states, in order."""
    return []

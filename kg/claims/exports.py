"""Find exports in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_exports"]


def find_exports(reading: Reading) -> list[Claim]:
    """Return the exports that *reading* states, in order."""
    return []

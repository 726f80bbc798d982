"""Find agreements in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_agreements"]


def find_agreements(reading: Reading) -> list[Claim]:
    """Return the agreements that *reading* states, in order."""
    return []

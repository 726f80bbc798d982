"""Find causes in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_causes"]


def find_causes(reading: Reading) -> list[Claim]:
    """Return the causes that *reading* states, in order."""
    return []

"""Find implications in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_implications"]


def find_implications(reading: Reading) -> list[Claim]:
    """Return the implications that *reading* states, in order."""
    return []

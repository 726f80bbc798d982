"""Find events in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_events"]


def find_events(reading: Reading) -> list[Claim]:
    """Return the events that *reading* states, in order."""
    return []

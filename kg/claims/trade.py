"""Find trade in a Reading."""

from __future__ import annotations

from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_trade"]


def find_trade(reading: Reading) -> list[Claim]:
    """Return the trade that *reading* states, in order."""
    return []

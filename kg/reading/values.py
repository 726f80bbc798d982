"""Find amounts of money and physical quantities."""

from __future__ import annotations

from kg.model import Amount

__all__ = ["find_amounts"]


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts in *text*, in order."""
    return []

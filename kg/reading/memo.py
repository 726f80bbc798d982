"""Work something out once for each Reading, however many finders ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from kg.reading.reading import Reading

__all__ = ["once_a_reading"]

T = TypeVar("T")


def once_a_reading(function: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Keep what *function* gave for the last Reading, and give it again if asked.

    Only the last one is kept: memory does not grow with the number of documents.
    """
    kept: list[tuple[Reading, T]] = []

    @wraps(function)
    def remembered(reading: Reading) -> T:
        if not kept or kept[0][0] is not reading:
            kept[:] = [(reading, function(reading))]
        return kept[0][1]

    return remembered

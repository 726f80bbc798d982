"""Work something out once for each Reading, however many finders ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from kg.reading.reading import Reading

__all__ = ["once_a_reading"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def once_a_reading(function: Callable[[Reading, *Ts], T]) -> Callable[[Reading, *Ts], T]:
    """Keep what *function* gave for the last Reading, and give it again if asked.

    What else it takes must be hashable, and given by place. Only the last Reading is
    kept: memory does not grow with the number of documents.
    """
    kept: dict[tuple[Hashable, ...], T] = {}
    last: list[Reading] = []

    @wraps(function)
    def remembered(reading: Reading, *args: *Ts) -> T:
        if not last or last[0] is not reading:
            last[:] = [reading]
            kept.clear()
        if args not in kept:
            kept[args] = function(reading, *args)
        return kept[args]

    return remembered

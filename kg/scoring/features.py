"""Turn words into features: n-grams of a fixed total weight.

    ["will", "sign"] -> "w=will" "w=sign" "w=will_sign"

in    a list of words or lemmas
out   feature names with values
next  kg.scoring.linear weighs them

A long candidate has more n-grams than a short one; `unit_length` gives both the
same total weight, so that length alone decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ngrams", "unit_length"]


def ngrams(words: Sequence[str], prefix: str, longest: int = 2) -> set[str]:
    """Return the n-grams of *words*, from single words up.

    Args:
        words: Words or lemmas, in order.
        prefix: Put before each, with "=".
        longest: Words in the longest n-gram.

    Returns:
        Feature names; an empty set for no words.

    Examples:
        >>> sorted(ngrams(["will", "sign"], "w"))
        ['w=sign', 'w=will', 'w=will_sign']

    """
    return {
        f"{prefix}=" + "_".join(words[i : i + n])
        for n in range(1, longest + 1)
        for i in range(len(words) - n + 1)
    }


def unit_length(names: Iterable[str], weight: float = 1.0) -> Mapping[str, float]:
    """Give the named features equal values that make a vector of length *weight*.

    Args:
        names: Feature names; one named twice counts once.
        weight: Length of the vector.

    Returns:
        Value by name, in sorted order; empty for no names.

    Examples:
        >>> unit_length(["a", "b", "c", "d"], weight=2.0)
        {'a': 1.0, 'b': 1.0, 'c': 1.0, 'd': 1.0}

    """
    distinct = sorted(set(names))
    value = round(weight / math.sqrt(len(distinct)), 6) if distinct else 0.0
    return dict.fromkeys(distinct, value)

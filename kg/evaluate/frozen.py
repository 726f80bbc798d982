"""Keep the figures of an evaluation in a file, and tell what has changed since.

    differences(read_frozen(path)["test"], figures(evaluation))

in    an Evaluation
out   its figures as numbers; lines that say which differ from the frozen ones
data  data/gold/results.json, one entry a set, rewritten by `kg evaluate --freeze`
next  kg evaluate --frozen ends with status 1 where a figure is worse
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataFileError
from kg.evaluate import KINDS, Evaluation

__all__ = ["Difference", "differences", "figures", "freeze", "read_frozen"]

Figures = Mapping[str, Any]
#: A difference smaller than this is none.
SMALLEST = 0.0005


@dataclass(frozen=True)
class Difference:
    """A figure that is not what it was."""

    name: str  #: macro-F1 or a kind
    before: float
    now: float

    @property
    def worse(self) -> bool:
        """Whether the figure fell."""
        return self.now < self.before

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.name} {self.before:.3f} -> {self.now:.3f} ({self.now - self.before:+.3f})"


def figures(result: Evaluation) -> dict[str, Any]:
    """Return everything of an Evaluation as numbers, each group too."""
    groups = {name: _figures(group) for name, group in result.groups().items()}
    return {**_figures(result), "groups": groups}


def differences(before: Figures, now: Figures) -> list[Difference]:
    """Compare the macro-F1 and the strict F1 of each kind; none for the same figures.

    Examples:
        >>> one = {"macro_f1": 0.5, "kinds": {"trade": {"strict_f1": 0.5}}}
        >>> two = {"macro_f1": 0.5, "kinds": {"trade": {"strict_f1": 0.4}}}
        >>> [str(d) for d in differences(one, two)]
        ['trade 0.500 -> 0.400 (-0.100)']
        >>> differences(one, one)
        []

    """
    pairs = [("macro-F1", before["macro_f1"], now["macro_f1"])]
    for kind, counts in now["kinds"].items():
        if kind in before["kinds"]:
            pairs.append((kind, before["kinds"][kind]["strict_f1"], counts["strict_f1"]))
    return [Difference(n, a, b) for n, a, b in pairs if abs(a - b) >= SMALLEST]


def read_frozen(path: Path) -> dict[str, Any]:
    """Return the frozen figures by set; {} where there is no file.

    Raises:
        DataFileError: It is not JSON.

    """
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise DataFileError(path, getattr(error, "lineno", 1), f"not JSON: {error}") from None


def freeze(path: Path, name: str, result: Evaluation) -> None:
    """Write the figures of the set *name* into the file, beside those of other sets."""
    frozen = {**read_frozen(path), name: figures(result)}
    text = json.dumps(dict(sorted(frozen.items())), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _figures(part: Evaluation) -> dict[str, Any]:
    kinds = {}
    for kind in KINDS:
        c = part.kind(kind)
        kinds[kind] = {
            "gold": c.gold,
            "found": c.found,
            "precision": round(c.precision, 4),
            "recall": round(c.recall, 4),
            "f1": round(c.f1, 4),
            "strict_f1": round(c.strict_f1, 4),
            "slots": {name: list(pair) for name, pair in c.slots.items()},
        }
    return {
        "documents": len(part.documents),
        "macro_f1": round(part.macro_f1, 4),
        "interval": [round(x, 4) for x in part.interval] if part.interval else None,
        "kinds": kinds,
    }

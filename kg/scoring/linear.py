"""Score a candidate by the weights of its features, and say which weighed most.

    Scorer.load("plans").probability({"lemma=will": 1.0, "lemma=sign": 1.0})  -> 0.83

in    the features of a candidate: names with values, or names alone (value 1)
out   a calibrated probability for each class
data  data/models/NAME.json, made by `python -m kg.training`
next  the finders keep what is probable enough and give the probability as confidence

The model is a multinomial logistic regression. A class's score is its bias plus
the sum of weight times value; the scores are then calibrated (one scale, one shift
a class, fitted on documents the weights had not seen) and turned into probabilities.
To use one in a finder: write a function from candidate to features, register it in
kg.training, and load the scorer by name; where there is no model file, `load` gives
None and the rules alone decide.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.errors import DataFileError, MissingResourceError
from kg.resources import resource

__all__ = ["FORMAT", "Features", "Scorer", "read_model", "using", "write_model"]

#: Written in every model file; a file of another format is refused.
FORMAT = "kg-linear/1"

#: What is known of a candidate: names with values, or names alone.
Features = Mapping[str, float] | Iterable[str]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature, one for each class."""

    name: str
    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float  #: calibration: scores are multiplied by it ...
    shift: tuple[float, ...]  #: ... and then shifted, class by class
    weights: Mapping[str, tuple[float, ...]]
    #: Of two classes: how much more a feature says for the second than for the first.
    margins: Mapping[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        two = len(self.classes) == 2
        margins = {name: row[1] - row[0] for name, row in self.weights.items()} if two else {}
        object.__setattr__(self, "margins", margins)

    @staticmethod
    def load(name: str) -> Scorer | None:
        """Return the shipped scorer of that name; None where no model file is.

        Args:
            name: "plans" for data/models/plans.json.

        Raises:
            DataFileError: The file is not a model of this format.

        """
        return _in_use[name] if name in _in_use else _load(name)

    def scores(self, features: Features) -> tuple[float, ...]:
        """Calibrated scores, one for each class, before they become probabilities."""
        known = self.weights
        found = [(w, v) for name, v in _items(features) if (w := known.get(name)) is not None]
        raw = [b + sum(w[i] * v for w, v in found) for i, b in enumerate(self.bias)]
        return tuple(self.scale * r + s for r, s in zip(raw, self.shift, strict=True))

    def probabilities(self, features: Features) -> dict[str, float]:
        """Probability of each class; they sum to 1.

        Examples:
            >>> scorer = Scorer("x", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), {"a": (0.0, 2.0)})
            >>> {c: round(p, 2) for c, p in scorer.probabilities(["a", "unknown"]).items()}
            {'no': 0.12, 'yes': 0.88}

        """
        scores = self.scores(features)
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        total = sum(powers)
        return {c: p / total for c, p in zip(self.classes, powers, strict=True)}

    def probability(self, features: Features, of: str = "yes") -> float:
        """Probability of one class.

        Args:
            features: Of the candidate.
            of: The class asked for.

        Raises:
            KeyError: The scorer has no such class.

        """
        if len(self.classes) != 2:
            return self.probabilities(features)[of]
        if of not in self.classes:
            raise KeyError(of)
        raw = self.bias[1] - self.bias[0] + self.leaning(features)
        odds = math.exp(-(self.scale * raw + self.shift[1] - self.shift[0]))
        return 1 / (1 + odds) if self.classes.index(of) else odds / (1 + odds)

    def leaning(self, features: Features) -> float:
        """How much more some of the features say for the second class of two than for the first.

        Neither bias nor calibration counts: it is what these features add to the score.

        Examples:
            >>> scorer = Scorer("x", ("no", "yes"), (3.0, 0.0), 1.0, (0.0, 0.0), {"a": (0.5, 2.0)})
            >>> scorer.leaning({"a": 2.0, "unknown": 1.0})
            3.0

        """
        known = self.margins
        total = 0.0
        for name, value in _items(features):
            if (margin := known.get(name)) is not None:
                total += margin * value
        return total

    def best(self, features: Features) -> tuple[str, float]:
        """The most probable class and its probability; the first named wins a tie."""
        found = self.probabilities(features)
        name = max(found, key=lambda c: found[c])
        return name, found[name]

    def explain(
        self, features: Features, of: str = "yes", limit: int = 5
    ) -> list[tuple[str, float]]:
        """The features that moved the score of a class most, strongest first.

        Args:
            features: Of the candidate.
            of: The class whose score is explained.
            limit: How many to name.

        Returns:
            (feature, contribution) pairs; contributions are relative to the mean of
            the classes and can be negative. Empty where no feature is known.

        Examples:
            >>> scorer = Scorer("x", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), {"a": (-1.0, 1.0)})
            >>> scorer.explain({"a": 2.0, "b": 1.0})
            [('a', 2.0)]

        """
        at = self.classes.index(of)
        moved = []
        for feature, value in _items(features):
            if weights := self.weights.get(feature):
                part = self.scale * value * (weights[at] - sum(weights) / len(weights))
                moved.append((feature, round(part, 3)))
        return sorted(moved, key=lambda m: (-abs(m[1]), m[0]))[:limit]


def _items(features: Features) -> Iterable[tuple[str, float]]:
    if isinstance(features, Mapping):
        return features.items()
    return ((name, 1.0) for name in features)


#: Scorers that stand in for the shipped ones, by name.
_in_use: dict[str, Scorer] = {}


@contextmanager
def using(scorers: Mapping[str, Scorer]) -> Iterator[None]:
    """Let `Scorer.load` give these scorers instead of the shipped ones, for a while.

    Args:
        scorers: By name; those not named stay the shipped ones.

    """
    before = dict(_in_use)
    _in_use.update(scorers)
    try:
        yield
    finally:
        _in_use.clear()
        _in_use.update(before)


@cache
def _load(name: str) -> Scorer | None:
    try:
        folder = resource("data/models")
    except MissingResourceError:
        return None
    path = folder / f"{name}.json"
    return read_model(path) if path.exists() else None


def read_model(path: Path) -> Scorer:
    """Read a model file.

    Raises:
        DataFileError: It is not JSON, or not a model of this format.

    """
    try:
        model = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataFileError(path, getattr(error, "lineno", 1), f"not JSON: {error}") from None
    if not isinstance(model, dict) or model.get("format") != FORMAT:
        raise DataFileError(path, 1, f"not a model of format {FORMAT}: run the training again")
    classes = tuple(model["classes"])
    weights = {feature: tuple(row) for feature, row in model["weights"].items()}
    if any(len(row) != len(classes) for row in weights.values()):
        raise DataFileError(path, 1, f"every feature needs {len(classes)} weights, one a class")
    return Scorer(
        name=model["name"],
        classes=classes,
        bias=tuple(model["bias"]),
        scale=model["scale"],
        shift=tuple(model["shift"]),
        weights=weights,
    )


def write_model(scorer: Scorer, path: Path, about: Mapping[str, object]) -> None:
    """Write a model file: sorted, one feature a line, so that versions can be compared.

    Args:
        scorer: What to write.
        path: data/models/NAME.json.
        about: What is known of its making: examples, measures.

    """
    head = {
        "format": FORMAT,
        "name": scorer.name,
        "about": dict(sorted(about.items())),
        "classes": scorer.classes,
        "bias": scorer.bias,
        "scale": scorer.scale,
        "shift": scorer.shift,
    }
    lines = [f"{json.dumps(k)}: {_compact(v)}," for k, v in head.items()]
    rows = [f"{_compact(k)}: {_compact(v)}" for k, v in sorted(scorer.weights.items())]
    body = ",\n".join(rows)
    text = "{\n" + "\n".join(lines) + '\n"weights": {\n' + body + "\n}\n}\n"
    path.write_text(text, encoding="utf-8")


def _compact(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(_compact(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)

"""Fit a Scorer to examples and measure it on documents it has not seen.

in    Examples: features, class, document
out   a Scorer, and the probabilities each example got from models that had not seen its document
data  none; scikit-learn is needed here and only here (a development dependency)
next  kg.training writes the model files

The weights are an L2-regularised multinomial logistic regression over all
examples. The calibration comes from cross-validation grouped by document.
The same examples in the same order give the same numbers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from kg.scoring.linear import Scorer

__all__ = ["Example", "Fitted", "fit", "fold_of"]

#: Decimals kept of every weight.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with the class that the annotation gives it."""

    document: str
    features: Mapping[str, float]
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A scorer, and what its like said of each example unseen."""

    scorer: Scorer
    unseen: tuple[dict[str, float], ...]  #: probabilities by class, one dict an example
    log_loss: float  #: of those, in nats


def fold_of(document: str, folds: int) -> int:
    """The fold a document belongs to: always the same one, whatever else is there."""
    return crc32(document.encode()) % folds


def fit(
    name: str,
    examples: Sequence[Example],
    *,
    strength: float = 1.0,
    folds: int = 8,
    least: int = 2,
    smallest: float = 0.0,
) -> Fitted:
    """Fit a scorer.

    Args:
        name: Of the model.
        examples: In a fixed order.
        strength: Inverse of the L2 penalty: larger fits closer.
        folds: Parts of the cross-validation; a document lies in one.
        least: Documents a feature must occur in to be used.
        smallest: Weights below this in every class are left out of the model.

    Returns:
        The scorer and its unseen probabilities.

    Raises:
        ValueError: There are fewer than two classes or folds with documents.

    """
    classes = tuple(sorted({e.label for e in examples}))
    if len(classes) < 2:
        raise ValueError(f"{name}: examples of {len(classes)} class")
    parts = [fold_of(e.document, folds) for e in examples]
    if len(set(parts)) < 2:
        raise ValueError(f"{name}: all examples come from one fold of documents")
    raw: list[tuple[float, ...]] = [()] * len(examples)
    for part in sorted(set(parts)):
        inner = _weigh(
            name,
            [e for e, p in zip(examples, parts, strict=True) if p != part],
            classes,
            strength,
            least,
        )
        for i, example in enumerate(examples):
            if parts[i] == part:
                raw[i] = inner.scores(example.features)
    scale, shift = _calibrate(raw, examples, classes)
    whole = _weigh(name, examples, classes, strength, least)
    kept = {
        f: w for f, w in whole.weights.items() if max(abs(x) for x in w) >= max(smallest, 0.001)
    }
    scorer = Scorer(name, classes, whole.bias, scale, shift, kept)
    last = Scorer(name, classes, (0.0,) * len(classes), scale, shift, {})
    unseen = tuple(_probabilities(r, last) for r in raw)
    loss = -sum(math.log(max(p[e.label], 1e-9)) for p, e in zip(unseen, examples, strict=True))
    return Fitted(scorer, unseen, loss / len(examples))


def _weigh(
    name: str, examples: Sequence[Example], classes: tuple[str, ...], strength: float, least: int
) -> Scorer:
    """Weights and biases, uncalibrated."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    spread: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for example in examples:
        for feature in example.features:
            if (feature, example.document) not in seen:
                seen.add((feature, example.document))
                spread[feature] += 1
    names = sorted(f for f, n in spread.items() if n >= least)
    column = {f: i for i, f in enumerate(names)}
    rows, columns, values = [], [], []
    for i, example in enumerate(examples):
        for feature, value in sorted(example.features.items()):  # sums depend on the order
            if feature in column:
                rows.append(i)
                columns.append(column[feature])
                values.append(value)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(examples), len(names)))
    two = len({e.label for e in examples}) == 2
    solver = "liblinear" if two else "lbfgs"
    model = LogisticRegression(C=strength, max_iter=1000, tol=1e-4, solver=solver, random_state=0)
    model.fit(matrix, [e.label for e in examples], sample_weight=[e.weight for e in examples])
    present = list(model.classes_)
    coefficients, bias = model.coef_, model.intercept_
    if len(present) == 2:
        coefficients, bias = (
            [-coefficients[0] / 2, coefficients[0] / 2],
            [-bias[0] / 2, bias[0] / 2],
        )
    # A class that no example of this part has is given a very low score.
    at = {c: present.index(c) for c in present}
    return Scorer(
        name,
        classes,
        tuple(round(float(bias[at[c]]), DECIMALS) if c in at else -20.0 for c in classes),
        1.0,
        (0.0,) * len(classes),
        {
            f: tuple(
                round(float(coefficients[at[c]][i]), DECIMALS) if c in at else 0.0 for c in classes
            )
            for f, i in column.items()
        },
    )


def _calibrate(
    raw: Sequence[tuple[float, ...]], examples: Sequence[Example], classes: tuple[str, ...]
) -> tuple[float, tuple[float, ...]]:
    """One scale and a shift a class that make unseen scores honest probabilities."""
    import numpy as np
    from scipy.optimize import minimize

    scores = np.array(raw)
    gold = np.array([classes.index(e.label) for e in examples])

    def loss(x: np.ndarray) -> float:
        moved = x[0] * scores + np.concatenate([[0.0], x[1:]])
        moved = moved - moved.max(axis=1, keepdims=True)
        norm = np.log(np.exp(moved).sum(axis=1))
        picked = moved[np.arange(len(gold)), gold]
        return float((norm - picked).mean() + 1e-4 * (x[1:] ** 2).sum())

    start = np.array([1.0] + [0.0] * (len(classes) - 1))
    found = minimize(
        loss, start, method="L-BFGS-B", bounds=[(0.05, 5.0)] + [(-5.0, 5.0)] * (len(classes) - 1)
    )
    scale, *shift = (round(float(v), DECIMALS) for v in found.x)
    return scale, (0.0, *shift)


def _probabilities(raw: tuple[float, ...], last: Scorer) -> dict[str, float]:
    """Probabilities from raw scores under the calibration of *last*."""
    flat = Scorer(last.name, last.classes, raw, last.scale, last.shift, {})
    return flat.probabilities(())

"""Train every scorer again and write data/models: `python -m kg.training [FOLDER...]`.

FOLDER holds docs/ and gold/; default: data/gold/dev and data/gold/own. The same documents give the
same bytes. Prints what each model got right on documents it had not seen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from kg.reading.reading import Reading
from kg.resources import resource
from kg.scoring.fitting import Example, Fitted, fit
from kg.scoring.linear import write_model
from kg.training import confidence, kinds
from kg.training.examples import TASKS, Gold, examples, read_gold
from kg.training.held import is_held_out

#: Inverse of the penalty, by task.
STRENGTH = {
    "agreement_status": 0.5,
    "agreements": 0.5,
    "exports": 0.5,
    "holders": 0.5,
    "implications": 1.0,
    "plans": 1.0,
    "polarity": 0.5,
    "trade_ends": 1.0,
    "trade_kinds": 0.3,
    "visits": 0.5,
}
#: Weights smaller than this in every class are not written.
SMALLEST = 0.01


def main(folders: list[str]) -> None:
    """Train from the folders given, or from data/gold/dev and data/gold/own."""
    paths = [Path(f) for f in folders] or [resource("data/gold/dev"), resource("data/gold/own")]
    kinds.write(paths, resource("data/models") / "kinds.json")
    annotated = [pair for path in paths for pair in read_gold(path)]
    found = examples(annotated)
    _write_confidence(annotated, found)
    for task in TASKS:
        fitted = fit(task, found[task], strength=STRENGTH[task], smallest=SMALLEST)
        right = _right(fitted, found[task])
        about = {
            "examples": len(found[task]),
            "log_loss_unseen": round(fitted.log_loss, 3),
            "right_unseen": round(right, 3),
            "trained_on": [path.name for path in paths],
        }
        write_model(fitted.scorer, resource("data/models") / f"{task}.json", about)
        print(f"{task}: {about}", file=sys.stderr)


def _write_confidence(
    annotated: list[tuple[Reading, Gold]], found: dict[str, list[Example]]
) -> None:
    """How often claims are right, on held-out documents that the scorers were not trained on."""
    held = [pair for pair in annotated if is_held_out(pair[0].document.name)]
    if not held:
        return
    scorers = {}
    for task in TASKS:
        read = [e for e in found[task] if not is_held_out(e.document)]
        scorers[task] = fit(task, read, strength=STRENGTH[task], smallest=SMALLEST).scorer
    judged = confidence.judge(held, scorers)
    written = confidence.write(judged, resource("data/models") / "confidence.json")
    claims = sum(len(judged[name]) for name in judged if " " not in name)
    print(f"confidence: {{'claims': {claims}, 'groups': {len(written)}}}", file=sys.stderr)


def _right(fitted: Fitted, found: list[Example]) -> float:
    """Share of the examples whose class was the most probable."""
    best = [max(p, key=lambda c: p[c]) for p in fitted.unseen]
    return sum(b == e.label for b, e in zip(best, found, strict=True)) / len(found)


if __name__ == "__main__":
    with threadpool_limits(1):  # sums over several threads differ in their last digits
        main(sys.argv[1:])

"""Annotated documents: every quote stands in its document, every word of a scheme is known."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from kg.graph.vocab import labels
from kg.model import ActorKind

GOLD = Path(__file__).parent.parent / "data" / "gold"
SETS = ("dev", "own", "seed", "test")
CHECKER = Path(__file__).parent.parent.parent / "shared" / "gold" / "check.py"
KINDS = ("visits", "trade", "exports", "agreements", "plans", "implications")


def annotated(name):
    folder = GOLD / name
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "docs" / f"{path.stem}.txt").read_text(encoding="utf-8")
        yield path.stem, text, gold


@pytest.mark.parametrize(("name", "least"), list(zip(SETS, (140, 110, 1, 28), strict=True)))
def test_quotes_stand_in_their_documents_and_words_in_their_schemes(name, least):
    wrong, documents = [], 0
    statuses, polarities = set(labels("agreement-status")), set(labels("polarity"))
    for stem, text, gold in annotated(name):
        documents += 1
        wrong += [(stem, a["name"]) for a in gold["actors"] if a["kind"] not in get_args(ActorKind)]
        for kind in KINDS:
            wrong += [(stem, row["quote"]) for row in gold[kind] if row["quote"] not in text]
        wrong += [(stem, r["status"]) for r in gold["agreements"] if r["status"] not in statuses]
        wrong += [
            (stem, r["polarity"]) for r in gold["implications"] if r["polarity"] not in polarities
        ]
    assert wrong == []
    assert documents >= least


@pytest.mark.skipif(not CHECKER.is_file(), reason="the shared checker is not beside the project")
@pytest.mark.parametrize("name", ["dev", "own"])
def test_the_checker_of_the_guide_has_no_complaint(name):
    command = [sys.executable, str(CHECKER), str(GOLD / name / "docs"), str(GOLD / name / "gold")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip().splitlines()[-1:]) == (
        0,
        ["all checks passed"],
    ), done.stdout[-2000:]

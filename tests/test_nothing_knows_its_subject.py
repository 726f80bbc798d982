"""The engine is about any two states: no country, capital or leader is written in its code.

Help texts of the command line may name what is in the shipped graph.
"""

import re
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
SUBJECT = re.compile(
    r"(?i)\b(india|indian|russia|russian|moscow|delhi|putin|modi|kremlin|rupee|rouble|ruble)s?\b"
)
MODULES = sorted(
    p
    for p in KG.rglob("*")
    if p.suffix in {".py", ".js", ".html", ".css"} and p.relative_to(KG).parts[0] != "cli"
)


def test_there_are_files():
    assert len(MODULES) >= 20


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_names_neither_country(path):
    found = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SUBJECT.search(line)
    ]
    assert found == []

"""The way of the data is the way of the imports: a step never imports a later step."""

import ast
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"

#: Steps in order; a module may import from its own step and those before it.
STEPS = (
    ("errors", "resources", "model"),
    ("documents",),
    ("scoring",),
    ("reading",),
    ("claims",),
    ("graph",),
    ("showing",),
    ("pipeline", "evaluate", "training", "serving"),
    ("__init__", "__main__", "cli"),
)
RANK = {name: rank for rank, names in enumerate(STEPS) for name in names}
MODULES = sorted(KG.rglob("*.py"))


def step(path):
    return path.relative_to(KG).with_suffix("").parts[0]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("kg."):
                    yield alias.name.split(".")[1]


def test_there_are_modules_and_each_belongs_to_a_step():
    assert len(MODULES) >= 20
    assert {step(path) for path in MODULES} <= set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_imports_no_later_step(path):
    late = sorted({name for name in imports(path) if RANK[name] > RANK[step(path)]})
    assert late == []

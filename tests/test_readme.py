"""README shows what its commands print: each `$ kg ...` is run and its output compared.

`python tests/test_readme.py` writes the outputs anew; read them before you commit.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
#: Lines of output shown; the rest is three dots.
LINES = 12
#: Columns of output shown; a longer line ends in a dot dot dot.
COLUMNS = 220


def run(command, store):
    assert command.startswith("kg ")
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=ROOT,
        env=os.environ | {"KG_STORE": str(store), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    short = [line if len(line) <= COLUMNS else line[: COLUMNS - 3] + "..." for line in lines]
    shown = short if len(lines) <= LINES + 1 else [*short[:LINES], "..."]
    return "".join(line.rstrip() + "\n" for line in shown)


def commands(block):
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def rendered(block, store):
    return "".join(f"$ {command}\n{run(command, store)}" for command in commands(block))


def turtle(store):
    """The triples of the first screen, as the graph of the document has them."""
    from pyoxigraph import NamedNode, RdfFormat, serialize

    import kg
    from kg.graph.vocab import PREFIXES

    graph = kg.open(store)
    [said] = graph.query(
        "SELECT ?figure ?document { ?claim a irk:TradeClaim ; irk:claims ?figure ; "
        "prov:wasDerivedFrom ?document . ?figure irk:tradeKind trade-kind:total }"
    )
    figure, document = NamedNode(said["figure"]), NamedNode(said["document"])
    triples = {q.triple for q in graph.store.quads_for_pattern(figure, None, None, document)}
    text = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    lines = [x for x in text.decode().splitlines() if not x.startswith("@prefix")]
    return "\n".join(lines).replace("\t", "    ").strip() + "\n"


def build(store):
    command = [sys.executable, "-m", "kg", "build", "--store", str(store)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return build(tmp_path_factory.mktemp("readme") / "store")


BLOCKS = BLOCK.findall(README.read_text(encoding="utf-8"))


def test_there_are_blocks():
    assert sum(len(commands(block)) for block in BLOCKS) == 1 + 7 + 2 + 2


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: commands(b)[0])
def test_commands_print_what_is_shown(block, store):
    assert rendered(block, store) == block


def test_the_triples_are_in_the_graph(store):
    shown = re.search(r"```turtle\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert shown[1] == turtle(store)


def test_the_python_example_runs(monkeypatch):
    [example] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    names = {}
    exec(example, names)
    assert len(names["g"].table("trade")) == 3


def test_every_link_leads_somewhere():
    text = re.sub(r"```.*?```", "", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) >= 3
    assert [link for link in links if not (ROOT / link).exists()] == []


def main():
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder) / "store")
        text = README.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda m: f"```console\n{rendered(m[1], store)}```", text)
        text = re.sub(
            r"```turtle\n.*?```", lambda m: f"```turtle\n{turtle(store)}```", text, flags=re.DOTALL
        )
        README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

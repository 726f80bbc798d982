"""What reading costs beside the bare parser: python tests/benchmarks/throughput.py

Takes the annotated documents (dev, own, seed), repeats them with changed numbers until there are
as many as asked (300; --documents 2000 for the full run) that all differ, and prints, from one run:
- seconds of reading and finding claims, and of bare `nlp.pipe` with all pipes of the same model
  over the same texts, in turns of CHUNK documents, and their ratio;
- with --memory, the peak memory after a tenth, half and all of them, each in a new process;
- with --jobs, the seconds of one process and of two, and how much faster two are.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource as system
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import spacy

from kg import pipeline
from kg.model import Document
from kg.reading.parse import MODELS, load_model
from kg.resources import resource

CHUNK = 20
SETS = ("dev", "own", "seed")
SHARES = (10, 2, 1)


def documents(number: int) -> list[Document]:
    """Documents that all differ: each turn through the sets changes the years and figures."""
    paths = [p for s in SETS for p in sorted((resource("data/gold") / s / "docs").glob("*.txt"))]
    texts = [(p.stem, p.read_text(encoding="utf-8")) for p in paths]
    made = []
    for i, (stem, text) in enumerate(islice(cycle(texts), number)):
        turn = i // len(texts)
        changed = re.sub(r"(?<=\d)\d(?!\d)", lambda m, t=turn: str((int(m[0]) + t) % 10), text)
        changed += f"\n\nDocument {i}.\n"
        sha256 = hashlib.sha256(changed.encode()).hexdigest()
        made.append(Document(f"{stem}-{turn}.txt", changed, sha256))
    return made


def bare_parser() -> spacy.Language:
    """The same model, with all its pipes and settings."""
    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def ratio(number: int) -> None:
    """Print the cost of reading beside that of the parser."""
    nlp = bare_parser()
    load_model()
    for reading, _claims in pipeline.read_claims(documents(CHUNK)):
        list(nlp.pipe([reading.text]))
    ours = theirs = 0.0
    our_cpu = their_cpu = 0.0
    made = documents(number)
    claims = 0
    for start in range(0, number, CHUNK):
        chunk = made[start : start + CHUNK]
        began = _clocks()
        for _doc in nlp.pipe(d.text for d in chunk):
            pass
        theirs, their_cpu = _passed(began, theirs, their_cpu)
        began = _clocks()
        claims += sum(len(found) for _, found in pipeline.read_claims(chunk))
        ours, our_cpu = _passed(began, ours, our_cpu)
    print(f"{number} documents, {claims} claims")
    print(f"bare nlp.pipe {theirs:.1f} s, kg {ours:.1f} s, ratio {ours / theirs:.2f}")
    print(f"of the processor {their_cpu:.1f} s, {our_cpu:.1f} s, ratio {our_cpu / their_cpu:.2f}")


def _clocks() -> tuple[float, float]:
    """Seconds by the wall, and of the processor."""
    return time.perf_counter(), time.process_time()


def _passed(began: tuple[float, float], wall: float, processor: float) -> tuple[float, float]:
    """Both sums with what has passed since."""
    now = _clocks()
    return wall + now[0] - began[0], processor + now[1] - began[1]


def memory(number: int) -> None:
    """Print the peak memory of reading so many documents, in this process."""
    for _ in pipeline.read_claims(documents(number)):
        pass
    peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number} documents: peak {peak:.0f} MiB")


def jobs(number: int) -> None:
    """Print how much faster two processes build the graph than one."""
    with tempfile.TemporaryDirectory() as folder:
        for document in documents(number):
            (Path(folder) / document.name).write_text(document.text, encoding="utf-8")
        found, _, _ = pipeline.read_documents([Path(folder)])
    taken = []
    for count in (1, 2):
        began = time.perf_counter()
        for _batch in pipeline.in_batches(found, count):
            pass
        taken.append(time.perf_counter() - began)
    one, two = taken
    print(f"{number} documents: one process {one:.1f} s, two {two:.1f} s, {one / two:.2f} times")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--jobs", action="store_true")
    parser.add_argument("--one-memory", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one_memory:
        memory(given.documents)
    elif given.memory:
        for share in SHARES:
            size = str(given.documents // share)
            command = [sys.executable, __file__, "--documents", size, "--one-memory"]
            subprocess.run(command, check=True)
    elif given.jobs:
        jobs(given.documents)
    else:
        ratio(given.documents)


if __name__ == "__main__":
    main()

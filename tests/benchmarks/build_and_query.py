"""How long building and asking take, beside bare spaCy on the same text and a bare count.

    python tests/benchmarks/build_and_query.py [RUNS]

The first table: each line is the median of RUNS (default 3) fresh processes, and its ratio to the
bare load and parse. The second: every shipped question over the built graph in memory, the median
of RUNS, the slowest first, and its ratio to Oxigraph counting all triples. Absolute figures
depend on the machine; the ratios travel. Ends with status 1 where a question takes more than a
tenth of a second of processor time, or building with --out more than fifteen.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store

from kg.graph.merged import merged
from kg.graph.queries import ask, questions
from kg.graph.store import open_store
from kg.resources import resource as shipped

BARE = """
import sys
from pathlib import Path
from kg.reading.parse import load_model
nlp = load_model()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    nlp(path.read_text(encoding="utf-8"))
"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
#: Questions shown; all are asked.
SHOWN = 10
#: Most seconds of processor time for a question, and for building with all outputs.
QUESTION, BUILD = 0.1, 15


def process(runs: int, *command: str) -> tuple[float, float]:
    """Median wall time and processor time of fresh processes."""
    wall, used = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - start)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(wall), statistics.median(used)


def work(runs: int, asked: Callable[[], object]) -> tuple[float, float]:
    """Median wall time and processor time of a call."""
    wall, used = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), time.process_time()
        asked()
        wall.append(time.perf_counter() - start)
        used.append(time.process_time() - before)
    return statistics.median(wall), statistics.median(used)


def ask_all(store: Store, runs: int) -> float:
    """Print how long each question takes; the most processor time of one."""
    bare, bare_used = work(runs, lambda: list(merged(store).query(COUNT)))
    print(f"\n{'count of all triples':28s} {bare * 1000:6.1f} ms  {bare_used * 1000:6.1f} ms used")
    taken = {name: work(runs, lambda name=name: ask(store, name)) for name in questions()}
    slowest = sorted(taken, key=lambda name: -taken[name][1])
    for name in slowest[:SHOWN]:
        wall, used = (1000 * seconds for seconds in taken[name])
        print(f"{name:28s} {wall:6.1f} ms  {used:6.1f} ms used  {used / 1000 / bare_used:5.1f} x")
    print(f"{len(taken)} questions; the slowest is {slowest[0]}")
    return taken[slowest[0]][1]


def main() -> int:
    """Print both tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    documents = str(shipped("data/documents"))
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        build = ("-m", "kg", "build", documents, "--store", store)
        lines = {
            "bare spaCy load and parse": process(runs, "-c", BARE, documents),
            "kg build": process(runs, *build),
            "kg build --out": process(runs, *build, "--out", str(Path(folder) / "out")),
            "kg query, cold": process(runs, "-m", "kg", "query", "exports", "--store", store),
        }
        bare = lines["bare spaCy load and parse"][0]
        for name, (wall, used) in lines.items():
            print(f"{name:28s} {wall:6.2f} s   {used:6.2f} s used   {wall / bare:5.2f} x")
        memory = Store()
        memory.bulk_extend(open_store(store))
        worst = ask_all(memory, runs)
    return int(worst > QUESTION or lines["kg build --out"][1] > BUILD)


if __name__ == "__main__":
    sys.exit(main())

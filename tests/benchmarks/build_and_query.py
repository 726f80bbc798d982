"""How long building and asking take, beside bare spaCy on the same text.

    python tests/benchmarks/build_and_query.py [RUNS]

Each line is the median of RUNS (default 3) fresh processes, and its ratio to the
bare load and parse. Absolute figures depend on the machine; the ratios travel.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.resources import resource

BARE = """
import sys
from pathlib import Path
from kg.reading.parse import load_model
nlp = load_model()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    nlp(path.read_text(encoding="utf-8"))
"""


def seconds(runs: int, *command: str) -> float:
    """Median wall time of fresh processes."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    documents = str(resource("data/documents"))
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        build = ("-m", "kg", "build", documents, "--store", store)
        lines = {
            "bare spaCy load and parse": seconds(runs, "-c", BARE, documents),
            "kg build": seconds(runs, *build),
            "kg build --out": seconds(runs, *build, "--out", str(Path(folder) / "out")),
            "kg query, cold": seconds(runs, "-m", "kg", "query", "exports", "--store", store),
        }
    bare = lines["bare spaCy load and parse"]
    for name, taken in lines.items():
        print(f"{name:28s} {taken:6.2f} s  {taken / bare:5.2f} x")


if __name__ == "__main__":
    main()

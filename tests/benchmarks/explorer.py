"""Time to use, panning, size and heap of the explorer, beside plain pyvis and pyvis with places.

    python tests/benchmarks/explorer.py [--sizes 150,1000,5000,20000] [--runs 3] [--limit 120]

Each page stands alone in a new headless Chromium without a network. The three ways show the same
invented network (synthetic_network.py): "ours"; "placed", pyvis with x and y given and physics
off; "stock", pyvis as it is. Ours and placed take turns, the median of RUNS; stock is run once and
ended after LIMIT seconds ("not finished").

    usable    from the start of loading until two frames after the first drawing, any cover gone,
              and no task longer than 50 ms in the half second that follows
    panning   frames a second, and the 95th of 100 frames, while the picture is dragged 4 seconds
    heap      what is in use after a collection, with the bytes of arrays
    asked     requests to a network, and messages on the console

Above 600 things ours draws the 600 best connected at most, in the first picture some forty; all
are in the file. Panning is measured with as many drawn as it draws (`#all=1`). Absolute figures
depend on the machine; the ratios travel. Ends with status 1 where a figure misses its target.
"""

import argparse
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import networkx as nx
from synthetic_network import generated

from kg.showing.explorer import write_explorer
from kg.showing.explorer.layout import place

FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-precise-memory-info "
    "--host-resolver-rules=MAP~*~~NOTFOUND"
)
#: Least placed / ours and least stock / ours of the time, most MB of file, most MB of heap.
TARGETS = {
    150: (0.95, 10, None, None),
    1000: (1.3, 80, 0.6, 10),
    5000: (3, None, 1, 12),
    20000: (9, None, 2, 20),
}
#: Most usable(largest) / usable(smallest); least frames a second; most ms of the 95th frame.
GROWTH, FRAMES, LATE = 2.5, 45, 34
PAN_SECONDS = 4
#: Notes when something is first drawn, which tasks are long, and when each frame comes.
WATCH = """
window.watched = { first: null, late: 0, frames: [] };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) watched.late = startTime + duration;
}).observe({ type: "longtask", buffered: true });
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...given) {
  if (this.canvas.isConnected) {
    CanvasRenderingContext2D.prototype.fill = fill;
    requestAnimationFrame(() => requestAnimationFrame(() => (watched.first = performance.now())));
  }
  return fill.apply(this, given);
};
const cover = () => {
  const bar = document.getElementById("loadingBar");
  return bar && getComputedStyle(bar).display !== "none";
};
// When it can be used, or null as long as that is not known.
window.usable = () => {
  if (watched.first === null || cover()) return null;
  watched.open ??= performance.now();
  const covered = document.getElementById("loadingBar") ? watched.open : 0;
  const at = Math.max(watched.first, watched.late, covered);
  return performance.now() - at > 500 ? at : null;
};
window.watchFrames = () => {
  const frame = (now) => (watched.frames.push(now), requestAnimationFrame(frame));
  requestAnimationFrame(frame);
};
"""


def write_pyvis(network: nx.MultiDiGraph, path: Path, placed: bool) -> None:
    """Write a network as pyvis does it; its list of ids is checked a node at a time."""
    from pyvis.network import Network

    page = Network(directed=True, cdn_resources="in_line")
    where = place(network) if placed else {}
    for node, data in network.nodes(data=True):
        at = dict(zip("xy", where[node], strict=True)) if placed else {}
        page.add_node(node, label=data["label"], title=data["label"], group=data["type"], **at)
    for a, b, data in network.edges(data=True):
        page.add_edge(a, b, label=data["predicate"], title=data["claims"][0]["quote"])
    if placed:
        page.toggle_physics(False)
    path.write_text(page.generate_html(), encoding="utf-8")


@contextmanager
def browser(playwright):
    """A new Chromium, closed at the end."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("no chromium on this machine: install Debian's package chromium")
    flags = [flag.replace("~", " ") for flag in FLAGS.split()]
    chromium = playwright.chromium.launch(executable_path=program, args=flags)
    try:
        yield chromium
    finally:
        chromium.close()


def open_page(chromium, address: str, seen: list[str]):
    """A new page at an address, watched from the start."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    page.on("console", lambda said: seen.append("message") if said.type == "error" else None)
    page.on("pageerror", lambda _: seen.append("message"))
    page.on("request", lambda r: seen.append("request") if r.url.startswith("http") else None)
    page.goto(address, wait_until="commit", timeout=0)
    return page


def wait_usable(page, seconds: float) -> float | None:
    """When the page can be used, in ms; None where it cannot in so many seconds."""
    from playwright.sync_api import Error

    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            asked = page.wait_for_function("usable()", timeout=1000 * left, polling=100)
            return float(asked.json_value())
        except Error as error:
            if "Timeout" in str(error):
                return None
            time.sleep(0.1)  # between two documents
    return None


def pan(page) -> tuple[float, float]:
    """Frames a second and the 95th of 100 frames in ms, while the picture is dragged."""
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + 12, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("watchFrames()")
    start = time.monotonic()
    step = 0
    while time.monotonic() - start < PAN_SECONDS:
        step += 1
        turn = step % 120
        page.mouse.move(x + 3 * min(turn, 120 - turn), y + min(turn, 120 - turn))
        time.sleep(0.008)
    frames = page.evaluate("watched.frames.slice()")
    page.mouse.up()
    gaps = sorted(b - a for a, b in pairwise(frames))
    if not gaps:
        return 0.0, float("inf")
    return 1000 * len(gaps) / (frames[-1] - frames[0]), gaps[math.ceil(0.95 * len(gaps)) - 1]


def heap(page) -> float:
    """MB in use after a collection, those outside of the heap that belong to arrays too."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return (used["usedSize"] + used["backingStorageSize"]) / 1e6


def measure(playwright, path: Path, seconds: float, pan_hash: str = "") -> dict[str, float | None]:
    """One page in one new browser."""
    seen: list[str] = []
    with browser(playwright) as chromium:
        page = open_page(chromium, path.as_uri(), seen)
        found: dict[str, float | None] = {"usable": wait_usable(page, seconds)}
        if found["usable"] is not None:
            found["heap"] = heap(page)
            if pan_hash:
                page.evaluate("hash => { location.hash = hash; }", pan_hash)
                time.sleep(1.5)
            found["fps"], found["late"] = pan(page)
    return {**found, "requests": seen.count("request"), "messages": seen.count("message")}


def middle(runs: list[dict[str, float | None]]) -> dict[str, float | None]:
    """The median of each figure; None where a run has none."""
    names = {name: None for run in runs for name in run}
    columns = {name: [run.get(name) for run in runs] for name in names}
    return {
        name: None if None in values else statistics.median(values)
        for name, values in columns.items()
    }


def line(n: int, way: str, found: dict[str, float | None], size: float, limit: float) -> str:
    """One line of the table."""
    asked = f"{found['requests']:.0f} / {found['messages']:.0f}"
    if found["usable"] is None:
        return f"{n:>6,}  {way:7}  not finished in {limit:.0f} s {size:19.2f}  {'':9} {asked:>8}"
    return (
        f"{n:>6,}  {way:7}  {found['usable']:8,.0f} {found['fps']:8.0f} {found['late']:9.0f}"
        f" {size:10.2f} {found['heap']:9.1f} {asked:>9}"
    )


def measure_size(playwright, n: int, options, folder: Path) -> tuple[dict, list[str]]:
    """Print the lines of one size; what ours took, and the targets that are missed."""
    network = generated(n)
    paths = {way: folder / f"{way}-{n}.html" for way in ("ours", "placed", "stock")}
    write_explorer(network, paths["ours"])
    write_pyvis(network, paths["placed"], placed=True)
    write_pyvis(network, paths["stock"], placed=False)
    size = {way: path.stat().st_size / 1e6 for way, path in paths.items()}
    runs: dict[str, list[dict[str, float | None]]] = {"ours": [], "placed": []}
    for _ in range(options.runs):
        runs["ours"].append(measure(playwright, paths["ours"], options.limit, "all=1"))
        runs["placed"].append(measure(playwright, paths["placed"], options.limit))
    ways = {way: middle(found) for way, found in runs.items()}
    if not options.no_stock:
        ways["stock"] = measure(playwright, paths["stock"], options.limit)
    for way, found in ways.items():
        print(line(n, way, found, size[way], options.limit), flush=True)
    return ways["ours"], judge(n, ways, size["ours"], options.limit)


def judge(n: int, ways: dict, size: float, limit: float) -> list[str]:
    """Print the ratios of one size; the targets that are missed."""
    ours = ways["ours"]
    placed_least, stock_least, most_size, most_heap = TARGETS.get(n, (None,) * 4)
    pairs = []
    if "stock" in ways:
        stock = ways["stock"]["usable"]
        times = (stock or 1000 * limit) / ours["usable"]
        print(f"{'':8}stock / ours  {'' if stock else 'more than '}{times:.1f}")
        if stock or not stock_least or times >= stock_least:
            pairs.append(("stock / ours", times, stock_least, None))
        else:
            print(
                f"{'':8}give stock {stock_least * ours['usable'] / 1000:.0f} s with --limit to tell"
            )
    if ways["placed"]["usable"]:
        times = ways["placed"]["usable"] / ours["usable"]
        print(f"{'':8}placed / ours {times:.2f}")
        pairs.append(("placed / ours", times, placed_least, None))
    pairs += [
        ("frames a second", ours["fps"], FRAMES, None),
        ("95th frame, ms", ours["late"], None, LATE),
        ("file, MB", size, None, most_size),
        ("heap, MB", ours["heap"], None, most_heap),
        ("requests and messages", ours["requests"] + ours["messages"], None, 0),
    ]
    return [
        f"{n:,} things, {name}: {value:.2f}, {'at least' if least else 'at most'} {least or most}"
        for name, value, least, most in pairs
        if (least and value < least) or (most is not None and value > most)
    ]


def main() -> int:
    """Print the table, the ratios, and what misses its target."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--sizes", default="150,1000,5000,20000")
    reader.add_argument("--runs", type=int, default=3)
    reader.add_argument("--limit", type=float, default=120, help="seconds for a page")
    reader.add_argument("--no-stock", action="store_true", help="leave plain pyvis out")
    options = reader.parse_args()
    from playwright.sync_api import sync_playwright

    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print("things  way      usable ms  pan fps  95th ms    file MB   heap MB  asked/said")
    missed, taken = [], []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for n in map(int, options.sizes.split(",")):
            ours, misses = measure_size(playwright, n, options, Path(folder))
            taken.append(ours["usable"])
            missed += misses
    growth = taken[-1] / taken[0]
    print(f"ours, largest / smallest {growth:.2f}")
    if growth > GROWTH:
        missed.append(f"largest / smallest: {growth:.2f}, at most {GROWTH}")
    for miss in missed:
        print(f"missed: {miss}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

"""kg build: documents to a graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.common import examples, print_table, progress_bar, say, store_option

__all__ = ["build"]

#: Problems shown before the rest is counted.
SHOWN = 10


@click.command(
    epilog=examples(
        "kg build",
        "kg build docs/ more/note.txt --store build/store --out build",
        "kg build docs/ --store memory: --out build --jobs 2",
    )
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@store_option
@click.option(
    "--no-reference", is_flag=True, help="Leave the ontology and the vocabulary out of the graph."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write graph.ttl, graph.trig, explorer.html and tables/ into this folder.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that read documents.",
)
def build(
    paths: tuple[Path, ...], store: str | None, no_reference: bool, out: Path | None, jobs: int
) -> int:
    """Read documents (default: the shipped ones) and make their graph.

    What the store held before is replaced, whole or not at all. Files of a folder that cannot
    be read are listed at the end, with exit status 1; the others are read all the same.
    """
    from kg import pipeline
    from kg.graph.store import store_spec
    from kg.resources import resource

    spec = store_spec(store)
    with progress_bar() as tell:
        summary = pipeline.build(
            paths or [resource("data/documents")],
            spec,
            out,
            reference=not no_reference,
            jobs=jobs,
            progress=tell,
        )
    for name, reason in summary.skipped:
        say(f"kg: skipped {name}: {reason}")
    rows = [{"claims": kind, "count": count} for kind, count in summary.counts.items()]
    rows.append({"claims": "documents", "count": len(summary.documents)})
    rows.append({"claims": "triples", "count": len(summary.store)})
    print_table(("claims", "count"), rows)
    print(f"store {spec}{'' if summary.changed else ' (unchanged)'}")
    for path in summary.outputs:
        if path.parent == out:
            print(path)
    if out is not None:
        print(out / "tables")
    for problem in summary.problems[:SHOWN]:
        print(f"kg: {problem}", file=sys.stderr)
    if len(summary.problems) > SHOWN:
        say(f"kg: {len(summary.problems) - SHOWN} more; kg check lists all")
    if summary.failed:
        say(f"kg: {len(summary.failed)} files cannot be read and are not in the graph")
        width = max(len(path_name) for path_name, _ in summary.failed)
        for path_name, reason in summary.failed:
            say(f"kg:   {path_name:{width}}  {reason}")
    return 1 if summary.problems or summary.failed else 0

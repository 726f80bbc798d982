"""kg check, kg evaluate: is the graph sound, is the reader right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, print_table, say, store_option, write

if TYPE_CHECKING:
    from kg.evaluate import Evaluation
    from kg.evaluate.frozen import Difference

__all__ = ["check", "evaluate"]


@click.command(
    epilog=examples(
        "kg check",
        "kg check build/graph.trig other.ttl",
        "kg check --shapes my-shapes.ttl my-data.ttl",
    )
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--shapes",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Check the files against these SHACL shapes alone.",
)
@store_option
def check(files: tuple[str, ...], shapes: tuple[Path, ...], store: str | None) -> int:
    """Check the graph, or RDF files, against shapes, ontology and questions.

    Prints a line for each problem. Exit status 1 if there is one.
    """
    if shapes:
        return _check_against(files, shapes)
    from kg.errors import QueryError
    from kg.graph.check import check as check_store
    from kg.graph.check import check_ontology
    from kg.graph.queries import ask, questions
    from kg.graph.store import open_store

    lines = [f"ontology: {problem}" for problem in check_ontology()]
    unanswered = 0
    for spec in files or (store,):
        opened = open_store(spec)
        name = f"{spec}: " if files else ""
        lines += [f"{name}{problem}" for problem in check_store(opened)]
        for question in questions():
            try:
                unanswered += not ask(opened, question)
            except QueryError as error:
                lines.append(f"{name}question {question}: {error}")
    write("".join(f"{line}\n" for line in lines))
    asked = len(questions()) * len(files or (store,))
    say(f"{len(lines)} problems; {asked - unanswered} of {asked} questions have an answer")
    return 1 if lines else 0


def _check_against(files: tuple[str, ...], shapes: tuple[Path, ...]) -> int:
    """Check RDF files against shapes of the user's own."""
    from kg.graph.check import validate_files

    if not files:
        raise click.UsageError(
            "--shapes needs the files to check: kg check --shapes S.ttl DATA.ttl"
        )
    problems = validate_files([Path(name) for name in files], shapes)
    write("".join(f"{problem}\n" for problem in problems))
    say(f"{len(problems)} problems")
    return 1 if problems else 0


@click.command(
    epilog=examples(
        "kg evaluate",
        "kg evaluate data/gold/dev --only A --errors",
        "kg evaluate data/gold/test --calibration --frozen",
    )
)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="PREFIX", help="Only documents named so.")
@click.option("--errors", is_flag=True, help="List each miss, false alarm and wrong slot.")
@click.option("--documents", is_flag=True, help="Show figures for each document too.")
@click.option("--calibration", is_flag=True, help="Show how often claims so sure are right.")
@click.option("--frozen", is_flag=True, help="Exit with 1 where a figure is worse than frozen.")
@click.option("--freeze", is_flag=True, help="Keep these figures as the frozen ones.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
def evaluate(
    folder: Path | None,
    only: tuple[str, ...],
    errors: bool,
    documents: bool,
    calibration: bool,
    frozen: bool,
    freeze: bool,
    form: str,
) -> int:
    """Compare what the reader finds with gold facts (default: data/gold/seed).

    DIR holds docs/*.txt and gold/*.json. "strict" counts a fact only with all slots right;
    the macro-F1 is its mean over the kinds. Figures of a whole folder are compared with
    those frozen in results.json beside the folder.
    """
    from kg.evaluate import evaluate_folder, trained_on
    from kg.evaluate.frozen import figures
    from kg.evaluate.frozen import freeze as freeze_figures
    from kg.resources import resource

    if only and (frozen or freeze):
        raise click.UsageError("--frozen and --freeze are for whole folders, without --only")
    place = (folder or resource("data/gold/seed")).resolve()
    result = evaluate_folder(place, only)
    kept = place.parent / "results.json"
    changed = [] if only else _changes(kept, place.name, result, needed=frozen)
    status = 1 if frozen and any(difference.worse for difference in changed) else 0
    if freeze:
        freeze_figures(kept, place.name, result)
    if form == "json":
        write(json.dumps(figures(result), ensure_ascii=False, indent=1) + "\n")
        return status
    rows = _kind_rows(result)
    print_table(list(rows[0]), rows)
    write(_macro_line("macro-F1 (strict)", result))
    for name, group in result.groups().items():
        write(_macro_line(f"  {name}", group))
    if documents:
        per_document = _document_rows(result)
        print_table(list(per_document[0]), per_document)
    denied = sum(len(d.denied) for d in result.documents)
    denials = sum(d.denials for d in result.documents)
    write(f"denied agreements asserted: {denied} of {denials}\n")
    if trained := trained_on(place.name):
        write(f"note: trained on this set, whose figures flatter them: {', '.join(trained)}\n")
    if calibration:
        print_table(("confidence", "claims", "right", "share", "mean"), _calibration_rows(result))
    write("".join(f"since frozen: {difference}\n" for difference in changed))
    if errors:
        write("".join(_error_lines(result)))
    return status


def _changes(kept: Path, name: str, result: Evaluation, *, needed: bool) -> list[Difference]:
    """What differs from the frozen figures of this set."""
    from kg.errors import InputError
    from kg.evaluate.frozen import differences, figures, read_frozen

    before = read_frozen(kept).get(name)
    if before is None and needed:
        raise InputError(f"{kept}: no figures of {name!r} in it; write them with --freeze")
    return differences(before, figures(result)) if before else []


def _calibration_rows(result: Evaluation) -> list[dict[str, Any]]:
    from kg.evaluate.calibration import calibration

    return [
        {
            "confidence": f"{b.low:.1f}-{b.high:.1f}",
            "claims": b.claims,
            "right": b.right,
            "share": f"{b.share:.2f}" if b.claims else "",
            "mean": f"{b.mean:.2f}" if b.claims else "",
        }
        for b in calibration(result)
    ]


def _kind_rows(result: Evaluation) -> list[dict[str, Any]]:
    from kg.evaluate import KINDS

    rows = []
    for kind in KINDS:
        c = result.kind(kind)
        slots = " ".join(f"{name}={hit}/{of}" for name, (hit, of) in c.slots.items())
        rows.append(
            {
                "kind": kind,
                "gold": c.gold,
                "found": c.found,
                "P": f"{c.precision:.2f}",
                "R": f"{c.recall:.2f}",
                "F1": f"{c.f1:.2f}",
                "strict F1": f"{c.strict_f1:.2f}",
                "slots": slots,
            }
        )
    return rows


def _document_rows(result: Evaluation) -> list[dict[str, Any]]:
    from kg.evaluate import Evaluation

    rows = []
    for document in result.documents:
        alone = Evaluation((document,))
        figures = {k: f"{c.strict_f1:.2f}" if c.gold else "" for k, c in document.counts.items()}
        rows.append({"document": document.name, "macro": f"{alone.macro_f1:.2f}", **figures})
    return rows


def _macro_line(name: str, result: Evaluation) -> str:
    ends = result.interval
    between = f" (95 % interval {ends[0]:.3f} to {ends[1]:.3f})" if ends else ""
    count = len(result.documents)
    return f"{name} {result.macro_f1:.3f}{between}, {count} document{'s' * (count != 1)}\n"


def _error_lines(result: Evaluation) -> list[str]:
    """Misses, false alarms and wrong slots of each document, and what must not be asserted."""
    lines = []
    for document in result.documents:
        lines.append(f"-- {document.name}\n")
        for kind, counts in document.counts.items():
            for finding in [*counts.findings, *(document.denied if kind == "agreements" else ())]:
                slots = f" ({', '.join(finding.slots)})" if finding.slots else ""
                lines.append(f"{finding.sort}{slots} {kind}\n")
                if finding.fact is not None:
                    lines.append(f"    gold  {_compact(finding.fact)}\n")
                if finding.row is not None:
                    lines.append(f"    read  {_compact(finding.row)}\n")
        lines += [f"must not be asserted: {text}\n" for text in document.negatives]
    return lines


def _compact(row: Any) -> str:
    """A row on one line, without what is empty or said elsewhere."""
    left_out = ("id", "document", "span_start", "span_end")
    kept = {k: v for k, v in row.items() if k not in left_out and v not in (None, [], "")}
    return json.dumps(kept, ensure_ascii=False)

"""kg check, kg evaluate: is the graph sound, is the reader right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, print_table, say, store_option, write

if TYPE_CHECKING:
    from kg.evaluate import Evaluation

__all__ = ["check", "evaluate"]


@click.command(epilog=examples("kg check", "kg check build/graph.trig other.ttl"))
@click.argument("files", nargs=-1, metavar="[FILE]...")
@store_option
def check(files: tuple[str, ...], store: str | None) -> int:
    """Check the graph, or RDF files, against shapes, ontology and questions.

    Prints a line for each problem. Exit status 1 if there is one.
    """
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


@click.command(epilog=examples("kg evaluate", "kg evaluate data/gold/dev --only A --errors"))
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="PREFIX", help="Only documents named so.")
@click.option("--errors", is_flag=True, help="List each miss, false alarm and wrong slot.")
@click.option("--documents", is_flag=True, help="Show figures for each document too.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
def evaluate(
    folder: Path | None, only: tuple[str, ...], errors: bool, documents: bool, form: str
) -> int:
    """Compare what the reader finds with gold facts (default: data/gold/seed).

    DIR holds docs/*.txt and gold/*.json. "strict" counts a fact only with all slots right;
    the macro-F1 is its mean over the kinds.
    """
    from kg.evaluate import evaluate_folder
    from kg.resources import resource

    result = evaluate_folder(folder or resource("data/gold/seed"), only)
    if form == "json":
        write(json.dumps(_figures(result), ensure_ascii=False, indent=1) + "\n")
        return 0
    rows = _kind_rows(result)
    print_table(list(rows[0]), rows)
    write(_macro_line("macro-F1 (strict)", result))
    for name, group in result.groups().items():
        write(_macro_line(f"  {name}", group))
    if documents:
        per_document = _document_rows(result)
        print_table(list(per_document[0]), per_document)
    denied = sum(len(d.denied) for d in result.documents)
    write(f"denied agreements asserted: {denied}\n")
    if errors:
        write("".join(_error_lines(result)))
    return 0


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


def _figures(result: Evaluation) -> dict[str, Any]:
    """Everything as numbers, for programs."""
    from kg.evaluate import KINDS

    def figures(part: Evaluation) -> dict[str, Any]:
        kinds = {}
        for kind in KINDS:
            c = part.kind(kind)
            kinds[kind] = {
                "gold": c.gold,
                "found": c.found,
                "precision": round(c.precision, 4),
                "recall": round(c.recall, 4),
                "f1": round(c.f1, 4),
                "strict_f1": round(c.strict_f1, 4),
                "slots": {name: list(pair) for name, pair in c.slots.items()},
            }
        return {
            "documents": len(part.documents),
            "macro_f1": round(part.macro_f1, 4),
            "interval": [round(x, 4) for x in part.interval] if part.interval else None,
            "kinds": kinds,
        }

    return {**figures(result), "groups": {n: figures(g) for n, g in result.groups().items()}}

"""kg conflicts: what disagrees, with the sentences that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, say, store_option, write

if TYPE_CHECKING:
    from kg.graph.conflicts import Conflict

__all__ = ["conflicts"]

FORMATS = ("table", "csv", "json", "md")


@click.command(epilog=examples("kg conflicts", "kg conflicts --format csv > conflicts.csv"))
@store_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def conflicts(store: str | None, form: str) -> int:
    """Show figures, dates and statements that disagree, with the quotes of each side.

    Nothing is chosen: every side is kept. Exit status 1 where nothing disagrees.
    """
    from kg.graph.conflicts import conflicts as disagreeing
    from kg.graph.store import open_store
    from kg.showing.tables import format_rows

    found = disagreeing(open_store(store))
    if form == "table":
        write("".join(_paragraph(number, one) for number, one in enumerate(found, 1)))
        if not found:
            say("nothing disagrees")
    elif found or form == "json":
        write(format_rows(_rows(found), form))
    else:
        write(format_rows([dict.fromkeys(COLUMNS)], form).splitlines(keepends=True)[0])
    return 0 if found else 1


#: Columns of the flat form: one row for each side of a conflict.
COLUMNS = ("conflict", "sort", "about", "gap", "says", "document", "span_start", "quote", "id")


def _rows(found: list[Conflict]) -> list[dict[str, Any]]:
    return [
        dict(
            zip(
                COLUMNS,
                (
                    number,
                    one.sort,
                    one.about,
                    one.gap,
                    says,
                    row["document"],
                    row["span_start"],
                    row["quote"],
                    row["id"],
                ),
                strict=True,
            )
        )
        for number, one in enumerate(found, 1)
        for row, says in zip(one.rows, one.values, strict=True)
    ]


def _paragraph(number: int, one: Conflict) -> str:
    """A conflict for people: what it is about, then each side with its sentence."""
    gap = f" (differ by {one.gap:.0%})" if one.sort == "figure" else ""
    lines = [f"{number}. {one.about}{gap}"]
    for row, says in zip(one.rows, one.values, strict=True):
        quote = " ".join(str(row["quote"]).split())
        lines.append(f'   {says}: {row["document"]}:{row["span_start"]} "{quote}"')
    return "\n".join(lines) + "\n\n"

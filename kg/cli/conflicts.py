"""kg conflicts: what disagrees, with the sentences that say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, say, store_option, write

if TYPE_CHECKING:
    from kg.graph.confirmations import Confirmation
    from kg.graph.conflicts import Conflict

__all__ = ["conflicts"]

FORMATS = ("table", "csv", "json", "md")


@click.command(
    epilog=examples("kg conflicts", "kg conflicts --confirmed", "kg conflicts --format csv")
)
@store_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--confirmed", is_flag=True, help="Show instead what independent sources say alike.")
def conflicts(store: str | None, form: str, confirmed: bool) -> int:
    """Show figures, dates and statements that disagree, with the quotes of each side.

    Nothing is chosen: every side is kept. A row of the reference has the titles of its sources
    for a quote, and the remark of whoever curated it. Exit status 1 where there is nothing.
    """
    from kg.graph.store import open_store

    opened = open_store(store)
    columns: Sequence[str]
    if confirmed:
        from kg.graph.confirmations import confirmations

        alike = confirmations(opened)
        paragraphs = [_confirmation(number, one) for number, one in enumerate(alike, 1)]
        rows = [{"about": c.about, "says": c.says, "sources": list(c.sources)} for c in alike]
        columns, none = ("about", "says", "sources"), "nothing is said by two independent sources"
    else:
        from kg.graph.conflicts import conflicts as disagreeing

        found = disagreeing(opened)
        paragraphs = [_paragraph(number, one) for number, one in enumerate(found, 1)]
        rows, columns, none = _rows(found), COLUMNS, "nothing disagrees"
    if form != "table":
        _write_rows(rows, columns, form)
    elif paragraphs:
        write("".join(paragraphs))
    else:
        say(none)
    return 0 if paragraphs else 1


def _write_rows(rows: list[dict[str, Any]], columns: Sequence[str], form: str) -> None:
    """Rows in one of the flat formats; the header alone where there are none."""
    from kg.showing.tables import format_rows

    if rows or form == "json":
        write(format_rows(rows, form))
    else:
        write(format_rows([dict.fromkeys(columns)], form).splitlines(keepends=True)[0])


def _confirmation(number: int, one: Confirmation) -> str:
    """A confirmation for people: what is said, who says it, and the sentences of documents."""
    lines = [f"{number}. {one.about}: {one.says}", f"   {'; '.join(one.sources)}"]
    lines += [f"   {_place(row)}" for row in one.rows if row["quote"] is not None]
    return "\n".join(lines) + "\n\n"


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
    gap = f" (differ by {_percent(one.gap)})" if one.sort in ("figure", "worth") else ""
    lines = [f"{number}. {one.about}{gap}"]
    lines += [f"   {says}: {_place(row)}" for row, says in zip(one.rows, one.values, strict=True)]
    return "\n".join(lines) + "\n\n"


def _percent(share: float) -> str:
    """A share as people say it; below one per cent with a digit more."""
    return f"{share:.0%}" if share >= 0.01 else f"{100 * share:.1g}%"


def _place(row: dict[str, Any]) -> str:
    """Where a row is from: the sentence of a document, or the sources of the reference."""
    if row["quote"] is None:
        note = f" [{row['note']}]" if row["note"] else ""
        return f"reference: {row['document']}{note}"
    quote = " ".join(str(row["quote"]).split())
    return f'{row["document"]}:{row["span_start"]} "{quote}"'

"""kg matches: which agreements, visits and actors of documents are ones that the tables know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, say, store_option, write

if TYPE_CHECKING:
    from kg.graph.matching import Match

__all__ = ["matches"]

FORMATS = ("table", "csv", "json", "md")
#: The columns of a decision, then what helps to take it.
COLUMNS = ("thing", "row", "verdict", "why", "called", "known_as")


@click.command(epilog=examples("kg matches", "kg matches --open", "kg matches --format csv"))
@store_option
@click.option("--open", "undecided", is_flag=True, help="Show instead what is near, but open.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def matches(store: str | None, undecided: bool, form: str) -> int:
    """Show what documents tell of that the curated tables state too, and why it is the same.

    To decide by hand, write a line of data/reference/matches.csv: thing, row, "same" or
    "different", and why; then build again. Deleting the line undoes it. Exit status 1 where
    there is nothing.
    """
    from kg.graph.matching import find_matches
    from kg.graph.store import open_store
    from kg.showing.tables import format_rows

    opened = open_store(store)
    quads = list(opened)
    names = _names(opened)
    found = [
        _row(match, names)
        for match in find_matches(quads)
        if (match.verdict == "open") == undecided
    ]
    if form != "table":
        write(format_rows(found or [dict.fromkeys(COLUMNS)], form) if found else "")
    for row in found if form == "table" else ():
        write(
            f"{row['called']} = {row['known_as']} ({row['verdict']}: {row['why']})\n"
            f"   {row['thing']},{row['row']}\n"
        )
    if not found:
        say("nothing is open" if undecided else "nothing is matched")
    return 0 if found else 1


def _names(store: Any) -> dict[str, str]:
    """The label of everything, by IRI."""
    from kg.graph.queries import ask

    rows = ask(
        store,
        "SELECT ?thing (MIN(STR(?name)) AS ?label) { ?thing rdfs:label ?name } GROUP BY ?thing",
    )
    assert not isinstance(rows, bool)
    return {str(row["thing"]): str(row["label"]) for row in rows}


def _row(match: Match, names: dict[str, str]) -> dict[str, Any]:
    from kg.graph.vocab import ID

    cells = (
        match.thing.removeprefix(ID),
        match.row,
        match.verdict,
        match.why,
        names.get(match.thing, ""),
        names.get(match.table, ""),
    )
    return dict(zip(COLUMNS, cells, strict=True))

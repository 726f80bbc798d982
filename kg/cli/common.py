"""What the commands share: the --store option, writing to stdout or a file, tables, progress.

in    options as typed
out   bytes on stdout or in a file; a rich table where people look
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.pipeline import Progress

__all__ = [
    "examples",
    "print_table",
    "progress_bar",
    "read_input",
    "say",
    "store_option",
    "time_limit",
    "write",
]

_F = TypeVar("_F", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """Return examples for the end of a command's help, a line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def store_option(command: _F) -> _F:
    """Give a command the option --store."""
    return click.option(
        "--store",
        metavar="S",
        envvar="KG_STORE",
        help="Where the graph is: a store folder, an RDF file, or https://... for a SPARQL "
        "endpoint. Default: KG_STORE, build/store.",
    )(command)


def write(content: bytes | str, output: str | None = None) -> None:
    """Write to the file *output*, whole or not at all; to stdout for None and "-".

    Raises:
        InputError: The file cannot be written.

    """
    data = content.encode() if isinstance(content, str) else content
    if output in (None, "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from kg.pipeline import write_file

    write_file(Path(str(output)), data)
    say(f"wrote {output}")


def say(message: str) -> None:
    """Tell people something; data never goes this way."""
    print(message, file=sys.stderr)


def print_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows for people: fitted to a terminal, one line a row where there is none."""
    from rich.console import Console
    from rich.table import Table

    from kg.showing.tables import plain_cell

    terminal = sys.stdout.isatty()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not terminal)
    cells = [[plain_cell(row[c]) for c in columns] for row in rows]
    for line in cells:
        table.add_row(*[_escaped(c if terminal else " ".join(c.split())) for c in line])
    width = None
    if not terminal:
        columns_wide = zip(columns, *cells, strict=True)
        width = sum(max(map(_width, column)) + 2 for column in columns_wide) + 1
    console = Console(file=sys.stdout, width=width, highlight=False)
    if terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show on stderr how far a build has come; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, of: int) -> None:
            bar.update(task, description=_escaped(what), completed=done, total=of)

        yield tell


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the process, with one line and status 2, where what is inside takes longer.

    The store has no way to stop a query that runs, so the process is ended from beside
    it. Only for work that writes nothing but its answer.
    """
    import threading

    def give_up() -> None:
        say(f"kg: query: no answer in {seconds:g} seconds; ask for less, or give --timeout")
        os._exit(2)

    watch = threading.Timer(seconds, give_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def read_input(source: str) -> str:
    """Return the text of a file, of stdin for "-".

    Raises:
        InputError: It is no UTF-8 text.

    """
    try:
        return sys.stdin.buffer.read().decode("utf-8") if source == "-" else source
    except UnicodeDecodeError as error:
        raise InputError("stdin: not UTF-8 text; save the query as UTF-8") from error


def _escaped(text: str) -> str:
    """Text in which rich sees no markup."""
    from rich.markup import escape

    return escape(text)


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(" ".join(text.split()))

"""The command line: one module for each group of commands, one table that names them.

    kg build docs/ --out build
    kg query exports --param exporter=Kenya

in    arguments; data on stdin where a file may be "-"
out   data on stdout, messages on stderr; exit status 0 done, 1 done and the answer
      is no, 2 cannot run (one line: what, where, what to do)

To add a command, write it in a module of this package and name it in COMMANDS.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from typing import Any

import click

from kg.cli.common import examples
from kg.errors import KGError

__all__ = ["COMMANDS", "cli", "main"]

#: Command -> module that defines it; imported when the command is used.
COMMANDS = {
    "build": "kg.cli.building",
    "query": "kg.cli.asking",
    "questions": "kg.cli.asking",
    "table": "kg.cli.asking",
    "conflicts": "kg.cli.conflicts",
    "matches": "kg.cli.matching",
    "explain": "kg.cli.explaining",
    "path": "kg.cli.showing",
    "export": "kg.cli.showing",
    "explore": "kg.cli.showing",
    "ontology": "kg.cli.documenting",
    "serve": "kg.cli.serving",
    "mcp": "kg.cli.serving",
    "check": "kg.cli.judging",
    "evaluate": "kg.cli.judging",
}


class _Commands(click.Group):
    """Commands in the order of COMMANDS, each imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name]), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            known = ", ".join(COMMANDS)
            raise click.UsageError(f"no command {args[0]!r}: one of {known}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "kg build docs/ --out build     read documents, make the graph",
        "kg questions                   what can be asked",
        "kg query exports               ask it",
        "kg explore                     look at it in one HTML page",
    ),
)
@click.version_option(package_name="kg-irk", prog_name="kg")
def cli() -> None:
    """A knowledge graph of relations between states, with the sentence behind every claim."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; every error that is ours is one line on stderr."""
    warnings.showwarning = _show_warning
    try:
        status = cli.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KGError as error:
        _fail(str(error), error.exit_status)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context else ""
        _fail(error.format_message() + hint, 2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    print("kg: " + " ".join(message.split()), file=sys.stderr)
    sys.exit(status)


def _show_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    """A warning as one line."""
    print(f"kg: {message}", file=sys.stderr)

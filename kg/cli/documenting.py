"""kg ontology: the documentation of the ontology as a page."""

from __future__ import annotations

import click

from kg.cli.common import examples, write

__all__ = ["ontology"]


@click.command(epilog=examples("kg ontology -o ontology.html"))
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
def ontology(output: str | None) -> int:
    """Write the documentation of the ontology: one page, every term with its rules."""
    from kg.showing.documentation import ontology_html

    write(ontology_html(), output)
    return 0

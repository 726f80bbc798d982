"""kg path, kg export, kg explore: the graph as a way, a file, a page."""

from __future__ import annotations

import click

from kg.cli.common import examples, store_option, write

__all__ = ["explore", "export", "path"]


@click.command(epilog=examples('kg path "Vladimir Putin" pharmaceuticals'))
@click.argument("a")
@click.argument("b")
@store_option
def path(a: str, b: str, store: str | None) -> int:
    """Show how A and B are connected, with the sentences that say so.

    Ties between actors come first. Where A and B meet only in a sector or in goods that
    unrelated documents speak of, a line says so.
    Exit status 1 where they are not connected.
    """
    import kg

    found = kg.open(store).path(a, b)
    if found is None:
        write(f"no connection between {a} and {b}\n")
        return 1
    lines = [" — ".join(found.labels)]
    if found.shared:
        through = ", ".join(found.shared)
        lines.append(f"no direct tie: documents that share nothing else speak of {through}")
    for step in found.steps:
        modality = f" ({step.modality})" if step.modality not in (None, "asserted") else ""
        lines.append(f"{step.subject} {step.predicate} {step.object}{modality}")
        seen = set()
        for claim in step.claims:
            quote = " ".join(claim["quote"].split())
            if (quote, claim["document"]) not in seen:
                seen.add((quote, claim["document"]))
                lines.append(f"    “{quote}” {claim['document']} {claim['span_start']}")
    write("\n".join(lines) + "\n")
    return 0


@click.command(
    epilog=examples("kg export turtle -o graph.ttl", "kg export nquads | gzip > graph.nq.gz")
)
@click.argument("form", metavar="FORMAT")
@store_option
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
def export(form: str, store: str | None, output: str | None) -> int:
    """Write the whole graph: turtle, trig, nt, nquads, jsonld, rdfxml, graphml, gexf, csv.

    csv is a zip of all tables.
    """
    import kg

    write(kg.open(store).export(form), output)
    return 0


@click.command(epilog=examples("kg explore -o explorer.html"))
@store_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="explorer.html",
    show_default=True,
    help="Where to write the page; - for stdout.",
)
@click.option("--title", default=None, help="Title of the page.")
def explore(store: str | None, output: str, title: str | None) -> int:
    """Write the graph as one HTML page that needs no network; open it in a browser."""
    import kg
    from kg.pipeline import TITLE
    from kg.showing.explorer import explorer_html

    write(explorer_html(kg.open(store).network(), title or TITLE), output)
    return 0

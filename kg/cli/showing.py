"""kg path, kg export, kg explore: the graph as a way, a file, a page."""

from __future__ import annotations

import click

from kg.cli.common import examples, read_input, store_option, write

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
    """Write the whole graph in a FORMAT.

    \b
    RDF          turtle, nt, rdfxml (all graphs merged); trig, nquads, jsonld (graphs kept)
    networks     graphml, gexf, cytoscape; neo4j (a zip: tables for neo4j-admin, Cypher, n10s)
    tables       csv, parquet (zips of all tables of kg table)

    docs/import says how other tools take each in.
    """  # noqa: D301 - click reads the control character
    import kg

    write(kg.open(store).export(form), output)
    return 0


@click.command(
    epilog=examples(
        "kg explore -o explorer.html",
        'kg explore --focus "nuclear energy" --depth 1',
        "kg explore --query relations.rq --title 'Who signed with whom'",
    )
)
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
@click.option(
    "--query",
    metavar="FILE",
    help="Show what a query gives: a CONSTRUCT, or a SELECT of from, relation, to. - for stdin.",
)
@click.option("--focus", metavar="NAME", help="Show what is around a thing: its name or IRI.")
@click.option("--depth", default=2, show_default=True, help="How many steps around --focus.")
@click.option("--no-reference", is_flag=True, help="Leave out what the curated tables state.")
def explore(
    store: str | None,
    output: str,
    title: str | None,
    query: str | None,
    focus: str | None,
    depth: int,
    no_reference: bool,
) -> int:
    """Write the graph as one HTML page that needs no network; open it in a browser."""
    from kg.graph.queries import query_text
    from kg.graph.store import open_store
    from kg.pipeline import TITLE
    from kg.showing.explorer import store_html

    text = None
    if query is not None:
        text = read_input("-") if query == "-" else query_text(query)
    page = store_html(
        open_store(store),
        title or TITLE,
        reference=not no_reference,
        query=text,
        focus=focus,
        depth=depth,
    )
    write(page, output)
    return 0

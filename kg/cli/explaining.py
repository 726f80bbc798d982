"""kg explain: why a claim was made, from its sentence to its probability."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import examples, store_option, write
from kg.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    from kg.claims.explaining import Explanation, Origin
    from kg.model import Claim, Document

__all__ = ["explain"]

#: Names shown of claims that look alike.
NEAR = 5


@click.command(
    epilog=examples(
        "kg explain trade-1f2e3d", "kg explain plans-0a1b2c3d4e5f --documents docs/ --json"
    )
)
@click.argument("claim")
@store_option
@click.option(
    "--documents",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Where the document of the claim lies. Default: the shipped ones.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def explain(claim: str, store: str | None, documents: tuple[Path, ...], as_json: bool) -> int:
    """Say why CLAIM was made; its id, the beginning of it, or its IRI.

    The document is read again: what is shown are the words and weights that made the claim.
    """
    from kg.claims.explaining import explain as why
    from kg.claims.explaining import final_confidence
    from kg.graph.store import open_store

    key, sha256 = _find(open_store(store), claim)
    document = _document(documents, sha256)
    reading, made = _read_again(document, key)
    explanation = why(reading, made)
    final = final_confidence(made)
    if as_json:
        write(json.dumps(_plain(key, made, explanation, final), ensure_ascii=False, indent=1))
        write("\n")
    else:
        write(_text(key, made, explanation, final))
    return 0


def _find(store: Any, claim: str) -> tuple[str, tuple[str, str]]:
    """Id of a claim; name and SHA-256 of its document."""
    query = """
        PREFIX irk: <https://w3id.org/irk/ontology/> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT DISTINCT ?claim ?name ?sha256 { GRAPH ?g { ?claim a irk:Claim ;
            prov:wasDerivedFrom ?d . ?d irk:fileName ?name ; irk:sha256 ?sha256 } }"""
    claims = {
        row["claim"].value.rsplit("/", 1)[-1]: (row["name"].value, row["sha256"].value)
        for row in store.query(query)
    }
    wanted = claim.strip("<>").rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    if wanted in claims:
        return wanted, claims[wanted]
    begin = sorted(key for key in claims if key.startswith(wanted))
    if len(begin) == 1:
        return begin[0], claims[begin[0]]
    if begin:
        shown = ", ".join(begin[:NEAR])
        raise InputError(f"{claim!r} begins {len(begin)} claims: {shown}; give more of the id")
    from difflib import get_close_matches

    near = get_close_matches(wanted, sorted(claims), NEAR, 0.4) or sorted(claims)[:NEAR]
    raise UnknownNameError("claim", claim, near or ["none: the graph holds no claims"])


def _document(paths: tuple[Path, ...], wanted: tuple[str, str]) -> Document:
    """The file of a document, by name and content."""
    from kg.documents import find_document_files, read_document_file
    from kg.resources import resource

    name, sha256 = wanted
    for path in find_document_files(paths or [resource("data/documents")]):
        if path.name == name:
            document = read_document_file(path)
            if document.sha256 == sha256:
                return document
    raise InputError(f"{name}: not found as it was when it was read; say where with --documents")


def _read_again(document: Document, key: str) -> tuple[Any, Claim]:
    """The reading, and the claim with that id as its finder gave it."""
    from kg.claims import FINDERS
    from kg.graph.identity import claim_id
    from kg.reading.reading import read_document

    reading = read_document(document)
    kind = key.split("-", 1)[0]
    for name, finder in FINDERS.items():
        if name == kind:
            for claim in finder(reading):
                if claim_id(claim) == key:
                    return reading, claim
    raise InputError(f"{key}: {document.name} says it no more; build the graph anew")


def _text(key: str, claim: Claim, found: Explanation, final: float) -> str:
    """For people."""
    quote = " ".join(claim.quote.split())
    before = " ".join(found.sentence[: max(0, claim.start - found.start)].split())
    after = " ".join(found.sentence[claim.end - found.start :].split())
    lines = [
        key,
        " ".join(part for part in (before, f"[[{quote}]]", after) if part),
        f"document     {claim.document}, characters {claim.start} to {claim.end}",
    ]
    for slot, origins in found.slots.items():
        lines += [f"{slot:12} {_origin(origin)}" for origin in origins]
    lines.append(f"modality     {claim.modality}{_words(found.modality_words)}")
    by = claim.attribution or "the document itself"
    shown = (found.attribution_words,) if found.attribution_words else ()
    lines.append(f"said by      {by}{_words(shown)}")
    if found.rules:
        lines.append(f"because      {'; '.join(found.rules)}")
    if found.scorer is not None:
        lines.append(f"scorer       {found.scorer}: {found.probability:.3f}")
        lines += [f"             {part:+.3f}  {name}" for name, part in found.features]
    lines.append(f"confidence   {final:.3f} (rule or scorer alone: {found.raw:.3f})")
    return "\n".join(lines) + "\n"


def _origin(origin: Origin) -> str:
    if origin.words is None:
        return f"{origin.part} ({origin.how})"
    words = " ".join(origin.words.split())
    return f"{origin.part} (“{words}” {origin.start}-{origin.end}, {origin.how})"


def _words(words: tuple[str, ...]) -> str:
    return f" ({', '.join(words)})" if words else ""


def _plain(key: str, claim: Claim, found: Explanation, final: float) -> dict[str, Any]:
    """For programs."""
    from kg.graph.tables import common_cells

    return {
        **common_cells(key, claim),
        "confidence": final,
        **asdict(found),
    }

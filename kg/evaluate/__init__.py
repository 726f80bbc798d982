"""Measure the reader against documents whose facts are known.

    evaluate_folder(Path("data/gold/seed")).macro_f1

in    a folder with docs/*.txt and gold/*.json, and maybe groups.csv (prefix,group), in it or beside
out   an Evaluation: counts by kind and document, macro-F1 of all and of each group
data  data/gold/README.md says how the gold is annotated, data/gold/names.csv which names are one
next  kg evaluate prints it

The figures are those of the annotation guide's reference scorer for the same rows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.documents import read_document_file
from kg.errors import DataFileError, InputError, MissingResourceError
from kg.evaluate.scoring import KINDS, Counts, Finding, count, interval, macro_f1, total
from kg.model import CLAIM_KINDS, Claim, Document
from kg.reading.reading import Reading
from kg.resources import resource

__all__ = [
    "KINDS",
    "DocumentScore",
    "Evaluation",
    "evaluate_folder",
    "score_document",
    "trained_on",
]


@dataclass(frozen=True)
class DocumentScore:
    """How one document was read."""

    name: str  #: file name
    group: str | None
    counts: Mapping[str, Counts]  #: by kind
    denied: tuple[Finding, ...]  #: rows that assert an agreement the document denies
    denials: int  #: agreements the document denies
    negatives: tuple[str, ...]  #: what a careless reader would assert, in words


@dataclass(frozen=True)
class Evaluation:
    """How all documents of a folder were read."""

    documents: tuple[DocumentScore, ...]

    @property
    def macro_f1(self) -> float:
        """Mean over the kinds of the F1 with all slots right."""
        return macro_f1([d.counts for d in self.documents])

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the macro-F1; None for a single document."""
        return interval([d.counts for d in self.documents])

    def kind(self, kind: str) -> Counts:
        """Counts of one kind over all documents."""
        return total(d.counts[kind] for d in self.documents)

    def groups(self) -> dict[str, Evaluation]:
        """The documents of each group, in order of first appearance; {} without groups."""
        found: dict[str, list[DocumentScore]] = {}
        for document in self.documents:
            if document.group is not None:
                found.setdefault(document.group, []).append(document)
        return {name: Evaluation(tuple(scores)) for name, scores in found.items()}


def evaluate_folder(folder: Path, prefixes: Sequence[str] = ()) -> Evaluation:
    """Read the documents of *folder* and compare with its gold.

    Args:
        folder: With docs/ and gold/.
        prefixes: Only documents whose names begin so; all of them for ().

    Returns:
        The Evaluation, in order of file name.

    Raises:
        InputError: There is no gold there, or a document of it is missing.
        DataFileError: A gold file is malformed.

    """
    from kg.pipeline import read_claims

    golds = [g for g in _gold_files(folder) if not prefixes or g.name.startswith(tuple(prefixes))]
    if not golds:
        raise InputError(f"{folder}: no gold document begins with {' or '.join(prefixes)}")
    facts = [_read_gold(path) for path in golds]
    documents = [read_document_file(folder / "docs" / f["doc"]) for f in facts]
    beside = [folder / "groups.csv", folder.resolve().parent / "groups.csv"]
    groups = next((_read_groups(path) for path in beside if path.is_file()), [])
    scores = []
    for fact, (reading, claims) in zip(facts, read_claims(documents), strict=True):
        group = next((g for p, g in groups if reading.document.name.startswith(p)), None)
        scores.append(score_document(reading.document, rows_of(reading, claims), fact, group))
    return Evaluation(tuple(scores))


def trained_on(name: str) -> list[str]:
    """The models of data/models that were trained on the set *name*, whose figures flatter them.

    Examples:
        >>> trained_on("no such set")
        []

    """
    try:
        folder = resource("data/models")
    except MissingResourceError:
        return []
    models = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in folder.glob("*.json")}
    about = {model: content.get("about", {}) for model, content in models.items()}
    return sorted(m for m in about if name in about[m].get("trained_on", ()))


def rows_of(reading: Reading, claims: Iterable[Claim]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that `kg table` gives for one document, by kind."""
    from kg.graph.tables import actor_rows, claim_rows

    listed = list(claims)
    rows: dict[str, list[dict[str, Any]]] = {"actors": actor_rows(reading, reading.actors)}
    for kind in CLAIM_KINDS:
        rows[kind] = claim_rows(kind, [c for c in listed if c.kind == kind])
    return rows


def score_document(
    document: Document,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    gold: Mapping[str, Any],
    group: str | None = None,
) -> DocumentScore:
    """Compare the rows of one document with its gold.

    Args:
        document: The document.
        rows: Rows by kind, as `kg table` gives them.
        gold: A gold file's content.
        group: The group the document belongs to.

    """
    counts = {k: count(k, rows.get(k, ()), gold.get(k, ()), document.text) for k in KINDS}
    return DocumentScore(
        name=document.name,
        group=group,
        counts=counts,
        denied=tuple(_asserted_denials(document.text, rows, gold)),
        denials=sum(fact["status"] == "denied" for fact in gold.get("agreements", ())),
        negatives=tuple(gold.get("negatives", ())),
    )


def _asserted_denials(
    text: str, rows: Mapping[str, Sequence[Mapping[str, Any]]], gold: Mapping[str, Any]
) -> Iterable[Finding]:
    """Rows that assert an agreement of which the gold says that it is denied."""
    from kg.evaluate.matching import match

    for fact in gold.get("agreements", ()):
        if fact["status"] != "denied":
            continue
        at = text.find(fact["quote"])
        for row in rows.get("agreements", ()):
            asserted = row["status"] != "denied" and row["modality"] != "negated"
            if asserted and match("agreements", row, fact, (at, at + len(fact["quote"]))) > 0:
                yield Finding("denied", "agreements", fact, row)


def _gold_files(folder: Path) -> list[Path]:
    files = sorted((folder / "gold").glob("*.json"))
    if not files:
        raise InputError(f"{folder}: no gold/*.json there; give a folder with docs/ and gold/")
    return files


def _read_gold(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", 1)
        raise DataFileError(path, line, "not JSON in UTF-8") from error
    missing = [k for k in ("doc", *KINDS) if k not in gold] if isinstance(gold, dict) else ["doc"]
    if missing:
        raise DataFileError(path, 1, f"no key {missing[0]!r}")
    return dict(gold)


def _read_groups(path: Path) -> list[tuple[str, str]]:
    """Prefixes of file names and the groups they stand for, longest prefix first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["prefix"], row["group"]) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda r: (-len(r[0]), r))

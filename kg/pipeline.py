"""The whole way on one page: documents to a graph that can be asked.

    documents -> readings -> claims -> quads -> derived quads -> store -> outputs
    tables of data/reference -> statements -> quads ----------->

in    paths of documents
out   a store, and in a folder: graph.ttl, graph.trig, explorer.html, tables/
next  kg (ask it in Python), kg.cli (ask it on the command line)

The store is written whole or not at all, each output file likewise. The same
documents give the same bytes. A document that is not in English is skipped and
named in the Summary, and so is a file of a folder that cannot be read. A file that
was named itself and cannot be read stops the build before anything is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.documents import find_document_files, read_document_file, unsupported_language
from kg.errors import DataFileError, InputError, KGError
from kg.graph.reference import statement_quads
from kg.graph.store import MEMORY, open_store, write_store
from kg.model import CLAIM_KINDS, Claim, Document
from kg.reading.reading import Reading

__all__ = [
    "BATCH",
    "Summary",
    "build",
    "in_batches",
    "read_claims",
    "reference_quads",
    "write_outputs",
]

#: Documents parsed at a time.
BATCH = 16

#: Title of the explorer.
TITLE = "Relations between states"

#: Told about progress: what is being done, how much is done, of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Summary:
    """What a build did."""

    store: Store  #: open for asking
    changed: bool  #: False where the store held just this before
    documents: tuple[str, ...]  #: file names read, in order
    skipped: tuple[tuple[str, str], ...]  #: file name and why
    failed: tuple[tuple[str, str], ...]  #: files of folders that cannot be read, and why
    counts: dict[str, int]  #: claims by kind
    problems: tuple[str, ...]  #: what the shapes object to
    outputs: tuple[Path, ...]  #: files written


def build(
    paths: Iterable[Path],
    store: str | os.PathLike[str] = MEMORY,
    out: Path | None = None,
    *,
    reference: bool = True,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Build the graph of the documents at *paths*.

    Args:
        paths: Files and folders of documents.
        store: Where the graph is kept: a folder, or "memory:". What the folder held
            before is replaced.
        out: A folder for Turtle, TriG, tables and explorer; None for no such files.
        reference: Whether the ontology, the vocabulary and what the tables of
            data/reference state go into the graph too.
        jobs: Processes that read documents; the graph is the same for any number.
        progress: Called as the work goes on.

    Returns:
        The Summary, with the store open for asking.

    Raises:
        InputError: A path does not exist, a file named itself cannot be read, or no file
            of the folders can.
        StoreError: The store cannot be written.

    """
    tell = progress or (lambda _what, _done, _of: None)
    documents, skipped, failed = read_documents(paths)
    quads: list[Quad] = []
    counts: dict[str, int] = dict.fromkeys(CLAIM_KINDS, 0)
    done = 0
    for batch in in_batches(documents, jobs):
        for name, found, kinds in batch:
            tell(f"reading {name}", done, len(documents))
            done += 1
            quads += found
            for kind in kinds:
                counts[kind] += 1
    tell("working out", len(documents), len(documents))
    quads += _derived_quads(quads)
    if reference:
        quads += statement_quads()
        quads += _match_quads(quads)
    quads += _cube_quads(quads)
    if reference:
        quads += reference_quads(quads)
    changed = True
    if os.fspath(store) == MEMORY:
        opened = Store()
        opened.bulk_extend(quads)
    else:
        changed = write_store(store, quads)
        opened = open_store(store)
    tell("checking", len(documents), len(documents))
    problems = _problems(opened)
    outputs = write_outputs(opened, out, tell) if out is not None else ()
    names = tuple(d.name for d in documents)
    return Summary(opened, changed, names, tuple(skipped), tuple(failed), counts, problems, outputs)


def read_documents(
    paths: Iterable[Path],
) -> tuple[list[Document], list[tuple[str, str]], list[tuple[str, str]]]:
    """Read files; the same text twice counts once, what is not English is skipped.

    Returns:
        Documents in order of path; name and reason of each that was skipped; path and
        reason of each file of a folder that cannot be read.

    Raises:
        InputError: As for `find_document_files`; a file named itself cannot be read, or
            all files cannot.

    """
    named = list(paths)
    documents: dict[str, Document] = {}
    skipped: list[tuple[str, str]] = []
    failed: list[tuple[str, str]] = []
    for path in find_document_files(named):
        try:
            document = read_document_file(path)
        except (InputError, DataFileError) as error:
            if path in named:
                raise
            failed.append((str(path), _reason(path, error)))
            continue
        foreign = unsupported_language(document.text, document.language)
        if foreign:
            skipped.append((document.name, f"{foreign}: kg reads English"))
        elif document.sha256 in documents:
            first = documents[document.sha256].name
            if first != document.name:
                skipped.append((document.name, f"the same text as {first}"))
        else:
            documents[document.sha256] = document
    if failed and not documents:
        path_, reason = failed[0]
        raise InputError(f"no file can be read, {len(failed)} cannot; first {path_}: {reason}")
    return list(documents.values()), skipped, failed


def _reason(path: Path, error: KGError) -> str:
    """What an error says, without the name of the file before it."""
    text = str(error)
    for start in (f"{path}: ", f"{path.name}: "):
        text = text.removeprefix(start)
    return text


#: Of one document: its name, its quads, the kinds of its claims.
_Part = tuple[str, list[Quad], list[str]]


def in_batches(documents: Sequence[Document], jobs: int) -> Iterator[list[_Part]]:
    """The quads of documents, a batch at a time, in order, by one process or by many."""
    batches = (documents[i : i + BATCH] for i in range(0, len(documents), BATCH))
    if jobs == 1 or len(documents) <= BATCH:
        for batch in batches:
            for document in _read_batch(batch):
                yield [document]
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[_Part]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_read_whole_batch, batch))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read_whole_batch(documents: Sequence[Document]) -> list[_Part]:
    """What a process does."""
    return list(_read_batch(documents))


def _read_batch(documents: Sequence[Document]) -> Iterator[_Part]:
    for reading, claims in read_claims(documents):
        quads = _document_quads(reading, claims)
        yield reading.document.name, quads, [claim.kind for claim in claims]


def read_claims(documents: Iterable[Document]) -> Iterator[tuple[Reading, list[Claim]]]:
    """Read documents and find their claims, a batch at a time, in order.

    An error in the code that reads says which document it was reading.
    """
    from kg.claims import find_claims
    from kg.reading.reading import read_all

    remaining = iter(documents)
    while batch := list(islice(remaining, BATCH)):
        try:
            readings = list(read_all(batch, BATCH))
        except Exception as error:
            error.add_note(f"while reading one of: {', '.join(d.name for d in batch)}")
            raise
        for reading in readings:
            try:
                claims = find_claims(reading)
            except Exception as error:
                error.add_note(f"while finding the claims of {reading.document.name}")
                raise
            yield reading, claims


def reference_quads(used: Iterable[Quad] = ()) -> list[Quad]:
    """Return the ontology and the vocabulary, each in its graph, under one ontology header.

    The header of the whole stands for those of the modules, as what defines every term.

    Args:
        used: The other quads; of countries and units only those that they name come along.

    """
    from pyoxigraph import CanonicalizationAlgorithm, Dataset

    from kg.graph.vocab import ID, PREFIXES, RDF_TYPE, ontology_triples, vocabulary_in_use

    owl = PREFIXES["owl"]
    graph = NamedNode(ID + "graph/ontology")
    triples = ontology_triples()
    headers = {
        t.subject
        for t in triples
        if t.predicate == RDF_TYPE and t.object == NamedNode(owl + "Ontology")
    } - {NamedNode(PREFIXES["irk"])}
    defined, entry = NamedNode(PREFIXES["rdfs"] + "isDefinedBy"), NamedNode(PREFIXES["irk"])
    merged = Dataset(
        Quad(t.subject, t.predicate, entry if t.predicate == defined else t.object, graph)
        for t in triples
        if t.subject not in headers and t.predicate.value != owl + "imports"
    )
    merged.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # names blank nodes by content
    return [*merged, *vocabulary_in_use(used)]


def write_outputs(store: Store, out: Path, tell: Progress) -> tuple[Path, ...]:
    """Write graph.ttl, graph.trig, explorer.html and tables/ into the folder *out*.

    Returns:
        The paths written, in order. A file that is already right is left alone.

    """
    from kg.graph.tables import TABLES, store_rows
    from kg.showing.explorer import store_html
    from kg.showing.export import export
    from kg.showing.tables import format_rows

    files: list[tuple[Path, Callable[[], bytes]]] = [
        (out / "graph.ttl", lambda: export(store, "turtle")),
        (out / "graph.trig", lambda: export(store, "trig")),
        (out / "explorer.html", lambda: store_html(store, TITLE)),
    ]
    written = []
    for number, (path, content) in enumerate(files):
        tell(f"writing {path.name}", number, len(files) + 1)
        write_file(path, content())
        written.append(path)
    tell("writing tables", len(files), len(files) + 1)
    for kind in TABLES:
        rows = store_rows(store, kind)
        for form in ("csv", "json"):
            path = out / "tables" / f"{kind}.{form}"
            write_file(path, format_rows(rows, form, kind).encode())
            written.append(path)
    return tuple(written)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: The place cannot be written to.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == content:
            return
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); check --out") from error


def _document_quads(reading: Reading, claims: Sequence[Claim]) -> list[Quad]:
    from kg.graph.rdf import document_quads

    return document_quads(reading, reading.actors, claims)


def _derived_quads(quads: list[Quad]) -> list[Quad]:
    from kg.graph.derive import derive_quads

    return derive_quads(quads)


def _match_quads(quads: list[Quad]) -> list[Quad]:
    from kg.graph.matching import match_quads

    return match_quads(quads)


def _cube_quads(quads: list[Quad]) -> list[Quad]:
    from kg.graph.cube import cube_quads

    return cube_quads(quads)


def _problems(store: Store) -> tuple[str, ...]:
    from kg.graph.check import check

    return tuple(str(p) for p in check(store))

"""Open and write stores: a folder on disk, the memory, or a file of RDF.

    store = open_store("build/store")
    open_store("tests/data/tiny.trig")     # any RDF file, in memory

in    where the graph is (a path or "memory:"), or quads to keep
out   a pyoxigraph Store
next  kg.graph.queries asks it, kg.graph.tables and kg.showing read it

A store folder holds generations: `graph-<digest>/`, a database named by its
content (`graph-<digest>-<n>/` after n edits, see kg.graph.editing), and `LATEST`,
a file with the name of the one that counts. A build writes a new generation beside
the old and then replaces LATEST, so a build
that dies leaves the previous graph whole, and one that yields the same quads
changes nothing. Readers open the database read-only and need no lock.

To add a kind of store, add a branch to open_store.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import StoreError

__all__ = [
    "DEFAULT_STORE",
    "MEMORY",
    "content_digest",
    "is_address",
    "latest_generation",
    "locked",
    "open_store",
    "point_to",
    "store_spec",
    "write_store",
]

#: Where the graph is kept unless KG_STORE or --store says otherwise.
DEFAULT_STORE = "build/store"
MEMORY = "memory:"
LATEST = "LATEST"
LOCK = "lock"
#: Suffixes of RDF files that can be opened as a store.
RDF_FILES = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def store_spec(given: str | os.PathLike[str] | None = None) -> str:
    """Return *given*, else the environment's KG_STORE, else DEFAULT_STORE."""
    return os.fspath(given) if given else os.environ.get("KG_STORE") or DEFAULT_STORE


def is_address(spec: str) -> bool:
    """Whether a store is named by the address of an endpoint.

    Examples:
        >>> is_address("https://example.org/sparql"), is_address("build/store")
        (True, False)

    """
    return spec.startswith(("http://", "https://"))


def open_store(spec: str | os.PathLike[str] | None = None) -> Store:
    """Open a store for asking.

    Args:
        spec: A store folder, an RDF file, "memory:" for an empty store, the
            address of a SPARQL endpoint, or None for the default.

    Returns:
        A pyoxigraph Store; one on disk is read-only, one from a file is a copy
        in memory, and for an endpoint there is a RemoteStore that is asked like one.

    Raises:
        StoreError: There is no graph there, or it cannot be opened.

    Examples:
        >>> len(open_store("memory:"))
        0

    """
    spec = store_spec(spec)
    if spec == MEMORY:
        return Store()
    if is_address(spec):
        from kg.graph.remote import RemoteStore

        return cast(Store, RemoteStore(spec))
    if "://" in spec:
        raise StoreError(f"{spec}: give a path, or an address that begins with http:// or https://")
    path = Path(spec)
    if not path.exists():
        raise StoreError(f"{spec}: no store there; build one with: kg build --store {spec}")
    try:
        if path.is_file():
            return _load_file(path)
        return Store.read_only(str(latest_generation(path)))
    except (OSError, SyntaxError, ValueError) as error:
        line = str(error).splitlines()[0]
        raise StoreError(f"{spec}: cannot be opened ({line}); build it anew") from error


def write_store(spec: str | os.PathLike[str], quads: Iterable[Quad]) -> bool:
    """Make *quads* the content of the store folder *spec*, whole or not at all.

    Args:
        spec: A folder, made where there is none; or the address of a SPARQL endpoint
            with Graph Store Protocol.
        quads: Everything the store shall hold; repetitions count once.

    Returns:
        True if the content changed, False if the store held just these quads.

    Raises:
        StoreError: The folder holds something else, cannot be written, or
            another build is writing it.

    """
    if is_address(os.fspath(spec)):
        from kg.graph.upload import upload

        return upload(os.fspath(spec), quads)
    path = Path(spec)
    _refuse_other_content(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with locked(path):
            return _write(path, set(quads))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error


def content_digest(quads: Iterable[Quad]) -> str:
    """Return sixteen hexadecimal digits that stand for a set of quads, in whatever order.

    Examples:
        >>> content_digest([])
        '0000000000000000'

    """
    total = sum(int.from_bytes(hashlib.sha256(str(q).encode()).digest()) for q in quads)
    return f"{total % (1 << 256):064x}"[:16]


def _write(path: Path, quads: set[Quad]) -> bool:
    """Write a generation and name it in LATEST; the lock is held."""
    for stale in sorted(path.glob("building-*")):
        shutil.rmtree(stale)
    name = f"graph-{content_digest(quads)}"
    generation = path / name
    before = _named(path)
    if before == name and generation.is_dir():
        return False
    if not generation.is_dir():
        unfinished = path / f"building-{os.getpid()}"
        store = Store(str(unfinished))
        store.bulk_extend(quads)
        store.flush()
        del store
        unfinished.rename(generation)
    point_to(path, name)
    for old in sorted(path.glob("graph-*")):
        if old.name != name:
            shutil.rmtree(old)
    return True


def point_to(path: Path, name: str) -> None:
    """Make a generation the one that counts."""
    note = path / f"building-{LATEST}"
    with note.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    note.replace(path / LATEST)


def _named(path: Path) -> str | None:
    """The generation LATEST names, if there is such a file."""
    try:
        return (path / LATEST).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def latest_generation(path: Path) -> Path:
    """Return the database that counts in a store folder; the folder itself if it is one.

    Raises:
        StoreError: There is no graph in the folder.

    """
    name = _named(path)
    if name is not None:
        return path / name
    if (path / "CURRENT").exists():  # a database of Oxigraph's own
        return path
    raise StoreError(f"{path}: no graph in this folder; build one with: kg build --store {path}")


def _refuse_other_content(path: Path) -> None:
    """Keep from writing into a file or a folder that is not ours."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: a file stands there; give a folder for the store")
    ours = ("graph-", "building-", LATEST, LOCK)
    if path.is_dir() and any(not p.name.startswith(ours) for p in path.iterdir()):
        raise StoreError(f"{path}: holds other files; give an empty or new folder for the store")


@contextmanager
def locked(path: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the folder's lock; it goes away with the process, however that ends.

    Args:
        path: The folder.
        wait: Seconds to wait for another process that holds it.

    Raises:
        StoreError: Another process holds it.

    """
    try:
        import fcntl
    except ImportError:  # not on Windows: there two builds at once are the user's care
        yield
        return
    with (path / LOCK).open("w") as file:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    line = f"{path}: another build is writing it; wait for it"
                    raise StoreError(line) from None
                time.sleep(0.02)
        yield


def _load_file(path: Path) -> Store:
    """An RDF file as a store in memory."""
    form = RDF_FILES.get(path.suffix.lower())
    if form is None:
        known = " ".join(RDF_FILES)
        raise StoreError(f"{path}: not a store; give a store folder or a file of {known}")
    store = Store()
    store.bulk_load(path=str(path), format=form)
    return store

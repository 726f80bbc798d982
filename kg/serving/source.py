"""The graph that is served: in memory where it fits and does not change, else on disk.

    Source("build/store").store()

in    the store's place, a path or "memory:"
out   a pyoxigraph Store, as new as the last update
next  kg.serving.worker forks with it, kg.serving.jobs ask it

A graph in memory is loaded once, before the workers are forked, and shared by all. Where
updates are allowed each one makes a new generation of the store folder, and a worker that
finds a new one opens it.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import StoreError
from kg.graph.merged import merged
from kg.graph.store import is_address, latest_generation, open_store

__all__ = ["IN_MEMORY", "Source"]

#: Bytes of a database that is held in memory where it does not change (340 bytes a quad).
IN_MEMORY = 500_000_000


class Source:
    """A store that requests are answered from."""

    def __init__(self, spec: str, editable: str = "", documents: str = "") -> None:
        self.spec, self.editable = spec, bool(editable)
        self.documents = Path(documents) if documents else None
        self.remote = is_address(spec)
        self._store: Store | None = None
        self._opened: tuple[str, int] | None = None
        self.in_memory = not self.editable and not self.remote and _fits(spec)
        if self.remote:
            if self.editable:
                raise StoreError(
                    f"{spec}: updates go to that server itself; leave out --allow-updates"
                )
            self.warm_up(Store())
            return
        if not self.in_memory:
            latest_generation(Path(spec))  # never opened here: a database does not live on in forks
            self.warm_up(Store())
            return
        opened = open_store(spec)
        if Path(spec).is_dir():
            copy = Store()
            copy.bulk_extend(opened)
            opened = copy
        self._store = opened
        merged(opened)  # made here, so that the workers share it
        self.warm_up(opened)

    def warm_up(self, store: Store) -> None:
        """Do once what every worker would do first, so that forks share it."""
        from kg.serving.jobs import warm_up

        self._store, kept = store, self._store
        in_memory, self.in_memory = self.in_memory, True
        warm_up(self)
        self._store, self.in_memory = kept, in_memory
        gc.collect()
        gc.freeze()

    def prepare(self) -> None:
        """Open what a worker needs, before its limits hold."""
        if not self.in_memory:
            self.store()

    def store(self) -> Any:
        """Return the store; where it can change, as the last update left it."""
        if self.in_memory:
            return self._store
        if self.remote:
            self._store = self._store or open_store(self.spec)
            return self._store
        generation = latest_generation(Path(self.spec))
        known = generation.name, generation.stat().st_ino
        if self._store is None or known != self._opened:
            self._store, self._opened = open_store(generation), known
        return self._store


def _fits(spec: str) -> bool:
    """Whether a graph is small enough for the memory, as its files tell."""
    path = Path(spec)
    if not path.is_dir():
        return True
    files = (f for f in latest_generation(path).rglob("*") if f.is_file())
    return sum(f.stat().st_size for f in files) <= IN_MEMORY

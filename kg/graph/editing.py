"""Change a store folder, whole or not at all: each change makes a new generation.

    edit_store(Path("build/store"), lambda store: store.update("CLEAR ALL"))

in    a store folder, a function that changes a Store
out   the folder, with a new generation that LATEST names
next  kg.serving: whoever opens the folder afterwards sees the change

The files of a database that hold its data are never written again once they are there, so a
new generation shares them with the old one by hard links and a change costs what it changes.
A process that dies while it changes something leaves a folder that nothing names, and the
next change removes it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.graph.store import latest_generation, locked, point_to

__all__ = ["edit_store"]

#: Seconds to wait for another process that writes the folder.
WAIT = 5.0
#: Where a generation comes from and how often it was changed since.
NAME = re.compile(r"(graph-[0-9a-f]+)(?:-(\d+))?")


def edit_store(path: Path, change: Callable[[Store], None]) -> str:
    """Change the graph in a store folder.

    Args:
        path: A folder that `kg.graph.store.write_store` made.
        change: Called with a store of the same content; what it raises undoes all.

    Returns:
        The name of the new generation.

    Raises:
        StoreError: It is no such folder, cannot be written, or another process writes it.

    """
    try:
        with locked(path, WAIT):
            return _edit(path, change)
    except OSError as error:
        raise StoreError(f"{path}: cannot be changed ({error.strerror or error})") from error


def _edit(path: Path, change: Callable[[Store], None]) -> str:
    """Make the new generation and name it; the lock is held."""
    current = latest_generation(path)
    named = NAME.fullmatch(current.name)
    if named is None:
        raise StoreError(f"{path}: not made by kg build, so it is not changed; build it anew")
    for stale in sorted(path.glob("building-*")):
        shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
    unfinished = path / f"building-{os.getpid()}"
    try:
        shutil.copytree(current, unfinished, copy_function=_share)
        store = Store(str(unfinished))
        change(store)
        store.flush()
        del store
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    name = f"{named[1]}-{int(named[2] or 0) + 1}"
    shutil.rmtree(path / name, ignore_errors=True)
    unfinished.rename(path / name)
    point_to(path, name)
    for old in sorted(path.glob("graph-*")):
        if old.name not in (name, current.name):  # who opens the last one now may finish
            shutil.rmtree(old)
    return name


def _share(source: str, target: str) -> None:
    """Link a file of data, copy any other."""
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)

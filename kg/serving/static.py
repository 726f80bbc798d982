"""Style and scripts of the pages, from this package alone.

    static_answer("style.css")

in    the name of a file
out   an Answer
data  pages/static/
next  kg.serving.app
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.serving.answering import Answer
from kg.serving.problems import ProblemError

__all__ = ["static_answer"]

FOLDER = Path(__file__).parent / "pages" / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def static_answer(name: str) -> Answer:
    """Return a file.

    Raises:
        ProblemError: There is no such file.

    """
    found = _files().get(name)
    if found is None:
        raise ProblemError(404, "nothing is at this address")
    return found


@cache
def _files() -> Mapping[str, Answer]:
    """All files by name, read once: no name of a client ever becomes a path."""
    return {
        path.name: Answer(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(FOLDER.iterdir())
        if path.suffix in TYPES
    }

"""Style and scripts of the pages, and the documentation of the ontology, from this package alone.

    static_answer("style.css"), ontology_answer()

in    the name of a file
out   an Answer
data  pages/static/; ontology/ through kg.showing.documentation
next  kg.serving.app
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.serving.answering import Answer
from kg.serving.pages.rendering import POLICY
from kg.serving.problems import ProblemError

__all__ = ["editor_is_there", "ontology_answer", "static_answer"]

#: The style of the documentation of the ontology.
ONTOLOGY_CSS = "ontology.css"

FOLDER = Path(__file__).parent / "pages" / "static"
#: Where the editor of queries is put at set-up, and what its files must be.
EDITOR = Path(__file__).parent / "pages" / "editor"
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
def ontology_answer() -> Answer:
    """Return the documentation of the ontology: every term with its rules, as a page."""
    from kg.showing.documentation import ontology_html

    page = ontology_html(stylesheet=f"/static/{ONTOLOGY_CSS}", home="/")
    headers = {"content-security-policy": POLICY}
    return Answer(page.encode(), "text/html; charset=utf-8", headers=headers)


def editor_is_there() -> bool:
    """Whether the query page has an editor; without it, it is a plain form."""
    return bool(_editor())


@cache
def _editor() -> dict[str, Answer]:
    """The files of the editor; none where one is missing or is not what it must be."""
    found = {}
    for line in (EDITOR / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        path = EDITOR / name
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != digest:
            return {}
        found[name] = Answer(content, TYPES[path.suffix])
    return found


@cache
def _files() -> Mapping[str, Answer]:
    """All files by name, read once: no name of a client ever becomes a path."""
    from kg.showing.documentation import documentation_css

    styles = Answer(documentation_css().encode(), TYPES[".css"])
    return (
        {ONTOLOGY_CSS: styles}
        | _editor()
        | {
            path.name: Answer(path.read_bytes(), TYPES[path.suffix])
            for path in sorted(FOLDER.iterdir())
            if path.suffix in TYPES
        }
    )

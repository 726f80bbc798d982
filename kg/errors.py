"""Every error kg raises on purpose.

    KGError
    ├── InputError            a document cannot be read or decoded
    ├── DataFileError         a file under data/ or ontology/ is malformed
    ├── MissingResourceError  a shipped file is not there: a broken install
    ├── UnknownNameError      a name that nothing defines; says which names exist
    ├── QueryError            a query cannot be parsed or run
    ├── StoreError            a store cannot be opened, read or written
    └── ValidationError       the graph breaks a SHACL shape or the ontology

The command line turns a KGError into one line on stderr and an exit status;
anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from pathlib import Path


class KGError(Exception):
    """Base class; `exit_status` is what the command line exits with."""

    exit_status = 2


class InputError(KGError):
    """A document cannot be read: says which, why, and what to do."""


class DataFileError(KGError):
    """A file under data/ or ontology/ is malformed: says which file and line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path, self.line, self.problem = path, line, problem


class MissingResourceError(KGError):
    """A file that ships with kg is not there: the install is broken."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is missing: reinstall kg, or run from a full checkout")
        self.name = name


class UnknownNameError(KGError):
    """A name that nothing defines; the message lists the names that exist."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"unknown {kind} {name!r}: one of {', '.join(known)}")
        self.kind, self.name, self.known = kind, name, known


class QueryError(KGError):
    """A query cannot be parsed or run: says where."""


class StoreError(KGError):
    """A store cannot be opened, read or written."""


class ValidationError(KGError):
    """The graph breaks a SHACL shape or the ontology."""

    exit_status = 1

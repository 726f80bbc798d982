"""What a format reader returns: the text of a file, and what the file says about itself."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field

__all__ = ["DocumentWarning", "Page", "warn"]


class DocumentWarning(UserWarning):
    """A document was read, but not quite as it should be: says which and how."""


@dataclass(frozen=True)
class Page:
    """Text of a file and its own metadata, by the keys of Document."""

    text: str
    metadata: dict[str, str] = field(default_factory=dict)


def warn(message: str) -> None:
    """Tell the caller about a doubt; the command line prints it as one line on stderr."""
    warnings.warn(message, DocumentWarning, stacklevel=3)

"""Say which annotated documents are held out: nobody who writes rules reads them.

in    the name of a document
out   whether it is held out
next  kg.training.confidence, kg.training.flows
"""

from __future__ import annotations

import re

__all__ = ["HELD", "is_held_out"]

#: Documents whose number this divides are held out.
HELD = 4


def is_held_out(document: str) -> bool:
    """Whether a document is held out: its number is divisible by HELD.

    Examples:
        >>> is_held_out("B04-note.txt"), is_held_out("B05-note.txt"), is_held_out("note.txt")
        (True, False, False)

    """
    number = re.match(r"[A-Z]+(\d+)", document)
    return number is not None and int(number[1]) % HELD == 0

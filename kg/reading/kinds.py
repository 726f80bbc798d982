"""Say what a capitalised sequence is: person, organisation, place, bloc, or no actor at all.

in    the Unknown candidates of a document
out   the same, each with its kind, or None
next  kg.reading.linking
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import ActorKind
from kg.reading.gazetteer import province_country, town
from kg.reading.names import head_kind
from kg.reading.scan import Unknown

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["kinds_of"]

NOT_ACTORS = frozenset(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September")
    + ("October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday")
    + ("Friday", "Saturday", "Sunday", "Dec", "I", "The", "A", "An", "It", "In", "FY")
)


def kinds_of(text: str, unknown: list[Unknown], doc: Doc) -> list[tuple[Unknown, ActorKind | None]]:
    """Return each candidate with its kind, or None where it is no actor."""
    best: dict[str, ActorKind | None] = {}
    for u in unknown:
        name = text[u.start : u.end]
        kind = _kind(text, u)
        if best.get(name) is None and not u.in_heading:
            best[name] = kind
    return [(u, best.get(text[u.start : u.end])) for u in unknown]


def _kind(text: str, u: Unknown) -> ActorKind | None:
    words = [w.text for w in u.candidate.words]
    name = " ".join(words)
    if words[0] in NOT_ACTORS:
        return None
    if u.candidate.title is not None:
        return "person"
    main = words[: words.index("of")] if "of" in words else words
    for word in (main[-1], words[0]):
        kind = head_kind(word)
        if kind == "none":
            return None
        if kind is not None and len(words) > 1:
            return kind  # type: ignore[return-value]
    if u.candidate.opens and len(words) == 1:
        return None
    if (town(name) or province_country(name)) and re.search(
        r"\b(?:in|at|to|near|from|of|and|via) $|, $", text[: u.start][-8:]
    ):
        return "place"
    if any(c.isdigit() for c in name):
        return None
    if 2 <= len(words) <= 4:
        return "person"
    if len(words) == 1 and name.isupper() and len(name) > 2:
        return None
    if len(words) == 1:
        return None
    return "organisation"

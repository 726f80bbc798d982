"""Take apart the list that a plural noun of agreement stands over.

    "memoranda on tea, visas and transport" -> on tea; on visas; on transport

in    a Reading and the plural head
out   preposition, start and end of each item
next  kg.claims.agreement_candidates
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["list_items"]

#: "The agreements cover A, B and C."
COVERING = re.compile(
    r"(?: signed| concluded)? (?:cover|concern|address|regulate|govern|deal with|relate to) (?!\d)"
)
AFTER_COLON = re.compile(r"[^.;:]{0,80}: (on|for|concerning) (?!\d)")


def list_items(reading: Reading, token: Token, limit: int) -> list[tuple[str, int, int]]:
    """Items of a list that a plural head is about: preposition, start and end of each."""
    text = reading.text[token.idx + len(token) : limit]
    opening = re.match(r"(?: of \w+)?,? (on|for|concerning) (?!\d)", text)
    if opening is None and (opening := AFTER_COLON.match(text)):
        return _after_colon(reading, token.idx + len(token) + opening.start(1), limit, opening[1])
    preposition = opening[1] if opening is not None else "on"
    opening = opening or COVERING.match(text)
    if opening is None:
        return []
    at = token.idx + len(token) + opening.end()
    end = limit
    for word in token.doc[token.i + 1 : token.i + 60]:
        if word.idx >= limit:
            break
        if word.idx < at:
            continue
        if word.text in (";", ".", ":", "(") or word.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT"):
            end = word.idx
            break
    parts = _split_list(reading.text[at:end], preposition, _number(token))
    items = []
    for part in parts:
        start = reading.text.index(part, at)
        items.append((preposition, start, start + len(part)))
        at = start + len(part)
    return items


def _after_colon(
    reading: Reading, start: int, end: int, preposition: str
) -> list[tuple[str, int, int]]:
    """Items after a colon, each with the preposition: "were signed: on A; on B and on C"."""
    items = []
    pattern = re.compile(
        rf"(?:^|[;,] (?:and )?| and ){preposition} ([^;.]+?)(?=[;,.]|$| and {preposition} )"
    )
    for match in pattern.finditer(reading.text[start:end]):
        items.append((preposition, start + match.start(1), start + match.end(1)))
    return items


def _split_list(text: str, preposition: str, number: int | None) -> list[str]:
    """The parts of "A, B and C"; [] where it is not plainly a list."""
    text = text.strip(" ,")
    parts = [p.strip() for p in text.split(",") if p.strip()]
    repeated = f" and {preposition} "
    if len(parts) == 1:
        if repeated in text:
            parts = text.split(repeated)
        elif number == 2 and text.count(" and ") == 1:
            parts = text.split(" and ")
        else:
            return []
    elif not parts[-1].startswith("and "):
        if " and " not in parts[-1]:
            return []
        first, _, last = parts[-1].rpartition(" and ")
        parts[-1:] = [first, last]
    parts = [re.sub(rf"^(?:and )?(?:{preposition} )?", "", p).strip() for p in parts]
    if any(not p or len(p.split()) > 9 for p in parts):
        return []
    return parts


def _number(token: Token) -> int | None:
    """The number before a plural head, where it is small."""
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    for child in token.lefts:
        if child.lower_ in words:
            return words.index(child.lower_) + 2
    return None

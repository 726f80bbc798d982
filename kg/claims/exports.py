"""Find which goods go from one country to another.

"Kenya sells tea and roses to Peru" -> tea, roses: Kenya > Peru.

in    a Reading
out   Claims of the kind "exports", one a commodity and direction
data  data/models/exports.json weighs what the rules read and finds what they miss; without it
      the rules alone decide
next  kg.graph makes a plain triple of each
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.claims.export_judged import judged_rows
from kg.claims.export_lists import Row
from kg.claims.export_rules import NO_COMMODITY, rule_rows
from kg.claims.making import make_claim
from kg.model import Claim
from kg.reading.reading import Reading

__all__ = ["find_exports", "ruled_exports"]

#: How much the sentence says of who sells and who buys.
NAMED = ("direction carried", "one end named", "both ends named")
#: Share of right rows by rule, measured on the readable documents of data/gold/dev and
#: data/gold/own; a scorer gives its probability instead.
CONFIDENCE = {
    "object": 0.8,
    "subject": 0.65,
    "of": 0.65,
    "before": 0.65,
    "are": 0.9,
    "list": 0.8,
    "near": 0.7,
    "figure": 0.7,
    "from": 0.55,
    "supplier": 0.5,
    "frame": 0.8,
}


def find_exports(reading: Reading) -> list[Claim]:
    """Return the flows of goods that *reading* states, in order.

    Args:
        reading: A document as read.

    Returns:
        One Claim a commodity and direction, the first that states it; [] where
        no goods go anywhere.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> claims = find_exports(read_document(Document("a", "Kenya sells tea to Peru.", "")))
        >>> [(c.slots["exporter"], c.slots["importer"], c.slots["commodity"]) for c in claims]
        [('Kenya', 'Peru', 'tea')]

    """
    judged = judged_rows(reading, rule_rows(reading))
    return ruled_exports(reading) if judged is None else _claims(reading, judged)


def ruled_exports(reading: Reading) -> list[Claim]:
    """What rules read, before any scorer judges it: the same whatever models are shipped.

    Args:
        reading: A document as read.

    Returns:
        As for `find_exports`.

    """
    rows = rule_rows(reading).rows
    return _claims(reading, ((row, CONFIDENCE.get(row.rule, 0.6)) for row in rows))


def _claims(reading: Reading, rows: Iterable[tuple[Row, float]]) -> list[Claim]:
    """One claim a commodity and direction, the first row that states it."""
    found = sorted(rows, key=lambda r: (r[0].goods.start, r[0].start, r[0].end))
    claims: list[Claim] = []
    seen: set[tuple[str, str, str]] = set()
    for row, confidence in found:
        key = row.exporter, row.importer, _key(row.goods.name)
        if key in seen or row.exporter == row.importer or row.goods.label in NO_COMMODITY:
            continue
        seen.add(key)
        claims.append(
            make_claim(
                reading,
                "exports",
                min(row.start, row.goods.start),
                max(row.end, row.goods.end),
                {
                    "exporter": row.exporter,
                    "importer": row.importer,
                    "commodity": _name(row.goods.name),
                },
                confidence=confidence,
                because=(row.rule, row.flow, NAMED[row.named]),
            )
        )
    return claims


def _key(name: str) -> str:
    words = [re.sub(r"ies$", "y", w.casefold()).rstrip("s") for w in name.split()]
    return " ".join(words)


def _name(name: str) -> str:
    """The name in the middle of a sentence: a capital only where the word has more of them."""
    first = name.split()[0]
    return name[0].lower() + name[1:] if first[1:].islower() else name

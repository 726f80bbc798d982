"""Say which rows speak of the same thing, and when two figures are the same figure.

    tea, Kenya to Uganda, 2022, 68.7 billion USD
    tea, Kenya to Uganda, 2022, 68.72 billion USD    of the same flow; one is the other rounded
    tea, Kenya to Uganda, 2023, 60 billion USD       of another year: not compared

in    rows of kg.graph.tables and kg.graph.reference_rows
out   what they must share to be compared; rows in groups that share it
next  kg.graph.conflicts, kg.graph.confirmations

What is only planned, hedged or a goal is not compared. Two figures are the same within
ROUNDING, if the one may be the other rounded. Shares and goals are compared only where
the reference says that two are of the same whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from kg.graph.tables import Row
from kg.graph.vocab import PREFIXES, concept, concept_name

__all__ = ["CONCLUDED", "FACTUAL", "ROUNDING", "figure_frame", "grouped", "same"]

#: Two figures within this share of the larger one do not disagree.
ROUNDING = 0.005
#: Modalities of what is stated as a fact.
FACTUAL = ("asserted", "reported")
#: Kinds of figure that may differ without a contradiction.
GOALS = ("target",)
#: Kinds that are compared only where the reference says that one is an alternative of the other.
ALTERNATIVES = ("share", "target")
#: The unit of figures that are parts of a whole.
SHARE = "percent"
#: Statuses of an agreement that cannot hold where it is denied that there is one.
CONCLUDED = ("signed", "in_force")


def same(one: float, other: float) -> bool:
    """Whether two figures may be the same figure, rounded to different digits.

    Examples:
        >>> same(68.7e9, 68.72e9), same(63.84e9, 63.81e9), same(60e9, 57e9)
        (True, False, False)

    """
    difference, larger = abs(one - other), max(abs(one), abs(other))
    digits = max(_last_digit(one), _last_digit(other))
    return difference <= ROUNDING * larger and 2 * difference <= digits


def _last_digit(value: float) -> float:
    """How much one more in the last digit of a figure is: 1e7 for 63.84e9."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0**exponent) if isinstance(exponent, int) else 0.0


def figure_frame(row: Row) -> tuple[str, ...] | None:
    """Return what two figures must share to be of the same thing; None for what is no fact."""
    stated = bool(row.get("origins"))  # by the reference, which knows what is of the same whole
    if row["modality"] not in FACTUAL or (row["kind"] in GOALS and not stated):
        return None
    if row["value"] is None or row["period"] is None:
        return None
    flow = row["kind"] in ("exports", "imports")
    if row["exporter"] and row["importer"] and (flow or row["kind"] == "quantity"):
        sides = f"{row['exporter']} to {row['importer']}"
    elif len(row["parties"] or ()) > 1:
        sides = " and ".join(sorted(row["parties"]))
    else:
        return None  # of whose trade it is a part, nobody says
    kind = "flow" if flow else str(row["kind"])
    if row["unit"] == SHARE:
        kind = "share"
    whole = str(row["base"] or row["id"]) if stated and kind in ALTERNATIVES else ""
    goods = _goods(row["commodity"])
    return kind, sides, goods, str(row["period"]), str(row["unit"]), whole


def _goods(words: str | None) -> str:
    """A commodity by its preferred name, whatever a document calls it."""
    if not words:
        return "all goods"
    node = concept("commodity", words)
    chapter = f" ({words})" if node.value.startswith(PREFIXES["hs-chapter"]) else ""
    return concept_name(node) + chapter


def grouped(
    rows: Iterable[Row], key: Callable[[Row], tuple[str, ...] | None]
) -> dict[tuple[str, ...], list[Row]]:
    """Return rows by key, in order of key; those without a key are left out."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found = key(row)
        if found is not None:
            groups[found].append(row)
    return {found: groups[found] for found in sorted(groups)}

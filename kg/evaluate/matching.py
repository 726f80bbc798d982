"""When a row of a table states a fact of the gold, and which of its slots are right.

    match("trade", row, fact, span)  ->  0.0 for no, more for a better match

in    a row as `kg table` gives it, a fact as data/gold has it
out   a score; slot name -> right or wrong
data  data/gold/names.csv: forms of names that count as the same
next  kg.evaluate.scoring pairs rows with facts

These are the rules of the annotation guide. To change one, change the guide,
the expected figures in tests/data, and say so in CHANGELOG.md: figures from
before and after do not compare.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg.resources import resource

__all__ = ["is_optional", "match", "right_slots", "same_name"]

Row = Mapping[str, Any]

#: Words that do not tell labels apart.
STOP = frozenset(
    {"the", "a", "an", "of", "for", "in", "on", "and", "to", "with", "at", "by", "from", "its"}
    | {"their", "his", "her", "new", "as", "or", "into"}
)
#: A label of more words than this is a sentence, not a label.
LABEL_WORDS = 12
#: Units of trade rows that count neither as a miss nor as a false alarm.
OPTIONAL_UNITS = frozenset(("percent", "percentchange", "item"))
#: Statuses that are also right where the gold has the one on the left.
ALSO_RIGHT = {
    "in_force": {"in_force", "signed"},
    "under_negotiation": {"under_negotiation", "proposed", "expected"},
}
#: Largest relative difference of two values that are the same.
VALUE_TOLERANCE = 0.006


def is_optional(kind: str, row: Row) -> bool:
    """Whether a row counts neither way: a share, a growth rate or a count of items."""
    return kind == "trade" and re.sub(r"[^a-z]", "", _text(row.get("unit"))) in OPTIONAL_UNITS


def match(kind: str, row: Row, fact: Row, span: tuple[int, int]) -> float:
    """Return how well *row* states *fact*; 0.0 where it does not.

    Args:
        kind: Kind of table.
        row: As `kg table` gives it.
        fact: As the gold has it.
        span: Where the quote of the fact stands in the document.

    Raises:
        KeyError: No table has that kind.

    """
    return _MATCHERS[kind](row, fact, span)


def right_slots(kind: str, row: Row, fact: Row) -> dict[str, bool]:
    """Return slot -> whether it is right, for a matched pair; {} for kinds without slots."""
    if kind == "trade":
        return {
            "kind": _flow(row.get("kind")) == _flow(fact["kind"]),
            "direction": all(
                not fact.get(side) or same_name(row.get(side), fact[side])
                for side in ("exporter", "importer")
            ),
            "period": not _years(fact.get("period"))
            or bool(_years(fact["period"]) & _years(row.get("period"))),
        }
    if kind == "agreements":
        status = ALSO_RIGHT.get(fact["status"], {fact["status"]})
        return {"status": row.get("status") in status, "parties": _right_parties(row, fact)}
    if kind == "plans":
        return {"parties": _right_parties(row, fact)}
    if kind == "implications":
        return {
            "polarity": row.get("polarity") == fact["polarity"],
            "holder": same_name(row.get("holder"), fact.get("holder")),
        }
    if kind == "actors":
        kinds = {row.get("kind"), fact["kind"]}
        return {"kind": len(kinds) == 1 or kinds <= {"country", "place"}}
    return {}


def _actors(row: Row, fact: Row, _span: tuple[int, int]) -> float:
    wanted = {_name(n) for n in [fact["name"], *fact.get("aliases", [])] if n}
    found = {_name(n) for n in [row.get("name"), *(row.get("aliases") or [])] if n}
    return 1.0 if wanted & found else 0.0


def _visits(row: Row, fact: Row, _span: tuple[int, int]) -> float:
    visitor = row.get("visitor")
    who = bool(visitor) and _name(visitor).split()[-1:] == _name(fact["visitor"]).split()[-1:]
    start, day = fact.get("start"), str(row.get("start_date") or "")
    when = not start or day[:7] == start[:7] or (len(start) == 4 and day[:4] == start)
    return 1.0 if who and when else 0.0


def _trade(row: Row, fact: Row, span: tuple[int, int]) -> float:
    same_unit = _unit(row.get("unit")) == _unit(fact.get("unit"))
    return 1.0 + _overlap(row, span) if _same_value(row, fact) and same_unit else 0.0


def _exports(row: Row, fact: Row, _span: tuple[int, int]) -> float:
    alike = _likeness(row.get("commodity"), fact["commodity"])
    directed = all(same_name(row.get(s), fact[s]) for s in ("exporter", "importer"))
    return alike if directed and alike >= 0.5 else 0.0


def _labelled(row: Row, fact: Row, span: tuple[int, int]) -> float:
    over, alike = _overlap(row, span), _likeness(row.get("label"), fact["label"])
    if len(_tokens(row.get("label"))) > LABEL_WORDS:
        alike = 0.0
    good = (over >= 0.5 and alike >= 0.34) or (alike >= 0.67 and over > 0)
    return over + alike if good else 0.0


def _implications(row: Row, _fact: Row, span: tuple[int, int]) -> float:
    over = _overlap(row, span)
    return over if over >= 0.5 else 0.0


_MATCHERS = {
    "actors": _actors,
    "visits": _visits,
    "trade": _trade,
    "exports": _exports,
    "agreements": _labelled,
    "plans": _labelled,
    "implications": _implications,
}


@cache
def _forms() -> Mapping[str, str]:
    path = resource("data/gold/names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["form"]: row["name"] for row in csv.DictReader(file)}


def _text(value: object) -> str:
    return str(value or "").casefold()


def _name(value: object) -> str:
    """A name as names are compared: lower case, without stop words, in its usual form."""
    text = re.sub(r"[^\w\s]", " ", _text(value).replace("’", "'").replace("'s", ""))
    text = " ".join(w for w in text.split() if w not in STOP)
    return _forms().get(text, text)


def _tokens(value: object) -> set[str]:
    """Words of a name, plural or not."""
    words = _name(value).split()
    return {re.sub(r"ies$", "y", re.sub(r"(?<=[^s])s$", "", w)) for w in words}


def same_name(a: object, b: object) -> bool:
    """Whether two names are the same, in whatever order their words stand.

    Examples:
        >>> same_name("", None), same_name("Kenya", "Kenya")
        (True, True)

    """
    mine, theirs = _tokens(a), _tokens(b)
    return _name(a) == _name(b) or (bool(mine) and mine == theirs)


def _likeness(a: object, b: object) -> float:
    """Share of the shorter one's words that both have."""
    mine, theirs = _tokens(a), _tokens(b)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _overlap(row: Row, span: tuple[int, int]) -> float:
    """Characters both spans have, as a share of the shorter one."""
    start, end = row.get("span_start"), row.get("span_end")
    if start is None or end is None or end <= start or span[1] <= span[0]:
        return 0.0
    both = min(end, span[1]) - max(start, span[0])
    return float(max(0, both) / min(end - start, span[1] - span[0]))


def _same_value(row: Row, fact: Row) -> bool:
    try:
        a, b = abs(float(row["value"])), abs(float(fact["value"]))
    except (KeyError, TypeError, ValueError):
        return False
    return abs(a - b) <= VALUE_TOLERANCE * max(a, b, 1e-9)


def _unit(value: object) -> str:
    return re.sub(r"[^a-z]", "", _text(value)).rstrip("s")


def _flow(kind: object) -> object:
    return "flow" if kind in ("exports", "imports") else kind


def _right_parties(row: Row, fact: Row) -> bool:
    """Two of the parties, or all there are, and at most two others."""
    wanted: Sequence[str] = fact.get("parties") or []
    found: Sequence[str] = row.get("parties") or []
    surplus = sum(not any(same_name(x, y) for x in wanted) for y in found)
    hit = sum(any(same_name(x, y) for y in found) for x in wanted)
    return hit >= min(2, len(wanted)) and surplus <= 2


def _years(period: object) -> set[str]:
    """The years a period names; "2024-25" names two."""
    text = re.sub(r"\bFY\s?(\d\d)\b", r"20\1", str(period or ""))
    text = re.sub(r"((?:19|20)\d\d)[-–/](\d\d)\b", r"\1 20\2", text)
    return set(re.findall(r"(?:19|20)\d\d", text))

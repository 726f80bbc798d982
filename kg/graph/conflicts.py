"""Say what disagrees: figures, dates and statements that cannot all be right, side by side.

    note.txt    "exports reached $3.1 billion in 2022"   3.1e9 USD
    wire.txt    "exports of $2.9 billion in 2022"         2.9e9 USD
        -> Conflict("figure", "flow, Kenya to Uganda, 2022, USD", both rows)

in    the rows of kg.graph.tables and kg.graph.reference_rows, or a store
out   Conflicts, the largest gap first; each with its rows, quotes among them
next  kg conflicts prints them

Nothing is chosen and nothing is dropped. kg.graph.comparable says what may be compared.
To find another sort of conflict, write a function and name it in FINDERS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from kg.graph.comparable import CONCLUDED, FACTUAL, ROUNDING, figure_frame, grouped, same
from kg.graph.linked_rows import publication_dates, under_one_name, visits_as_occasions
from kg.graph.queries import run
from kg.graph.reference_rows import reference_rows
from kg.graph.tables import Row, store_rows
from kg.graph.vocab import ID

__all__ = ["FINDERS", "Conflict", "all_rows", "conflicts", "find_conflicts"]

#: Tables of documents whose rows can disagree.
TABLES = ("trade", "agreements", "visits", "exports")

#: Statuses of an agreement that is not signed yet, and of one that no longer holds.
PENDING, ENDED = (
    ("proposed", "under_negotiation", "expected"),
    ("suspended", "expired", "cancelled"),
)

#: The claims behind each total that was checked against its parts.
SUMS = """
SELECT ?check ?stated ?computed ?period ?claim WHERE {
  ?check a irk:Reconciliation ; irk:statedValue ?stated ; irk:computedValue ?computed ;
         irk:period ?period ; prov:wasDerivedFrom ?figure .
  ?claim irk:claims ?figure .
}"""

Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Conflict:
    """Rows that cannot all be right."""

    sort: str  #: "figure", "worth", "sum", "date", "status" or "statement"
    about: str  #: what they are about, in words
    gap: float  #: share of the largest value that figures differ by; 1.0 for other sorts
    rows: tuple[Row, ...]  #: from kg.graph.tables, by value, then document and place
    values: tuple[str, ...]  #: what each of the rows says, in words


def conflicts(store: Store) -> list[Conflict]:
    """Return what disagrees in a store.

    Args:
        store: With the graphs of any number of documents.

    Returns:
        The largest gap first; [] where nothing disagrees.

    """
    rows = all_rows(store)
    return _ordered([*find_conflicts(rows), *_sums(store, rows["trade"])])


def all_rows(store: Store) -> dict[str, list[Row]]:
    """Return the rows that can disagree, of documents and of the reference, by table.

    An agreement that is linked to one of the reference has its name and parties; a visit that
    is an occasion of the reference stands among the occasions too.
    """
    rows = {kind: store_rows(store, kind) for kind in TABLES}
    known = {kind: reference_rows(store, kind) for kind in (*TABLES, "occasions")}
    dates = publication_dates(store)
    named = under_one_name(store, rows["agreements"], known["agreements"], dates)
    journeys = visits_as_occasions(store, rows["visits"], known["occasions"])
    beside = {**rows, "agreements": named, "occasions": journeys}
    return {kind: [*found, *known[kind]] for kind, found in beside.items()}


def find_conflicts(rows: Rows) -> list[Conflict]:
    """Return what disagrees among rows of tables.

    Args:
        rows: Rows by table: trade, agreements, visits, exports, occasions; a table may be
            missing.

    Returns:
        The largest gap first, then by sort and what they are about.

    """
    return _ordered([conflict for find in FINDERS for conflict in find(rows)])


def _ordered(found: Iterable[Conflict]) -> list[Conflict]:
    return sorted(found, key=lambda c: (-c.gap, c.sort, c.about))


def _sums(store: Store, trade: Sequence[Row]) -> Iterator[Conflict]:
    """Totals that are not what exports and imports add up to (kg.graph.derive)."""
    rows = {row["id"]: row for row in trade}
    sides: dict[str, set[str]] = defaultdict(set)
    told: dict[str, tuple[float, float, str]] = {}
    solutions = run(store, SUMS)
    assert isinstance(solutions, QuerySolutions)
    for found in solutions:
        check = found["check"].value
        sides[check].add(found["claim"].value.removeprefix(f"{ID}claim/"))
        stated, computed = float(found["stated"].value), float(found["computed"].value)
        told[check] = (stated, computed, found["period"].value)
    for check in sorted(told):
        stated, computed, period = told[check]
        gap = abs(stated - computed) / max(abs(stated), abs(computed))
        group = [rows[claim] for claim in sorted(sides[check]) if claim in rows]
        if gap > ROUNDING and group:
            parties = " and ".join(sorted({p for r in group for p in r["parties"] or ()}))
            key = ("exports and imports against the total", parties, period)
            yield _conflict("sum", key, gap, group, lambda r: f"{r['kind']} {_amount(r)}")


def _figures(rows: Rows) -> Iterator[Conflict]:
    """Different values for the same flow, total, balance or amount of the same period."""
    for key, group in grouped(rows.get("trade", ()), figure_frame).items():
        yield from _apart("figure", key[:-1], group, lambda r: abs(float(r["value"])), _amount)


def _worths(rows: Rows) -> Iterator[Conflict]:
    """Different sizes of the same agreement or occasion, by the reference."""
    every = (*rows.get("agreements", ()), *rows.get("occasions", ()))
    sized = {row["id"]: row for row in every}.values()  # not a row a stage
    for key, group in grouped(sized, _sized).items():
        yield from _apart("worth", key, group, lambda r: float(r["worth"]), _worth)


def _sized(row: Row) -> tuple[str, ...] | None:
    return (*_agreement(row), str(row["unit"])) if row.get("worth") is not None else None


def _worth(row: Row) -> str:
    return f"{row['worth']:,.15g} {row['unit']}"


def _apart(
    sort: str,
    key: tuple[str, ...],
    group: Sequence[Row],
    size: Callable[[Row], float],
    says: Callable[[Row], str],
) -> Iterator[Conflict]:
    """A conflict where the sizes of some rows cannot be the same."""
    sizes = sorted({size(row) for row in group})
    if any(not same(one, other) for one in sizes for other in sizes):
        gap = (sizes[-1] - sizes[0]) / sizes[-1]
        yield _conflict(sort, key, gap, group, says)


def _amount(row: Row) -> str:
    """The figure of a row: a deficit written with a minus is as large as one without."""
    return " ".join(filter(None, (f"{abs(row['value']):,.15g}", row["unit"])))


def _dates(rows: Rows) -> Iterator[Conflict]:
    """Different days on which an agreement was signed or took effect, or something began."""
    groups = [*grouped(rows.get("agreements", ()), _signed).items()]
    groups += [(key[1:], g) for key, g in grouped(rows.get("occasions", ()), _began).items()]
    for key, group in groups:
        dates = sorted({str(row["date"]) for row in group})
        if any(
            not one.startswith(other) for one in dates for other in dates if len(one) >= len(other)
        ):
            yield _conflict("date", key, 1.0, group, lambda r: str(r["date"]))


def _began(row: Row) -> tuple[str, ...] | None:
    """Occasions may share a label; of one there are two rows where the reference says so.

    A day on which a document sees a visit go on is not the day on which it began.
    """
    if row["modality"] not in FACTUAL or row.get("during"):
        return None
    return str(row["base"] or row["id"]), *_agreement(row), "began"


def _signed(row: Row) -> tuple[str, ...] | None:
    if row["modality"] not in FACTUAL or not row["date"] or row["status"] not in CONCLUDED:
        return None
    return (*_agreement(row), str(row["status"]))


def _statuses(rows: Rows) -> Iterator[Conflict]:
    """Statuses that cannot follow each other: expected once it is signed, in force once ended.

    Only agreements of the reference count: names of others may be shared by many.
    """
    for key, group in grouped(rows.get("agreements", ()), _agreement).items():
        if not any(row.get("origins") for row in group):
            continue
        told = [row for row in group if row["modality"] != "negated" and row.get("told")]
        ended = [row for row in told if row["status"] in ENDED]
        in_force = [row for row in told if row["status"] == "in_force"]
        signed = [r for r in group if r["status"] == "signed" and r["date"] and not ended]
        pending = [row for row in told if row["status"] in PENDING]
        for before, after in ((signed, pending), (ended, in_force)):
            late = [row for row in after if any(_later(_as_of(row), _as_of(b)) for b in before)]
            if late:
                early = [b for b in before if any(_later(_as_of(r), _as_of(b)) for r in late)]
                yield _conflict("status", key, 1.0, [*early, *late], _standing)


def _as_of(row: Row) -> str:
    """When a row shows its status: the day of signing, else when it was told, or of what day."""
    if row["status"] == "signed":
        return str(row["date"])
    return min(str(row["date"] or row["told"]), str(row["told"]))


def _later(one: str, other: str) -> bool:
    """Whether one date is surely after another."""
    size = min(len(one), len(other))
    return one[:size] > other[:size]


def _standing(row: Row) -> str:
    when = "on" if row["status"] == "signed" else "as of"
    return f"{row['status']} {when} {_as_of(row)}"


def _agreement(row: Row) -> tuple[str, ...]:
    return str(row["label"]).casefold(), " and ".join(sorted(row["parties"] or ()))


def _denials(rows: Rows) -> Iterator[Conflict]:
    """What one sentence states and another denies."""
    for key, group in grouped(rows.get("agreements", ()), _agreement).items():
        told = [r for r in group if r["status"] in (*CONCLUDED, "denied")]
        yield from _denied(key, told, lambda r: r["status"] == "denied")
    for key, group in grouped(rows.get("exports", ()), _flow).items():
        yield from _denied(key, group, lambda r: r["modality"] == "negated")
    for key, group in grouped(rows.get("visits", ()), _visit).items():
        yield from _denied(key, group, lambda r: r["modality"] == "negated")


def _flow(row: Row) -> tuple[str, ...] | None:
    if row["modality"] not in (*FACTUAL, "negated"):
        return None
    sides = (row["exporter"] or "somebody", row["importer"] or "somebody")
    return f"exports of {row['commodity']}", " to ".join(sides)


def _visit(row: Row) -> tuple[str, ...] | None:
    if row["modality"] not in (*FACTUAL, "negated") or not row["start_date"]:
        return None
    return f"visit of {row['visitor']} to {row['host_place']}", str(row["start_date"])


def _denied(
    key: tuple[str, ...], group: Sequence[Row], denies: Callable[[Row], bool]
) -> Iterator[Conflict]:
    if len({denies(row) for row in group}) > 1:
        yield _conflict("statement", key, 1.0, group, lambda r: "denied" if denies(r) else "stated")


#: What finds conflicts, by sort.
FINDERS: tuple[Callable[[Rows], Iterator[Conflict]], ...] = (
    _figures,
    _worths,
    _dates,
    _statuses,
    _denials,
)


def _conflict(
    sort: str,
    key: tuple[str, ...],
    gap: float,
    group: Sequence[Row],
    says: Callable[[Row], str],
) -> Conflict:
    if group[0].get("label"):  # grouped without regard to capitals
        key = (str(group[0]["label"]), *key[1:])
    rows = sorted(group, key=lambda r: (says(r), r["document"], r["span_start"] or 0, r["id"]))
    about = ", ".join(part for part in key if part)
    return Conflict(sort, about, round(gap, 4), tuple(rows), tuple(map(says, rows)))

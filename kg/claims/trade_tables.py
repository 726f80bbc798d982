"""Read figures of trade from the rows of a table.

    Year | Exports to Peru | Imports from Peru        -> 2024: exports 12.4, imports 9.1
    2024 | 12.4            | 9.1

in    a Reading and its Contexts
out   Figures
next  kg.claims.trade adds them to those of the text

A column has the flow, period or unit of its head; a row those of its first cell; what neither
says comes from the heading above the table and its notes. A table without a head row is a
series or a list of flows, one a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.figures import Figure
from kg.claims.flows import Flow, direction_of, find_flows, partner
from kg.claims.patterns import Sense, flow_words
from kg.claims.trade_cue_words import cues
from kg.claims.trade_modes import Mode
from kg.model import Amount, Block, Period
from kg.reading.context import Context, countries_in, declared_unit
from kg.reading.reading import Reading
from kg.reading.units import units
from kg.reading.values import find_numbers

__all__ = ["read_tables"]

FACT = Mode("fact")
#: The line of dashes under the head of a table.
RULE = re.compile(r"[\s|:+=-]+")
#: A line under a table that may declare its unit.
NOTE = re.compile(r"(?i)\s*(?:\(|\*|note|source|unit|values?|figures?|amounts?|all\s|in\s)")
#: The first cell of a row of what is only foreseen: "2026 (f)".
FORESEEN = re.compile(r"(?i)\((?:f|fc|fcst|forecast|proj|projected|projection)\)|\bforecast\b")


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a column says."""

    flow: Flow | None
    period: Period | None
    unit: tuple[str, float] | None
    text: str


def read_tables(reading: Reading, known: Sequence[Context]) -> list[Figure]:
    """Return the figures of the tables of *reading*, in order.

    Args:
        reading: The document as read.
        known: Its contexts, one a sentence.

    Returns:
        Figures of cells that measure a flow; [] where there is no table.

    """
    figures: list[Figure] = []
    for rows in _tables(reading):
        context = _noted(reading, rows[-1], _context(reading, rows[0], known))
        lead = _lead(reading, rows[0], context)
        if len(rows) > 1 and len(rows[0].cells) == 1 < len(rows[1].cells):
            lead, context = _captioned(reading, rows[0], lead, context)
            rows = rows[1:]
        heads = _heads(reading, rows[0], context)
        for row in rows[1:] if heads else rows:
            if row.cells and (unit := declared_unit(reading.text[slice(*row.cells[0])])):
                context = replace(context, unit=unit[0], scale=unit[1])  # and of rows below
            figures.extend(_read_row(reading, row, heads, lead, context))
    return figures


def _tables(reading: Reading) -> Iterator[list[Block]]:
    """Runs of rows that follow one another."""
    run: list[Block] = []
    for block in reading.blocks:
        if block.kind == "row" and RULE.fullmatch(reading.text, block.start, block.end):
            continue
        if block.kind == "row" and block.cells:
            words = tuple(c for c in block.cells if reading.text[c[0] : c[1]].strip(" |"))
            run.append(replace(block, cells=words) if len(words) == 1 else block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _context(reading: Reading, row: Block, known: Sequence[Context]) -> Context:
    sentence = reading.sentence_at(row.body)
    return known[sentence.index] if sentence is not None else Context(-1)


def _captioned(
    reading: Reading, row: Block, lead: Flow | None, context: Context
) -> tuple[Flow | None, Context]:
    """The flow, and the context with unit and period, that a first row of one cell declares."""
    start, end = row.cells[0]
    flows = _flows(reading, start, end, context)
    periods = [p for p in reading.periods if start <= p.start < end]
    if unit := declared_unit(reading.text[start:end]):
        context = replace(context, unit=unit[0], scale=unit[1])
    if len(periods) == 1:
        context = replace(context, period=periods[0])
    return (flows[-1] if flows else lead), context


def _noted(reading: Reading, row: Block, context: Context) -> Context:
    """*context* with the unit that a note under the table declares, where nothing else does."""
    after = [b for b in reading.blocks if b.start >= row.end][:1]
    if context.unit is not None or not after:
        return context
    note = reading.text[after[0].start : after[0].end]
    declared = declared_unit(note) if NOTE.match(note) else None
    return replace(context, unit=declared[0], scale=declared[1]) if declared else context


def _lead(reading: Reading, row: Block, context: Context) -> Flow | None:
    """The flow that the lines before the table, or its heading, name."""
    before = [b for b in reading.blocks if b.end <= row.start][-2:]
    for block in reversed(before):
        if block.end - block.start > 160:
            continue
        flows = _flows(reading, block.body, block.end, context)
        if flows:
            return flows[-1]
        if ends := direction_of(reading, block.body, block.end, context):
            return _directed(block.body, block.end, "sell", ends)
    return None


def _flows(reading: Reading, start: int, end: int, context: Context) -> list[Flow]:
    found = find_flows(reading, start, end, context, None)
    return [f for f in found if f.sense not in ("none", "go")] or _bare(
        reading, start, end, context
    )


def _bare(reading: Reading, start: int, end: int, context: Context) -> list[Flow]:
    """The flow of a cell that is one word, which the parser may take for anything: "Exports"."""
    word = reading.text[start:end].strip(" |:*").casefold()
    pattern = flow_words().get(("noun", word)) or flow_words().get(("noun", word.removesuffix("s")))
    if pattern is None or context.pair is None or pattern.sense in ("none", "go"):
        return []
    owner = context.perspective or context.pair[0]
    other = partner(owner, context)
    flow = Flow(start, end, pattern.sense, pattern.id, word, owner=owner, other=other)
    if pattern.sense == "sell":
        return [replace(flow, exporter=owner, importer=other, other=None)]
    if pattern.sense == "buy":
        return [replace(flow, exporter=other, importer=owner, other=None)]
    return [flow]


def _heads(reading: Reading, row: Block, context: Context) -> list[_Head]:
    """The heads of the columns; [] where the first row holds figures."""
    if any(_amounts(reading, a, b, None) for a, b in row.cells):
        return []
    if any(
        find_numbers(reading.text, a, b) and not _is_period(reading, a, b) for a, b in row.cells[1:]
    ):
        return []
    heads = []
    for a, b in row.cells:
        flows = _flows(reading, a, b, context) or _named(reading, a, b, context)
        periods = [p for p in reading.periods if a <= p.start < b]
        heads.append(
            _Head(
                flows[0] if flows else None,
                periods[0] if periods else None,
                declared_unit(reading.text[a:b]) or _unit_alone(reading.text[a:b].strip(" ()")),
                reading.text[a:b],
            )
        )
    return heads if len(row.cells) > 1 else []


def _unit_alone(words: str) -> tuple[str, float] | None:
    """The unit that is all a head says: "tonnes"."""
    known = units()
    if code := known.before.get(words):
        return code, 1.0
    found = known.exact.get(words) or known.after.get(words.casefold())
    return None if found is None or found[0].startswith("percent") else found


def _is_period(reading: Reading, start: int, end: int) -> bool:
    """Whether a cell is a period and nothing else."""
    return any(start <= p.start and end <= p.end + 1 for p in reading.periods if p.start < end)


def _named(reading: Reading, start: int, end: int, context: Context) -> list[Flow]:
    """The flow of a head or a first cell with no word of flow: "Total", "From Peru", "To Peru"."""
    if context.pair and cues()["sum"].match(reading.text, start, end):
        return [
            Flow(start, end, "total", "sum", "total", owner=context.pair[0], other=context.pair[1])
        ]
    ends = direction_of(reading, start, end, context)
    if ends is None or end - start > 40:
        return []
    named = [m.actor for m in countries_in(reading, start, end)]
    sense: Sense = "buy" if named[:1] == [ends[0]] else "sell"
    return [_directed(start, end, sense, ends)]


def _directed(start: int, end: int, sense: Sense, ends: tuple[str, str]) -> Flow:
    return Flow(start, end, sense, "direction", "from or to", exporter=ends[0], importer=ends[1])


def _by_country(
    reading: Reading, cell: tuple[int, int], heads: list[_Head], lead: Flow | None, context: Context
) -> list[Flow]:
    """The flow of a row that names only a country, under "Origin" or "Destination"."""
    named = [m.actor for m in countries_in(reading, *cell)]
    if len(named) != 1 or lead is None:
        return []
    head = heads[0].text if heads else ""
    origin, target = (
        cues()["seller_head"].search(head.lower()),
        cues()["buyer_head"].search(head.lower()),
    )
    if origin and lead.importer and lead.importer != named[0]:
        return [replace(lead, exporter=named[0], world=False)]
    if target and lead.exporter and lead.exporter != named[0]:
        return [replace(lead, importer=named[0], world=False)]
    return []


def _read_row(
    reading: Reading, row: Block, heads: list[_Head], lead: Flow | None, context: Context
) -> Iterator[Figure]:
    """The figures of one row."""
    if not row.cells:
        return
    first_start, first_end = row.cells[0]
    flows = _flows(reading, first_start, first_end, context)
    if not flows and (lead is not None or any(h.flow for h in heads)):
        flows = _named(reading, first_start, first_end, context)
    if not flows:
        flows = _by_country(reading, row.cells[0], heads, lead, context)
    if FORESEEN.search(reading.text, first_start, first_end):
        return
    none = [f for f in find_flows(reading, row.start, row.end, context, None) if f.sense == "none"]
    periods = [p for p in reading.periods if row.start <= p.start < row.end]
    shift = len(row.cells) - len(heads)
    aligned = bool(heads) and shift in (0, 1)
    goal = cues()["goal"].search(reading.text[max(0, row.start - 400) : row.end].split("\n\n")[-1])
    goal_head = goal is not None and any(
        cues()["goal"].search(s.casefold()) for s in row.section[-1:]
    )
    skip = 0 if not heads and _amounts(reading, first_start, first_end, None) else 1
    for index, (a, b) in enumerate(row.cells):
        if index < skip:
            continue
        head = heads[index - shift] if aligned else None
        flow = (head.flow if head else None) or (flows[0] if flows else None) or lead
        if flow is None and goal_head:
            flow = Flow(row.start, row.start, "total", "goal", "goal")
        if flow is None or (none and not flows and not (head and head.flow)):
            continue
        if goal_head:
            flow = replace(flow, sense="total")
        unit = (head.unit if head else None) or (
            (context.unit, context.scale) if context.unit else None
        )
        inside = [p for p in periods if a <= p.start < b]
        own = [p for p in periods if p.start < a]
        period = (head.period if head else None) or (own[-1] if own else None)
        period = period or (inside[0] if inside else None) or (periods[0] if periods else None)
        period = period or context.period
        for amount in _amounts(reading, a, b, unit)[:1]:
            kind = _kind(flow, amount, goal_head)
            mode = Mode("target", "planned") if goal_head else FACT
            value = period.value if period else None
            yield Figure(
                amount, flow, kind, value, row.start, row.end, context.sentence, mode, "table"
            )


def _kind(flow: Flow, amount: Amount, goal: bool) -> str:
    if goal:
        return "target"
    if flow.sense in ("total", "balance"):
        return flow.sense
    if not (amount.unit.isupper() and len(amount.unit) == 3):
        return "quantity"
    return "exports" if flow.sense == "sell" else "imports"


def _amounts(
    reading: Reading, start: int, end: int, unit: tuple[str, float] | None
) -> list[Amount]:
    """Amounts of a cell; bare numbers too, where their unit is declared."""
    amounts = [
        a for a in reading.amounts if start <= a.start < end and not a.unit.startswith("percent")
    ]
    if amounts:
        return amounts
    numbers = find_numbers(reading.text, start, end)
    if unit is None:
        return []
    return [
        replace(n, value=float(f"{n.value * unit[1]:.12g}"), unit=unit[0], high=None)
        for n in numbers
    ]

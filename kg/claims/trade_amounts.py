"""Read the amounts of a document that may be trade, and what rules make of them.

"Kenya sold tea worth $3 billion to Peru in 2024." -> $3 billion: sold, Kenya > Peru, 2024

in    a Reading
out   Amounts: the figures of its tables, and one Measured an amount of running text
data  data/patterns/flow.yaml, data/lexicon/trade_cues.csv
next  kg.claims.trade_judged weighs them; kg.claims.trade makes claims of figures

Each amount is given to a word of flow (kg.claims.trade_links says which), to a period
(kg.claims.trade_periods), and the two become a Figure. Rows of tables are read by
kg.claims.trade_tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.claims.commodities import find_goods
from kg.claims.figures import Figure
from kg.claims.flow_ledgers import ledger_flows
from kg.claims.flows import Flow, find_flows
from kg.claims.goods_ways import goods_ways
from kg.claims.patterns import DIRECTED
from kg.claims.trade_links import Link, is_price, link_amounts
from kg.claims.trade_modes import Mode, mode_of
from kg.claims.trade_periods import (
    Carried,
    carry_on,
    is_compared,
    is_measure,
    is_undated,
    period_of,
    stands_aside,
)
from kg.claims.trade_tables import read_tables
from kg.model import Amount, Block, Period, Sentence
from kg.reading.context import Context, contexts
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading, within
from kg.reading.values import find_numbers, is_free

__all__ = ["Amounts", "Measured", "make_figure", "read_amounts", "trade_figures"]

#: Stands for the flow of an amount that no rule gives one.
SUM = Flow(0, 0, "total", "sum", "")
SHARES = ("percent", "percent_change", "percentage_point")


@dataclass(slots=True)
class _State:
    """What is carried from sentence to sentence of a section."""

    flow: Flow | None = None  #: the last flow of running text
    lead: Flow | None = None  #: the flow a heading or a lead-in line names
    carried: Carried = field(default_factory=Carried)
    block: int = -1
    two: tuple[Flow, ...] = ()  #: the flows of the figures of the sentence before
    dated: dict[str, Period] = field(default_factory=dict)  #: the periods of figures so far


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount of running text, what rules make of it, and what they made it from."""

    amount: Amount
    sentence: Sentence  #: its term included where it has one
    link: Link | None
    period: Period | None
    mode: Mode
    figure: Figure | None  #: None where no rule takes it for trade
    flows: tuple[Flow, ...]  #: the words of flow of the sentence
    before: Flow | None  #: the last flow before the sentence
    lead: Flow | None  #: the flow that stands over it


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a document that may be trade."""

    of_tables: tuple[Figure, ...]
    measured: tuple[Measured, ...]


def trade_figures(reading: Reading) -> list[Figure]:
    """Return the figures of trade that rules read in *reading*, in order.

    Args:
        reading: A document as read.

    Returns:
        One Figure an amount; [] where none measures a flow.

    """
    found = read_amounts(reading)
    figures = [*found.of_tables, *(m.figure for m in found.measured if m.figure is not None)]
    return sorted(figures, key=lambda f: (f.start, f.amount.start))


@once_a_reading
def read_amounts(reading: Reading) -> Amounts:
    """Return the amounts of *reading* that may be trade, and what rules make of them.

    Args:
        reading: A document as read.

    Returns:
        The figures of its tables, and one Measured an amount of running text, in order.

    """
    known = contexts(reading)
    of_tables = list(read_tables(reading, known))
    taken = {f.amount.start for f in of_tables}
    measured: list[Measured] = []
    state = _State()
    for sentence in reading.sentences:
        block = reading.block(sentence)
        context = known[sentence.index]
        if block.kind == "row":
            continue
        if block.kind in ("heading", "question"):
            _enter(reading, block, sentence, context, state)
            if block.kind == "heading":
                continue
        found = _read_sentence(reading, block, sentence, context, state)
        measured.extend(m for m in found if m.amount.start not in taken)
    ways = goods_ways(reading)
    return Amounts(
        tuple(_turned(reading, f, ways) for f in of_tables),
        tuple(
            m if m.figure is None else replace(m, figure=_turned(reading, m.figure, ways))
            for m in measured
        ),
    )


def _turned(reading: Reading, figure: Figure, ways: Mapping[str, tuple[str, str]]) -> Figure:
    """*figure*, its ends those of its goods elsewhere where its own sentence names neither."""
    flow, amount = figure.flow, figure.amount
    if flow.named or not (flow.neutral or flow.sense == "go") or flow.world:
        return figure
    near = find_goods(reading, max(0, min(flow.start, amount.start - 20)), amount.end + 30)
    way = next((ways[g.label] for g in near if g.label in ways), None)
    if way is None:
        return figure
    return replace(figure, flow=replace(flow, exporter=way[0], importer=way[1]))


def _enter(
    reading: Reading, block: Block, sentence: Sentence, context: Context, state: _State
) -> None:
    """Begin a section: what its heading names leads its items."""
    flows = [
        f
        for f in find_flows(reading, sentence.start, sentence.end, context, None)
        if f.sense != "none"
    ]
    state.lead = flows[0] if flows else None
    state.flow = None
    state.carried = Carried()


def _read_sentence(
    reading: Reading, block: Block, sentence: Sentence, context: Context, state: _State
) -> list[Measured]:
    """The amounts of one sentence, or of an item with its term."""
    labelled = block.label is not None and sentence.start == block.body
    start = block.start if labelled else sentence.start
    if sentence.block != state.block:
        state.carried = replace(state.carried, stale=True)
        state.block = sentence.block
    flows = find_flows(reading, start, sentence.end, context, state.flow or state.lead)
    if labelled and not flows:
        flows = ledger_flows(reading, start, sentence.end, context)
    amounts = [a for a in reading.amounts if start <= a.start < sentence.end]
    amounts += _bare(reading, sentence, context, labelled, amounts, bool(flows) or state.lead)
    amounts = sorted(
        (a for a in amounts if a.unit not in SHARES and not is_price(reading, a)),
        key=lambda a: a.start,
    )
    measured: list[Measured] = []
    behind = (tuple(flows), state.flow, state.lead)
    span = Sentence(sentence.index, start, sentence.end, sentence.block)
    links = link_amounts(reading, span, amounts, flows, state.flow, state.lead, labelled, state.two)
    local = state.carried
    for index, (amount, link) in enumerate(zip(amounts, links, strict=True)):
        period = period_of(reading, span, amounts, index, context, local)
        mode = mode_of(reading, span, amount, link.flow if link else SUM)
        if period is None and len(state.dated) == 1 and not is_undated(reading, span):
            period = next(iter(state.dated.values()))
        if link is not None and link.rule == "goal" and mode.kind == "fact":
            mode = Mode("target", "planned")
        if link is None or mode.kind == "forecast":
            measured.append(Measured(amount, span, link, period, mode, None, *behind))
            continue
        figure = make_figure(amount, link, period, mode, span)
        measured.append(Measured(amount, span, link, period, mode, figure, *behind))
        compared = is_compared(reading, amounts, index, span) or stands_aside(
            reading.text, amount, period
        )
        if not compared or local.period is None:
            local = Carried(period, False)
            if mode.kind == "fact":
                state.dated.update({} if period is None else {period.value: period})
                state.carried = carry_on(reading.text, span, period, state.carried)
    if not amounts and context.bracket is None:
        for mine in [p for p in within(reading.periods, span) if is_measure(reading, p)][:1]:
            state.carried = carry_on(reading.text, span, mine, state.carried)
    for flow in flows:
        if flow.sense != "none":
            state.flow = flow
    if figures := [m.figure for m in measured if m.figure is not None]:
        state.flow = figures[-1].flow
        state.two = tuple(dict.fromkeys(f.flow for f in figures))
    if labelled and not amounts and flows and reading.text[sentence.end - 1] in ":":
        state.lead = flows[0]
    return measured


def _bare(
    reading: Reading,
    sentence: Sentence,
    context: Context,
    labelled: bool,
    amounts: list[Amount],
    led: object,
) -> list[Amount]:
    """Numbers whose unit is declared by structure, or shared with an amount of the sentence."""
    if not labelled or context.unit is None or not led or amounts:
        return _sharing(reading, sentence, amounts)
    numbers = find_numbers(reading.text, sentence.start, sentence.end)
    return [
        replace(
            n,
            value=float(f"{n.value * context.scale:.12g}"),
            high=None if n.high is None else float(f"{n.high * context.scale:.12g}"),
            unit=context.unit,
        )
        for n in numbers
        if not PEOPLE.match(reading.text, n.end) or is_free(reading.text, n.end)
    ]


#: A noun counted by a bare number: "60,000 persons".
PEOPLE = re.compile(r"\s[a-z]{3,}")


def _sharing(reading: Reading, sentence: Sentence, amounts: list[Amount]) -> list[Amount]:
    """Numbers in millions or more that take the currency of the amount read before."""
    earlier = [a for a in reading.amounts if a.end <= sentence.start and a.unit.isupper()]
    if not earlier:
        return []
    taken = [(a.start, a.end) for a in amounts]
    return [
        replace(n, unit=earlier[-1].unit)
        for n in find_numbers(reading.text, sentence.start, sentence.end)
        if n.value >= 1e6
        and is_free(reading.text, n.end)
        and not any(s < n.end and n.start < e for s, e in taken)
    ]


def make_figure(
    amount: Amount, link: Link, period: Period | None, mode: Mode, span: Sentence
) -> Figure:
    """The figure that an amount gives once its flow, its period and its mode are known.

    Args:
        amount: The amount.
        link: The flow it measures, and the rule that says so.
        period: Its period.
        mode: Whether it is a fact or a goal.
        span: Its sentence.

    """
    flow = link.flow
    money = amount.unit.isupper() and len(amount.unit) == 3
    kinds = {"total": "total", "balance": "balance", "sell": "exports", "buy": "imports"}
    kind = kinds.get(flow.sense, "exports")
    if not money and flow.sense in DIRECTED:
        kind = "quantity"
    if mode.kind == "target":
        kind = "target"
    start, end = min(flow.start, amount.start), max(flow.end, amount.end)
    if not span.start <= flow.start < span.end:
        start, end = amount.start, amount.end
    value = period.value if period is not None else None
    return Figure(amount, flow, kind, value, start, end, span.index, mode, link.rule)

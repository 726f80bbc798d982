"""Find figures of trade: flows, totals, balances, goals, volumes.

"Kenya sold tea worth $3 billion to Peru in 2024" -> exports, Kenya > Peru, 3e9 USD, 2024.

in    a Reading
out   Claims of the kind "trade", one a figure, in order
data  data/patterns/flow.yaml, data/lexicon/trade_cues.csv
next  kg.claims.exports takes the goods from them; kg.graph makes observations of them

Each amount is given to a word of flow (kg.claims.trade_links says which), to a period
(kg.claims.trade_periods), and the two become a row. Rows of tables are read by
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
from kg.claims.making import make_claim
from kg.claims.trade_cue_words import cues
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
from kg.model import Amount, Block, Claim, Period, Sentence, Slot
from kg.reading.context import Context, contexts
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading, within
from kg.reading.values import find_numbers, is_free

__all__ = ["find_trade", "trade_figures"]

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


def find_trade(reading: Reading) -> list[Claim]:
    """Return the trade that *reading* states, in order.

    Args:
        reading: A document as read.

    Returns:
        One Claim a figure, two for a range; [] where no figure is one of trade.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "Kenya sold tea worth $3 billion to Peru in 2024."
        >>> slots = find_trade(read_document(Document("a", text, "")))[0].slots
        >>> slots["kind"], slots["exporter"], slots["importer"], slots["value"], slots["period"]
        ('exports', 'Kenya', 'Peru', 3000000000.0, '2024')

    """
    claims = []
    for figure in trade_figures(reading):
        for value in (figure.amount.value, figure.amount.high):
            if value is not None:
                claims.append(_claim(reading, figure, value))
    return sorted(claims, key=lambda c: (c.start, c.end))


@once_a_reading
def trade_figures(reading: Reading) -> list[Figure]:
    """Return the figures of trade of *reading*, in order.

    Args:
        reading: A document as read.

    Returns:
        One Figure an amount; [] where none measures a flow.

    """
    known = contexts(reading)
    figures = list(read_tables(reading, known))
    taken = {f.amount.start for f in figures}
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
        figures.extend(f for f in found if f.amount.start not in taken)
    ways = goods_ways(reading)
    figures = [_turned(reading, f, ways) for f in figures]
    return sorted(figures, key=lambda f: (f.start, f.amount.start))


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
) -> list[Figure]:
    """The figures of one sentence, or of an item with its term."""
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
    figures: list[Figure] = []
    span = Sentence(sentence.index, start, sentence.end, sentence.block)
    links = link_amounts(reading, span, amounts, flows, state.flow, state.lead, labelled, state.two)
    local = state.carried
    for index, (amount, link) in enumerate(zip(amounts, links, strict=True)):
        if link is None:
            continue
        period = period_of(reading, span, amounts, index, context, local)
        mode = mode_of(reading, span, amount, link.flow)
        if period is None and len(state.dated) == 1 and not is_undated(reading, span):
            period = next(iter(state.dated.values()))
        if link.rule == "goal" and mode.kind == "fact":
            mode = Mode("target", "planned")
        if mode.kind == "forecast":
            continue
        figures.append(_figure(amount, link, period, mode, span))
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
    if figures:
        state.flow = figures[-1].flow
        state.two = tuple(dict.fromkeys(f.flow for f in figures))
    if labelled and not amounts and flows and reading.text[sentence.end - 1] in ":":
        state.lead = flows[0]
    return figures


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


def _figure(amount: Amount, link: Link, period: object, mode: Mode, span: Sentence) -> Figure:
    flow = link.flow
    money = amount.unit.isupper() and len(amount.unit) == 3
    kinds = {"total": "total", "balance": "balance", "sell": "exports", "buy": "imports"}
    kind = kinds.get(flow.sense, "exports")
    if not money and flow.sense in ("sell", "buy", "go"):
        kind = "quantity"
    if mode.kind == "target":
        kind = "target"
    start, end = min(flow.start, amount.start), max(flow.end, amount.end)
    if not span.start <= flow.start < span.end:
        start, end = amount.start, amount.end
    value = getattr(period, "value", None)
    return Figure(amount, flow, kind, value, start, end, span.index, mode, link.rule)


def _claim(reading: Reading, figure: Figure, value: float) -> Claim:
    flow = figure.flow
    directed = flow.sense in ("sell", "buy", "go")
    exporter, importer = (flow.exporter, flow.importer) if directed else (None, None)
    ends = (exporter, importer) if directed else (flow.owner, flow.other)
    pair = contexts(reading)[figure.sentence].pair if figure.sentence >= 0 else None
    if not directed and pair and not any(ends) and not flow.world:
        ends = pair
    if figure.kind == "balance" and cues()["surplus"].search(flow.word.lower()):
        ends = ends[::-1]  # the side in deficit stands first
    slots: dict[str, Slot] = {
        "kind": figure.kind,
        "exporter": exporter,
        "importer": importer,
        "parties": tuple(e for e in ends if e is not None),
        "commodity": figure.commodity,
        "value": value,
        "unit": figure.amount.unit,
        "period": figure.period,
    }
    return make_claim(
        reading,
        "trade",
        figure.start,
        figure.end,
        slots,
        modality=figure.mode.modality,
        confidence=CONFIDENCE.get(figure.rule, 0.6),
        because=(figure.rule, flow.pattern, flow.word),
    )


#: Share of rows right in every slot by rule, measured on the readable documents of data/gold/dev
#: and data/gold/own; "respectively" was too rare to measure.
CONFIDENCE = {
    "word before": 0.8,
    "word after": 0.55,
    "goods after": 0.45,
    "goal": 0.7,
    "same flow": 0.8,
    "respectively": 0.8,
    "sentence before": 0.65,
    "heading": 0.8,
    "table": 0.95,
}

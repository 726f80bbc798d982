"""Read the goods that go from one country to another, by rules of grammar and layout.

"Kenya sells tea and roses to Peru" -> tea, roses: Kenya > Peru.

in    a Reading
out   Rows, one a name of goods and direction, and the direction that stands behind each sentence
data  data/lexicon/commodities.csv, data/patterns/flow.yaml
next  kg.claims.export_judged weighs them; kg.claims.exports makes claims of them

Goods are read where kg.claims.goods_lists says a flow has them: object of a verb, subject
of a verb of going, "exports of", "main exports are", items under a heading that names a
direction, answers to "What does Kenya export?", and goods beside a figure of trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.commodities import Goods, find_goods
from kg.claims.export_frames import frame_rows
from kg.claims.export_lists import Row, list_rows
from kg.claims.export_sources import goods_from, goods_supplied
from kg.claims.export_ways import way_rows
from kg.claims.flow_denials import by_way, is_denied
from kg.claims.flows import OTHER_WAY, Flow, direction_of, find_flows
from kg.claims.goods_lists import goods_of, members
from kg.claims.goods_ways import goods_ways
from kg.claims.patterns import DIRECTED
from kg.claims.trade_amounts import trade_figures
from kg.claims.trade_cue_words import cues
from kg.claims.trade_modes import is_wished
from kg.model import Block, Sentence
from kg.reading.context import Context, contexts
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

__all__ = ["NO_COMMODITY", "Behind", "Ruled", "rule_rows"]

#: Words for goods in general, which name no commodity.
NO_COMMODITY = frozenset(["goods"])

#: Exporter and importer.
Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Behind:
    """The directions that stand behind a sentence."""

    lead: Ends | None = None  #: of the heading, question or lead-in above it
    carried: Ends | None = None  #: of the last flow before it
    near: int = 9  #: how many blocks back that flow stands


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules found in a document."""

    rows: tuple[Row, ...]
    behind: tuple[Behind, ...]  #: one a sentence
    contexts: tuple[Context, ...]  #: one a sentence


@once_a_reading
def rule_rows(reading: Reading) -> Ruled:
    """Return the rows of every rule, in the order they were found.

    Args:
        reading: A document as read.

    Returns:
        Rows, and one Behind and one Context a sentence; no rows where no goods go anywhere.

    """
    known = contexts(reading)
    behind: list[Behind] = []
    rows = tuple(_rows(reading, known, behind))
    return Ruled(rows, tuple(behind), tuple(known))


@dataclass(slots=True)
class _State:
    """What is carried from block to block."""

    flow: Flow | None = None
    lead: tuple[str, str] | None = None  #: direction a heading, question or lead-in names
    block: int = -1
    flow_block: int = -1  #: where the last flow stands
    planned: bool = False  #: under a heading of what is to come

    def behind(self, sentence: Sentence) -> Behind:
        """What stands behind a sentence that comes now."""
        if self.flow is None:
            return Behind(self.lead)
        return Behind(self.lead, _direction(self.flow), sentence.block - self.flow_block)


def _rows(reading: Reading, known: Sequence[Context], behind: list[Behind]) -> Iterator[Row]:
    """The rows of every rule; where a noun names neither end, the way its goods go elsewhere."""
    ways = goods_ways(reading)
    for row in _candidates(reading, known, behind):
        if row.named or row.rule not in ("of", "before", "subject", "figure"):
            yield row
        elif way := ways.get(row.goods.label):
            yield replace(row, exporter=way[0], importer=way[1])
        elif row.rule in ("subject", "figure"):
            yield row


def _candidates(reading: Reading, known: Sequence[Context], behind: list[Behind]) -> Iterator[Row]:
    state = _State()
    for sentence in reading.sentences:
        block = reading.block(sentence)
        context = known[sentence.index]
        behind.append(state.behind(sentence))
        if block.kind == "row":
            continue
        if block.kind in ("heading", "question"):
            lead = direction_of(reading, sentence.start, sentence.end, context)
            if lead is None and state.lead and OTHER_WAY.search(reading.words(sentence)):
                lead = state.lead[1], state.lead[0]
            state.flow, state.lead = None, lead
            if block.kind == "heading":
                state.planned = cues()["plans"].search(reading.words(sentence)) is not None
            continue
        if state.planned and block.kind in ("item", "numbered"):
            continue
        carried = state.flow if sentence.block == state.flow_block else None
        lead = state.lead
        found = list(_sentence_rows(reading, block, sentence, context, state))
        found += frame_rows(reading, sentence, context)
        behind_it = (_direction(carried) if carried else None) or lead
        found += way_rows(reading, sentence, context, found, behind_it)
        yield from found
        yield from list_rows(reading, sentence, context, found, carried, lead)
    yield from _figure_rows(reading)


def _sentence_rows(
    reading: Reading, block: Block, sentence: Sentence, context: Context, state: _State
) -> Iterator[Row]:
    """Goods of the flows of one sentence, or of an item under a direction."""
    labelled = block.label is not None and sentence.start == block.body
    if labelled:
        direction = direction_of(reading, block.start, block.body, context)
        label_goods = find_goods(reading, block.start, block.body)
        label_goods = [g for g in label_goods if g.label not in NO_COMMODITY]
        opens = re.match(r"(?:From|To)\b", block.label or "") is not None
        if direction is not None and (not label_goods or opens):
            for goods in members(reading, sentence.start, sentence.end, opens):
                yield Row(goods, *direction, block.start, sentence.end, "list", "term")
            return
        flows_inside = find_flows(reading, sentence.start, sentence.end, context, None)
        lead = state.lead or (_direction(state.flow) if state.flow else None)
        if state.lead and not label_goods and state.flow is None and block.kind == "item":
            label_goods = members(reading, block.start, block.body - 1, True)[:1]
        if lead and label_goods and not [f for f in flows_inside if f.sense != "none"]:
            headed = state.lead is not None and state.flow is None
            inner = members(reading, sentence.start, sentence.end, headed)
            counted = re.search(r"\d", reading.words(sentence)) is not None
            if counted or inner:
                for goods in [*members(reading, block.start, block.body - 1), *inner]:
                    yield Row(goods, *lead, block.start, sentence.end, "list", "heading")
                return
    start = block.start if labelled else sentence.start
    flows = find_flows(reading, start, sentence.end, context, state.flow)
    found = 0
    for index, flow in enumerate(flows):
        if flow.sense not in DIRECTED or not (flow.exporter and flow.importer):
            continue
        after = flows[index + 1].start if index + 1 < len(flows) else sentence.end
        before = flows[index - 1].end if index else start
        if is_wished(reading, sentence, flow) or is_denied(reading, sentence, flow.start):
            continue
        for goods, rule in goods_of(reading, flow, before, after, (start, sentence.end)):
            found += 1
            yield Row(
                goods,
                flow.exporter,
                flow.importer,
                flow.start,
                flow.end,
                rule,
                flow.word,
                flow.named,
            )
    if block.kind not in ("item",) or not labelled:
        yield from goods_from(reading, sentence, context)
        yield from goods_supplied(reading, sentence, context)
    if not found:
        yield from _listed(reading, block, sentence, context, flows, state)
    state.block = sentence.block
    for flow in flows:
        if (
            flow.sense in DIRECTED
            and flow.exporter
            and flow.importer
            and not is_wished(reading, sentence, flow)
        ):
            state.flow, state.flow_block = flow, sentence.block


def _listed(
    reading: Reading,
    block: Block,
    sentence: Sentence,
    context: Context,
    flows: list[Flow],
    state: _State,
) -> Iterator[Row]:
    """Goods of a list that goes on about a direction: an answer, "tea and copper led the list"."""
    text = reading.words(sentence)
    leading = cues()["leads"].search(text)
    lead = (_direction(state.flow) if state.flow else None) or state.lead
    answers = block.kind in ("answer", "item", "numbered") and state.lead is not None
    if answers and sentence.block != state.block and not flows:
        lead = state.lead
    else:
        near = state.lead is not None or 0 <= sentence.block - state.flow_block <= 3
        if not near or not (leading or OTHER_WAY.search(text) or _is_fragment(reading, sentence)):
            return
    if text.rstrip().endswith("?") or cues()["unlike"].search(text):
        return
    if lead is None or any(f.exporter and f.importer and f.sure for f in flows):
        return
    if (toward := by_way(text, context)) is not None:
        lead = toward
    elif OTHER_WAY.search(text):
        lead = lead[1], lead[0]
    stop = sentence.start + leading.start() if leading else sentence.end
    listed = members(reading, sentence.start, stop)
    named = sum(g.end - g.start for g in listed)
    if not leading and not OTHER_WAY.search(text) and 2 * named < len(text.strip()) - 12:
        return
    if listed and len(text.split()) <= 9 * len(listed) + 6:
        for goods in listed:
            yield Row(goods, *lead, sentence.start, sentence.end, "list", "goes on")


def _direction(flow: Flow) -> tuple[str, str] | None:
    return (flow.exporter, flow.importer) if flow.exporter and flow.importer else None


def _is_fragment(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence has no verb: "Textiles, medicines and chemicals."."""
    return not any(t.pos_ in ("VERB", "AUX") for t in reading.span(sentence))


def _figure_rows(reading: Reading) -> Iterator[Row]:
    """Goods beside a figure of trade: "metals 421 million"."""
    for figure in trade_figures(reading):
        flow = figure.flow
        if not (flow.exporter and flow.importer) or figure.kind in ("target", "total", "balance"):
            continue
        if flow.world or figure.rule == "table":
            continue
        amount = figure.amount
        low = max(amount.start - 40, 0)
        near = [
            g
            for g in find_goods(reading, low, amount.end + 40)
            if _adjoins(reading.text, g, amount.start, amount.end)
        ]
        if not near and amount.unit in ("kilowatt_hour", "megawatt"):
            near = [Goods(amount.start, amount.end, "electricity", "electricity")]
        for goods in near[:2]:
            yield Row(
                goods,
                flow.exporter,
                flow.importer,
                amount.start,
                amount.end,
                "figure",
                flow.word,
                flow.named,
            )


def _adjoins(text: str, goods: Goods, start: int, end: int) -> bool:
    """Whether goods stand right before or after an amount: "tea, at $3 bn", "3 t of tea"."""
    if goods.end <= start:
        gap = text[goods.end : start]
        return (
            re.fullmatch(
                r"(?:,|\salone|:)?\s(?:(?:worth|at|for|was|were|is|made\sup|earned|took|only|about"
                r"|some|nearly|over|value|valued|totalling|brought\sus|in\sat)\s){0,4}\(?",
                gap,
            )
            is not None
        )
    gap = text[end : goods.start]
    return re.fullmatch(r"\s(?:(?:worth\s)?(?:of|in|for)\s)(?:[\w-]+\s){0,3}", gap) is not None

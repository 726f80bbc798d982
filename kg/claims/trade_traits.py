"""Say what an amount looks like: the features by which it is judged to be trade, and of what kind.

    "tea worth $3 billion went to Peru"  ->  last=worth, goods=left, flow=right_go, unit=money, ...

in    a Measured amount, the Scene of its document
out   feature names with values
data  data/lexicon/trade_cues.csv
next  kg.claims.trade_judged gives them to its scorer

Countries are written P where they are in focus and C where not, so that nothing is learned
about one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.claims.commodities import find_goods
from kg.claims.export_scene import Scene, sense_of
from kg.claims.export_traits import SINGLE, adjoining
from kg.claims.flows import Flow
from kg.claims.trade_amounts import Measured
from kg.claims.trade_cue_words import cues
from kg.reading.context import countries_in
from kg.reading.reading import Reading, within
from kg.scoring.features import ngrams, unit_length

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["amount_features", "ruled_kind"]

#: Words before and after an amount that are looked at.
REACH = 7
#: Total weight of the words of a sentence, and of those near the amount.
TEXT_WEIGHT = 1.0
NEAR_WEIGHT = 2.0
#: How far goods may stand from their amount, in characters.
NEAR = 60


def amount_features(
    scene: Scene, measured: Measured, others: Sequence[Measured], before: str
) -> dict[str, float]:
    """Every feature by which an amount is judged to be trade.

    Args:
        scene: The document.
        measured: The amount, with what the rules make of it.
        others: The amounts of its sentence, itself among them, in order.
        before: What the rules make of the last amount before its sentence.

    Returns:
        Value by feature name.

    """
    reading = scene.reading
    sentence = reading.sentences[measured.sentence.index]
    pair = scene.ruled.contexts[sentence.index].pair or ("", "")
    words = [(at, _neutral(w)) for at, w in scene.words(sentence, pair)]
    left = [w for at, w in words if at < measured.amount.start]
    right = [w for at, w in words if at >= measured.amount.end]
    found = dict(unit_length(ngrams([w for _, w in words], "w", 1), TEXT_WEIGHT))
    near = ngrams(left[-REACH:], "before", 2) | ngrams(right[:REACH], "after", 2)
    found.update(unit_length(near, NEAR_WEIGHT))
    single = {
        *adjoining(left, right),
        *_further(left, right),
        *_rules(measured, others, before),
        *_shape(measured),
        *_flows(reading, measured),
        *_around(scene, measured),
        *_grammar(reading, measured),
    }
    found.update(dict.fromkeys(sorted(single), SINGLE))
    return found


def _neutral(word: str) -> str:
    """A word of a Scene with the two countries in focus not told apart."""
    return {"S": "P", "B": "P", "S's": "P's", "B's": "P's"}.get(word, word)


def _further(left: list[str], right: list[str]) -> Iterator[str]:
    """Three words before an amount, and the two on either side of it together."""
    if len(left) > 2:
        yield f"last3={left[-3]}_{left[-2]}_{left[-1]}"
    yield f"last_next={left[-1] if left else 'START'}_{right[0] if right else 'END'}"


def ruled_kind(measured: Measured) -> str:
    """What the rules make of an amount: flow, total, balance, target or none.

    Args:
        measured: The amount.

    """
    if measured.figure is None:
        return "none"
    kind = measured.figure.kind
    return kind if kind in ("total", "balance", "target") else "flow"


def _rules(measured: Measured, others: Sequence[Measured], before: str) -> Iterator[str]:
    kind = ruled_kind(measured)
    yield f"ruled={kind}"
    link = measured.link
    yield f"rule={link.rule if link else None}_{kind}"
    yield f"mode={measured.mode.kind}_{link is not None}_{kind}"
    yield f"modality={measured.mode.modality}_{kind}"
    if link is not None:
        flow = link.flow
        yield f"link={link.rule}_{flow.sense}_{flow.verb}_{flow.weak}"
        yield f"pattern={flow.pattern}"
        yield f"word={flow.word}"
        yield f"named={flow.named}_{link.rule}"
        yield f"world={flow.world}"
        inside = measured.sentence.start <= flow.start < measured.sentence.end
        gap = abs(measured.amount.start - flow.end) if inside else 0
        yield f"gap={min(gap // 15, 6) if inside else 'out'}_{link.rule}"
    at = others.index(measured)
    previous = ruled_kind(others[at - 1]) if at else "first"
    following = ruled_kind(others[at + 1]) if at + 1 < len(others) else "last"
    yield f"previous={previous}_{kind}"
    yield f"following={following}_{kind}"
    if at:
        same = others[at - 1].amount.unit == measured.amount.unit
        yield f"previous_unit={same}_{previous}_{kind}"
    yield f"sentence_before={before}_{kind}"
    yield f"amounts={min(len(others), 4)}"
    if measured.lead is not None:
        yield f"lead={measured.lead.sense}_{kind}"
    if measured.before is not None:
        yield f"carried={measured.before.sense}_{kind}"


def _shape(measured: Measured) -> Iterator[str]:
    amount = measured.amount
    money = amount.unit.isupper() and len(amount.unit) == 3
    unit = "money" if money else amount.unit
    yield f"unit={unit}"
    size = int(math.log10(abs(amount.value))) if amount.value else 0
    yield f"size={unit}_{size}"
    yield f"size={unit}_{min(size, 12) // 2}"
    yield f"range={amount.high is not None}"
    yield f"period={measured.period is not None}"
    if measured.period is not None:
        inside = measured.sentence.start <= measured.period.start < measured.sentence.end
        yield f"period_inside={inside}_{unit}"


def _flows(reading: Reading, measured: Measured) -> Iterator[str]:
    """The nearest words of flow, and of other sums, on either side."""
    amount = measured.amount
    left = [f for f in measured.flows if f.end <= amount.start]
    right = [f for f in measured.flows if f.start >= amount.end]
    if not measured.flows:
        yield "no_flow"
    for side, flow in (("l", left[-1] if left else None), ("r", right[0] if right else None)):
        if flow is None:
            yield f"flow_{side}=none"
            continue
        gap = amount.start - flow.end if side == "l" else flow.start - amount.end
        yield f"flow_{side}={flow.sense}"
        yield f"flow_{side}={flow.sense}_{min(gap // 20, 5)}"
        form = "verb" if flow.verb else "noun"
        yield f"flow_{side}={flow.sense}_{form}_{_commas(reading, flow, measured)}"
        yield f"flow_{side}_word={flow.word}"
    yield f"senses={'_'.join(sorted({f.sense for f in measured.flows}))}"


def _commas(reading: Reading, flow: Flow, measured: Measured) -> int:
    low, high = sorted((flow.end, measured.amount.start))
    return min(sum(reading.text[low:high].count(c) for c in ",;:("), 2)


def _around(scene: Scene, measured: Measured) -> Iterator[str]:
    """Goods, countries and cues near the amount; the place of its sentence."""
    reading, amount, sentence = scene.reading, measured.amount, measured.sentence
    text = reading.text
    block = reading.blocks[sentence.block]
    low, high = max(sentence.start, amount.start - NEAR), min(sentence.end, amount.end + NEAR)
    goods = find_goods(reading, low, high)
    left = any(g.end <= amount.start for g in goods)
    right = any(g.start >= amount.end for g in goods)
    yield f"goods={left}_{right}"
    if _leads_to_goods(text, amount.end) and any(
        g.start - amount.end < 25 for g in goods if g.start >= amount.end
    ):
        yield "of_goods"
    rows = [r for r in scene.ruled.rows if sentence.start <= r.goods.start < sentence.end]
    yield f"rows={min(len(rows), 2)}"
    yield f"rows_near={any(scene.rows_near(reading.sentences[sentence.index]))}"
    named = {m.actor for m in countries_in(reading, sentence.start, sentence.end)}
    pair = scene.ruled.contexts[sentence.index].pair or ()
    yield f"countries={sum(c in pair for c in named)}_{min(sum(c not in pair for c in named), 2)}"
    organisations = [m for m in within(reading.mentions, sentence) if m.kind == "organisation"]
    yield f"organisations={min(len(organisations), 2)}"
    yield f"block={block.kind}"
    if block.label:
        for word in block.label.lower().split()[:5]:
            yield f"label={word.strip('.,:;?!()')}"
    for words in block.section[-1:]:
        for word in words.lower().split()[:8]:
            yield f"section={word.strip('.,:;?!()')}"
    before = text[sentence.start : amount.start]
    after = text[amount.end : sentence.end]
    for role, pattern in sorted(cues().items()):
        if pattern.search(before[-70:].lower()):
            yield f"cue_before={role}"
        if pattern.search(after[:60].lower()):
            yield f"cue_after={role}"


def _leads_to_goods(text: str, end: int) -> bool:
    """Whether "of" or "worth of" follows."""
    return text[end : end + 4] == " of " or text[end : end + 10] == " worth of "


def _grammar(reading: Reading, measured: Measured) -> Iterator[str]:
    """The words that the amount hangs under, and the subject of its verb."""
    amount = measured.amount
    span = reading.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if span is None:
        return
    top: Token = span.root
    path = [top.dep_]
    while top.head.i != top.i and top.pos_ not in ("VERB", "AUX") and len(path) < 6:
        if top.pos_ == "NOUN" and not span.start <= top.i < span.end:
            yield f"under={top.lemma_.lower()}"
            if sense := sense_of(top):
                yield f"under_flow={sense}"
        top = top.head
        path.append(top.lower_ if top.dep_ in ("prep", "agent") else top.dep_)
    yield f"path={'_'.join(path[:3])}"
    if top.pos_ not in ("VERB", "AUX"):
        yield "no_verb"
        return
    verb = top.lemma_.lower()
    yield f"verb={verb}"
    yield f"verb_path={verb}_{'_'.join(path[:2])}"
    yield f"verb_sense={sense_of(top)}"
    marks = [c.lower_ for c in top.children if c.dep_ in ("aux", "auxpass", "neg", "mark")]
    yield f"tense={'_'.join([*marks, top.tag_])}"
    for child in top.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i != span.root.i:
            yield f"{child.dep_}={child.lemma_.lower()}"
            if sense := sense_of(child):
                yield f"{child.dep_}_flow={sense}"

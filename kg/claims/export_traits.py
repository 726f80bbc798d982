"""Say what speaks for goods going one way: the features by which a flow of goods is judged.

    "Kenya sells tea to Peru", tea, Kenya > Peru  ->  before=S_sell, after=to_B, rule=object, ...

in    a Scene (a Reading and what the rules found in it), a sentence, Goods of it, two countries
out   feature names with values
data  data/lexicon/trade_cues.csv, data/lexicon/no_goods.csv
next  kg.claims.export_judged gives them to its scorer

The seller is written S, the buyer B and any other actor C, so that nothing is learned
about a country, and what holds of one direction is turned round for the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.commodities import Goods, commodity_labels
from kg.claims.export_lists import Row
from kg.claims.export_rules import Ends
from kg.claims.export_scene import FIRST, Scene, part_of, sense_of
from kg.claims.flow_denials import by_way, is_denied
from kg.claims.flows import OTHER_WAY, partner
from kg.claims.goods_objects import no_goods
from kg.claims.patterns import DIRECTED
from kg.claims.trade_cue_words import cues
from kg.claims.trade_modes import is_wished
from kg.model import Sentence
from kg.reading.context import country_of
from kg.reading.reading import Reading
from kg.scoring.features import ngrams, unit_length

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SINGLE", "adjoining", "flow_features", "looks_of", "way_of"]

#: Words before and after the goods that are looked at.
REACH = 8
#: Value of a feature that is not one of the words.
SINGLE = 0.5
#: Total weight of the words of a sentence, and of those near the goods.
TEXT_WEIGHT = 1.5
NEAR_WEIGHT = 2.0
ENDINGS = ("ers", "or", "ion", "ions", "ment", "ments", "ity", "ness", "ship", "ing", "ism", "ance")


def flow_features(
    scene: Scene,
    sentence: Sentence,
    goods: Goods,
    ends: Ends,
    mine: Sequence[Row],
    others: Sequence[Goods],
) -> dict[str, float]:
    """Every feature by which goods are judged to go from one country to another.

    Args:
        scene: The document.
        sentence: The sentence of the goods.
        goods: The goods.
        ends: Exporter and importer.
        mine: The rows of the rules for these goods, whichever way.
        others: Every name of goods of the sentence.

    Returns:
        Value by feature name.

    """
    words = scene.words(sentence, ends)
    before = [w for at, w in words if at < goods.start]
    after = [w for at, w in words if at >= goods.end]
    found = dict(scene.once("words", (sentence.index, ends), lambda: _all_words(words)))
    near = ngrams(before[-REACH:], "before", 2) | ngrams(after[:REACH], "after", 2)
    found.update(unit_length(near, NEAR_WEIGHT))
    single = {
        *adjoining(before, after),
        *_ends(words, goods, ends, scene, sentence),
        *_rules(scene, sentence, goods, ends, mine),
        *scene.once("behind", (sentence.index, ends), lambda: [*_behind(scene, sentence, ends)]),
        *scene.once(
            "goods",
            (goods.start, goods.end, tuple(others)),
            lambda: [
                *looks_of(scene.reading, goods),
                *_neighbours(goods, others),
                *_doubts(scene, sentence, goods),
            ],
        ),
        *_grammar(scene, sentence, goods, ends),
        *_flows(scene, sentence, goods, ends),
    }
    found.update(dict.fromkeys(sorted(single), SINGLE))
    return found


def _all_words(words: Sequence[tuple[int, str]]) -> Mapping[str, float]:
    """The words of a sentence in pairs and alone, whatever the goods."""
    return unit_length(ngrams([w for _, w in words], "w", 2), TEXT_WEIGHT)


def adjoining(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The one and the two words on either side of a thing."""
    yield f"last={before[-1] if before else 'START'}"
    yield f"next={after[0] if after else 'END'}"
    if len(before) > 1:
        yield f"last2={before[-2]}_{before[-1]}"
    if len(after) > 1:
        yield f"next2={after[0]}_{after[1]}"


def _ends(
    words: Sequence[tuple[int, str]], goods: Goods, ends: Ends, scene: Scene, sentence: Sentence
) -> Iterator[str]:
    """Which ends the sentence names, in which order, and what stands before each."""
    order = []
    last = "START"
    for at, word in words:
        if word[:1] in "SBC" and word.rstrip("'s") in ("S", "B", "C"):
            place = "l" if at < goods.start else "r"
            order.append(word + place)
            yield f"end={last}_{word}{place}"
        last = word
    yield "order=" + "".join(order[:4])
    for name in ("S", "B", "C"):
        inside = any(o.startswith(name) for o in order)
        yield f"has{name}={inside}"
    pair = scene.ruled.contexts[sentence.index].pair or ()
    yield f"in_focus={sum(e in pair for e in ends)}"
    perspective = scene.ruled.contexts[sentence.index].perspective
    yield f"perspective={'S' if perspective == ends[0] else 'B' if perspective == ends[1] else ''}"


def _rules(
    scene: Scene, sentence: Sentence, goods: Goods, ends: Ends, mine: Sequence[Row]
) -> Iterator[str]:
    """What the rules say of the goods, of others beside them, and of the same ones elsewhere."""
    turned = ends[1], ends[0]
    for row in mine:
        way = way_of((row.exporter, row.importer), ends)
        yield f"rule={row.rule}_{way}"
        yield f"rule={row.rule}_{row.named}_{way}"
        yield f"ruled={way}"
        if row.rule in ("subject", "frame", "object", "of"):
            yield f"rule_word={row.flow}_{way}"
    if not mine:
        yield "no_rule"
    beside = {
        way_of((r.exporter, r.importer), ends)
        for r in scene.ruled.rows
        if sentence.start <= r.goods.start < sentence.end and r not in mine
    }
    yield from (f"beside={way}_{bool(mine)}" for way in sorted(beside))
    label = goods.label
    elsewhere = scene.told[label, ends] - sum((r.exporter, r.importer) == ends for r in mine)
    against = scene.told[label, turned] - sum((r.exporter, r.importer) == turned for r in mine)
    if elsewhere:
        yield "elsewhere=same"
    if against:
        yield "elsewhere=turned"
    around = {way_of((r.exporter, r.importer), ends) for r in scene.rows_near(sentence)}
    yield from (f"around={way}" for way in sorted(around))
    if scene.directions[ends] == max(scene.directions.values(), default=0):
        yield "usual_way"


def way_of(found: Ends | None, ends: Ends) -> str:
    """How a direction stands to another.

    Args:
        found: Exporter and importer; None for no direction.
        ends: Exporter and importer.

    Examples:
        >>> way_of(("Kenya", "Peru"), ("Peru", "Kenya")), way_of(None, ("Peru", "Kenya"))
        ('turned', 'none')

    """
    if found is None:
        return "none"
    if found == ends:
        return "same"
    return "turned" if found == (ends[1], ends[0]) else "other"


def _behind(scene: Scene, sentence: Sentence, ends: Ends) -> Iterator[str]:
    """What the heading, the question and the sentences before say of the direction."""
    reading = scene.reading
    behind = scene.ruled.behind[sentence.index]
    block = reading.block(sentence)
    lead, carried = way_of(behind.lead, ends), way_of(behind.carried, ends)
    back = min(max(behind.near, 0), 3)
    text = reading.words(sentence)
    other = OTHER_WAY.search(text) is not None
    yield f"lead={lead}"
    yield f"lead={lead}_{block.kind}"
    yield f"carried={carried}_{back}"
    yield f"carried={carried}_{back}_{other}"
    yield f"lead_carried={lead}_{carried}"
    yield f"other_way={other}"
    way = by_way(text, scene.ruled.contexts[sentence.index])
    yield f"compass={way_of(way, ends)}"
    yield f"block={block.kind}"
    if block.section:
        for at, words in enumerate(block.section[-1:]):
            for word in words.lower().split()[:8]:
                yield f"section{at}={word.strip('.,:;?!')}"
    if block.label:
        yield "labelled"


def looks_of(reading: Reading, goods: Goods) -> Iterator[str]:
    """What goods look like, wherever they go."""
    span = reading.doc.char_span(goods.start, goods.end, alignment_mode="expand")
    known = _is_known(goods)
    yield f"known={known}"
    if span is None:
        return
    head = span[-1]
    lemma = head.lemma_.lower()
    yield f"head={lemma}"
    yield f"tag={head.tag_}"
    yield f"tag_known={head.tag_}_{known}"
    yield f"no_goods={lemma in no_goods()}"
    yield f"length={min(len(span), 3)}"
    yield f"capital={head.is_title}"
    for ending in ENDINGS:
        if head.lower_.endswith(ending):
            yield f"ending={ending}"
    for token in span[:-1]:
        yield f"modifier={token.lemma_.lower()}"
    determiner = [c.lower_ for c in head.children if c.dep_ in ("det", "poss")]
    yield f"article={determiner[0] if determiner else ''}_{head.tag_}"


def _is_known(goods: Goods) -> bool:
    labels = commodity_labels()
    return goods.name.casefold() in labels or goods.label.casefold() in labels


def _neighbours(goods: Goods, others: Sequence[Goods]) -> Iterator[str]:
    """What other goods stand in the sentence."""
    labels, known = commodity_labels(), _is_known(goods)
    beside = [
        g
        for g in others
        if g != goods and min(abs(g.start - goods.end), abs(goods.start - g.end)) < 8
    ]
    yield f"neighbours={min(len(beside), 2)}"
    yield f"known_neighbours={min(sum(g.label.casefold() in labels for g in beside), 2)}_{known}"
    yield f"goods_of_sentence={min(sum(g.label.casefold() in labels for g in others), 4)}"
    yield f"phrases_of_sentence={min(len(others), 8)}"


def _grammar(scene: Scene, sentence: Sentence, goods: Goods, ends: Ends) -> Iterator[str]:
    """What the goods are to their verb, who its subject is, and what follows it."""
    place = goods.start, goods.end
    plain, arguments = scene.once("grammar", place, lambda: _frame(scene.reading, goods))
    yield from plain
    for argument in arguments:
        part = _of(scene.reading, argument.noun, ends, scene, sentence)
        if part:
            yield f"arg={argument.name}_{part}"
            yield f"arg={argument.verb}_{argument.name}_{part}"
            yield f"arg={argument.sense}_{argument.name}_{part}_{argument.role}"


@dataclass(frozen=True, slots=True)
class _Argument:
    """A subject, object or prepositional phrase of the verb that goods stand under."""

    name: str  #: its dependency, or its preposition
    noun: Token
    verb: str
    sense: str | None
    role: str  #: dependency of the goods


def _frame(reading: Reading, goods: Goods) -> tuple[list[str], list[_Argument]]:
    """The features of grammar that do not depend on the direction, and the verb's arguments."""
    span = reading.doc.char_span(goods.start, goods.end, alignment_mode="expand")
    if span is None:
        return [], []
    head: Token = span.root
    while head.dep_ in ("conj", "appos", "compound") and head.head.i != head.i:
        head = head.head
    path = [head.dep_]
    found = [f"dep={head.dep_}"]
    top = head
    while top.head.i != top.i and top.pos_ not in ("VERB", "AUX") and len(path) < 6:
        if top.dep_ in ("prep", "agent"):
            path.append(top.lower_)
        elif top is not head:
            sense = sense_of(top)
            found.append(f"under={top.lemma_.lower()}")
            if sense:
                found.append(f"under_flow={sense}")
        top = top.head
    if top.pos_ not in ("VERB", "AUX"):
        return [*found, "no_verb"], []
    verb = top.lemma_.lower()
    sense = sense_of(top)
    marks = [c.lower_ for c in top.children if c.dep_ in ("aux", "auxpass", "neg")]
    found += [
        f"verb={verb}",
        f"verb_path={verb}_{'_'.join(path[:2])}",
        f"path={'_'.join(path[:3])}",
        f"verb_sense={sense}_{'_'.join(path[:2])}",
        f"tense={'_'.join([*marks, top.tag_])}",
    ]
    arguments = []
    for child in top.children:
        if child.dep_ in ("prep", "agent"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), child)
            arguments.append(_Argument(child.lower_, inner, verb, sense, path[0]))
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "dative"):
            arguments.append(_Argument(child.dep_, child, verb, sense, path[0]))
    return found, arguments


def _flows(scene: Scene, sentence: Sentence, goods: Goods, ends: Ends) -> Iterator[str]:
    """Which way the words of flow before and after the goods go."""
    for flow in scene.flows_in(sentence):
        if flow.sense in DIRECTED and flow.exporter and flow.importer:
            way = way_of((flow.exporter, flow.importer), ends)
            place = "left" if flow.end <= goods.start else "right"
            yield f"flow={flow.sense}_{place}_{way}_{flow.named}"
            yield f"flow={place}_{way}"
    if not scene.flows_in(sentence):
        yield "no_flow"


def _of(reading: Reading, token: Token, ends: Ends, scene: Scene, sentence: Sentence) -> str | None:
    """The part of the country that a noun phrase names."""
    context = scene.ruled.contexts[sentence.index]
    we = context.we or context.perspective
    if token.lower_ in FIRST and we:
        return part_of(we if FIRST[token.lower_] == 0 else partner(we, context), ends)
    left, right = token.left_edge.idx, token.idx + len(token)
    for mention in reading.mentions:
        if left <= mention.start < right:
            part = part_of(country_of(reading, mention), ends)
            return part if mention.end >= right - 1 else f"{part}'s"
    return None


def _doubts(scene: Scene, sentence: Sentence, goods: Goods) -> Iterator[str]:
    """What makes a flow a wish, a forecast or a denial."""
    text = scene.reading.text
    before = text[sentence.start : goods.start]
    after = text[goods.end : sentence.end]
    for role, pattern in sorted(cues().items()):
        if pattern.search(before[-80:]):
            yield f"cue_before={role}"
        if pattern.search(after[:80]):
            yield f"cue_after={role}"
    if is_denied(scene.reading, sentence, goods.start):
        yield "denied"
    flows = [f for f in scene.flows_in(sentence) if f.sense in DIRECTED]
    if flows:
        wished = [is_wished(scene.reading, sentence, f) for f in flows]
        yield f"wished={any(wished)}_{all(wished)}"

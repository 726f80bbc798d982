"""Say what speaks for a sum of trade going from one country to another.

    "Exports to Peru were 3 million and imports 4 million", 4 million, Peru > Kenya
        -> flow_before=opposite_turned, rule=same, perspective=actor_buy, ...

in    a Measured amount, the Scene of its document, the directed amount before it
out   pairs of countries it may go between; feature names with values for each
next  kg.claims.trade_judged chooses by them

The actor (A) is the seller where the word of flow sells and the buyer where it buys, the other
is the partner (P): what holds of a seller's text holds of a buyer's, turned round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.claims.commodities import Goods, find_goods
from kg.claims.export_rules import Ends
from kg.claims.export_scene import FIRST, Scene
from kg.claims.export_traits import SINGLE, way_of
from kg.claims.flows import OTHER_WAY, Flow, partner
from kg.claims.patterns import DIRECTED
from kg.claims.trade_amounts import Measured
from kg.model import Mention
from kg.reading.context import Context, countries_in, country_of
from kg.reading.reading import Reading, within

__all__ = ["Told", "end_features", "ends_of", "pairs", "told_in"]

#: Countries of a sentence beside those in focus that are tried as ends, and all that are.
OTHERS = 3
NAMED = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says elsewhere of who sells and who buys."""

    actors: Counter[tuple[str, str | None]]  #: sense and actor of flows with a named end
    before: dict[int, Measured]  #: the directed amount before each amount, by its start


def told_in(measured: Sequence[Measured]) -> Told:
    """What the amounts of a document say of its directions, as the rules read them.

    Args:
        measured: The amounts of running text, in order.

    """
    actors: Counter[tuple[str, str | None]] = Counter()
    before: dict[int, Measured] = {}
    last: Measured | None = None
    for one in measured:
        if last is not None:
            before[one.amount.start] = last
        figure = one.figure
        if figure is None or figure.flow.sense not in DIRECTED:
            continue
        if figure.flow.sense != "go" and figure.flow.named:
            actors[figure.flow.sense, _actor(figure.flow.sense, _both(figure.flow))] += 1
        if figure.kind != "target":
            last = one
    return Told(actors, before)


def ends_of(measured: Measured) -> Ends | None:
    """Exporter and importer as the rules read them, "" for all countries; None for no direction."""
    figure = measured.figure
    return _both(figure.flow) if figure is not None and figure.flow.sense in DIRECTED else None


def _both(flow: Flow) -> Ends:
    return flow.exporter or "", flow.importer or ""


def _actor(sense: str, ends: Ends) -> str:
    return ends[1] if sense == "buy" else ends[0]


def pairs(scene: Scene, measured: Measured, told: Told) -> list[Ends]:
    """Return the ordered pairs of countries that a sum may go between, each once.

    Args:
        scene: The document.
        measured: The amount.
        told: What the document says elsewhere.

    Returns:
        Exporter and importer; the rules' pair first; [] where no two countries are known.

    """
    found = [ends] if (ends := ends_of(measured)) is not None else []
    for flow in (*measured.flows, measured.before, measured.lead):
        if flow is not None and flow.sense in DIRECTED and flow.exporter and flow.importer:
            found += [_both(flow), _both(flow)[::-1]]
    before = told.before.get(measured.amount.start)
    if before is not None and (ends := ends_of(before)) is not None:
        found += [ends, ends[::-1]]
    sentence = measured.sentence
    named = [m.actor for m in countries_in(scene.reading, sentence.start, sentence.end)]
    named = list(dict.fromkeys(named))
    if (pair := scene.ruled.contexts[sentence.index].pair) is not None:
        found += [pair, pair[::-1]]
        for other in [c for c in named if c not in pair][:OTHERS]:
            for one in pair:
                found += [(other, one), (one, other)]
    found += [(a, b) for a in named[:NAMED] for b in named[:NAMED]]
    return [e for e in dict.fromkeys(found) if e[0] != e[1]]


def end_features(scene: Scene, measured: Measured, told: Told, ends: Ends) -> dict[str, float]:
    """Every feature by which a sum is judged to go from one country to another.

    Args:
        scene: The document.
        measured: The amount.
        told: What the document says elsewhere.
        ends: Exporter and importer, "" for all countries.

    Returns:
        Value by feature name.

    """
    view = _View(scene, measured, ends)
    names = {
        *_document(view, told),
        *_named(view),
        *_spoken(view),
        *_before(view, told),
        *_rule(view),
        *_behind(view),
        *_goods(view),
    }
    return dict.fromkeys(sorted(names), SINGLE)


class _View:
    """An amount and two ends, seen from the word of flow that is nearest."""

    def __init__(self, scene: Scene, measured: Measured, ends: Ends) -> None:
        self.scene, self.measured, self.ends = scene, measured, ends
        self.reading: Reading = scene.reading
        self.sentence = measured.sentence
        self.context: Context = scene.ruled.contexts[measured.sentence.index]
        self.flow, self.source = self._flow()
        flow, before = self.flow, measured.before
        self.sense = flow.sense if flow is not None else "none"
        if flow is None and before is not None and before.sense in DIRECTED:
            self.sense, self.source = before.sense, "before"
        begins, ends_at = self.sentence.start, self.sentence.end
        self.inside = flow is not None and begins <= flow.start < ends_at
        self.at = flow.start if flow is not None and self.inside else measured.amount.start
        self.named = flow.named if flow is not None else 0
        self.form = "verb" if flow is not None and flow.verb else "noun"
        self.actor = _actor(self.sense, ends)
        self.other = ends[0] if self.actor == ends[1] else ends[1]

    def _flow(self) -> tuple[Flow | None, str]:
        """The flow the rules give the amount; else the nearest of its sentence."""
        link, amount = self.measured.link, self.measured.amount
        if link is not None and link.flow.sense in DIRECTED:
            return link.flow, "link"
        flows = [f for f in self.measured.flows if f.sense in DIRECTED]
        return min(flows, key=lambda f: abs(f.start - amount.start), default=None), "near"

    def role(self, country: str | None) -> str:
        """A for the actor, P for the partner, C for another country, X for none."""
        if not country:
            return "X"
        return "A" if country == self.actor else "P" if country == self.other else "C"

    def chain(self) -> list[Flow]:
        """The flows before the one looked from, in its sentence."""
        flow = self.flow
        if flow is None:
            return []
        return [f for f in self.measured.flows if f.sense in DIRECTED and f.end <= flow.start]

    def kinship(self, sense: str) -> str:
        """How the sense of another flow stands to that of this one."""
        if sense == self.sense:
            return "same"
        return "opposite" if {sense, self.sense} == {"sell", "buy"} else "mixed"

    def word_before(self, at: int) -> str:
        words = self.reading.text[self.sentence.start : at].split()
        return words[-1].lower() if words else ""


def _document(view: _View, told: Told) -> Iterator[str]:
    """Whose figures the document gives, who speaks, who is in focus."""
    context, named = view.context, min(view.named, 2)
    tag = f"{view.source}_{view.sense}_{view.form}"
    yield f"perspective={view.role(context.perspective)}_{tag}_{named}"
    yield f"we={view.role(context.we)}_{tag}_{named}"
    if context.pair is not None:
        yield f"first={view.role(context.pair[0])}_{tag}"
        yield f"in_focus={sum(e in context.pair for e in view.ends)}_{named}"
    mine, theirs = (told.actors[view.sense, c] for c in (view.actor, view.other))
    yield f"told={(mine > theirs) - (mine < theirs)}_{named}_{view.sense}"
    world = view.flow is not None and view.flow.world
    yield f"open={not view.ends[0]}_{not view.ends[1]}_{world}"


def _named(view: _View) -> Iterator[str]:
    """The countries of the sentence, by their place and the word before them."""
    scene, sentence = view.scene, view.sentence
    found: list[tuple[Mention, str]] = scene.once(
        "countries", (sentence.start, sentence.end), lambda: _countries(view)
    )
    sense, amount = view.sense, view.measured.amount
    left = [(m, c) for m, c in found if m.end <= view.at]
    right = [(m, c) for m, c in found if m.start >= view.at]
    if left:
        mention, country = left[-1]
        role = view.role(country)
        words = view.reading.text[mention.end : view.at].lower().split()[:3]
        yield f"left={role}_{sense}_{view.form}"
        yield f"opening={view.role(left[0][1])}_{sense}_{view.form}"
        yield f"left_to={'_'.join(words)}_{role}_{sense}"
        yield f"left_after={view.word_before(mention.start)}_{role}_{sense}_{view.form}"
    if right:
        mention, country = right[0]
        role = view.role(country)
        yield f"right={role}_{sense}_{view.form}"
        yield f"right_after={view.word_before(mention.start)}_{role}_{sense}_{view.form}"
    for side, near in (
        ("l", [n for n in found if n[0].end <= amount.start][-1:]),
        ("r", [n for n in found if n[0].start >= amount.end][:1]),
    ):
        for mention, country in near:
            yield f"amount_{side}={view.word_before(mention.start)}_{view.role(country)}_{sense}"
    yield f"order={''.join(view.role(c) for _, c in found[:4])}_{sense}"
    named = {c for _, c in found}
    yield f"has={view.actor in named}_{view.other in named}_{sense}"


def _countries(view: _View) -> list[tuple[Mention, str]]:
    """Mentions of the sentence that are, or belong to, a country."""
    known = [(m, country_of(view.reading, m)) for m in within(view.reading.mentions, view.sentence)]
    return [(m, c) for m, c in known if c]


def _spoken(view: _View) -> Iterator[str]:
    """What "we" and "you" are to the flow."""
    context, we = view.context, view.context.we
    if we is None:
        return
    span = view.scene.once(
        "pronouns",
        (view.sentence.start, view.sentence.end),
        lambda: [
            (t.lower_, t.idx, t.nbor(-1).lower_ if t.i else "")
            for t in view.reading.span(view.sentence)
            if t.lower_ in FIRST
        ],
    )
    for word, at, before in span:
        role = view.role(we if FIRST[word] == 0 else partner(we, context))
        yield f"spoken={word}_{'l' if at < view.at else 'r'}_{role}_{view.sense}"
        yield f"spoken_after={before}_{word}_{role}_{view.sense}"


def _before(view: _View, told: Told) -> Iterator[str]:
    """The flow before: of the same sense, or of the opposite one."""
    measured, ends = view.measured, view.ends
    chain = view.chain()
    flow = chain[-1] if chain else measured.before
    if flow is not None and flow.sense in DIRECTED and flow.exporter and flow.importer:
        kin, way = view.kinship(flow.sense), way_of(_both(flow), ends)
        text, sentence = view.reading.text, view.sentence
        turned = OTHER_WAY.search(text, sentence.start, sentence.end) is not None
        yield f"flow_before={kin}_{way}_{bool(chain)}_{view.named}"
        yield f"flow_before={kin}_{way}"
        yield f"flow_before_turned={turned}_{kin}_{way}"
        yield f"owner_before={view.role(flow.owner)}_{kin}_{bool(chain)}"
        if (ruled := ends_of(measured)) is not None:
            rule = f"{way_of(ruled, ends)}_{way_of(_both(flow), ruled)}"
            yield f"rule_before={rule}_{kin}_{view.named}_{bool(chain)}"
    last = told.before.get(measured.amount.start)
    if last is None or last.figure is None:
        return
    here = last.sentence.index == measured.sentence.index
    kin, way = view.kinship(last.figure.flow.sense), way_of(ends_of(last), ends)
    yield f"amount_before={way}_{here}_{kin}_{view.source}"
    yield f"amount_before={way}_{here}"
    if here:
        gap = view.reading.text[last.amount.end : measured.amount.start].lower()
        yield f"gap={' '.join(gap.split()[:2])}_{way}_{kin}"
        yield f"gap_length={min(len(gap) // 15, 4)}_{way}_{kin}"


def _rule(view: _View) -> Iterator[str]:
    """What the rules say."""
    figure, flow = view.measured.figure, view.flow
    ruled = ends_of(view.measured)
    if ruled is None or figure is None:
        yield "no_rule"
        if flow is not None and flow.exporter and flow.importer:
            yield f"flow_near={way_of(_both(flow), view.ends)}_{view.named}_{view.source}"
        return
    way = way_of(ruled, view.ends)
    tag = f"{view.source}_{view.sense}_{view.form}"
    yield f"rule={way}"
    yield f"rule={way}_{view.named}"
    yield f"rule={way}_{figure.rule}_{tag}"
    yield f"rule={way}_{view.named}_{tag}"
    if flow is not None:
        yield f"rule_sure={flow.sure}_{way}"
        yield f"rule_pattern={flow.pattern}_{way}"
        yield f"rule_word={flow.word}_{way}"


def _behind(view: _View) -> Iterator[str]:
    """What the heading, the question and the sentences before say of the direction."""
    lead = view.measured.lead
    if lead is not None and lead.exporter:
        yield f"lead={way_of(_both(lead), view.ends)}_{view.inside}"
    behind = view.scene.ruled.behind[view.sentence.index]
    yield f"lead_goods={way_of(behind.lead, view.ends)}_{view.inside}_{view.named}"
    carried = way_of(behind.carried, view.ends)
    yield f"carried={carried}_{min(behind.near, 3)}_{view.inside}_{view.named}"


def _goods(view: _View) -> Iterator[str]:
    """Which way the goods beside the amount go, here and elsewhere."""
    measured = view.measured
    goods: Goods | None = view.scene.once(
        "goods_near", measured.amount.start, lambda: _nearest(view.reading, measured)
    )
    if goods is None:
        return
    same = view.scene.told[goods.label, view.ends]
    turned = view.scene.told[goods.label, view.ends[::-1]]
    yield f"goods={min(same, 2)}_{min(turned, 2)}_{min(view.named, 2)}"
    yield f"goods_way={(same > turned) - (same < turned)}_{view.source}_{view.named}"
    for row in view.scene.ruled.rows:
        if row.goods.start == goods.start:
            way = way_of((row.exporter, row.importer), view.ends)
            yield f"goods_row={way}_{row.rule}_{row.named}"


def _nearest(reading: Reading, measured: Measured) -> Goods | None:
    """The goods of the sentence that stand nearest to an amount."""
    amount, sentence = measured.amount, measured.sentence
    found = find_goods(reading, sentence.start, sentence.end)
    near = {abs(g.start - amount.end): g for g in found}
    near.update({abs(amount.start - g.end): g for g in found})
    return near[min(near)] if near else None

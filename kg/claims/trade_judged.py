"""Decide by a learned judgement which amounts are trade, of what kind, and which way they go.

    "The khat alone is worth 60 million dollars a year" -> a flow, Kenya > Peru

in    a Reading
out   Figures with their probability
data  data/models/trade_kinds.json says whether an amount is a flow, a total, a balance, a goal or
      no trade; data/models/trade_ends.json ranks the ways it may go; without them None, and the
      rules alone decide
next  kg.claims.trade makes claims of them

Figures of tables are left to the rules, which read them by their heads. What the rules make of
an amount is the strongest feature of either model.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.claims.export_rules import Ends, rule_rows
from kg.claims.export_scene import Scene
from kg.claims.figures import Figure
from kg.claims.flows import Flow
from kg.claims.patterns import DIRECTED
from kg.claims.trade_amounts import Measured, make_figure, read_amounts
from kg.claims.trade_ends import Told, end_features, ends_of, pairs, told_in
from kg.claims.trade_links import Link
from kg.claims.trade_modes import Mode
from kg.claims.trade_traits import amount_features, ruled_kind
from kg.reading.context import contexts
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

__all__ = ["judged_figures", "kind_examples"]

#: Least probability that an amount is trade and goes the way it is said to go.
LEAST = 0.42
#: Confidence of figures of tables, which the rules read.
TABLE = 0.95
SUMS = ("total", "balance")


def kind_examples(reading: Reading, scene: Scene) -> Iterator[tuple[Measured, dict[str, float]]]:
    """Yield the amounts of running text with the features by which their kind is judged.

    Args:
        reading: The document as read.
        scene: The document, and the rows of its rules.

    """
    measured = read_amounts(reading).measured
    sentences: dict[int, list[Measured]] = {}
    for one in measured:
        sentences.setdefault(one.sentence.index, []).append(one)
    before = "none"
    for others in sentences.values():
        for one in others:
            yield one, amount_features(scene, one, others, before)
        before = ruled_kind(others[-1])


def judged_figures(reading: Reading) -> list[tuple[Figure, float]] | None:
    """Return the figures that are probably trade.

    Args:
        reading: A document as read.

    Returns:
        Figures with their probability, those of tables among them; None where there is no model.

    """
    kinds, ways = Scorer.load("trade_kinds"), Scorer.load("trade_ends")
    if kinds is None or ways is None:
        return None
    found = [(f, TABLE) for f in read_amounts(reading).of_tables]
    if not read_amounts(reading).measured:
        return found
    scene = Scene(reading, rule_rows(reading))
    told = told_in(read_amounts(reading).measured)
    for measured, features in kind_examples(reading, scene):
        if measured.mode.modality == "negated":
            if measured.figure is not None:
                found.append((measured.figure, 1 - kinds.probabilities(features)["none"]))
            continue
        probable = kinds.probabilities(features)
        probability = 1 - probable["none"]
        if probability < LEAST:
            continue
        kind = _kind(probable)
        figure = _figure(reading, measured, kind, kinds.explain(features, kind, 1)[:1])
        if kind == "flow" and (way := _way(ways, scene, measured, told)) is not None:
            figure = _sent(reading, figure, way[0], measured)
            probability *= way[1]
        if probability >= LEAST:
            found.append((figure, probability))
    return found


def _way(ways: Scorer, scene: Scene, measured: Measured, told: Told) -> tuple[Ends, float] | None:
    """The most probable exporter and importer of a sum, and their probability among all."""
    found = pairs(scene, measured, told)
    if not found:
        return None
    scores = [ways.scores(end_features(scene, measured, told, ends)) for ends in found]
    odds = [yes - no for no, yes in scores]
    best = max(range(len(found)), key=lambda i: (odds[i], -i))
    return found[best], 1 / sum(math.exp(o - odds[best]) for o in odds)


def _kind(probable: Mapping[str, float]) -> str:
    """The most probable kind that is one of trade."""
    return max(sorted(k for k in probable if k != "none"), key=lambda k: probable[k])


def _figure(
    reading: Reading, measured: Measured, kind: str, strongest: list[tuple[str, float]]
) -> Figure:
    """The figure of the rules where it is of that kind; else one of the kind judged."""
    if measured.figure is not None and ruled_kind(measured) == kind:
        return measured.figure
    amount, sentence = measured.amount, measured.sentence
    word = strongest[0][0] if strongest else "all its words"
    flow = measured.link.flow if measured.link is not None else None
    if flow is None or flow.sense == "none":
        flow = Flow(amount.start, amount.end, "total", "judged", word)
    if kind in SUMS or (kind == "target" and measured.link is None):
        flow = _summed(reading, measured, flow, "balance" if kind == "balance" else "total")
    elif kind == "flow" and flow.sense in SUMS:
        flow = replace(flow, sense="sell")
    mode = Mode("target", "planned") if kind == "target" else Mode("fact")
    return make_figure(amount, Link(flow, "judged"), measured.period, mode, sentence)


def _summed(reading: Reading, measured: Measured, flow: Flow, sense: str) -> Flow:
    """*flow* as a total or a balance of its two ends, else of the countries in focus."""
    pair = contexts(reading)[measured.sentence.index].pair
    owner = flow.owner or flow.exporter or (pair[0] if pair else None)
    other = flow.other or (flow.importer if flow.importer != owner else flow.exporter)
    if other is None and pair:
        other = pair[1] if owner != pair[1] else pair[0]
    return replace(
        flow,
        sense="balance" if sense == "balance" else "total",
        exporter=None,
        importer=None,
        owner=owner,
        other=other,
    )


def _sent(reading: Reading, figure: Figure, ends: Ends, measured: Measured) -> Figure:
    """*figure*, going from the first of *ends* to the second."""
    if ends_of(measured) == ends and figure is measured.figure:
        return figure
    exporter, importer = ends[0] or None, ends[1] or None
    flow = figure.flow
    if flow.sense not in DIRECTED or flow.pattern == "judged":
        buys = contexts(reading)[measured.sentence.index].perspective == importer
        flow = replace(flow, sense="buy" if buys and importer else "sell")
    flow = replace(flow, exporter=exporter, importer=importer)
    kind = figure.kind
    if kind in ("exports", "imports", "total", "balance"):
        kind = "imports" if flow.sense == "buy" else "exports"
    return replace(figure, flow=flow, kind=kind)

"""Decide by a learned judgement which goods go which way, and find those that no rule gives.

in    a Reading, and what the rules found in it
out   Rows with their probability
data  data/models/exports.json; without it None, and the rules alone decide
next  kg.claims.exports makes claims of them
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.claims.commodities import Goods
from kg.claims.export_lists import Row
from kg.claims.export_rules import Ends, Ruled
from kg.claims.export_scene import Scene
from kg.claims.export_traits import SINGLE, flow_features, looks_of
from kg.claims.goods_phrases import goods_phrases
from kg.model import Sentence
from kg.reading.context import countries_in
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

__all__ = ["Candidate", "candidates", "judged_rows"]

#: Least probability of a row that no rule gives, and of one that a rule gives.
LEAST = 0.25
LEAST_RULED = 0.2
#: By how much what goods look like may speak against them; of 100 that were judged to go
#: somewhere, one looks worse (of all noun phrases, two thirds do).
AGAINST = -0.9
#: Least probability of a way that is not the one a rule gives.
LEAST_TURNED = 0.4
#: By how much that way must be more probable.
MARGIN = 0.1
#: Other countries of a sentence that are tried as ends.
OTHERS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Goods that may go from one country to another, with what speaks for it."""

    goods: Goods
    exporter: str
    importer: str
    sentence: Sentence
    row: Row | None  #: of the rule that says the same
    features: dict[str, float]


def judged_rows(reading: Reading, ruled: Ruled) -> list[tuple[Row, float]] | None:
    """Return the rows that are probable enough, the best direction of each name of goods.

    Args:
        reading: The document as read.
        ruled: What the rules found in it.

    Returns:
        Rows with their probability; None where there is no model.

    """
    scorer = Scorer.load("exports")
    if scorer is None:
        return None
    ruled_goods = {(r.goods.start, r.goods.end) for r in ruled.rows}
    best: dict[tuple[int, int], tuple[float, Candidate, float]] = {}
    for candidate in candidates(reading, ruled, scorer):
        probability = scorer.probability(candidate.features)
        key = candidate.goods.start, candidate.goods.end
        turned = candidate.row is None and key in ruled_goods
        if probability < _least(candidate, turned):
            continue
        worth = probability - MARGIN if turned else probability
        if key not in best or worth > best[key][0]:
            best[key] = worth, candidate, probability
    return [(_row(c), p) for _, c, p in best.values()]


def _least(candidate: Candidate, turned: bool) -> float:
    """The least probability; none where a rule gives a row whose two ends are named."""
    if candidate.row is None:
        return LEAST_TURNED if turned else LEAST
    return 0.0 if candidate.row.named == 2 else LEAST_RULED


def _row(candidate: Candidate) -> Row:
    if candidate.row is not None:
        return candidate.row
    goods = candidate.goods
    return Row(
        goods,
        candidate.exporter,
        candidate.importer,
        goods.start,
        goods.end,
        "judged",
        "all its words",
        0,
    )


def candidates(reading: Reading, ruled: Ruled, scorer: Scorer | None = None) -> Iterator[Candidate]:
    """Yield every name of goods with every two countries it may go between.

    Args:
        reading: The document as read.
        ruled: What the rules found in it.
        scorer: Whose weights leave out what does not look like goods; None leaves out nothing.

    Yields:
        Candidates in order of the goods; none where no two countries are in focus.

    """
    scene = Scene(reading, ruled)
    for sentence in reading.sentences:
        rows = [r for r in ruled.rows if sentence.start <= r.goods.start < sentence.end]
        block = reading.block(sentence)
        if sentence.start == block.body and block.label:
            rows += [r for r in ruled.rows if block.start <= r.goods.start < sentence.start]
        named = {(r.goods.start, r.goods.end): r.goods for r in rows}
        if block.kind not in ("row", "heading", "question") and scene.is_open(sentence, rows):
            taken = [(a - 2, b) for a, b in named]  # no word that only describes them
            taken += [(f.start, f.end) for f in scene.flows_in(sentence)]
            for phrase in goods_phrases(reading, sentence):
                inside = any(a < phrase.end and phrase.start < b for a, b in taken)
                used = reading.text[: phrase.start].endswith(" for ") and any(
                    b == phrase.start - 5 for _, b in named
                )  # "beans for feed"
                hopeless = scorer is not None and _leaning(reading, scorer, phrase) < AGAINST
                if not (inside or used or hopeless) and not scene.is_void(sentence, phrase):
                    named[phrase.start, phrase.end] = phrase
        pairs = list(_pairs(reading, ruled, sentence))
        for key in sorted(named):
            goods = named[key]
            mine = [r for r in rows if (r.goods.start, r.goods.end) == key]
            for ends in dict.fromkeys([*pairs, *((r.exporter, r.importer) for r in mine)]):
                same = [r for r in mine if (r.exporter, r.importer) == ends]
                features = flow_features(scene, sentence, goods, ends, mine, list(named.values()))
                best = max(same, key=lambda r: r.named) if same else None
                yield Candidate(goods, *ends, sentence, best, features)


def _leaning(reading: Reading, scorer: Scorer, goods: Goods) -> float:
    """How much what goods look like speaks for them."""
    return scorer.leaning(dict.fromkeys(looks_of(reading, goods), SINGLE))


def _pairs(reading: Reading, ruled: Ruled, sentence: Sentence) -> Iterator[Ends]:
    """The countries in focus, both ways, and other countries of the sentence with each of them."""
    pair = ruled.contexts[sentence.index].pair
    if pair is None:
        return
    yield pair
    yield pair[1], pair[0]
    named = [m.actor for m in countries_in(reading, sentence.start, sentence.end)]
    others = [c for c in dict.fromkeys(named) if c not in pair][:OTHERS]
    for other in others:
        for one in pair:
            yield other, one
            yield one, other

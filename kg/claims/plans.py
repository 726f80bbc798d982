"""Find plans: cooperation that is announced or goes on and is not itself an agreement.

    "Chile and Peru will build a railway." -> label "build a railway", sector "transport",
                                              parties Chile, Peru

in    a Reading
out   plans, one for each statement that is probably one
data  data/models/plans.json; without it, the modality of the statement decides;
      data/lexicon/sectors.csv: words by sector
next  the graph keeps them as planned

Each statement (kg.claims.clauses) is judged by its traits (kg.claims.act_traits); items under
a heading of what is to come and priorities are plans without that (kg.claims.plan_items). The
parties are those that the statement names; where it names fewer than two countries,
the pair that the text is about is put in.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from kg.claims.act_traits import act_features
from kg.claims.agreements import told_by_rule
from kg.claims.implications import because
from kg.claims.making import make_claim
from kg.claims.plan_items import emphasised, foreseen_items
from kg.claims.plan_labels import label_of
from kg.claims.plan_parties import parties_of
from kg.claims.plan_parts import parts
from kg.claims.traits import Judged, judged_statements
from kg.model import Claim
from kg.reading.reading import Reading
from kg.resources import resource
from kg.scoring.linear import Scorer

__all__ = ["find_plans", "label_of", "plan_features", "sector_of"]

#: Least probability of a statement that is kept; where the measure of unseen documents is best.
LEAST = 0.28
#: What the rules alone give where there is no model file.
RULE_CONFIDENCE = 0.5
#: Of an item under a heading of what is to come, and of what is called a priority.
ITEM_CONFIDENCE = 0.7
STRESS_CONFIDENCE = 0.55


def find_plans(reading: Reading) -> list[Claim]:
    """Return the plans that *reading* states, in order.

    Args:
        reading: The document as read.

    Returns:
        Claims with the slots label, sector and parties; [] where nothing is planned.

    """
    scorer = Scorer.load("plans")
    claims: list[Claim] = []
    for judged in judged_statements(reading):
        for start, end, confidence, why in _planned(reading, scorer, judged):
            label = label_of(reading, start, end)
            if label:
                claims.append(_claim(reading, judged, start, end, label, confidence, why))
    return claims


def plan_features(reading: Reading, judged: Judged) -> dict[str, float]:
    """Every feature by which a statement is judged a plan.

    Args:
        reading: The document as read.
        judged: One of its statements, with what any statement looks like.

    Returns:
        Value by feature name.

    """
    return act_features(reading, judged, told_by_rule(reading))


def _planned(
    reading: Reading, scorer: Scorer | None, judged: Judged
) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """(start, end, confidence, why) of each plan of a statement."""
    statement = judged.statement
    items = foreseen_items(reading, statement)
    for start, end in items:
        yield start, end, ITEM_CONFIDENCE, ("item under a heading of what is to come",)
    if items:
        return
    stressed = emphasised(reading, statement)
    features = plan_features(reading, judged)
    confidence = _probability(scorer, features)
    if stressed is not None:
        yield *stressed, max(confidence, STRESS_CONFIDENCE), ("called a priority",)
    elif confidence >= LEAST:
        why = because(scorer, features, judged.attribution)
        for start, end in parts(reading, statement.start, statement.end):
            yield start, end, confidence, why


def _claim(
    reading: Reading,
    judged: Judged,
    start: int,
    end: int,
    label: str,
    confidence: float,
    why: tuple[str, ...],
) -> Claim:
    return make_claim(
        reading,
        "plans",
        start,
        end,
        {
            "label": label,
            "sector": sector_of(reading, start, end),
            "parties": parties_of(reading, start, end),
        },
        modality="planned",
        attribution=judged.attribution.holder,
        confidence=confidence,
        because=why,
    )


def _probability(scorer: Scorer | None, features: Mapping[str, float]) -> float:
    if scorer is not None:
        return scorer.probability(features)
    planned = "modality=planned" in features
    return RULE_CONFIDENCE if planned and "has_polarity" not in features else 0.0


def sector_of(reading: Reading, start: int, end: int) -> str | None:
    """The sector most of whose words stand in a span; the first in the text wins a tie."""
    counts: Counter[str] = Counter()
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        sector = _sectors().get(token.lemma_.lower()) or _sectors().get(token.lower_)
        if sector is not None:
            counts[sector] += 1
    return counts.most_common(1)[0][0] if counts else None


@cache
def _sectors() -> dict[str, str]:
    path = resource("data/lexicon") / "sectors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["lemma"]: row["sector"] for row in csv.DictReader(file)}

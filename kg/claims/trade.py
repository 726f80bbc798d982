"""Find figures of trade: flows, totals, balances, goals, volumes.

"Kenya sold tea worth $3 billion to Peru in 2024" -> exports, Kenya > Peru, 3e9 USD, 2024.

in    a Reading
out   Claims of the kind "trade", one a figure, in order
data  data/models/trade_kinds.json and trade_ends.json weigh what the rules read and find what
      they miss; without them the rules alone decide
next  kg.graph makes observations of them

The amounts, and what rules make of them, come from kg.claims.trade_amounts.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.claims.figures import Figure
from kg.claims.making import make_claim
from kg.claims.patterns import DIRECTED
from kg.claims.trade_amounts import trade_figures
from kg.claims.trade_cue_words import cues
from kg.claims.trade_judged import judged_figures
from kg.model import Claim, Slot
from kg.reading.context import contexts
from kg.reading.reading import Reading

__all__ = ["find_trade", "ruled_trade"]


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
    judged = judged_figures(reading)
    return ruled_trade(reading) if judged is None else _claims(reading, judged)


def ruled_trade(reading: Reading) -> list[Claim]:
    """What rules read, before any scorer judges it: the same whatever models are shipped.

    Args:
        reading: A document as read.

    Returns:
        As for `find_trade`.

    """
    figures = trade_figures(reading)
    return _claims(reading, ((f, CONFIDENCE.get(f.rule, 0.6)) for f in figures))


def _claims(reading: Reading, figures: Iterable[tuple[Figure, float]]) -> list[Claim]:
    """One claim a figure, two for a range."""
    claims = [
        _claim(reading, figure, value, confidence)
        for figure, confidence in figures
        for value in (figure.amount.value, figure.amount.high)
        if value is not None
    ]
    return sorted(claims, key=lambda c: (c.start, c.end))


def _claim(reading: Reading, figure: Figure, value: float, confidence: float) -> Claim:
    flow = figure.flow
    directed = flow.sense in DIRECTED
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
        confidence=confidence,
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

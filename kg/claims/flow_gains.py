"""Read flows told from the goods' side: "Peruvian copper cost Kenya $3 million" -> Kenya buys.

in    a Reading, the token of a verb of cost or gain and its Flow, its sentence, its Context
out   the Flow with its ends; None where the verb says no such thing
next  kg.claims.flows asks it for each verb of flow, before it looks for a subject
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.commodities import find_goods
from kg.claims.flow_phrases import Flow, partner
from kg.claims.trade_cue_words import cues
from kg.reading.context import Context, countries_in
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["paid_for"]

#: How far before the verb its goods may stand, in characters.
REACH = 70


def paid_for(
    reading: Reading, token: Token, flow: Flow, bounds: tuple[int, int], context: Context
) -> Flow | None:
    """The flow of goods that cost a country, or bring it, a sum.

    Args:
        reading: The document as read.
        token: A word of flow.
        flow: Its flow, without ends.
        bounds: First character of the sentence and one past its last.
        context: The context of the sentence.

    Returns:
        *flow* with sense and ends; None where the word is no verb of cost or gain, where
        no country follows it, or where no goods stand before it.

    """
    lemma = token.lemma_.lower()
    costs, gains = (cues()[role].fullmatch(lemma) for role in ("costs", "gains"))
    if not flow.verb or not (costs or gains):
        return None
    named = [m for m in countries_in(reading, flow.end, flow.end + 20) if m.form != "demonym"]
    if named and re.fullmatch(r"\s(?:the\s)?", reading.text[flow.end : named[0].start]):
        country: str | None = named[0].actor
    elif re.match(r"\sus\s", reading.text[flow.end : flow.end + 5]):
        country = context.we or context.perspective
    else:
        return None
    start = max(bounds[0], flow.start - REACH)
    if country is None or not find_goods(reading, start, flow.start):
        return None
    others = [m.actor for m in countries_in(reading, *bounds) if m.actor != country]
    other = others[0] if others else partner(country, context)
    exporter, importer = (other, country) if costs else (country, other)
    return replace(
        flow,
        sense="buy" if costs else "sell",
        owner=country,
        exporter=exporter,
        importer=importer,
        sure=bool(others),
        named=2 if others else 1,
    )

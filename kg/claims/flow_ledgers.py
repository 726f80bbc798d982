"""Read the short flows of ledgers: "2023: to Peru 25.1 / from Peru 37.2".

in    a Reading, a span of an item, its Context
out   a Flow for each "to X" or "from X" that a figure follows
next  kg.claims.trade gives the figures to them
"""

from __future__ import annotations

import re

from kg.claims.flow_phrases import Flow, partner
from kg.reading.context import Context, countries_in
from kg.reading.reading import Reading

__all__ = ["ledger_flows"]

OPENS = re.compile(r"(?i)(?:^|[/:;,(|-]\s?|\band\s)(?P<way>to|from)\s(?:the\s)?$")
FIGURE = re.compile(r"\s?[:=]?\s?(?:[^\w\s]|[A-Z]{1,3}[$.]?)?\s?\d")


def ledger_flows(reading: Reading, start: int, end: int, context: Context) -> list[Flow]:
    """Return the flows that only a preposition and a country name.

    Args:
        reading: The document as read.
        start: First character of an item, its term included.
        end: One past its last.
        context: The context of the item.

    Returns:
        Flows as the other country of the pair counts them; [] where there is none.

    """
    found = []
    for mention in countries_in(reading, start, end):
        opens = OPENS.search(reading.text, max(start, mention.start - 14), mention.start)
        other = partner(mention.actor, context)
        if opens is None or other is None or not FIGURE.match(reading.text, mention.end):
            continue
        sells = opens["way"].lower() == "to"
        ends = (other, mention.actor) if sells else (mention.actor, other)
        found.append(
            Flow(
                opens.start("way"),
                mention.end,
                "sell" if sells else "buy",
                "ledger",
                opens["way"].lower(),
                exporter=ends[0],
                importer=ends[1],
                owner=other,
                sure=True,
                named=1,
            )
        )
    return found

"""Turn annotated flows of goods into examples: goods, two countries, and whether they go that way.

in    a Reading and the gold facts of its document
out   Examples for the scorer of exports
next  kg.training.examples

A candidate is right where a fact of the gold has its goods and ends and its quote holds the
goods. Where the fact is the same and the quote is elsewhere, it is no example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.claims.export_judged import Candidate, candidates
from kg.claims.export_rules import rule_rows
from kg.evaluate.matching import match
from kg.reading.reading import Reading
from kg.scoring.fitting import Example
from kg.training.held import is_held_out

__all__ = ["flow_examples"]

#: Weight of a document that nobody who writes rules reads: there the rules are as good as they
#: are on any other document.
UNREAD = 2.5


def flow_examples(reading: Reading, gold: Mapping[str, Any]) -> Iterator[Example]:
    """Yield an example for each name of goods with each two ends.

    Args:
        reading: A document as read.
        gold: Its facts.

    Yields:
        Examples labelled "yes" or "no"; none where no goods are in question.

    """
    unread = is_held_out(reading.document.name)
    for candidate in candidates(reading, rule_rows(reading)):
        label = _label(candidate, gold, reading.document.text)
        if label is not None:
            yield Example(
                reading.document.name, candidate.features, label, UNREAD if unread else 1.0
            )


def _label(candidate: Candidate, gold: Mapping[str, Any], text: str) -> str | None:
    goods = candidate.goods
    row = {
        "exporter": candidate.exporter,
        "importer": candidate.importer,
        "commodity": goods.name,
    }
    label: str | None = "no"
    for fact in gold["exports"]:
        start = text.find(fact["quote"])
        end = start + len(fact["quote"])
        if not match("exports", row, fact, (start, end)):
            continue
        if start < goods.end and goods.start < end:
            return "yes"
        label = None
    return label

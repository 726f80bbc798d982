"""Date a document by a head that says it less plainly: a dateline without a year, a studio note.

"LIMA, Feb 18 (wire) - ..." with "January 30, 2025" in the text -> 2025-02-18

in    the levelled text, its first blocks, the periods that the text writes out in full
out   an ISO day, or None
next  kg.reading.periods asks here where no plainer date stands

To add a form, add a pattern here and a case to tests/test_periods.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, Period
from kg.reading.date_words import MARCHING, D, M, Y
from kg.reading.dates import number_of

__all__ = ["VERB", "studio_date", "yearless_dateline"]

#: "BOGOTA, Feb 18 (wire copy) - ": a place in capitals, a day without a year, a dash.
YEARLESS = re.compile(
    r"[A-Z][A-Z /.'-]+(?:, [A-Z][\w. ]+)?, "
    rf"(?:(?P<month>{M}) (?P<day>{D})|(?P<day2>{D}) (?P<month2>{M}))"
    r"(?: \([^)]*\))? ?(?:-{1,2}|–|—|:) "
)
#: "Helsinki studio, 4 February 2025. ": a day that ends a phrase at the head.
STUDIO = re.compile(
    rf"^[^.]{{3,110}}, (?:[A-Z][a-z]+day,? )?(?P<date>{D} {M},? {Y}|{M} {D}, {Y})[.)\]]"
)
#: What makes a sentence of a phrase.
VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|said|signed|met|took)\b")


def studio_date(text: str, blocks: Sequence[Block]) -> str | None:
    """The words of a date that closes a phrase without a verb in one of the first blocks.

    Args:
        text: The levelled text.
        blocks: The first blocks of the document.

    Returns:
        The date as written; None where no such phrase stands there.

    Examples:
        >>> line = "Radio script. Helsinki studio, 4 February 2025. Read aloud."
        >>> studio_date(line, [Block("paragraph", 0, len(line))])
        '4 February 2025'

    """
    for block in blocks:
        at = block.start
        for phrase in re.split(r"(?<=[.\]])\s", text[at : block.end])[:3]:
            match = STUDIO.match(phrase)
            if match and not VERB.search(phrase):
                return match["date"]
    return None


def yearless_dateline(text: str, blocks: Sequence[Block], periods: Sequence[Period]) -> str | None:
    """The date of a dateline without a year: the first such day after all that is told as past.

    Args:
        text: The levelled text.
        blocks: The first blocks of the document.
        periods: The periods that the text gives with their year.

    Returns:
        An ISO day; None where there is no such dateline or no day to count from.

    """
    for block in blocks:
        match = YEARLESS.match(text, block.start, block.end)
        if match is None:
            continue
        past = [
            p.value[:10]
            for p in periods
            if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", p.value)
            and not MARCHING.search(text[max(0, p.start - 60) : p.start])
        ]
        if not past:
            return None
        latest = max(past)
        month = number_of(match["month"] or match["month2"])
        day = int(re.sub(r"\D", "", match["day"] or match["day2"]))
        written = f"{month:02d}-{day:02d}"
        year = int(latest[:4]) + (written[: len(latest) - 5] < latest[5:])
        return f"{year}-{written}"
    return None

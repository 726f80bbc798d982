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

__all__ = ["VERB", "diary_date", "signed_date", "studio_date", "yearless_dateline"]

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
#: "(Interview: R. Deo. Published 4 May 2026.)": a day after a word of publishing, in a phrase.
PUBLISHED = re.compile(
    r"(?i:\b(?:published|printed|recorded|posted|updated)(?: on)?:?) "
    rf"(?P<date>{D} {M},? {Y}|{M} {D}, {Y})"
    r"(?=[.)\]]|$)"
)
#: First blocks that are looked at.
EARLY = 4
#: "12 October 2025. The conveyor starts ...": a day that opens a block, as in a diary.
DIARY = re.compile(rf"(?P<date>{D} {M},? {Y}|{M} {D}, {Y})(?:\.| -| –| —) (?=[A-Z])")
#: "- Ed. Perth, 10 November 2026]": a place and a day that close the last block.
SIGNED = re.compile(rf"[A-Z][\w. '-]{{2,30}}, (?P<date>{D} {M},? {Y}|{M} {D}, {Y})[.)\]\s]*$")
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


def diary_date(text: str, blocks: Sequence[Block]) -> str | None:
    """The words of a date after a word of publishing, or that opens one of the first blocks.

    Args:
        text: The levelled text.
        blocks: All blocks of the document.

    Returns:
        The date as written; None where there is no such date, where several blocks open with
        one, as in a timeline, or where the text speaks of years after it.

    Examples:
        >>> line = "12 May 2025. The harbour wakes early."
        >>> diary_date(line, [Block("paragraph", 0, len(line))])
        '12 May 2025'

    """
    for block in blocks[:EARLY]:
        if match := PUBLISHED.search(text, block.start, block.end):
            return match["date"]
    opened = [m for b in blocks if (m := DIARY.match(text, b.start, b.end))]
    alone = len(opened) == 1 and any(opened[0].start() == b.start for b in blocks[:EARLY])
    later = max((int(y) for y in re.findall(rf"\b{Y}", text)), default=0)
    if alone and later <= int(opened[0]["date"][-4:]) + 1:
        return opened[0]["date"]
    return None


def signed_date(text: str, blocks: Sequence[Block]) -> str | None:
    """The words of a date that closes the last block after a place: "Perth, 10 May 2026]".

    Args:
        text: The levelled text.
        blocks: All blocks of the document.

    Returns:
        The date as written; None where the last block does not close with one.

    Examples:
        >>> line = "The letters are closed. - Ed. Perth, 10 May 2026]"
        >>> signed_date(line, [Block("paragraph", 0, len(line))])
        '10 May 2026'

    """
    for block in blocks[-1:]:
        match = SIGNED.search(text, block.start, block.end)
        phrase = re.split(r"[.\-–—] ", text[block.start : match.start()])[-1] if match else ""
        if match is not None and not VERB.search(phrase + match[0]):
            return match["date"]
    return None


def _latest(period: Period) -> str | None:
    """The day or month that a period tells of, the last one of a part of a year."""
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", period.value):
        return period.value
    if period.last and re.fullmatch(r"\d{4} [A-Z]\w+(?:-[A-Z][a-z]{2})?", period.value):
        return period.last[:7]
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
            told
            for p in periods
            if (told := _latest(p)) and not MARCHING.search(text[max(0, p.start - 60) : p.start])
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

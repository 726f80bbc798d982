"""Date a visit: from its sentence, else from the passage, else from the document.

    "flew to Lima on 4 March 2023 for two days" -> 2023-03-04, 2023-03-05

in    a Reading and a Frame
out   first and last day, ISO day, month or year
next  kg.claims.visits
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from kg.claims.visit_frames import Frame
from kg.claims.visit_years import day_alone, is_ahead, year_meant
from kg.model import Period
from kg.reading.reading import Reading

__all__ = ["dates_of"]

ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")
#: Longest period, in days, that is the time of one visit.
LONGEST = 31
AGAIN = re.compile(r",? and (?:(?:then )?again )?(?:in|on|that)? ?|,? and again (?:in|on) ")
LASTING = re.compile(r"(?i)\b(?:for|a|an|the) (?P<n>two|three|four|five|six|seven|\d)[ -]days?\b")
#: A time to come that only names its year, as seen from the date of the document.
COMING = re.compile(
    r"\b(?:(?P<next>next (?:spring|summer|autumn|fall|winter|year)|in the new year)"
    r"|later this year|this autumn"
    r"|this winter|(?:before|by) the (?:end of the year|year is out|year's end))\b",
    re.IGNORECASE,
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
PRESENT = frozenset(["VBZ", "VBP"])
PAST = frozenset(["VBD"])


def dates_of(reading: Reading, frame: Frame) -> list[tuple[str | None, str | None, str]]:
    """First and last day of a visit, and where the date was found; more than one if told so.

    Args:
        reading: The document as read.
        frame: Who is where.

    Returns:
        Start and end as ISO day, month or year, each None where unknown, and one of
        "sentence", "passage", "document", "none": one triple for "in 2017", two for
        "in 2017 and again in 2019".

    """
    sentence = reading.sentences[frame.sentence]
    told_by = reading.doc[frame.verb] if frame.verb is not None else None
    here = [
        year_meant(reading, p, told_by)
        for p in reading.periods_in(sentence)
        if _usable(p) and not _opens(reading, p)
    ]
    if reading.date and told_by is not None and told_by.tag_ in PAST and not is_ahead(told_by):
        here = [p for p in here if p.value[:4] <= reading.date[:4]]
    day = day_alone(reading, sentence.start, sentence.end, told_by)
    if here and not (day is not None and any(day.start < p.end <= day.end for p in here)):
        return _in_sentence(reading, frame, here)
    if day is not None:
        return [(day.value, None, "sentence")]
    block = reading.blocks[sentence.block]
    labelled = [p for p in reading.periods if block.start <= p.start < block.body and _usable(p)]
    if labelled:
        return [(*_bounds(labelled[0]), "sentence")]
    if not _is_now(reading, frame):
        earlier = [
            p for p in reading.periods if block.start <= p.start < sentence.start and _usable(p)
        ]
        if earlier:
            return [(*_bounds(year_meant(reading, earlier[-1], told_by)), "passage")]
    if reading.date and (match := COMING.search(reading.words(sentence))):
        later = int(match["next"] is not None)
        return [(str(int(reading.date[:4]) + later), None, "sentence")]
    if reading.date:
        return [(reading.date, _lasting(reading.words(sentence), reading.date), "document")]
    return [(None, None, "none")]


def _in_sentence(
    reading: Reading, frame: Frame, periods: Sequence[Period]
) -> list[tuple[str | None, str | None, str]]:
    """The date of the sentence that is nearest the visit, and those joined to it by "and again"."""
    period = _nearest(reading, periods, frame)
    start, end = _bounds(period)
    dates: list[tuple[str | None, str | None, str]] = [
        (
            start,
            end or _lasting(reading.words(reading.sentences[frame.sentence]), start),
            "sentence",
        )
    ]
    last = period
    for following in periods:
        if following.start >= last.end and AGAIN.fullmatch(reading.text, last.end, following.start):
            dates.append((*_bounds(following), "sentence"))
            last = following
    return dates


def _is_now(reading: Reading, frame: Frame) -> bool:
    if frame.verb is None:
        return False
    token = reading.doc[frame.verb]
    return token.tag_ in PRESENT or any(
        c.tag_ in PRESENT and c.dep_ in ("aux", "auxpass") for c in token.children
    )


def _opens(reading: Reading, period: Period) -> bool:
    """Whether a period only opens a stretch or another: "since May", "the month of May"."""
    before = reading.text[max(0, period.start - 6) : period.start].lower()
    return before.endswith("since ") or reading.text.startswith(" of ", period.end)


def _usable(period: Period) -> bool:
    """Whether a period can be the time of a visit: a day, a month, a year, a short span."""
    if ISO.fullmatch(period.value):
        return True
    return period.first is not None and _days(period) <= LONGEST


def _days(period: Period) -> int:
    if period.first is None or period.last is None:
        return 10_000
    first, last = (datetime.date.fromisoformat(d) for d in (period.first, period.last))
    return (last - first).days + 1


def _nearest(reading: Reading, periods: Sequence[Period], frame: Frame) -> Period:
    """The period that belongs to the frame: that of its own clause first, then the nearer one."""
    anchor = frame.place.end if frame.place is not None else frame.person.end

    def key(p: Period) -> tuple[int, int, int]:
        inside = frame.start <= p.start <= frame.end
        distance = 0 if inside else min(abs(p.start - anchor), abs(frame.start - p.end))
        return (
            _clauses_off(reading, p, frame),
            distance // 12 if p.start >= anchor else distance // 12 + 2,
            p.start,
        )

    return min(periods, key=key)


def _clauses_off(reading: Reading, period: Period, frame: Frame) -> int:
    """How many verbs above the frame's own a period hangs; more than any where on none of them."""
    span = reading.doc.char_span(period.start, period.end, alignment_mode="expand")
    if frame.verb is None or span is None:
        return 0
    verb = reading.doc[frame.verb]
    above = [verb, *(t for t in verb.ancestors if t.pos_ in ("VERB", "AUX"))]
    over = next((t for t in span.root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return 0 if over is None else above.index(over) if over in above else len(above)


def _bounds(period: Period) -> tuple[str | None, str | None]:
    """Start and end of a period; no end where it is one day, month or year."""
    if not ISO.fullmatch(period.value):
        return period.first, period.last
    return period.value, None


def _lasting(text: str, start: str | None) -> str | None:
    """The last day of a stay "for two days"."""
    match = LASTING.search(text)
    if match is None or start is None or len(start) != 10:
        return None
    days = NUMBERS.get(match["n"].lower()) or int(match["n"])
    last = datetime.date.fromisoformat(start) + datetime.timedelta(days=days - 1)
    return last.isoformat()

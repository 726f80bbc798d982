"""Choose the year of a date written without one: by tense, and by the date of the document.

    document of 9 February 2026: "who travels to Lima on 2 March" -> 2026-03-02
    document of 6 November 2025: "came to Lima on 8 July"         -> 2025-07-08

in    a Reading, a Period of it, the token that tells of the visit
out   the Period in the year meant
data  none
next  kg.claims.visit_dates

A year written in the same sentence, at the head of the block or in its heading stays. What lies
ahead takes the first such date after the document, what is past the last one before it.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kg.claims.visit_words import load_words
from kg.model import Period
from kg.reading.periods import find_periods, shift_period
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["day_alone", "is_ahead", "year_meant"]

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
#: Words that fix the year themselves: "last May", "in May of that year".
FIXED = re.compile(
    r"(?i)\d{4}|['’]\d\d|\b(?:last|this|next|that|same|previous|before|earlier|ago|later)\b"
)
MONTH = re.compile(r"\d{4}-(\d\d)(?:-(\d\d))?")
#: Characters at the head of a block whose year holds for all of it.
OPENING = 14
#: Years back to which a year told in passing is carried on to the next sentence.
RECENT = 10
PRESENT = frozenset(["VBZ", "VBP"])
MODALS = frozenset(["will", "shall", "'ll"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: "on the 2nd", "from the 13th to the 16th", "on the 20th of this month": a day without its month.
DAY = re.compile(
    r"\b(?:on|from|until|by|since) the (?P<day>\d{1,2})(?:st|nd|rd|th)"
    r"(?P<of> of (?:this|last|next|the) month| inst(?:ant)?\b)?"
    r"(?=[,.;:)]|$| (?:and|to|with|for|in|at|after|before|until|when|by|he|she|they|the)\b)"
)


def is_ahead(token: Token | None) -> bool:
    """Whether what a verb or noun tells of lies ahead of the telling: "will fly", "flies in May".

    Args:
        token: The verb or noun; None gives False.

    """
    for _ in range(8):
        if token is None:
            return False
        if token.pos_ in ("VERB", "AUX"):
            if token.lemma_ == "accept" and any(c.lemma_ == "invitation" for c in token.children):
                return True
            helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
            if any(c.lower_ in MODALS for c in helpers):
                return True
            perfect = any(c.lemma_ == "have" for c in helpers)
            finite = [t for t in (token, *helpers) if t.tag_ in (*PRESENT, "VBD")]
            if finite:
                return not perfect and all(t.tag_ in PRESENT for t in finite)
        elif any(
            c.dep_ in ("acl", "amod") and load_words().is_a("ahead", c.lemma_.lower())
            for c in token.children
        ):
            return True  # "a visit planned for"
        if token.head == token:
            return False
        token = token.head
    return False


def year_meant(reading: Reading, period: Period, told_by: Token | None) -> Period:
    """The period in the year that is meant, where it is written without its year.

    Args:
        reading: The document as read.
        period: A day or month of it.
        told_by: The verb or noun of the visit.

    Returns:
        A Period with the same span; *period* itself where its year is written or unknown.

    """
    words = reading.words(period)
    match = MONTH.match(period.value)
    around = reading.text[max(0, period.start - 5) : period.end]
    if match is None or reading.date is None or FIXED.search(around):
        return period
    sentence = reading.sentence_at(period.start)
    if sentence is None or not re.search(r"[A-Za-z]{3}", words):
        return period
    ahead = is_ahead(told_by)
    if words.rstrip(".").endswith("day"):  # a day of the week
        return _week_on(period) if ahead and period.value < reading.date else period
    year = int(reading.date[:4])
    start = reading.text.rfind("; ", sentence.start, period.start)
    clause = max(sentence.start, start)
    if YEAR.search(reading.text, clause, sentence.end) or _headed(reading, period):
        return period
    if not ahead and _told_before(reading, period):
        return period
    written = "-".join(p for p in match.groups() if p)
    today = reading.date[5 : 5 + len(written)]
    written = written[: len(today)]
    if ahead and written[:2] < today[:2]:
        year += 1
    elif not ahead and today and written > today:
        year -= 1
    elif not today:
        return period
    return shift_period(period, year - int(period.value[:4]))


def _week_on(period: Period) -> Period:
    """A day of the week, one week on."""
    try:
        day = datetime.date.fromisoformat(period.value) + datetime.timedelta(days=7)
    except ValueError:  # a month or a span
        return period
    value = day.isoformat()
    return Period(period.start, period.end, value, value, value)


def _headed(reading: Reading, period: Period) -> bool:
    """Whether the block opens with the period's year, or stands under a heading with it."""
    sentence = reading.sentence_at(period.start)
    assert sentence is not None
    block = reading.block(sentence)
    head = reading.text[block.start : max(block.body, min(block.start + OPENING, period.start))]
    return any(period.value[:4] in words for words in (head, *block.section[-1:]))


def _told_before(reading: Reading, period: Period) -> bool:
    """Whether the sentence just before, in the same block, tells what was done in that year."""
    sentence = reading.sentence_at(period.start)
    assert sentence is not None
    before = reading.sentences[max(0, sentence.index - 1)]
    if before.block != sentence.block or before == sentence:
        return False
    dates = find_periods(reading.words(before), None)
    words = reading.words(before)
    long_ago = reading.date is not None and int(reading.date[:4]) - int(period.value[:4]) > RECENT
    return any(
        p.value[:4] == period.value[:4]
        and (
            len(p.value) > 4
            or words[: p.start].lower() == "in "
            or (not long_ago and words[: p.start].lower().endswith("in "))
        )
        and _is_of_main_verb(reading, before.start + p.start)
        for p in dates
    )


def _is_of_main_verb(reading: Reading, at: int) -> bool:
    """Whether what stands at *at* dates the main verb: not "a people cut in two in 1919"."""
    span = reading.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None or not len(span):
        return True
    token = span[0]
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token.dep_ not in ("acl", "relcl")


def day_alone(reading: Reading, start: int, end: int, told_by: Token | None) -> Period | None:
    """A day without its month in a span: the month told of last in the block, else the document's.

    Args:
        reading: The document as read.
        start: First character of the span.
        end: One past its last.
        told_by: The verb or noun of the visit.

    Returns:
        The day; None where the span has none or nothing gives the month.

    """
    match = DAY.search(reading.text, start, end)
    sentence = reading.sentence_at(start)
    if match is None or sentence is None:
        return None
    block = reading.block(sentence)
    told = [
        year_meant(reading, p, told_by).value[:7]
        for p in reading.periods
        if block.start <= p.start < match.start() and re.match(r"\d{4}-\d\d", p.value)
    ]
    if told and not match["of"]:
        month = told[-1]
    elif reading.date and len(reading.date) == 10:
        month = _month_around(reading.date, int(match["day"]), is_ahead(told_by), match["of"] or "")
    else:
        return None
    value = f"{month}-{int(match['day']):02d}"
    found = find_periods(value, None)
    return Period(match.start(), match.end(), value, value, value) if found else None


def _month_around(date: str, day: int, ahead: bool, said: str) -> str:
    """The month of a day, seen from the date of the document."""
    year, month, today = (int(x) for x in date.split("-"))
    step = 0
    if "last" in said or "next" in said:
        step = -1 if "last" in said else 1
    elif not said:
        step = 1 if ahead and day < today else -1 if not ahead and day > today else 0
    count = year * 12 + month - 1 + step
    return f"{count // 12:04d}-{count % 12 + 1:02d}"

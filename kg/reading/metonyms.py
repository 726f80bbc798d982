"""Say for each mention of a capital whether the government or the city is meant.

"Nairobi wants more time" is the government, "they met in Nairobi" the city.

in    the known forms of a document (kg.reading.scan), the text
out   the same forms; those that mean the city have the entry of a place
data  data/lexicon/metonym_cues.csv: words before a preposition that decide; capital_cues.csv: words
      beside a city
next  kg.reading.linking makes mentions of them

Without a sign the government is meant, except for a town that is only the
second capital. The seat of a bloc stands for the bloc where the document
speaks of the bloc and not of the country the seat lies in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.reading.date_words import M
from kg.reading.gazetteer import town
from kg.reading.lexicon import Entry, lexicon, rows
from kg.reading.scan import Known

__all__ = ["place_capitals"]

#: Characters looked at before a capital.
WINDOW = 48
#: Words before a preposition among which a cue is looked for.
LOOK_BACK = 3
PREPOSITION = re.compile(
    r"\b(?P<preposition>in|at|near|outside|around|via|through|across|into|"
    r"towards?|to|from|for) (?:(?:central|downtown|nearby|old|greater) )?$",
    re.IGNORECASE,
)
#: Prepositions after which a city is meant, whatever stands before them.
LOCAL = frozenset(("in", "at", "near", "outside", "around", "via", "through", "across", "into"))
LEFT = re.compile(r"\b(?:left|leav(?:es?|ing)) $", re.IGNORECASE)
#: "left Nairobi with a deficit", "leaving Nairobi $2 billion short".
LEFT_WITH = re.compile(r" (?:with\b|[^\w ]?\d|to |in the )")
#: "Nairobi, 5 May 2024", "NAIROBI, May 5", "Nairobi (Reuters)", "Nairobi - ".
DATELINE = re.compile(
    r"(?:, [A-Z][\w ]+)?(?:,? +\(?\d{1,2}(?:st|nd|rd|th)?[ –/-]|, +(?:\d{1,2}\b|\d{4}\b|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)| ?[-–—]{1,2} |\s?\()"
)
#: "(Nairobi, 5 May 2024)", "no. 31, Nairobi, May 2024": wherever it stands in its line.
DATED = re.compile(rf", +(?:\d{{1,2}}(?:st|nd|rd|th)? )?{M} (?:\d{{1,2}}, )?\d{{4}}\b")
#: A name in a row of names, or before a dash: "Nairobi, Mombasa and Kisumu", "Nairobi-Mombasa".
ROW_AFTER = re.compile(r"(?:, (?:and )?| and |-)(?P<name>[A-ZÀ-Þ][\w'-]+)")
ROW_BEFORE = re.compile(r"(?P<name>[A-ZÀ-Þ][\w']+)(?:, (?:and )?| and |-)$")
LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[\w ]+[/:] ?)?$|: $")


def place_capitals(text: str, known: Sequence[Known]) -> list[Known]:
    """Return *known* with the capitals that mean the city turned into places.

    Args:
        text: The levelled text.
        known: Known forms in order.

    Returns:
        As many forms, with the same spans.

    """
    book = lexicon()
    named = {k.entry.name for k in known if k.entry.form != "capital"}
    turned = []
    for k in known:
        form = text[k.start : k.end]
        name = form if form in book.capitals else form.title()
        country = book.capitals.get(name)
        if country is not None and k.entry.form == "capital":
            bloc = book.seats_of_blocs.get(name)
            if _is_place(text, k):
                k = replace(k, entry=Entry(name, "place", "name", country))
            elif bloc is not None and bloc in named and country not in named:
                k = replace(k, entry=Entry(bloc, "bloc", "capital"))
        turned.append(k)
    return turned


def _is_place(text: str, k: Known) -> bool:
    """Whether the words around a capital show that the city is meant."""
    before = text[max(0, k.start - WINDOW) : k.start]
    if k.shouted and not k.heading:
        return True
    if LINE_START.search(before) and DATELINE.match(text, k.end):
        return True
    if DATED.match(text, k.end) or _carried().search(before) or _in_row_of_towns(text, k):
        return True
    match = PREPOSITION.search(before)
    if match is not None:
        preposition = match["preposition"].lower()
        for word in reversed(before[: match.start("preposition")].lower().split()[-LOOK_BACK:]):
            cue = _cues().get((word, preposition))
            if cue is not None:
                return cue == "place"
        return preposition in LOCAL or preposition in ("to", "toward", "towards")
    if LEFT.search(before):
        return LEFT_WITH.match(text, k.end) is None
    return _led().search(before) is not None or _followed().match(text, k.end) is not None


def _in_row_of_towns(text: str, k: Known) -> bool:
    """Whether a town that is no capital stands beside a capital: "Nairobi, Mombasa and Kisumu"."""
    after = ROW_AFTER.match(text, k.end)
    before = ROW_BEFORE.search(text[max(0, k.start - WINDOW) : k.start])
    return any(
        m is not None and m["name"] not in lexicon().entries and town(m["name"]) is not None
        for m in (after, before)
    )


@cache
def _cues() -> dict[tuple[str, str], str]:
    """Word before a preposition, preposition -> "government" or "place"."""
    return {(row["word"], row["preposition"]): row["means"] for row in rows("metonym_cues.csv")}


@cache
def _led() -> re.Pattern[str]:
    """What stands before a city: "visited Nairobi", "the port of Nairobi"."""
    return re.compile(rf"\b(?:{_forms('before')}) $", re.IGNORECASE)


@cache
def _followed() -> re.Pattern[str]:
    """What a city is put before as a place: "Nairobi talks"."""
    return re.compile(rf" (?:[a-z-]+ )?(?:{_forms('after')})\b")


@cache
def _carried() -> re.Pattern[str]:
    """What goes between two cities: "flights between Nairobi and Cairo"."""
    other = r"(?:[A-ZÀ-Þ][\w' -]+ and )?"
    return re.compile(rf"\b(?:{_forms('between')}) (?:[a-z]+ ){{0,2}}between {other}$")


def _forms(role: str) -> str:
    """The words of a role, the longest first."""
    forms = [row["form"] for row in rows("capital_cues.csv") if row["role"] == role]
    return "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))

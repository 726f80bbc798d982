"""Say for each mention of a capital whether the government or the city is meant.

"Moscow wants more time" is the government, "they met in Moscow" the city.

in    the known forms of a document (kg.reading.scan), the text, the parse
out   the same forms; those that mean the city have the entry of a place
next  kg.reading.linking makes actors and mentions of them
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.lexicon import Entry, lexicon
from kg.reading.scan import Known

__all__ = ["place_capitals"]

#: Prepositions before a city.
IN = re.compile(
    r"(?:\b(?:in|at|to|near|from|outside|around|via|visited|visit|"
    r"visiting|leave|left|reached|for) (?:\w+ )?)$"
)
EVENT = re.compile(
    r" (?:talks|summit|meeting|declaration|agreement|accord|conference|visit|airport|bourse|office|"
    r"university|court|region|embassy|forum|trip|protocol|treaty|time|stock|market|port)\b",
    re.IGNORECASE,
)


def place_capitals(text: str, known: list[Known]) -> list[Known]:
    """Return *known*, capitals that mean the city turned into places."""
    turned = []
    for k in known:
        form = text[k.start : k.end]
        name = form.title() if k.shouted else form
        country = lexicon().capitals.get(name)
        if country is not None and k.entry.form == "capital" and _is_place(text, k):
            k = replace(k, entry=Entry(name, "place", "name", country))
        turned.append(k)
    return turned


def _is_place(text: str, k: Known) -> bool:
    if k.shouted:
        return True
    before = text[max(0, k.start - 24) : k.start]
    return bool(IN.search(before)) or bool(EVENT.match(text, k.end))

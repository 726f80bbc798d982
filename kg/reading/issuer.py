"""Say which state a document speaks for: the one whose office heads it, or whose "we" it is.

"Embassy of Kenya, Lima" -> Kenya; a transcript dated "Nairobi, 3 May" -> "we" are Kenya.

in    a Reading and the pair of countries it is about
out   a country of the pair or None
data  data/lexicon/offices.csv
next  kg.reading.context keeps it as the perspective and as whom "we" stands for

To add an office, add a row.
"""

from __future__ import annotations

import re
from functools import cache

from kg.model import Mention
from kg.reading.lexicon import rows
from kg.reading.reading import Reading

__all__ = ["dated_in", "home", "issuer"]

#: Blocks at the head of a document that may name who issues it, and their length.
HEAD, LENGTH = 4, 160


def issuer(reading: Reading, pair: tuple[str, str] | None) -> str | None:
    r"""The country of the pair whose office the head of the document names.

    Args:
        reading: A document as read.
        pair: The countries it is about.

    Returns:
        One of *pair*; None where no office is named, or those of both are.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "EMBASSY OF KENYA, LIMA\n\nKenya and Peru trade."
        >>> issuer(read_document(Document("a", text, "")), ("Kenya", "Peru"))
        'Kenya'

    """
    named = set()
    for mention in _head(reading):
        before = reading.text[max(0, mention.start - 90) : mention.start]
        words = reading.text[mention.start : mention.end]
        for country in pair or ():
            if mention.actor == country and _office().search(before):
                named.add(country)
            of = re.search(rf"(?i)\bof\s(?:the\s)?(?:\w+\sof\s)?{re.escape(country)}$", words)
            if of and _office().search(words[: of.end() - len(country)]):
                named.add(country)
    return min(named) if len(named) == 1 else None


def home(reading: Reading, pair: tuple[str, str] | None) -> str | None:
    r"""The country of the pair in which the head of the document is dated.

    Args:
        reading: A document as read.
        pair: The countries it is about.

    Returns:
        One of *pair*: of the place before a date, else of the only one named; None where no
        place is named, or places of both are.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "For the visit to Lima\n\nNairobi, 2 October 2024\n\nKenya and Peru trade."
        >>> home(read_document(Document("a", text, "")), ("Kenya", "Peru"))
        'Kenya'

    """
    if (country := dated_in(reading)) is not None and country in (pair or ()):
        return country
    found = set()
    for mention in _head(reading):
        actor = reading.actors.get(mention.actor)
        if mention.kind == "place" and actor is not None and pair and actor.country in pair:
            found.add(actor.country)
    return min(c for c in found if c) if len(found) == 1 else None


def dated_in(reading: Reading) -> str | None:
    """The country of the place that stands before a date at the head: "Nairobi, 2 October 2024".

    Args:
        reading: A document as read.

    Returns:
        A country; None where no such place stands there.

    """
    dated = {p.start for p in reading.periods}
    for mention in _head(reading):
        actor = reading.actors.get(mention.actor)
        country = mention.actor if mention.form == "capital" else actor.country if actor else None
        before, after = reading.text[: mention.start][-4:], reading.text[mention.end :][:2]
        if country is None or mention.end + 2 not in dated or after != ", ":
            continue
        if not re.search(r"(?i)\b(?:to|in|at|for)\s$", before):
            return country
    return None


def _head(reading: Reading) -> list[Mention]:
    """Mentions in the short blocks at the head."""
    spans = [(b.start, b.end) for b in reading.blocks[:HEAD] if b.end - b.start <= LENGTH]
    return [m for m in reading.mentions if any(a <= m.start < b for a, b in spans)]


@cache
def _office() -> re.Pattern[str]:
    """An office before the country it is of: "Ministry of Trade of the Republic of"."""
    names = "|".join(re.escape(r["form"]) for r in rows("offices.csv") if r["role"] == "issuer")
    return re.compile(
        rf"(?i)\b(?:{names})\s(?:(?:of|for|and)\s(?:(?!and\b)[\w'-]+,?\s){{1,5}})?of\s(?:the\s)?"
        r"(?:(?!(?:to|in|at|with|and|for)\b)\w+\s){0,2}(?:of\s)?(?:the\s)?$"
    )

"""Tell a document that is not English: kg reads English only, and says so.

    unsupported_language("Москва продаёт нефть.", None)  ->  "Cyrillic script"

in    text, and the language its metadata states
out   what is unsupported about it, or None
next  kg.pipeline skips the document and reports it
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["unsupported_language"]

#: Characters looked at; enough to know a script, quick on long texts.
SAMPLE = 20_000
#: Closed-class words that English prose is full of.
ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "are",
        "was",
        "for",
        "with",
        "that",
        "by",
        "from",
        "has",
        "have",
        "its",
    ]
)
#: Fewest words before their absence says anything.
ENOUGH_WORDS = 80
#: Smallest share of ENGLISH words in English; prose has about 0.2.
ENGLISH_SHARE = 0.03
WORD = re.compile(r"[^\W\d_]+")


def unsupported_language(text: str, stated: str | None) -> str | None:
    """Return what makes *text* unreadable for an English reader.

    Args:
        text: A document.
        stated: Language in its metadata, as BCP 47, if there is one.

    Returns:
        A few words for a message, or None if the text can be read.

    Examples:
        >>> unsupported_language("Kenya sold tea to Egypt.", None)
        >>> unsupported_language("Kenya sold tea to Egypt.", "fr")
        "language 'fr'"
        >>> unsupported_language("Кения продала чай Египту.", None)
        'Cyrillic script'

    """
    sample = text[:SAMPLE]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    if scripts:
        script, count = min(scripts.items(), key=lambda item: (-item[1], item[0]))
        if script != "LATIN" and count * 2 > scripts.total():
            return f"{script.title()} script"
    if stated and stated.lower().split("-")[0] != "en":
        return f"language {stated!r}"
    words = [w.casefold() for w in WORD.findall(sample)]
    if len(words) >= ENOUGH_WORDS:
        share = sum(w in ENGLISH for w in words) / len(words)
        if share < ENGLISH_SHARE:
            return "a language that is not English"
    return None


def _script(letter: str) -> str:
    """First word of the letter's Unicode name: LATIN, CYRILLIC, DEVANAGARI, CJK."""
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]

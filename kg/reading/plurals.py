"""Find mentions of two or more actors at once: "the two countries", "both sides", "they".

"Kenya and Egypt met. The two sides agreed." -> The two sides: Kenya, Egypt.

in    a Reading
out   spans with the actors they stand for
next  the claim finders take parties, exporters and importers from them
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Mention
from kg.reading.lexicon import rows

if TYPE_CHECKING:
    from kg.reading.reading import Reading

__all__ = ["PluralMention", "document_pair", "plural_mentions"]

PluralMention = tuple[int, int, tuple[str, ...]]

#: Parts of a sentence that are noun phrases.
NOUN_PHRASE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative"))
#: Sentences that are looked back over.
BACK = 3


def document_pair(mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The two countries a document is about: those mentioned most, the first ones first.

    Returns:
        Two canonical names in order of first mention; None where fewer than
        two countries are mentioned, or the second is no more in evidence than the third.

    Examples:
        >>> a = Mention(0, 5, "Kenya", "country", "name")
        >>> b = Mention(10, 15, "Egypt", "country", "name")
        >>> document_pair([a, b, a])
        ('Kenya', 'Egypt')

    """
    counts = Counter(m.actor for m in mentions if m.kind == "country")
    order = {name: i for i, name in enumerate(counts)}
    ranked = sorted(counts, key=lambda name: (-counts[name], order[name]))
    if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[1]] == counts[ranked[2]]):
        return None
    first, second = sorted(ranked[:2], key=lambda name: order[name])
    return first, second


def plural_mentions(reading: Reading) -> list[PluralMention]:
    """Return the plural mentions of a document in order.

    Args:
        reading: The document.

    Returns:
        (start, end, actors) for each, offsets into the document, at least two
        canonical names each; [] where there is none that can be told.

    """
    pair = document_pair(reading.mentions)
    found: list[PluralMention] = []
    last: tuple[int, tuple[str, ...]] | None = None
    open_sentence = -1  # the last sentence with a plural that could not be told
    for sentence in reading.sentences:
        for match in _pattern().finditer(reading.text, sentence.start, sentence.end):
            kind = _nouns().get(match["noun"] or "", "country")
            actors: tuple[str, ...] | None
            if match["pronoun"]:
                if open_sentence == sentence.index:
                    continue
                actors = _joined_subject(reading, sentence.index, match.start())
                if actors is None and last is not None and sentence.index - last[0] <= 1:
                    actors = last[1]
            elif match["pair"] and not _stands_alone(reading, match.end()):
                continue
            elif match["two"] or match["pair"] or match["noun"] in ("sides", "neighbours"):
                actors = _near(reading, sentence.index, match.start(), kind, pair)
                actors = actors or (pair if kind == "country" else None)
            else:
                continue
            if actors is None and not match["pronoun"]:
                open_sentence = sentence.index
            if actors is not None:
                found.append((match.start(), match.end(), actors))
                last = (sentence.index, actors)
    return found


def _near(
    reading: Reading, index: int, at: int, kind: str, pair: tuple[str, str] | None
) -> tuple[str, ...] | None:
    """The actors of *kind* named before *at* here or in the last sentences, if just two.

    Two countries gathered from several sentences are meant only where no others are the
    pair that the document is about.
    """
    section = reading.blocks[reading.sentences[index].block].section
    names: dict[str, None] = {}
    together = False
    for i in range(index, max(-1, index - BACK - 1), -1):
        sentence = reading.sentences[i]
        if reading.blocks[sentence.block].section != section:
            break
        together = not names
        for m in reversed(reading.mentions_in(sentence)):
            if m.kind == kind and m.end <= at:
                names[m.actor] = None
        if len(names) >= 2:
            break
    if len(names) != 2:
        return None
    if kind == "country" and not together and pair is not None and set(names) != set(pair):
        return None
    second, first = names
    return first, second


def _joined_subject(reading: Reading, index: int, at: int) -> tuple[str, ...] | None:
    """The countries joined by "and" in this sentence or the last: "Kenya and Egypt"."""
    for i in (index, index - 1):
        if i < 0:
            continue
        mentions = [
            m
            for m in reading.mentions_in(reading.sentences[i])
            if m.kind == "country" and m.form in ("name", "capital") and m.end <= at
        ]
        for a, b in pairwise(mentions):
            if i != index and not _is_subject(reading, a):
                continue
            if a.actor != b.actor and reading.text[a.end : b.start] == " and ":
                return a.actor, b.actor
        if mentions and i == index:
            return None
    return None


def _is_subject(reading: Reading, m: Mention) -> bool:
    span = reading.doc.char_span(m.start, m.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")


def _stands_alone(reading: Reading, end: int) -> bool:
    """Whether the word that ends at *end* is a noun phrase, not a part of one: "the two agreed"."""
    span = reading.doc.char_span(end - 1, end, alignment_mode="expand")
    return span is not None and span[0].dep_ in NOUN_PHRASE


@cache
def _pattern() -> re.Pattern[str]:
    """A pattern for "the two countries", "both sides", "the neighbours", "they", "both"."""
    nouns = "|".join(sorted(_nouns(), key=lambda n: (-len(n), n)))
    return re.compile(
        r"\b(?:(?:(?P<two>(?:[Tt]he|[Tt]heir|[Tt]hese) two|[Bb]oth(?: of the)?(?: two)?)|[Tt]he)"
        rf" (?:[\w-]+ )??(?P<noun>{nouns})"
        r"|(?P<pronoun>[Tt]hey|[Tt]heir)|(?P<pair>[Tt]he two|[Bb]oth))\b"
    )


@cache
def _nouns() -> dict[str, str]:
    """Plural nouns for actors and the kind they stand for: "sides" -> "country"."""
    return {row["noun"]: row["stands_for"] for row in rows("plural_nouns.csv")}

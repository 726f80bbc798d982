"""Find who is where in a line without a verb: an entry of a diary, a row of a table.

    "8 January: President Widodo in Manila"       -> Widodo, Manila
    "Foreign Minister Ana Paz: Lima, 8 May 2023"  -> Paz, Lima

in    a Reading, one of its sentences, a person named there, the places named there
out   places with the preposition before them; ":" where a colon stands for it
data  data/patterns/visits.yaml
next  kg.claims.visit_frames

An entry with a colon needs a date after its places, and a row of a table a heading that
speaks of visits: otherwise such lines list addresses and offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.claims.visit_places import preposition_over, root_of
from kg.claims.visit_words import load_words
from kg.model import Mention, Sentence
from kg.reading.reading import Reading

__all__ = ["places_in_line", "visitors_of_entry"]

FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
#: "Ana Paz of Peru: ", "Ana Paz (Peru): ", then places joined by commas and "and".
ENTRY = re.compile(
    r"(?: of [^:]{1,30}| \([^:)]{1,30}\)|, [^:]{1,60})?: (?:[^:.;\d]{0,60}(?:, | and ))?"
)
AFTER = re.compile(r"(?:(?:,| and|, and) [A-Z][^:.;,\d]{1,30}){0,3},? (?:\(|on |in )?")


def places_in_line(
    reading: Reading, sentence: Sentence, person: Mention, places: Sequence[Mention]
) -> Iterator[tuple[Mention, str]]:
    """Places that a line without a finite verb puts a person in.

    Args:
        reading: The document as read.
        sentence: The line.
        person: A person named in it.
        places: Places named in it, in order.

    Yields:
        Each place with "in", "to", "at" or ":"; nothing where the line has a verb.

    """
    if any(t.tag_ in FINITE for t in reading.span(sentence)):
        return
    cells = reading.block(sentence).cells
    if cells:
        if _is_of_visits(reading, sentence):
            own = [
                p
                for p in places
                if p.start >= person.end and _cell(cells, p) != _cell(cells, person)
            ]
            yield from ((place, ":") for place in own)
        return
    for place in places:
        if person.end > place.start:
            continue
        root = root_of(reading, place)
        preposition = preposition_over(root) if root is not None else None
        if preposition is not None and preposition.lower_ in ("in", "to", "at"):
            if preposition.idx >= person.end:
                yield place, preposition.lower_
        elif ENTRY.fullmatch(reading.text, person.end, place.start) and _dated(
            reading, sentence, place
        ):
            yield place, ":"


def visitors_of_entry(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Persons named in the label before a sentence: "Ana Paz of Peru: Lima, 8 May 2023".

    Args:
        reading: The document as read.
        sentence: A sentence.

    Returns:
        The last person of the label, where the sentence opens the text after it; else [].

    """
    block = reading.block(sentence)
    if not block.label or sentence.start != block.body:
        return []
    return [
        m for m in reading.mentions if block.start <= m.start < block.body and m.kind == "person"
    ][-1:]


def _dated(reading: Reading, sentence: Sentence, place: Mention) -> bool:
    """Whether a date stands right after the places of an entry."""
    return any(
        p.start >= place.end and AFTER.fullmatch(reading.text, place.end, p.start)
        for p in reading.periods_in(sentence)
    )


def _is_of_visits(reading: Reading, sentence: Sentence) -> bool:
    """Whether the headings over a table, or its first row, speak of visits."""
    number = sentence.block
    while number and reading.blocks[number - 1].cells:
        number -= 1
    block = reading.blocks[number]
    row = reading.blocks[sentence.block]
    heads = " ".join((*block.section, reading.words(block), reading.words(row))).lower()
    nouns = load_words().words["noun"]
    return any(re.search(rf"\b{noun}(?:s|or|ors)?\b", heads) for noun in sorted(nouns))


def _cell(cells: Sequence[tuple[int, int]], mention: Mention) -> int:
    """The number of the cell a mention stands in; -1 outside."""
    return next((i for i, (a, b) in enumerate(cells) if a <= mention.start < b), -1)

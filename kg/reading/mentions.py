"""Find the actors of a document and every mention of them.

"Kenyan officials met Ruto in Addis Ababa" mentions Kenya, a person and a place.

in    the levelled text, its Blocks and Sentences, its parse
out   the Actors by canonical name, and their Mentions in order, not overlapping
data  what kg.reading.lexicon, gazetteer, names and kinds read
next  kg.reading.coreference adds pronouns and descriptions; the claim finders use both

Four steps: look known forms up and cut the other capitalised sequences out
(scan); say what each name is (kinds); join the forms of one name (linking);
say for each capital whether it is the government or the place (metonyms).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Actor, Block, Mention, Sentence
from kg.reading.kinds import kinds_of
from kg.reading.linking import link
from kg.reading.metonyms import place_capitals
from kg.reading.scan import scan

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_mentions"]


def find_mentions(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], doc: Doc
) -> tuple[dict[str, Actor], list[Mention]]:
    """Return the actors of the document by name, and their mentions in order.

    Args:
        text: The levelled text.
        blocks: Its blocks.
        sentences: Its sentences.
        doc: Its parse.

    Returns:
        Actors by canonical name, in order of first mention, and Mentions that
        do not overlap; both empty where the text names nobody.

    """
    known, unknown = scan(text, blocks, sentences)
    found = kinds_of(text, unknown, doc)
    return link(text, place_capitals(text, known, doc), found)

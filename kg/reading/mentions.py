"""Find the actors of a document and every mention of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Actor, Block, Mention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_mentions"]


def find_mentions(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], doc: Doc
) -> tuple[dict[str, Actor], list[Mention]]:
    """Return the actors of the document by name, and their mentions in order."""
    return {}, []

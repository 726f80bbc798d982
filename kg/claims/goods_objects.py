"""Find goods that no list of goods knows: what a verb of trade has as its plain object.

"Kenya exports sisal twine and toothbrushes to Peru" -> sisal twine, toothbrushes.

in    a Reading, a Flow whose word is a verb, how far its clause reaches
out   Goods, named by the noun phrase
data  data/lexicon/no_goods.csv: nouns that verbs of trade take and that are no goods
next  kg.claims.goods_lists asks where the lexicon knows no goods after the verb

A plural or a mass noun without an article, a possessor or a name is taken as goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.commodities import Goods
from kg.claims.flow_phrases import Flow
from kg.reading.lexicon import rows
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["object_goods"]


def object_goods(reading: Reading, flow: Flow, end: int) -> list[Goods]:
    """Return the goods that are the object of a verb of trade.

    Args:
        reading: The document as read.
        flow: A flow whose word is a verb.
        end: One past the last character of its clause.

    Returns:
        Goods in order; [] where the object is a person, money, a share, a project or a name.

    Examples:
        >>> from kg.claims.exports import find_exports
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "Peru bought 40 lawnmowers from Kenya. Peru bought shares."
        >>> [c.slots["commodity"] for c in find_exports(read_document(Document("a", text, "")))]
        ['lawnmowers']

    """
    span = reading.doc.char_span(flow.start, flow.end, alignment_mode="expand")
    if span is None:
        return []
    objects = [c for c in span.root.children if c.dep_ == "dobj" and c.idx < end]
    found = []
    for head in objects[:1]:
        for token in _joined(head):
            goods = _goods(reading, token)
            if goods is None or goods.end > end:
                break
            found.append(goods)
    return found


def _joined(head: Token) -> Iterator[Token]:
    """A noun and those joined to it, or what an amount of it is measured in: "tonnes of ash"."""
    for child in head.children:
        if child.lower_ == "of" and _is_measure(head):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _joined(inner)
                    return
    yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from _joined(child)


def _is_measure(token: Token) -> bool:
    """Whether a noun counts another: "3,000 tonnes of"."""
    return any(c.like_num for c in token.children) and token.lemma_.lower() in no_goods()


def _goods(reading: Reading, head: Token) -> Goods | None:
    """The noun phrase of *head* as goods, or None where it is no plain name of goods."""
    if head.pos_ != "NOUN" or head.lower_ != head.text or head.lemma_.lower() in no_goods():
        return None
    if head.tag_ == "NN" and not _is_mass(head):
        return None
    start = head
    for child in reversed(list(head.lefts)):
        if child.dep_ in ("det", "poss", "nummod", "quantmod", "predet"):
            if child.dep_ == "poss" or child.lower_ in (
                "a",
                "an",
                "this",
                "that",
                "these",
                "those",
            ):
                return None
            break
        if child.dep_ not in ("amod", "compound") or child.i != start.i - 1:
            if child.is_punct or child.dep_ in ("amod", "compound"):
                continue
            break
        if any(m.start < child.idx + len(child) and child.idx < m.end for m in reading.mentions):
            break
        if re.search(r"\d", child.text) or child.lower_ in ("more", "many", "most", "other", "own"):
            break
        start = child
    end = head.idx + len(head)
    if any(m.start < end and start.idx < m.end for m in reading.mentions):
        return None
    name = reading.text[start.idx : end]
    return Goods(start.idx, end, name, name)


def _is_mass(head: Token) -> bool:
    """Whether a singular noun stands without an article, as names of materials do."""
    return not any(c.dep_ in ("det", "poss", "nummod") for c in head.children)


@cache
def no_goods() -> frozenset[str]:
    """Nouns that are no goods though they stand where goods do."""
    return frozenset(row["form"] for row in rows("no_goods.csv"))

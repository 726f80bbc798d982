"""Split blocks into sentences.

in    the levelled text and its Blocks
out   Sentences in order, with their spans
data  data/lexicon/abbreviations.csv
next  kg.reading.parse gives them to the parser; kg.reading.mentions looks for names in them

A heading, a question and a table row are one sentence each. The body of an
item is split like a paragraph; its term stands outside the sentences.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from kg.model import Block, Sentence
from kg.resources import resource

__all__ = ["split_sentences"]

#: A full stop, question or exclamation mark that may end a sentence.
STOP = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"')\]]*)\s+(?=[\"'(\[]*[A-Z0-9À-ÖØ-ÞА-Я$€£₹¥])")
WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+$")


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Return the sentences of *text*, block by block.

    Args:
        text: The levelled text (kg.reading.blocks.level_text).
        blocks: Its blocks.

    Returns:
        Sentences numbered from 0; none is empty, none crosses a block.

    Examples:
        >>> from kg.reading.blocks import find_blocks
        >>> text = "Mr. Rao met U.S. envoys. They signed No. 7."
        >>> [text[s.start:s.end] for s in split_sentences(text, find_blocks(text))]
        ['Mr. Rao met U.S. envoys.', 'They signed No. 7.']

    """
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        start = block.body
        if block.kind in ("heading", "question", "row"):
            spans = [(start, block.end)]
        else:
            spans = _split(text, start, block.end)
        for a, b in spans:
            if a < b:
                sentences.append(Sentence(len(sentences), a, b, index))
    return sentences


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    for match in STOP.finditer(text, start, end):
        if match.end() >= end or not _ends_sentence(text, at, match):
            continue
        stop = match.end("close")
        spans.append((at, stop))
        at = match.end()
    spans.append((at, end))
    return spans


def _ends_sentence(text: str, at: int, match: re.Match[str]) -> bool:
    if match["mark"] != ".":
        return True
    before = WORD_BEFORE.search(text, at, match.start())
    after = text[match.end() : match.end() + 1]
    if before is None or match["close"]:
        return True
    word = before[0]
    if len(word) == 1 and word.isupper():
        # An initial ("K. P. Oli") or the end of "U.S." before a name.
        return False
    follows = _abbreviations().get(word)
    if "." in word and follows is None:
        following = re.match(r"[\"'(]*([A-Za-z]+)", text[match.end() :])
        return bool(following and following[1] in _openers())
    if follows == "number":
        return not after.isdigit()
    if follows == "any":
        following = re.match(r"[\"'(]*([A-Za-z]+)", text[match.end() :])
        return bool(following and following[1] in _openers())
    return follows is None


@cache
def _abbreviations() -> dict[str, str]:
    path = resource("data/lexicon") / "abbreviations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["abbreviation"]: row["follows"] for row in csv.DictReader(file)}


@cache
def _openers() -> frozenset[str]:
    """Words that open a sentence far oftener than they stand inside one after an abbreviation."""
    path = resource("data/lexicon") / "sentence_openers.txt"
    return frozenset(path.read_text(encoding="utf-8").split())

"""Read agreements that are only in view: named without a verb under a heading of what is to come.

    "Next Steps" / "Fisheries pact: shared quotas in the strait."   -> Fisheries pact, proposed
    "What plans are there?" / "A treaty on water, and a rail link." -> treaty on water, proposed

in    a Reading, its Instruments without a stage of their own
out   Stages, proposed or expected
data  data/patterns/agreements.yaml: `heading`, the words of headings of what is to come
next  kg.claims.agreements

To extend, add the words of a heading to the list; what was signed or ended is told by its
own words and never comes here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_words import load_words
from kg.model import Block
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["foreseen", "foreseen_term", "is_repeated", "looks_ahead", "to_come"]

#: A heading that also tells what was done looks back as well as ahead.
DONE = re.compile(
    r"\b(?:signed|concluded|exchanged|adopted|agreed|issued|announced|achieved|past|so far|"
    r"outcomes?|results?|no|not)\b",
    re.IGNORECASE,
)
FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
BELOW = frozenset(["conj", "appos", "nmod", "dep", "npadvmod"])


@cache
def _ahead() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w) for w in sorted(load_words().headings, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def looks_ahead(reading: Reading, block: Block) -> bool:
    """Return whether a block stands under a heading, or answers a question, of what is to come.

    Args:
        reading: The document as read.
        block: One of its blocks.

    """
    if block.kind in ("heading", "question") or not block.section:
        return False
    line = block.section[-1]
    return _ahead().search(line) is not None and DONE.search(line) is None


def foreseen(reading: Reading, instrument: Instrument) -> Stage | None:
    """The stage of an agreement named without a verb under such a heading.

    Args:
        reading: The document as read.
        instrument: A phrase without a stage of its own.

    Returns:
        None where the phrase has a verb, is about something else, or is known ("the pact").

    """
    sentence = reading.sentences[instrument.sentence]
    block = reading.blocks[sentence.block]
    known = instrument.introduced in ("given", "no", "pronoun") or instrument.bare
    if not instrument.strong or known or not looks_ahead(reading, block):
        return None
    if block.label is not None and instrument.start < block.body:
        return None  # the term speaks for the whole item
    head = reading.doc[instrument.head]
    if _is_verbal(reading, head, max(sentence.start, block.body)) or not _leads(head):
        return None
    return Stage("proposed", instrument.start, instrument.end, "heading", "foreseen")


def foreseen_term(reading: Reading, block: Block, instrument: Instrument) -> Stage | None:
    """The stage of an agreement that is the term of an item under such a heading.

    Args:
        reading: The document as read.
        block: The item.
        instrument: The agreement its term names.

    Returns:
        None where the text after the term has a verb of its own, or no such heading stands above.

    """
    if not instrument.strong or not looks_ahead(reading, block):
        return None
    span = reading.doc.char_span(block.body, block.end, alignment_mode="contract")
    if span is None or any(t.tag_ in ("VBZ", "VBD", "VBP") and t.dep_ == "ROOT" for t in span):
        return None
    end = block.start + len(reading.words(block).rstrip(" .;,"))
    label = reading.text.find(block.label or "", block.start, block.body)
    start = label if label >= 0 else instrument.start
    return Stage("proposed", start, end, "heading", "foreseen")


def is_repeated(reading: Reading, instrument: Instrument, earlier: list[Instrument]) -> bool:
    """Return whether all words of a phrase stand in a passage that named such an agreement before.

    Args:
        reading: The document as read.
        instrument: An agreement in view.
        earlier: Those in view before it.

    """
    noun = reading.doc[instrument.head].lemma_.lower()
    words = _stems(instrument.label)
    for other in earlier:
        if reading.doc[other.head].lemma_.lower() != noun:
            continue
        block = reading.blocks[reading.sentences[other.sentence].block]
        if words <= _stems(reading.words(block)):
            return True
    return False


def to_come(reading: Reading, instrument: Instrument, stage: Stage) -> Stage:
    """Return the stage of a signing that stands under such a heading without a verb: expected.

    Args:
        reading: The document as read.
        instrument: The agreement.
        stage: What its sentence says of it; given back unless it is a noun of signing.

    """
    sentence = reading.sentences[instrument.sentence]
    block = reading.blocks[sentence.block]
    if stage.how != "noun" or stage.status != "signed" or not looks_ahead(reading, block):
        return stage
    if _is_verbal(reading, reading.doc[instrument.head], max(sentence.start, block.body)):
        return stage
    return replace(stage, status="expected")


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in re.findall(r"[a-z]{4,}", text.lower()))


def _is_verbal(reading: Reading, head: Token, start: int) -> bool:
    """Whether the sentence of the phrase has a finite verb."""
    return any(
        t.tag_ in FINITE and t.pos_ in ("VERB", "AUX") and t.idx >= start
        for t in head.sent
        if t.i != head.i and t.dep_ not in ("relcl", "aux", "auxpass")
    )


def _leads(head: Token) -> bool:
    """Whether the noun heads a phrase of its own: no preposition or verb stands over it."""
    for _ in range(6):
        if head.dep_ == "ROOT" or head.head == head:
            return True
        if head.dep_ not in BELOW:
            return False
        head = head.head
    return False

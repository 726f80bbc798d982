"""What the passage says of an agreement where its own sentence does not.

    "The following texts were signed:" / "- a protocol on fish"         -> signed
    "Fish protocol: signed in March 2018; in force since June."         -> signed, in_force
    "Six papers were signed. Among them were a memo on tea ..."         -> signed
    "It took effect in 2004."                                           -> in_force

in    a Reading, its Instruments, the stages found so far
out   Instruments for terms and pronouns; Stages that come from the list or the heading
next  kg.claims.agreements
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage, find_in_span
from kg.claims.agreement_labels import DATE_WORD
from kg.claims.agreement_status import governed_stages
from kg.claims.agreement_verbs import find_cue
from kg.claims.agreement_words import load_words
from kg.model import Block
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["inherited", "listed", "pronouns", "term_of", "term_stages"]

STAND_INS = frozenset(["it", "this", "they", "both", "these", "them"])
#: Statuses by which a pronoun is known to stand for an agreement.
TELLING = frozenset(
    [
        "sign",
        "ratify",
        "conclude",
        "initial",
        "terminate",
        "adopt",
        "lapse",
        "expire",
        "renew",
        "extend",
        "cancel",
        "suspend",
        "enter",
        "come",
        "take",
        "apply",
        "supersede",
        "replace",
        "renegotiate",
        "abrogate",
        "denounce",
        "ink",
        "prolong",
        "put",
        "withdraw",
        "bind",
    ]
)
PLURAL = re.compile(
    r"\b(?:agreements|accords|documents|instruments|texts|papers|memoranda|memorandums|protocols|"
    r"MoUs|contracts|treaties|deals|declarations|outcomes|pacts)\b",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"\b(?:signed|concluded|exchanged|adopted|inked|initialled|agreed|issued|announced|signing)\b"
)
REACH = 2


def term_stages(reading: Reading, block: Block) -> Iterator[tuple[Instrument, Stage]]:
    """Stages of an agreement that is the term of an item: "Border treaty: signed in 1995".

    Args:
        reading: The document as read.
        block: One of its blocks.

    Yields:
        The instrument of the term with each stage that the text after the colon names.

    """
    if block.label is None or block.body <= block.start:
        return
    instrument = term_of(reading, block)
    if instrument is None:
        return
    at = block.body
    for clause in re.split(r"(?<=[;.,])\s+|\s(?=and\s)", reading.text[block.body : block.end]):
        start = reading.text.index(clause, at)
        at = start + len(clause)
        if found_cue := find_cue(clause.lower()):
            status, word = found_cue
            offset = clause.lower().find(word.split()[-1])
            first = instrument.start if start == block.body else start
            end = start + max(offset, 0) + len(word.split()[-1])
            yield instrument, Stage(status, first, min(end, block.end), word, "term")


def term_of(reading: Reading, block: Block) -> Instrument | None:
    """The agreement that the term of an item names; None where it names none.

    Args:
        reading: The document as read.
        block: One of its blocks.

    """
    if block.label is None or block.body <= block.start:
        return None
    sentence = next((s for s in reading.sentences if block.start <= s.start < block.end), None)
    if sentence is None:
        return None
    named = [
        i
        for i in find_in_span(reading, block.start, block.body, sentence)
        if i.strong or i.kind != "programme"
    ]
    if not named:
        return None
    label = _term_label(block.label, named[0].label)
    if len(label.split()) < 2 and label.islower() | label.istitle():
        return None  # "Treaty:", "Memoranda:" name no agreement
    return replace(named[0], label=label)


def _term_label(term: str, label: str) -> str:
    """The whole term where it is short, else the phrase found in it."""
    clean = re.sub(r"\s*\([^)]*\)|^(?:The|A|An) ", "", term).strip()
    return clean if len(clean.split()) <= 12 and " between " not in clean else label


def listed(reading: Reading, instrument: Instrument) -> Stage | None:
    """The stage that a list gives its items: its heading, its opening line, the date before it.

    Args:
        reading: The document as read.
        instrument: A phrase that stands without a verb of its own.

    Returns:
        None where the phrase does not open an item of such a list.

    """
    if not instrument.strong:
        return None
    sentence = reading.sentences[instrument.sentence]
    block_index = sentence.block
    block = reading.blocks[block_index]
    if block.kind in ("heading", "question"):
        return None
    span = reading.span(sentence)
    verbal = any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.idx < instrument.start for t in span)
    before = reading.text[sentence.start : instrument.start]
    opens = len(before.split()) <= 3 or before.rstrip().endswith((";", ",", " and"))
    if verbal or not opens:
        return None
    if block.label is not None and all(DATE_WORD.match(w.strip(",")) for w in block.label.split()):
        return _stage(instrument, "signed", "date", "list")
    for line in _openings(reading, block_index):
        if ACTS.search(line) and not re.search(r"\b(?:to be|not|no)\b", line.lower()):
            return _stage(instrument, "signed", "list", "list")
        if found := find_cue(line.lower()):
            return _stage(instrument, found[0], found[1], "list")
        if PLURAL.search(line) and block.kind in ("item", "numbered", "row"):
            return _stage(instrument, "signed", "list", "list")
    return None


def _openings(reading: Reading, index: int) -> Iterator[str]:
    """The line that opens the list of a block, and its heading."""
    block = reading.blocks[index]
    for earlier in range(index - 1, max(-1, index - 30), -1):
        opener = reading.blocks[earlier]
        text = reading.words(opener)
        if opener.kind == "heading":
            break
        if text.rstrip().endswith(":"):
            yield text[-160:]
            break
        if opener.kind != block.kind:
            break
    if block.section:
        yield block.section[-1]


def inherited(
    reading: Reading, instrument: Instrument, signed: Sequence[tuple[Instrument, Stage]]
) -> Stage | None:
    """The stage of a text listed after "papers were signed": "Among them were a memorandum on tea".

    Args:
        reading: The document as read.
        instrument: A phrase without a stage of its own.
        signed: Instruments signed so far, with their stages, in order.

    Returns:
        None where no list of signed texts goes before.

    """
    if not signed or (instrument.introduced == "given" and not instrument.item):
        return None
    sentence = reading.sentences[instrument.sentence]
    before = reading.text[sentence.start : instrument.start]
    listing = PLURAL.search(before) is not None
    near = [
        (i, s) for i, s in signed[-8:] if listing or 0 <= instrument.sentence - i.sentence <= REACH
    ]
    source = next(
        (
            (i, s)
            for i, s in reversed(near)
            if listing or PLURAL.search(i.label) or s.how == "inherited" or instrument.item
        ),
        None,
    )
    if source is None:
        return None
    last, stage = source
    distance = instrument.sentence - last.sentence
    head = reading.doc[instrument.head]
    verb = _verb_above(head)
    if verb is not None and verb.lemma_.lower() not in load_words().listing and distance > 0:
        return None
    return _stage(instrument, "signed", stage.word, "inherited")


def pronouns(reading: Reading, before: Sequence[Instrument]) -> Iterator[tuple[Instrument, Stage]]:
    """Stages said of a pronoun that stands for the last agreement: "It lapsed in 2015".

    Args:
        reading: The document as read.
        before: The strong instruments of the document, in order.

    Yields:
        The antecedent, placed at the pronoun, with the stage.

    """
    for token in reading.doc:
        if token.lower_ not in STAND_INS or token.dep_ not in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
        ):
            continue
        sentence = reading.sentence_at(token.idx)
        if sentence is None:
            continue
        earlier = [
            i for i in before if i.start < token.idx and sentence.index - i.sentence <= REACH
        ]
        if not earlier or earlier[-1].introduced == "no":
            continue
        antecedent = replace(
            earlier[-1],
            head=token.i,
            start=token.idx,
            end=token.idx + len(token),
            sentence=sentence.index,
            introduced="pronoun",
            nested=False,
        )
        for stage in governed_stages(reading, antecedent):
            verb = reading.doc[stage.verb] if stage.verb is not None else None
            lemma = verb.lemma_.lower() if verb is not None else ""
            if lemma in TELLING or stage.how == "cue":
                yield antecedent, replace(stage, how="pronoun")


def _verb_above(token: Token) -> Token | None:
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _stage(instrument: Instrument, status: str, word: str, how: str) -> Stage:
    return Stage(status, instrument.start, instrument.end, word, how)

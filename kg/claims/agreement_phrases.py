"""Say what a phrase tells of an agreement without a verb that governs it.

    "Transit protocol, not yet signed"     -> denied
    "the protocol of 6 May 2019"           -> signed
    "Is there a transit treaty? No."       -> denied

in    a Reading, an Instrument, its sentence
out   Stages
data  data/patterns/agreements.yaml: cue words
next  kg.claims.agreement_status
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_verbs import find_cue
from kg.model import Sentence
from kg.reading.reading import Reading

__all__ = ["answered", "apart", "dated", "itself", "later_cue", "verbless"]

IN_FORCE = re.compile(r"[^.;]{1,50}?\bin (?:force|effect)\b")
#: Texts that a document can be, and that come into being by being issued.
DOCUMENTS = frozenset(["statement", "declaration", "communique", "communiqué", "protocol"])
SAYING = frozenset(
    ["say", "state", "note", "add", "declare", "put", "list", "mention", "speak", "pledge"]
)
OF_YEAR = re.compile(
    r"(?:,? (?:of|dated|from)|,)(?: the)?(?: \d{1,2})?(?: [A-Z][a-z]{2,8})?,? (?:1[89]|20)\d\d\b"
)


def answered(reading: Reading, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """A question answered by "no": there is none. Other questions state nothing.

    Args:
        reading: The document as read.
        instrument: The agreement.
        sentence: Its sentence.

    """
    if sentence.index + 1 < len(reading.sentences):
        answer = reading.words(reading.sentences[sentence.index + 1])
        if re.match(
            r"(?:No\b|None\b|Not\b|(?:\w+ ){1,3}(?:do|does|did|has|have|is|was) not\b)", answer
        ):
            yield Stage("denied", instrument.start, instrument.end, "no", "answer")


def verbless(reading: Reading, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """Cue words in an item or phrase without a finite verb.

    Args:
        reading: The document as read.
        instrument: The agreement.
        sentence: Its sentence.

    """
    span = reading.span(sentence)
    if any(t.tag_ in ("VBZ", "VBP", "MD") for t in span) and len(span) > 12:
        return
    text = reading.text[instrument.end : sentence.end].lower()
    text = re.split(r"[;.]", text)[0][:80]
    if found := find_cue(text):
        word = found[1].split()[-1]
        end = instrument.end + text.find(word) + len(word)
        yield Stage(found[0], instrument.start, end, found[1], "cue")


def later_cue(reading: Reading, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """The words "in force" a few words after the phrase, no verb between.

    Args:
        reading: The document as read.
        instrument: The agreement.
        sentence: Its sentence.

    """
    match = IN_FORCE.match(reading.text, instrument.end, sentence.end)
    if match is None:
        return
    span = reading.doc.char_span(instrument.end, match.end(), alignment_mode="expand")
    if span is None or any(t.pos_ in ("VERB", "AUX") for t in span):
        return
    yield Stage("in_force", instrument.start, match.end(), "in force", "cue")


def dated(reading: Reading, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """A year after the phrase, which is the year of signing: "the protocol of 6 May 2019".

    Args:
        reading: The document as read.
        instrument: The agreement.
        sentence: Its sentence.

    """
    if not instrument.strong or reading.blocks[sentence.block].kind == "heading":
        return
    if match := OF_YEAR.match(reading.text, instrument.end, sentence.end):
        yield Stage("signed", instrument.start, match.end(), "of year", "dated")


def apart(reading: Reading, stages: list[Stage]) -> list[Stage]:
    """Let a later stage of a sentence be quoted from its own verb: "and took effect".

    Args:
        reading: The document as read.
        stages: The stages that one sentence tells of an agreement, in order.

    Returns:
        The stages, each after the first shortened to its own words where they follow.

    """
    found = stages[:1]
    for stage in stages[1:]:
        start = stage.start
        if stage.verb is not None:
            verb = reading.doc[stage.verb]
            parts = [t.idx for t in verb.children if t.dep_ in ("aux", "auxpass", "neg")]
            start = min([verb.idx, *parts])
            last = stage.word.split()[-1]  # "took effect", "came into force"
            at = reading.text.find(last, stage.end, stage.end + 16) if " " in stage.word else -1
            stage = replace(stage, end=at + len(last)) if at >= 0 else stage
        elif stage.how == "cue":
            start = max(start, reading.text.rfind("in ", stage.start, stage.end))
        before = found[-1].end
        found.append(replace(stage, start=start) if start >= before else stage)
    return found


def itself(reading: Reading, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """A text that the document is, or that speaks in it: "In a joint statement they said".

    Args:
        reading: The document as read.
        instrument: The agreement.
        sentence: Its sentence.

    """
    head = reading.doc[instrument.head]
    if head.lemma_.lower() not in DOCUMENTS or not instrument.strong:
        return
    block = reading.blocks[sentence.block]
    if sentence.block < 3 and block.kind == "heading":
        before = reading.text[block.start : instrument.start].strip("# ")
        verbs = any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in reading.span(sentence))
        if not verbs and before in ("", "The"):
            yield Stage("signed", instrument.start, instrument.end, "title", "title")
        return
    verb = head.head
    if head.dep_ == "pobj" and verb.lower_ == "in":
        verb = verb.head
    elif head.dep_ != "nsubj":
        return
    if instrument.introduced == "new" and verb.lemma_ in SAYING and verb.pos_ == "VERB":
        yield Stage("signed", instrument.start, instrument.end, verb.lemma_, "title")

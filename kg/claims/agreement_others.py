"""Find agreements that are told of as one more of those before: "a new one", "the second".

    "The tax treaty of 1974 is out of date. A new one was initialled in May."
        -> new tax treaty, signed
    "Two protocols were signed. One sets up a fund for nurses; another opens a ferry line."
        -> protocol, fund for nurses, signed; protocol, ferry line, signed

in    a Reading, its strong Instruments in order, the stages found so far
out   Instruments with their stages
data  data/patterns/agreements.yaml: `content`, the verbs by which a text says what it is about
next  kg.claims.agreements
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage, is_plural
from kg.claims.agreement_labels import left_of, right_of, singular, trim
from kg.claims.agreement_status import governed_stages
from kg.claims.agreement_words import load_words
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_others"]

ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "last"])
OTHERS = frozenset(["one", "another", "latter", "former"]) | ORDINALS
ROLES = frozenset(["nsubj", "nsubjpass", "dobj"])
REACH = 2


def find_others(
    reading: Reading,
    before: Sequence[Instrument],
    signed: Sequence[tuple[Instrument, Stage]],
) -> Iterator[tuple[Instrument, Stage]]:
    """Yield agreements named only as another of those before, with what is said of each.

    Args:
        reading: The document as read.
        before: Its strong instruments, in order.
        signed: Those that are signed, with their stages.

    Yields:
        Instruments in order of place.

    """
    for token in reading.doc:
        if token.lower_ not in OTHERS or token.dep_ not in ROLES:
            continue
        sentence = reading.sentence_at(token.idx)
        if sentence is None or any(c.dep_ in ("relcl", "prep") for c in token.rights):
            continue
        near = [i for i in before if i.start < token.idx and sentence.index - i.sentence <= REACH]
        if not near:
            continue
        if (verb := token.head).lemma_.lower() in load_words().content and token.dep_ == "nsubj":
            yield from _by_content(reading, token, verb, signed)
            continue
        label = _label(token, near[-1])
        other = replace(
            near[-1],
            head=token.i,
            start=left_of(token)[0].idx,
            end=token.idx + len(token),
            label=label,
            sentence=sentence.index,
            introduced="new",
            bare=False,
            item=False,
            nested=False,
        )
        generic = load_words().generic
        for stage in governed_stages(reading, other):
            if stage.how in ("object", "subject") and stage.word not in generic and label:
                yield other, replace(stage, how="other")


def _label(token: Token, last: Instrument) -> str:
    """What sets it apart, with what it is: "new tax treaty", "second protocol"."""
    marks = [t.lower_ for t in left_of(token) if t.dep_ == "amod" and t.i != token.i]
    if token.lower_ in ORDINALS:
        noun = last.label.split(" on ")[0].split(" of ")[0].split(" for ")[0].split()[-1]
        return trim(f"{token.lower_} {singular(noun)}")
    if not marks and token.lower_ == "one":
        return ""
    mark = " ".join(marks) or token.lower_
    label = last.label if last.label[:2].isupper() else last.label[0].lower() + last.label[1:]
    return trim(f"{mark} {label}")


def _by_content(
    reading: Reading, token: Token, verb: Token, signed: Sequence[tuple[Instrument, Stage]]
) -> Iterator[tuple[Instrument, Stage]]:
    """One of several signed texts, by what it is about: "one sets up a fund"."""
    sentence = reading.sentence_at(token.idx)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    for child in verb.children:
        if thing is None and child.dep_ == "prep":
            thing = next((c for c in child.children if c.dep_ == "pobj"), None)
    if thing is None or sentence is None:
        return
    near = [
        (i, s)
        for i, s in signed
        if i.start < token.idx
        and sentence.index - i.sentence <= REACH
        and is_plural(reading.doc[i.head])
    ]
    if not near:
        return
    source, stage = near[-1]
    right = right_of(thing, sentence.end)
    start = left_of(thing)[0].idx
    end = right[-1].idx + len(right[-1]) if right else thing.idx + len(thing)
    noun = singular(reading.doc[source.head].text)
    other = replace(
        source,
        head=token.i,
        start=token.idx,
        end=end,
        label=trim(f"{noun} on {reading.text[start:end]}"),
        sentence=sentence.index,
        introduced="new",
        bare=False,
        item=True,
    )
    yield other, Stage("signed", token.idx, end, stage.word, "inherited")

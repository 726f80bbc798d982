"""Name what is planned in a few words.

    "Chile intends to build a railway."             -> "build a railway"
    "A railway will be built in Peru."              -> "build a railway in Peru"
    "The second bridge is due to open next spring." -> "second bridge to open next spring"
    "Nurses will fly to Peru in May."               -> "nurses to fly to Peru in May"
    "Opening new ports"                             -> "open new ports"

in    a Reading and a span of it
out   a label of at most twelve words: a verb in the infinitive with its object, or a noun phrase
next  kg.claims.plans
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.holders import mention_at
from kg.claims.plan_words import planning
from kg.claims.wording import content_head, shorten
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["label_of"]

#: Most words of a label, and of its subject.
LABEL_WORDS = 12
SUBJECT_WORDS = 7
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
OBJECTS = frozenset(["dobj", "ccomp", "dative"])
COPULAS = frozenset(["be", "become"])
#: Verbs and adjectives between the subject and the plan.
DEPTH = 3


def label_of(reading: Reading, start: int, end: int) -> str:
    """A short name of what is planned: its verb in the infinitive with its object.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.

    Returns:
        At most twelve words; "" where the statement has no word.

    """
    head = content_head(reading, start, end)
    if head is None:
        return ""
    subject = _inherited_subject(head, start, end)
    for _ in range(DEPTH):
        inner = _planned_under(head, start, end)
        if inner is None:
            break
        head = inner
        subject = _subject(head, start, end) or subject
    if head.pos_ not in ("VERB", "AUX") and head.tag_ != "VBG":
        return _lowered(reading, head, shorten(reading.text[start:end], LABEL_WORDS))
    rest = _after(head, end)
    verb = "" if head.lemma_ in COPULAS else head.lemma_.lower()
    thing = _thing(reading, head, subject, start, end)
    if not thing:
        return shorten(f"{verb} {rest}", LABEL_WORDS)
    if verb in planning("progress"):
        return shorten(f"{thing} {rest}", LABEL_WORDS)
    if not verb or _is_passive(head):
        return shorten(f"{verb} {thing} {rest}", LABEL_WORDS)
    return shorten(f"{thing} to {verb} {rest}", LABEL_WORDS)


def _after(head: Token, end: int) -> str:
    """What follows a verb in its clause; of one that only tells of progress, not its particle."""
    after = [t for t in head.subtree if t.i > head.i and t.idx < end]
    if after and head.lemma_.lower() in planning("progress"):
        leads = any(c.dep_ == "pcomp" and c.i == after[0].i + 1 for c in after[0].children)
        if after[0].dep_ in ("prt", "advmod") or leads:  # "go ahead", "go on training"
            after = after[1:]
    if not after:
        return ""
    text: str = head.doc[after[0].i : after[-1].i + 1].text
    return text


def _inherited_subject(head: Token, start: int, end: int) -> Token | None:
    """The subject of a verb, or of the verb whose infinitive it is."""
    subject = _subject(head, start, end)
    while subject is None and head.dep_ == "xcomp" and start <= head.head.idx < end:
        head = head.head
        subject = _subject(head, start, end)
    return subject


def _is_passive(head: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in head.children)


def _subject(head: Token, start: int, end: int) -> Token | None:
    return next((c for c in head.children if c.dep_ in SUBJECTS and start <= c.idx < end), None)


def _planned_under(head: Token, start: int, end: int) -> Token | None:
    """The clause of a verb of planning, or of an adjective such as "due"."""
    if head.lemma_ == "be":
        for child in head.children:
            if child.dep_ == "acomp" and child.lemma_.lower() in planning("governor"):
                return next((c for c in child.children if c.dep_ == "xcomp"), None)
            if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN"):
                return child
    if head.lemma_.lower() not in planning("governor"):
        return None
    inside = [c for c in head.children if start <= c.idx < end]
    return next((c for c in inside if c.dep_ in ("xcomp", "ccomp")), None)


def _thing(reading: Reading, head: Token, subject: Token | None, start: int, end: int) -> str:
    """What is done or happens: the subject of a passive, or of a verb without an object."""
    if subject is None or subject.pos_ == "PRON":
        return ""
    if not _is_passive(head):
        mention = mention_at(reading, subject)
        acts = mention is not None and mention.form != "demonym" and mention.kind != "place"
        if acts or any(c.dep_ in OBJECTS for c in head.children):
            return ""
    inside = [t for t in subject.subtree if start <= t.idx < end]
    while inside and (inside[0].dep_ == "det" or inside[0].is_punct or inside[0].dep_ == "cc"):
        inside = inside[1:]
    if not inside:
        return ""
    text: str = head.doc[inside[0].i : inside[-1].i + 1].text
    return _lowered(reading, subject, shorten(text, SUBJECT_WORDS))


def _lowered(reading: Reading, head: Token, label: str) -> str:
    """A noun phrase without a capital that only opens the sentence."""
    first = label.split(" ", 1)[0]
    word = next((t for t in head.subtree if t.text == first), None)
    named = word is None or word.pos_ == "PROPN" or mention_at(reading, word) is not None
    return label if named or not first[1:].islower() else label[0].lower() + label[1:]

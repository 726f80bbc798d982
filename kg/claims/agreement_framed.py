"""Find verbs of agreement in a parse, with what they are said of.

    "The fee was waived by Chile."   -> waive, lift, signed, of "fee"
    "Peru declined."                 -> decline, refuse, cancelled, of what was told before

in    a span of a Reading
out   Framed: the frame, its verb, its object, the status after negation, wish and future
data  kg.claims.agreement_frames; data/patterns/agreements.yaml: `container`
next  kg.claims.agreement_judged: features of a statement, and what its agreement is called
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.agreement_acts import has_party, label_of_phrase
from kg.claims.agreement_frames import Frame, frame_verbs, object_classes
from kg.claims.agreement_labels import left_of, right_of, trim
from kg.claims.agreement_verbs import shifted
from kg.claims.agreement_words import load_words
from kg.claims.plan_words import planning
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Framed", "frame_features", "framed_in", "label_of_object"]

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Most words after the noun in a label.
WORDS = 9
LINKS = frozenset(["for", "to", "of", "on"])
#: Words that stand for something told of before.
STAND_INS = frozenset(
    [
        "it",
        "this",
        "that",
        "them",
        "these",
        "those",
        "both",
        "one",
        "which",
        "theirs",
        "ours",
        "his",
        "hers",
        "its",
        "another",
        "first",
        "second",
    ]
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A verb of agreement with what it is said of."""

    frame: Frame
    verb: Token
    thing: Token | None  #: None where the verb stands alone
    status: str
    party: bool  #: whether its subject or agent is a party

    @property
    def told_before(self) -> bool:
        """Whether what is agreed must have been told of before."""
        thing = self.thing
        if thing is not None and _is_container(thing):
            return thing.pos_ == "NOUN" and _content(thing) is None
        return thing is None or thing.lower_ in STAND_INS


def framed_in(reading: Reading, start: int, end: int) -> list[Framed]:
    """Return the verbs of agreement in a span, in order of place.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.

    Returns:
        One for each verb and frame; an empty list where there is none.

    """
    found: list[Framed] = []
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"):
            found.extend(_framed(reading, token))
    return found


def frame_features(reading: Reading, start: int, end: int) -> dict[str, float]:
    """What the verbs of agreement in a span tell a scorer.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.

    Returns:
        Value by feature name; none where no verb of agreement stands.

    """
    found: dict[str, float] = {}
    for framed in framed_in(reading, start, end):
        who = "party" if framed.party else "other"
        kind = "before" if framed.told_before else _kind_of(reading, framed.thing)
        top = "top" if framed.verb.dep_ in ("ROOT", "conj", "ccomp", "advcl") else "below"
        found[f"framed={framed.frame.id}"] = 0.5
        found[f"framed={framed.frame.id}_{who}_{top}"] = 0.5
        found[f"framed={framed.frame.id}_{kind}"] = 0.5
        found[f"framed_status={framed.status}"] = 0.5
        found[f"framed_status={framed.status}_{who}_{top}"] = 0.5
        found[f"framed_of={kind}"] = 0.5
        found["framed"] = 0.5
    return found


def label_of_object(reading: Reading, framed: Framed, limit: int) -> str:
    """What is agreed, in the words of the text.

    Args:
        reading: The document as read.
        framed: A verb with its object.
        limit: One past the last character of the statement.

    Returns:
        At most twelve words; "" where the verb has no object of its own.

    """
    thing = framed.thing
    if thing is None or framed.told_before:
        return ""
    if thing.pos_ in ("VERB", "AUX"):
        return trim(reading.text[thing.idx : label_of_phrase(reading, thing.idx, limit)])
    inner = _content(thing) if _is_container(thing) else None
    if inner is not None and inner.pos_ == "VERB":
        return trim(reading.text[inner.idx : label_of_phrase(reading, inner.idx, limit)])
    thing = inner or thing
    first = left_of(thing)[0]
    label = trim(reading.text[first.idx : _phrase_end(reading, thing, limit)])
    opens = first.is_sent_start and first.pos_ != "PROPN" and label[1:2].islower()
    return label[:1].lower() + label[1:] if opens else label


def _phrase_end(reading: Reading, thing: Token, limit: int) -> int:
    """Where the phrase of a noun ends: a mark, a clause, a date."""
    taken = right_of(thing, limit)
    end = taken[-1] if taken else thing
    for token in thing.doc[end.i + 1 : thing.right_edge.i + 1]:
        dated = (
            any(p.start <= token.nbor().idx < p.end for p in reading.periods)
            if (token.i + 1 < len(token.doc))
            else False
        )
        clause = token.tag_ in ("WDT", "WP", "VBD", "VBZ", "VBP", "MD") or token.is_punct
        hangs = token.dep_ in ("acl", "relcl") and token.head == thing
        if token.idx >= limit or clause or hangs or dated or token.i - thing.i > WORDS:
            break
        if token.dep_ not in ("prep", "det", "cc"):
            end = token
    return end.idx + len(end)


def _framed(reading: Reading, verb: Token) -> Iterator[Framed]:
    """Every frame of one verb."""
    seen: set[str] = set()
    for role, form, thing in _uses(verb):
        for frame in frame_verbs().get((role, form), ()):
            if frame.id in seen or not _fits(frame, thing):
                continue
            status = shifted(frame.status, verb)
            party = _has_party(reading, verb)
            if status is None or (role == "bare" and not party):
                continue
            seen.add(frame.id)
            yield Framed(frame, verb, thing, status, party)


def _uses(verb: Token) -> Iterator[tuple[str, str, Token | None]]:
    """The ways a verb is used: role, verb with its particle, what it is said of."""
    lemma = verb.lemma_.lower()
    forms = [f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod", "acomp")]
    if not any(c.dep_ == "prt" for c in verb.children):
        forms.append(lemma)
    done = _object(verb)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    deed = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    prepositions = list(_prepositions(verb))
    for form in forms:
        for preposition, thing in prepositions:
            yield "preposition", f"{form} {preposition}", thing
    for form in forms:
        if done is not None:
            yield "object", form, done
        if deed is not None and deed.pos_ == "VERB":
            yield "infinitive", form, deed
    if subject is None and verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        subject = verb.head  # "The concession lapsed" read as "the concession, lapsed"
    if subject is not None:
        for preposition, thing in prepositions:
            yield "subject", f"{lemma} {preposition} {thing.lower_}", subject
        yield from (("subject", form, subject) for form in forms)
    if done is None and deed is None:
        yield from (("bare", form, None) for form in forms)


def _object(verb: Token) -> Token | None:
    """What is done to: the object, the subject of a passive, the noun a participle stands by."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "oprd"):
            relative = child.tag_ in ("WDT", "WP") or child.lower_ == "that"
            return verb.head if relative and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return verb.head
    shared = verb.dep_ == "conj" and verb.tag_ == "VBN"
    if shared and not any(c.dep_ in SUBJECTS for c in verb.children):
        return next((c for c in verb.head.children if c.dep_ == "nsubjpass"), None)
    return None


def _prepositions(verb: Token) -> Iterator[tuple[str, Token]]:
    """Prepositions of a verb with what stands under them: "pull out of the mine"."""
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "prt", "dative", "advmod"):
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, below
                elif below.dep_ == "prep":
                    for deep in below.children:
                        if deep.dep_ == "pobj":
                            yield f"{child.lower_} {below.lower_}", deep


def _fits(frame: Frame, thing: Token | None) -> bool:
    """Whether a noun is what the frame asks for."""
    if thing is None or thing.lower_ in STAND_INS:
        return not frame.counted and (thing is not None or not frame.of)
    if thing.pos_ == "PRON":
        return False
    if frame.counted and not any(c.dep_ == "nummod" for c in thing.children):
        return False
    if not frame.of:
        return True
    nouns = [thing]
    if _is_container(thing) and (inner := _content(thing)) is not None:
        nouns.append(inner)
    return any(frame.of & _classes(noun) for noun in nouns)


def _classes(noun: Token) -> frozenset[str]:
    """The classes of a noun, also where the tagger takes it for a name."""
    book = object_classes()
    forms = (noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s"))
    return next((book[form] for form in forms if form in book), frozenset())


def _is_container(noun: Token) -> bool:
    """Whether what is agreed is what a noun is about: "a request to reopen the port"."""
    return noun.lemma_.lower() in load_words().container


def _content(noun: Token) -> Token | None:
    """What a request, a half or an attempt is about."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.pos_ == "VERB":
            return child
        if child.dep_ == "prep" and child.lower_ in LINKS:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _has_party(reading: Reading, verb: Token) -> bool:
    """Whether a state or company does it, as subject or agent."""
    for child in verb.children:
        if child.dep_ == "agent":
            end = max(t.idx + len(t) for t in child.subtree)
            return any(
                m.kind in ("country", "bloc", "organisation")
                for m in reading.mentions
                if child.idx <= m.start < end
            )
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return not passive and has_party(reading, verb)


def _kind_of(reading: Reading, thing: Token | None) -> str:
    """What the object is: a class, a mention, a deed, or another thing."""
    if thing is None:
        return "before"
    lemma = thing.lemma_.lower()
    if classes := _classes(thing):
        return min(classes)
    mention = next((m for m in reading.mentions if m.start <= thing.idx < m.end), None)
    if mention is not None:
        return mention.kind
    if thing.pos_ == "VERB":
        return "common_deed" if lemma in planning("common") else "deed"
    return "common" if lemma in planning("common") else "other"

"""Say which places a word of a sentence leads to, and by which preposition.

    "Boric flew to Lima and Cusco on Monday"  -> Lima "to", Cusco "to"

in    a Reading, a verb of its parse, the places named in the sentence
out   places with the preposition they stand under; "object" for the verb's object
next  kg.claims.visit_frames puts a person there
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.claims.visit_words import load_words
from kg.model import Mention, Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["places_of", "preposition_over", "root_of"]

WHERE = frozenset(["in", "to", "at", "for", "into", "from", "on", "near", "outside", "through"])


def root_of(reading: Reading, mention: Mention) -> Token | None:
    """The token of a name that the others of it hang on; None where there is none."""
    span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def preposition_over(root: Token) -> Token | None:
    """The preposition a place stands under, over "and" and appositions."""
    for _ in range(6):
        if root.dep_ == "pobj":
            return root.head
        if root.dep_ in ("conj", "appos", "compound", "nmod") and root.head != root:
            root = root.head
            continue
        return None
    return None


def places_of(
    reading: Reading, verb: Token, places: Sequence[Mention]
) -> list[tuple[Mention, str]]:
    """Places that a verb reaches, with the preposition; "object" for its object."""
    found = []
    for place in places:
        root = root_of(reading, place)
        if root is None:
            continue
        if root.dep_ == "advmod" and root.head == verb:  # "was there"
            found.append((place, "in"))
            continue
        if any(c == verb and any(w.lower_ == "where" for w in c.children) for c in root.children):
            found.append((place, "in"))  # "Lima, where she met"
            continue
        if (event := _event_over(root)) is not None:  # "the Lima summit"
            named = event.head if event.dep_ == "pobj" else event
            if named.head == verb and (named == event or named.lower_ in ("at", "in", "to", "for")):
                found.append((place, "in"))
            continue
        climb = root
        while climb.dep_ in ("conj", "appos"):
            if climb.head == climb or climb.head.pos_ not in ("PROPN", "NOUN"):
                break
            climb = climb.head
        if climb.dep_ == "dobj" and climb.head == verb:
            if verb.lemma_ != "see" or _are_towns(reading, climb, places):
                found.append((place, "object"))
            continue
        preposition = preposition_over(root)
        if preposition is None or preposition.lower_ not in WHERE:
            continue
        over, nouns, below = preposition.head, 0, preposition
        for _ in range(6):
            if over.pos_ in ("VERB", "AUX") or over.head == over:
                break
            if over.pos_ == "PROPN" and over != preposition.head and below.dep_ != "conj":
                nouns += 9  # a place that belongs to a name, "minister in Lima", is not the verb's
            inner = below.lower_ == "of" and nouns  # "a guard of honour"
            nouns += over.pos_ == "NOUN" and not _is_event(over) and not inner
            over, below = over.head, over
        if over == verb and nouns <= 1:
            found.append((place, "visit to" if _own_visit(preposition) else preposition.lower_))
    return found


def _event_over(root: Token) -> Token | None:
    """The event that a place stands before: "the Lima summit"; None where there is none."""
    head = root.head
    named = head.doc[head.i : head.i + 2]  # "trade fair", whichever of the two is the head
    events = any(_is_event(t) for t in named if t.head == head or t == head)
    return head if root.dep_ in ("compound", "nmod") and events else None


def _are_towns(reading: Reading, first: Token, places: Sequence[Mention]) -> bool:
    """Whether a verb has several towns for its object, which are then seen on the spot."""
    ends = {p.end for p in places if p.kind == "place" or p.form == "capital"}
    row = [first, *(t for t in first.subtree if t.dep_ == "conj")]
    return len(row) > 1 and all(t.idx + len(t) in ends for t in row)


def _own_visit(preposition: Token) -> bool:
    """Whether a place stands after a noun of going that is nobody else's: "on a visit to Lima"."""
    noun = preposition.head
    if preposition.lower_ != "to" or not load_words().is_a("noun", noun.lemma_.lower()):
        return False
    under = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "during", "after")
    return under and not any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in noun.children)


def _is_event(noun: Token) -> bool:
    """Whether a noun names something that takes place."""
    return load_words().is_a("event", noun.lemma_.lower())


def signed_in(reading: Reading, sentence: Sentence) -> list[Mention]:
    """The place of a signing that the sentence before tells of, for "Ana Paz signed for Peru".

    Args:
        reading: The document as read.
        sentence: The sentence that says who signed.

    Returns:
        The first place there that stands under "in" or "at"; [] where there is none.

    """
    before = reading.sentences[sentence.index - 1] if sentence.index else sentence
    if before.block != sentence.block or before == sentence:
        return []
    if not any(t.lemma_ in ("sign", "initial") for t in reading.span(before)):
        return []
    for mention in reading.mentions_in(before):
        under = reading.text[max(0, mention.start - 4) : mention.start].lower()
        if mention.kind in ("place", "country") and under.endswith(("in ", "at ")):
            return [mention]
    return []

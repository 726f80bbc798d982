"""Find who is said to be where: a person, a place, and the words that put the one in the other.

    "Boric flew to Lima"                 -> Boric, Lima, move
    "a visit to Lima by Boric"           -> Boric, Lima, noun
    "Boluarte received Boric in Lima"    -> Boric, Lima, host

in    a Reading
out   Frames in order of place
data  data/patterns/visits.yaml
next  kg.claims.visits judges which are visits and dates them
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.visit_groups import clauses_of, led_group
from kg.claims.visit_lines import places_in_line, visitors_of_entry
from kg.claims.visit_places import places_of, preposition_over, root_of, signed_in
from kg.claims.visit_referents import dateline, persons_by_sentence, places_in
from kg.claims.visit_verbs import SUBJECTS, brought, companion, goes, goes_nowhere, how, joined
from kg.claims.visit_words import load_words
from kg.model import Mention, Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Frame", "find_frames"]

OBJECTS = frozenset(["dobj", "iobj", "dative"])
NOWHERE: tuple[tuple[Mention | None, str], ...] = ((None, ""),)
#: A guest by the word before the title: "visiting Chilean President ".
VISITING = re.compile(r"\bvisiting (?:[A-Z][\w-]+ |[a-z]+ minister,? |president,? ){1,6}$")
UP = frozenset(["conj", "appos", "compound", "nmod", "amod", "flat", "poss"])


@dataclass(frozen=True, slots=True)
class Frame:
    """A person who is said to be in a place."""

    person: Mention
    place: Mention | None  #: None where the sentence names none
    how: str  #: move, visit, stay, host, act, noun, with, line
    word: str  #: the verb or noun that says it
    start: int
    end: int
    preposition: str = ""
    sentence: int = -1
    verb: int | None = None  #: token index


def find_frames(reading: Reading) -> list[Frame]:
    """Return every person who is said to be somewhere.

    Args:
        reading: The document as read.

    Returns:
        Frames by sentence and place; an empty list where no person is named.

    """
    frames: list[Frame] = []
    for sentence, persons in persons_by_sentence(reading):
        places = places_in(reading, sentence, frames)
        for person in visitors_of_entry(reading, sentence):
            for place, preposition in places_in_line(reading, sentence, person, places):
                if preposition == ":":
                    frames.append(_in_line(person, place, preposition, sentence))
        for person in persons:
            frames += _frames(reading, sentence, person, places)
    return frames


def _frames(
    reading: Reading, sentence: Sentence, person: Mention, places: Sequence[Mention]
) -> Iterator[Frame]:
    """The frames of one person in one sentence: the strongest way for each place."""
    token = root_of(reading, person)
    if token is None:
        return
    token = led_group(token)
    if VISITING.search(reading.text[sentence.start : person.start]):
        yield _frame(reading, person, dateline(reading), "noun", token, sentence, "")
        return
    if frames := list(_by_noun(reading, sentence, person, token, places)):
        yield from frames
        return
    if person.form == "pronoun" and token.tag_ == "PRP$":
        return
    if reading.block(sentence).cells:  # a row of a table
        lines = list(places_in_line(reading, sentence, person, places))
        if lines:
            yield from (_in_line(person, place, by, sentence) for place, by in lines)
            return
    for clause, own in clauses_of(token):
        if own == "whose":
            yield from _of_noun(reading, sentence, person, clause, places)
        else:
            yield from _by_verb(reading, sentence, person, clause, own, places)
    verb, role = _governor(token)
    if verb is None:
        for place, preposition in places_in_line(reading, sentence, person, places):
            yield _in_line(person, place, preposition, sentence)
        return
    yield from _by_verb(reading, sentence, person, verb, role, places)


def _governor(token: Token) -> tuple[Token | None, str]:
    """The verb over a name and how the name stands to it: subject, object, agent, with, other."""
    for _ in range(8):
        parent, relation = token.head, token.dep_
        if relation == "appos" and (verb := _orphan(token)) is not None:
            return verb, "subject"
        if parent == token:
            return (token, "subject") if token.pos_ == "VERB" else (None, "")
        if relation == "poss":  # "Mr Toro's minister flew": somebody else
            return None, ""
        if parent.pos_ in ("VERB", "AUX"):
            if relation in SUBJECTS:
                return parent, "passive" if relation == "nsubjpass" else "subject"
            if relation in OBJECTS:
                return parent, "object"
            return parent, "other"
        if relation == "pobj":
            word = parent.lower_
            over = parent.head
            if word == "by" and parent.dep_ == "agent":
                return over, "agent"
            if word in ("with", "alongside") and over.pos_ in ("VERB", "AUX"):
                return over, "with"
            if word == "with" and over.pos_ in ("NOUN", "PROPN"):
                verb, role = _governor(over)
                return verb, "with" if role in ("object", "subject", "other") else role
            if word in ("between", "of", "by", "to"):
                verb, _ = _governor(over) if over.pos_ not in ("VERB", "AUX") else (over, "")
                return verb, word
            return (over, "other") if over.pos_ in ("VERB", "AUX") else (None, "")
        token = parent
    return None, ""


def _orphan(token: Token) -> Token | None:
    """The verb without a subject after a name: "At the request of Mr Toro, Ana Paz flew"."""
    root = token.sent.root
    alone = not any(c.dep_ in SUBJECTS for c in root.children)
    named = any(c.dep_ == "compound" for c in token.children)
    between = token.doc[token.i + 1 : root.i]
    plain = all(t.pos_ in ("AUX", "ADV") for t in between)
    return root if named and alone and plain and root.pos_ == "VERB" and root.i > token.i else None


def _by_noun(
    reading: Reading,
    sentence: Sentence,
    person: Mention,
    token: Token,
    places: Sequence[Mention],
) -> Iterator[Frame]:
    """Frames of a noun of going: "Boric's trip to Lima", "a visit to Lima by Boric"."""
    words = load_words()
    noun = None
    climb = token
    for _ in range(7):
        if words.is_a("noun", climb.lemma_.lower()) and (
            climb.pos_ == "NOUN" or (climb.tag_ != "VBD" and climb.idx == sentence.start)
        ):
            noun = climb
            break
        if climb.dep_ not in (*UP, "pobj", "prep", "agent") or climb.head == climb:
            break
        if climb.dep_ == "pobj" and climb.head.lower_ not in ("by", "of", "from", "with"):
            break
        climb = climb.head
    if noun is not None:
        yield from _of_noun(reading, sentence, person, noun, places)


def _of_noun(
    reading: Reading,
    sentence: Sentence,
    person: Mention,
    noun: Token,
    places: Sequence[Mention],
) -> Iterator[Frame]:
    """Frames of a person and the noun for the person's journey."""
    targets: Sequence[tuple[Mention | None, str]] = _after_noun(reading, noun, places, person)
    for place, preposition in targets or NOWHERE:
        yield _frame(reading, person, place, "noun", noun, sentence, preposition)


def _after_noun(
    reading: Reading, noun: Token, places: Sequence[Mention], person: Mention
) -> list[tuple[Mention, str]]:
    """Places a noun of going leads to: "trip to Lima and Cusco", "a Lima visit"."""
    found = []
    for place in places:
        root = root_of(reading, place)
        if root is None or place.start == person.start:
            continue
        preposition = preposition_over(root)
        if preposition is not None and preposition.lower_ in ("to", "in", "at", "for"):
            over = preposition.head
            between = noun.doc[noun.i + 1 : preposition.i]
            reach = 6 if any(t.pos_ in ("VERB", "AUX") for t in between) else 14
            if over == noun or (noun.i < preposition.i and preposition.i - noun.i <= reach):
                found.append((place, preposition.lower_))
        elif root.head == noun and root.dep_ in ("compound", "nmod", "poss") and root.i < noun.i:
            found.append((place, "compound"))
    return found


def _by_verb(
    reading: Reading,
    sentence: Sentence,
    person: Mention,
    verb: Token,
    role: str,
    places: Sequence[Mention],
) -> Iterator[Frame]:
    """What the verb over a person, and those joined to it, say of where the person is."""
    words = load_words()
    seen = False
    for each in (verb, *joined(verb)):
        lemma = each.lemma_.lower()
        where: Sequence[tuple[Mention | None, str]] = places_of(reading, each, places)
        if role in ("object", "passive") and words.is_a("host", lemma):
            for place, preposition in where or NOWHERE:
                seen = True
                yield _frame(reading, person, place, "host", each, sentence, preposition)
            continue
        if role in ("subject", "passive", "agent", "with", "object", "between", "of", "other"):
            for place, preposition in where:
                way = how(each, preposition, role)
                if way is None or (way == "move" and goes_nowhere(each)):
                    continue
                seen = seen or way != "from"
                yield _frame(reading, person, place, way, each, sentence, preposition)
        elsewhere = any(preposition != "from" for _, preposition in where)
        if elsewhere or seen or role not in ("subject", "agent"):
            continue
        company = companion(each, role)
        if company or words.is_a("visit", lemma) or goes(each):
            seen = True
            way = "companion" if company else "visit" if words.is_a("visit", lemma) else "move"
            yield _frame(reading, person, None, way, each, sentence, "")
        elif lemma == "sign":
            for place in signed_in(reading, sentence):
                seen = True
                yield _frame(reading, person, place, "act", each, sentence, "in")
    if role in ("object", "passive") and not seen and brought(verb):
        yield _frame(reading, person, None, "companion", verb, sentence, "")
    elif role == "subject" and not seen:
        yield from _fronted(reading, sentence, person, verb, places)


def _fronted(
    reading: Reading,
    sentence: Sentence,
    person: Mention,
    verb: Token,
    places: Sequence[Mention],
) -> Iterator[Frame]:
    """A place that opens the sentence: "In Lima on 4 March Boric spoke of trade"."""
    for place in places:
        if place.end > person.start:
            return
        before = reading.text[max(0, place.start - 4) : place.start]
        between = reading.doc.char_span(place.end, person.start, alignment_mode="expand")
        verbs = between is not None and any(t.pos_ in ("VERB", "AUX") for t in between)
        if before.lower().endswith(("in ", "at ")) and not verbs and verb.idx > person.start:
            yield _frame(reading, person, place, "act", verb, sentence, "in")
            return


def _in_line(person: Mention, place: Mention, preposition: str, sentence: Sentence) -> Frame:
    """A frame that no word but the layout gives."""
    start, end = min(person.start, place.start), max(person.end, place.end)
    return Frame(person, place, "line", preposition, start, end, preposition, sentence.index)


def _frame(
    reading: Reading,
    person: Mention,
    place: Mention | None,
    how: str,
    word: Token,
    sentence: Sentence,
    preposition: str,
) -> Frame:
    start = min(person.start, word.idx, *([place.start] if place else []))
    end = max(person.end, word.idx + len(word), *([place.end] if place else []))
    verb = word if word.pos_ in ("VERB", "AUX") else None
    return Frame(
        person,
        place,
        how,
        word.lemma_.lower(),
        max(start, sentence.start),
        min(end, sentence.end),
        preposition,
        sentence.index,
        verb.i if verb is not None else word.i,
    )

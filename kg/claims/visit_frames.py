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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.visit_places import places_of, preposition_over, root_of
from kg.claims.visit_referents import places_in, stand_ins
from kg.claims.visit_words import load_words
from kg.model import Mention, Sentence
from kg.reading.plurals import plural_mentions
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Frame", "find_frames"]

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
OBJECTS = frozenset(["dobj", "iobj", "dative"])
NOWHERE: tuple[tuple[Mention | None, str], ...] = ((None, ""),)
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
    recent: list[Mention] = []
    plurals = [
        Mention(start, end, name, "person", "description")
        for start, end, names in plural_mentions(reading)
        for name in names
        if name in reading.actors and reading.actors[name].kind == "person"
    ]
    for sentence in reading.sentences:
        mentions = reading.mentions_in(sentence)
        persons = [m for m in mentions if m.kind == "person"]
        persons += stand_ins(reading, sentence, persons, recent)
        persons += [m for m in plurals if sentence.start <= m.start < sentence.end]
        places = places_in(reading, sentence, frames)
        for person in sorted(persons, key=lambda m: m.start):
            frames += _frames(reading, sentence, person, places)
        recent = [m for m in mentions if m.kind == "person"] or recent
    return frames


def _frames(
    reading: Reading, sentence: Sentence, person: Mention, places: Sequence[Mention]
) -> Iterator[Frame]:
    """The frames of one person in one sentence: the strongest way for each place."""
    token = root_of(reading, person)
    if token is None:
        return
    if frames := list(_by_noun(reading, sentence, person, token, places)):
        yield from frames
        return
    if person.form == "pronoun" and token.tag_ == "PRP$":
        return
    verb, role = _governor(token)
    if verb is None:
        yield from _line(reading, sentence, person, places)
        return
    appositions = [c for c in token.children if c.dep_ == "appos"]
    for child in [c for t in (token, *appositions) for c in t.children]:
        if child.dep_ in ("relcl", "acl") and child.pos_ in ("VERB", "AUX"):
            who = [c for c in child.children if c.dep_ in SUBJECTS]
            if child.dep_ == "acl" or any(c.tag_ == "WP" for c in who):
                passive = any(c.dep_ == "nsubjpass" for c in who)
                own = "passive" if passive or child.tag_ == "VBN" else "subject"
                yield from _by_verb(reading, sentence, person, child, own, places)
    yield from _by_verb(reading, sentence, person, verb, role, places)


def _governor(token: Token) -> tuple[Token | None, str]:
    """The verb over a name and how the name stands to it: subject, object, agent, with, other."""
    for _ in range(8):
        parent, relation = token.head, token.dep_
        if parent == token:
            return (token, "subject") if token.pos_ == "VERB" else (None, "")
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
        if words.is_a("noun", climb.lemma_.lower()) and climb.pos_ == "NOUN":
            noun = climb
            break
        if climb.dep_ not in (*UP, "pobj", "prep", "agent") or climb.head == climb:
            break
        if climb.dep_ == "pobj" and climb.head.lower_ not in ("by", "of", "from", "with"):
            break
        climb = climb.head
    if noun is None:
        return
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
    for each in (verb, *_joined(verb)):
        lemma = each.lemma_.lower()
        where: Sequence[tuple[Mention | None, str]] = places_of(reading, each, places)
        if role in ("object", "passive") and words.is_a("host", lemma):
            for place, preposition in where or NOWHERE:
                seen = True
                yield _frame(reading, person, place, "host", each, sentence, preposition)
            continue
        if role in ("subject", "passive", "agent", "with", "object", "between", "of", "other"):
            for place, preposition in where:
                how = _how(lemma, preposition, role)
                if how == "move" and _goes_nowhere(each):
                    how = None
                if how is not None:
                    seen = True
                    yield _frame(reading, person, place, how, each, sentence, preposition)
        if where or seen or role not in ("subject", "agent"):
            continue
        company = _companion(each, role)
        if company or words.is_a("visit", lemma) or _goes(each):
            seen = True
            how = "companion" if company else "visit" if words.is_a("visit", lemma) else "move"
            yield _frame(reading, person, None, how, each, sentence, "")
    if role in ("object", "passive") and not seen and _brought(verb):
        yield _frame(reading, person, None, "companion", verb, sentence, "")
    elif role == "subject" and not seen:
        yield from _fronted(reading, sentence, person, verb, places)


def _goes_nowhere(verb: Token) -> bool:
    """Whether a verb of going tells of none: "heads a ministry in", "had been expected in"."""
    if verb.lemma_ in ("head", "lead"):
        return any(c.dep_ == "dobj" for c in verb.children)
    return verb.lemma_ == "expect" and any(c.lower_ == "had" for c in verb.children)


def _companion(verb: Token, role: str) -> bool:
    """Whether the verb says that the person goes along: "accompanied her", "travels with him"."""
    if verb.lemma_ in ("accompany", "escort"):
        return True
    if role != "subject" or not load_words().is_a("move", verb.lemma_.lower()):
        return False
    return any(
        c.lower_ == "with" and any(g.pos_ == "PRON" for g in c.children) for c in verb.children
    )


def _brought(verb: Token) -> bool:
    """Whether the object is somebody brought along, or a member of a delegation."""
    if verb.lemma_ == "include":
        return any(c.dep_ == "nsubj" and c.lemma_ == "delegation" for c in verb.children)
    return verb.lemma_ == "bring" and any(c.lower_ in ("along", "with") for c in verb.children)


def _goes(verb: Token) -> bool:
    """Whether a verb of going stands without its place: "flew in", "paid a state visit"."""
    words = load_words()
    if any(
        c.dep_ == "dobj" and words.is_a("noun", c.lemma_.lower()) and c.lemma_ != "delegation"
        for c in verb.children
    ):
        return not words.is_a("never", verb.lemma_.lower())
    if not words.is_a("move", verb.lemma_.lower()):
        return False
    if any(c.dep_ in ("xcomp", "advcl") and c.lemma_ in ("see", "meet") for c in verb.children):
        return True
    particle = any(
        c.dep_ in ("prt", "advmod") and c.lower_ in ("in", "there", "back", "here")
        for c in verb.children
    )
    return particle or _noun_of_going(verb) is not None


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


def _noun_of_going(verb: Token) -> Token | None:
    """The noun in "paid a visit", "on a trip"."""
    words = load_words()
    for child in verb.children:
        for token in (child, *child.children):
            if token.pos_ == "NOUN" and words.is_a("noun", token.lemma_.lower()):
                return token
    return None


def _how(lemma: str, preposition: str, role: str) -> str | None:
    words = load_words()
    if words.is_a("visit", lemma) and preposition == "object" and role == "subject":
        return "visit"
    if lemma in ("accompany", "escort") and preposition in ("to", "in", "at"):
        return "companion"
    if preposition == "visit to":
        return "noun" if role in ("subject", "passive") else None
    if preposition == "object":
        return "visit" if lemma in ("reach", "leave") and role == "subject" else None
    if lemma == "expect" and role == "passive" and preposition in ("in", "at"):
        return "move"
    if words.is_a("stay", lemma) and preposition in ("in", "at") and role == "subject":
        return "stay"
    if words.is_a("move", lemma) and role in ("subject", "with", "passive"):
        if preposition in ("to", "in", "at", "into", "for"):
            return "move"
        return "from" if preposition == "from" else None
    if preposition in ("in", "at"):
        return "act" if words.is_a("act", lemma) or words.is_a("host", lemma) else "other"
    return "toward" if preposition == "to" else None


def _joined(verb: Token) -> Iterator[Token]:
    """Verbs joined to *verb*, or complements of it, that share its subject."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.lemma_ == "invitation" and verb.lemma_ == "accept":
            yield from (c for c in child.children if c.dep_ == "acl")
        shares = child.dep_ in ("conj", "xcomp", "advcl") and not any(
            c.dep_ in SUBJECTS for c in child.children
        )
        if shares and child.pos_ in ("VERB", "AUX"):
            yield child
            yield from _joined(child)


def _line(
    reading: Reading, sentence: Sentence, person: Mention, places: Sequence[Mention]
) -> Iterator[Frame]:
    """A line without a verb: "8 January: President Widodo in Manila"."""
    span = reading.span(sentence)
    if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in span):
        return
    for place in places:
        root = root_of(reading, place)
        preposition = preposition_over(root) if root is not None else None
        if preposition is None or preposition.lower_ not in ("in", "to", "at"):
            continue
        if person.end <= place.start:
            yield Frame(
                person=person,
                place=place,
                how="line",
                word=preposition.lower_,
                start=person.start,
                end=place.end,
                preposition=preposition.lower_,
                sentence=sentence.index,
            )


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

"""Say what a verb tells of where its subject or object is.

    "flew" with "to" and its subject -> move; "met" with "in" -> act; "told" with "to" -> toward

in    a verb of the parse, the preposition over the place, how the person stands to the verb
out   the way of being there, or None
data  data/patterns/visits.yaml
next  kg.claims.visit_frames
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.visit_words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SUBJECTS", "brought", "companion", "goes", "goes_nowhere", "how", "joined"]

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
TO = ("to", "into")


def goes_nowhere(verb: Token) -> bool:
    """Whether a verb of going tells of none: "heads a ministry in", "had been expected in"."""
    if verb.lemma_ in ("head", "lead"):
        return any(
            c.dep_ == "dobj" and not load_words().is_a("group", c.lemma_.lower())
            for c in verb.children
        )
    return verb.lemma_ == "expect" and any(c.lower_ == "had" for c in verb.children)


def companion(verb: Token, role: str) -> bool:
    """Whether the verb says that the person goes along: "accompanied her", "travels with him"."""
    if verb.lemma_ in ("accompany", "escort"):
        return True
    if role == "subject" and verb.lemma_ == "be":  # "With her were"
        first = next(verb.lefts, None)
        return first is not None and first.lower_ == "with" and any(first.rights)
    if role != "subject" or not load_words().is_a("move", verb.lemma_.lower()):
        return False
    return any(
        c.lower_ == "with" and any(g.pos_ == "PRON" for g in c.children) for c in verb.children
    )


def brought(verb: Token) -> bool:
    """Whether the object is somebody brought along, or a member of a delegation."""
    if verb.lemma_ == "include":
        return any(c.dep_ == "nsubj" and c.lemma_ == "delegation" for c in verb.children)
    return verb.lemma_ == "bring" and any(c.lower_ in ("along", "with") for c in verb.children)


def goes(verb: Token) -> bool:
    """Whether a verb of going stands without its place: "flew in", "paid a state visit"."""
    words = load_words()
    if verb.lemma_ == "be" and any(
        c.lower_ == "here" or (c.lower_ == "back" and not c.n_rights) for c in verb.children
    ):
        return True  # "was here"
    if verb.lemma_ in ("expect", "await", "be") and _is_awaited(verb):
        return True
    if not words.is_a("move", verb.lemma_.lower()):
        return False
    if any(
        c.dep_ == "dobj" and words.is_a("noun", c.lemma_.lower()) and c.lemma_ != "delegation"
        for c in verb.children
    ):
        return True
    if any(c.dep_ in ("xcomp", "advcl") and c.lemma_ in ("see", "meet") for c in verb.children):
        return True
    particle = any(
        c.dep_ in ("prt", "advmod")
        and c.lower_ in ("in", "there", "back", "here", "over", "across")
        for c in verb.children
    )
    return particle or _noun_of_going(verb) is not None


def _is_awaited(verb: Token) -> bool:
    """Whether somebody is awaited on a day: "is expected on 3 May", "is due on Monday"."""
    over = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ == "due"), verb)
    if over == verb and not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    hanging = {c.dep_ for c in (*verb.children, *over.children)}
    return not hanging & {"xcomp", "ccomp", "oprd"} and any(c.lower_ == "on" for c in over.children)


def _noun_of_going(verb: Token) -> Token | None:
    """The noun in "paid a visit", "on a trip"."""
    words = load_words()
    for child in verb.children:
        for token in (child, *child.children):
            if token.pos_ == "NOUN" and words.is_a("noun", token.lemma_.lower()):
                return token
    return None


def how(verb: Token, preposition: str, role: str) -> str | None:
    """The way a verb puts a person in the place under *preposition*; None where it does not."""
    words, lemma = load_words(), verb.lemma_.lower()
    if words.is_a("absent", lemma) or any(c.lower_ == "away" for c in verb.children):
        return None
    if role == "passive" and lemma in ("represent", "replace"):
        return None
    if words.is_a("send", lemma) and role in ("object", "passive") and preposition in TO:
        return "move"
    if role == "subject" and preposition in TO and _takes_along(verb):
        return "move"
    if role == "subject" and preposition == "to" and lemma == "accept":
        return "move"  # "accepted an invitation to Lima"
    if words.is_a("visit", lemma) and preposition == "object" and role == "subject":
        return "visit"
    if lemma in ("accompany", "escort") and preposition in ("to", "in", "at"):
        return "companion"
    if preposition == "visit to":
        return "noun" if role in ("subject", "passive") else None
    if preposition == "object":
        if lemma == "see" and role == "subject":
            return "visit"
        if lemma == "address" and role == "subject":
            return "act"
        return "visit" if lemma in ("reach", "leave") and role == "subject" else None
    if lemma == "expect" and role == "passive" and preposition in ("in", "at"):
        return "move"
    there = preposition in ("in", "at") or (verb.lower_ == "been" and preposition == "to")
    if words.is_a("stay", lemma) and role == "subject" and there:
        return "stay"
    if words.is_a("move", lemma) and role in ("subject", "with", "passive"):
        if preposition in (*TO, "in", "at", "for"):
            return "move"
        if preposition == "from":
            home = any(c.lower_ in ("home", "back") for c in verb.children)
            return "move" if lemma == "return" or home else "from"
        return None
    if preposition in ("in", "at"):
        return "act" if words.is_a("act", lemma) or words.is_a("host", lemma) else "other"
    return "toward" if preposition == "to" else None


def _takes_along(verb: Token) -> bool:
    """Whether the verb's subject goes along with its object: "took sixty businessmen to Lima"."""
    words = load_words()
    return words.is_a("takes", verb.lemma_.lower()) and any(
        c.dep_ == "dobj" and any(words.is_a(role, c.lemma_.lower()) for role in ("group", "people"))
        for c in verb.children
    )


def joined(verb: Token) -> Iterator[Token]:
    """Verbs joined to *verb*, or complements of it, that share its subject."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.lemma_ == "invitation" and verb.lemma_ == "accept":
            yield from (c for c in child.children if c.dep_ == "acl")
        yield from _of_journey(verb, child)
        shares = child.dep_ in ("conj", "xcomp", "advcl") and not any(
            c.dep_ in SUBJECTS for c in child.children
        )
        if shares and child.pos_ in ("VERB", "AUX"):
            yield child
            yield from joined(child)


def _of_journey(verb: Token, child: Token) -> Iterator[Token]:
    """Verbs that tell of the subject's own journey: "is on a tour that opened in Lima"."""
    words = load_words()
    if not (verb.lemma_ == "be" or words.is_a("move", verb.lemma_.lower())):
        return
    for noun in (child, *child.children):
        own = not any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in noun.children)
        if own and noun.dep_ in ("dobj", "pobj") and words.is_a("noun", noun.lemma_.lower()):
            yield from (c for c in noun.children if c.dep_ == "relcl" and _tells_of_it(c))


def _tells_of_it(clause: Token) -> bool:
    """Whether the subject of a relative clause is the noun it hangs on: "that opened"."""
    return any(c.dep_ in SUBJECTS and c.tag_ == "WDT" for c in clause.children)

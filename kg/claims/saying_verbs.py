"""Read the grammar around a verb of saying: who speaks, and whether it has something said.

    "some of the traders fear ..."   -> traders        "A fine port, says the mayor" -> mayor

in    a word of a parsed sentence
out   the word for whoever speaks, or whether the verb stands as one of saying
next  kg.claims.attribution gives the speaker a name
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "has_content",
    "is_before_that",
    "is_parenthesis",
    "is_verb",
    "owner_of",
    "speaker_of_verb",
]

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
CONTENTS = frozenset(["ccomp", "xcomp", "parataxis", "advcl"])
#: Prepositions that bring in what is said: "spoke of a boon".
OF = frozenset(["of", "about", "against"])


def is_parenthesis(verb: Token) -> bool:
    """Whether a verb and its subject stand between commas or at the end: ", she argued,"."""
    subject = next((c for c in reversed([*verb.children]) if c.dep_ in SUBJECTS), None)
    if subject is None or subject.i == 0:
        return False
    edges = (subject.left_edge.i, subject.right_edge.i, verb.i)
    first, last = min(edges), max(edges)
    doc = verb.doc
    before = doc[first - 1].text if first > 0 and not doc[first].is_sent_start else ""
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    bare = all(t.i in edges or t in subject.subtree for t in doc[first : last + 1])
    return bare and before in (",", '"') and after in (",", ".", ";", '"')


def is_verb(token: Token) -> bool:
    """Whether *token* is a verb, or what the tagger took for a noun but has a subject.

    "An engineer warns that" may be read as a noun phrase: before "that", after a noun, a
    word in -s that governs a clause is a verb.
    """
    if token.pos_ in ("VERB", "AUX"):
        return True
    if is_before_that(token):
        return True
    return token.dep_ == "ROOT" and any(c.dep_ in SUBJECTS for c in token.children)


def is_before_that(word: Token) -> bool:
    """Whether a word in -s that was read as a noun is a verb: "a clerk in Lima grumbles that"."""
    if word.tag_ != "NNS" or word.is_sent_start or word.i + 1 >= len(word.doc):
        return False
    before, after = word.nbor(-1), word.nbor(1)
    opening = word.doc[_start_of(word) : word.i]
    return (
        after.lower_ == "that"
        and after.dep_ == "mark"
        and before.tag_ in ("NN", "NNP")
        and not any(t.pos_ in ("VERB", "AUX") for t in opening)
    )


def _start_of(token: Token) -> int:
    """Where the sentence of a token begins."""
    at = token.i
    while at > 0 and not token.doc[at].is_sent_start:
        at -= 1
    return at


def _noun_before(verb: Token) -> Token | None:
    """The noun that opens the sentence before a verb: "clerk" in "a clerk in Lima grumbles"."""
    for token in verb.doc[_start_of(verb) : verb.i]:
        ends = token.nbor(1).pos_ == "ADP" or token.i + 1 == verb.i
        if token.pos_ in ("NOUN", "PROPN") and ends:
            return token
    return None


def has_content(verb: Token, way: str) -> bool:
    """Whether a verb has here what makes it one of saying: a content, not a mere object."""
    if way != "say" or is_before_that(verb):
        return True
    if any(c.dep_ in CONTENTS or c.lower_ in OF or c.lower_ == '"' for c in verb.children):
        return True
    if {"dobj", "prep_as"} <= {"prep_as" if c.lower_ == "as" else c.dep_ for c in verb.children}:
        return True  # "cited the gap as proof"
    return verb.dep_ in ("parataxis", "ccomp", "advcl")


def speaker_of_verb(verb: Token) -> Token | None:
    """Who the verb says acts: its subject, that of the verb it is joined to, or its agent."""
    if is_before_that(verb):
        return _noun_before(verb)
    token = verb
    for _ in range(4):
        if any(c.dep_ == "auxpass" for c in token.children):
            agent = next((c for c in token.children if c.dep_ == "agent"), None)
            return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        subjects = [c for c in token.children if c.dep_ in SUBJECTS]
        for child in reversed(subjects):  # "A fine port, says the mayor": the one after it speaks
            if child.i > token.i or child == subjects[0]:
                if child.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                    return token.head
                return _head_of_group(child)
        if token.dep_ in ("acl", "relcl"):
            return token.head
        if token.dep_ not in ("conj", "xcomp", "advcl", "aux") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _head_of_group(noun: Token) -> Token:
    """The noun that a subject is about: "analysts" in "some of the analysts"."""
    if noun.lower_ in ("one", "some", "many", "most", "several", "few"):
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        return inner if inner is not None else noun
    return noun


def owner_of(noun: Token) -> Token | None:
    """Whose view it is: "his view", "the view of the mayor"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None

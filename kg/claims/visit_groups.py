"""Say what is told of a person beside the main verb: of the team led, in a clause after the name.

    "a team led by Mr Toro flew to Lima"  -> Toro stands where the team stands
    "Mr Toro, whose trip to Lima ended"   -> the trip is Toro's

in    the token of a person in the parse
out   the token that stands for the person; clauses with the person's role in them
data  data/patterns/visits.yaml
next  kg.claims.visit_frames
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.visit_verbs import SUBJECTS
from kg.claims.visit_words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["clauses_of", "led_group"]


def led_group(token: Token) -> Token:
    """The noun of the team that a person leads, in "a team led by Mr Toro"; else *token* itself.

    Args:
        token: The token of a person's name that the others of it hang on.

    """
    by = token.head
    if token.dep_ != "pobj" or by.lower_ != "by" or by.head.lemma_ not in ("lead", "head"):
        return token
    verb = by.head
    led = [verb.head] if verb.dep_ == "acl" else [c for c in verb.children if c.dep_ == "nsubjpass"]
    return next((n for n in led if _is_group(n)), token)


def clauses_of(token: Token) -> Iterator[tuple[Token, str]]:
    """Verbs of the clauses that hang on a person, or on the team the person leads.

    Args:
        token: The token that stands for the person.

    Yields:
        The verb with "subject" or "passive"; a noun of going with "whose".

    """
    appositions = [c for c in token.children if c.dep_ == "appos"]
    over = [token.head] if token.dep_ == "appos" else []  # "the minister Ana Paz, who"
    hanging = [c for t in (token, *appositions, *over) for c in t.children]
    if _is_group(token):
        hanging = [t for t in token.subtree if t.lemma_ not in ("lead", "head")]
    for child in hanging:
        if child.dep_ not in ("relcl", "acl") or child.pos_ not in ("VERB", "AUX"):
            continue
        who = [c for c in child.children if c.dep_ in SUBJECTS]
        yield from ((noun, "whose") for noun in who if _is_own(noun))
        relative = any(c.tag_ == "WP" or (c.tag_ == "WDT" and _is_group(token)) for c in who)
        if child.dep_ == "acl" or relative:
            passive = any(c.dep_ == "nsubjpass" for c in who) or child.tag_ == "VBN"
            yield child, "passive" if passive else "subject"
    if token.dep_ in SUBJECTS and token.head.lemma_ == "be":  # "Among those who came was Mr Toro"
        for among in (c for c in token.head.children if c.lower_ == "among"):
            clauses = [c for p in among.children for c in p.children if c.dep_ == "relcl"]
            yield from ((c, "subject") for c in clauses if c.pos_ in ("VERB", "AUX"))


def _is_group(noun: Token) -> bool:
    return load_words().is_a("group", noun.lemma_.lower())


def _is_own(noun: Token) -> bool:
    """Whether a noun of going is the person's: "whose visit"."""
    going = load_words().is_a("noun", noun.lemma_.lower())
    return going and any(c.tag_ == "WP$" for c in noun.children)

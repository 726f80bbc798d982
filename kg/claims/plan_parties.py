"""Find who takes part in a plan: those who act, those it is done with, else the pair of the text.

    "Nyota will open a mill in Ghana."   (Kenya and Ghana)  -> Nyota, Ghana, Kenya
    "The two sides will open a mill."    (Kenya and Ghana)  -> Kenya, Ghana

in    a Reading and the span of a statement that is a plan
out   names of actors: companies that act first, with the countries concerned; () for none
next  kg.claims.plans
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.agreement_signatories import unread_names
from kg.claims.holders import resolve
from kg.claims.wording import content_head
from kg.model import Mention
from kg.reading.context import country_of, document_pair
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["parties_of"]

MOST = 4
FIRMS = 2
#: What goes on with the subject of the verb before it.
SHARES = frozenset(["conj", "xcomp", "ccomp"])


def parties_of(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """Who takes part: organisations and countries named, else the pair of the text.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.

    Returns:
        Canonical names; () where the text names none.

    """
    named = [m for m in reading.mentions if start <= m.start < end]
    firms = list(
        dict.fromkeys(
            [*_acting(reading, start, end), *(m.actor for m in named if m.kind == "organisation")]
        )
    )[:FIRMS]
    countries = _countries(reading, named)
    pair = document_pair(reading) or ()
    inside = [c for c in countries if c in pair]
    outside = [c for c in countries if c not in pair]
    if firms:
        order = [*inside, *outside[:1], *pair]
    elif len(inside) >= 2:
        order = inside[:2]
    elif inside and outside:
        order = countries[:2]
    else:
        order = (
            [*inside, *outside[:1], *pair]
            if len(outside) == 1
            else [*dict.fromkeys([*inside, *pair])][:2]
        )
    states = list(dict.fromkeys(order))[: MOST - len(firms)]
    return tuple(dict.fromkeys([*states, *firms]))


def _countries(reading: Reading, named: list[Mention]) -> list[str]:
    """Countries and blocs named, and those that others named belong to."""
    found = (country_of(reading, mention) for mention in named)
    return list(dict.fromkeys(country for country in found if country is not None))


def _acting(reading: Reading, start: int, end: int) -> list[str]:
    """The organisations that act, if any do; the clause before may name them."""
    verb = content_head(reading, start, end)
    while verb is not None:
        found = [name for child in verb.children for name in _named(reading, child)]
        if any(c.dep_ == "nsubj" for c in verb.children):
            return found
        verb = verb.head if verb.dep_ in SHARES else None
    return []


def _named(reading: Reading, child: Token) -> list[str]:
    """Organisations that a subject, an agent or a partner of a verb names."""
    if child.dep_ == "nsubj":
        together = [child, *(c for c in child.children if c.dep_ == "conj")]
        resolved = [resolve(reading, one) for one in together]
        known = [one[0] for one in resolved if one is not None and one[1] == "organisation"]
        return [*known, *(name for _, name in unread_names(reading, child))]
    if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "with"):
        return [name for _, name in unread_names(reading, child)]
    return []

"""Say what a verb, or a cue word, tells of an agreement.

    "sign" with the agreement as object -> signed; "will sign" -> expected;
    "did not sign" -> denied; "want to sign" -> proposed

in    a verb of the parse and how the agreement stands to it; or words without a verb
out   a status and the word that gave it
data  data/patterns/agreements.yaml
next  kg.claims.agreement_status, kg.claims.agreement_context
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_words import load_words
from kg.claims.modality import verb_modality

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_cue", "shifted", "verb_status"]

WISHES = frozenset(
    ["want", "wish", "seek", "propose", "like", "urge", "ask", "offer", "try", "suggest"]
)


def verb_status(verb: Token, role: str) -> tuple[str, str] | None:
    """Status and word of a verb with an agreement as object or subject, shifted by its modality.

    Args:
        verb: The verb.
        role: How the agreement stands to it.

    Returns:
        None where the verb says nothing of agreements.

    """
    statuses = load_words().statuses
    for form in _forms(verb):
        base = statuses.get((role, form))
        if base:
            status = shifted(base, verb)
            return (status, form) if status else None
    return None


def _forms(verb: Token) -> Iterator[str]:
    """The verb with what belongs to it, longest first: "enter into force", "take effect"."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") and child.i - verb.i <= 2:
            yield f"{lemma} {child.lower_}"
        if child.dep_ == "dobj":
            yield f"{lemma} {child.lower_}"
        if child.dep_ == "prep":
            yield f"{lemma} {child.lower_}"
            for deep in child.children:
                if deep.dep_ == "pobj":
                    yield f"{lemma} {child.lower_} {deep.lower_}"
    yield lemma


def shifted(base: str, verb: Token) -> str | None:
    """What becomes of a status under the negation, wish or future of its verb.

    Args:
        base: The status that the verb alone would give.
        verb: The verb.

    Returns:
        None where nothing is said of the agreement then.

    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return None if base == "cancelled" else "denied"
    modality, governors = verb_modality(verb, undone=False)
    if (
        verb.dep_ in ("xcomp", "ccomp")
        and verb.head.lemma_ in ("have", "remain")
        and _yet(verb.head)
    ):
        return "denied" if base in ("signed", "in_force") else base
    if modality == "negated":
        if base == "in_force":
            return "under_negotiation" if _yet(verb) and verb.lemma_ != "exist" else "denied"
        return None if base == "cancelled" else "denied"
    if governors & {"negotiate", "discuss", "work"} and base == "signed":
        return "under_negotiation"
    if modality in ("planned", "hedged") and base in ("signed", "in_force"):
        if governors & WISHES or (modality == "hedged" and not governors & {"would", "should"}):
            return "proposed"
        return base if governors & {"agree", "decide"} and base == "signed" else "expected"
    if modality in ("planned", "hedged") and base == "cancelled":
        return None
    if modality == "planned" and base == "under_negotiation" and governors & {"agree", "will"}:
        return "under_negotiation"
    return base


def _yet(verb: Token) -> bool:
    return any(c.lower_ == "yet" for c in verb.children)


def find_cue(text: str, start_only: bool = False) -> tuple[str, str] | None:
    """The first cue word in *text*, in small letters: its status and itself.

    Args:
        text: Words after the agreement, in small letters.
        start_only: Whether the cue must open the text.

    Examples:
        >>> find_cue("signed in 2006"), find_cue("not yet in force"), find_cue("tea")
        (('signed', 'signed'), ('under_negotiation', 'not in force'), None)

    """
    match = _cues().match(text) if start_only else _cues().search(text)
    if match is None:
        return None
    word, before = match[0], text[: match.start()]
    status = load_words().statuses["cue", word]
    if status in ("signed", "in_force") and re.search(r"\b(?:no|not|never|yet to be)\b", before):
        return ("denied" if status == "signed" else "under_negotiation", f"not {word}")
    if status == "signed" and re.search(r"\bto be\s*$", before):
        return "expected", f"to be {word}"
    return status, word


@cache
def _cues() -> re.Pattern[str]:
    """The cue words, the longest first."""
    words = [word for role, word in load_words().statuses if role == "cue"]
    forms = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{forms})\b")

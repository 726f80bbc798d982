"""Find causes: what the text says brought something about.

    "Exports fell because of the drought." -> cause "the drought", effect "Exports fell"

in    a Reading
out   claims with the slots cause and effect
data  data/patterns/causes.yaml: phrases, which side comes first, examples that are its tests
next  the graph joins cause and effect

Both sides must stand in the statement, and a side that is an effect must hold a verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from kg.claims.clauses import Statement, find_statements
from kg.claims.making import make_claim
from kg.claims.modality import modality_of
from kg.claims.wording import shorten
from kg.errors import DataFileError
from kg.model import Claim
from kg.reading.reading import Reading
from kg.resources import resource

__all__ = ["CausePattern", "cause_patterns", "find_causes"]

#: Words that join a statement to the one before it and are no part of it.
JOINING = re.compile(r"^(?:and|but|while|whereas|yet|although|though)\s+", re.IGNORECASE)
#: Words before a phrase that make it something else: "was led to the hall".
NOT_AFTER = re.compile(r"\b(?:is|are|was|were|be|been|gave|give|not|say|says)\s*$")
#: Confidence of a pattern: no annotated causes exist to learn one from.
CONFIDENCE = 0.6
LONGEST = 20


@dataclass(frozen=True, slots=True)
class CausePattern:
    """A phrase between a cause and an effect."""

    phrase: str
    first: str  #: "cause" or "effect"
    says: tuple[tuple[str, str, str], ...]  #: text, cause, effect
    silent: tuple[str, ...]  #: sentences that must give nothing


def find_causes(reading: Reading) -> list[Claim]:
    """Return the causes that *reading* states, in order; [] where it gives none."""
    claims = []
    for statement in find_statements(reading, whole=True):
        claim = _cause_in(reading, statement)
        if claim is not None:
            claims.append(claim)
    return claims


def _cause_in(reading: Reading, statement: Statement) -> Claim | None:
    """The first pattern that fits, longer phrases first."""
    start, end = statement.start, statement.end
    text = reading.text[start:end]
    for pattern, form in _forms():
        match = form.search(text)
        if match is None or NOT_AFTER.search(text[: match.start()]):
            continue
        if not _has_verb(reading, start, start + match.start()) and pattern.first == "effect":
            continue
        if pattern.phrase.endswith(" to") and _is_verb_at(reading, start + match.end()):
            continue
        before, after = (
            shorten(JOINING.sub("", text[: match.start()]), LONGEST),
            shorten(text[match.end() :], LONGEST),
        )
        if not before or not after:
            continue
        cause, effect = (before, after) if pattern.first == "cause" else (after, before)
        return make_claim(
            reading,
            "causes",
            start,
            end,
            {"cause": cause, "effect": effect},
            modality=modality_of(reading, start, end),
            confidence=CONFIDENCE,
            because=(pattern.phrase,),
        )
    return None


def _has_verb(reading: Reading, start: int, end: int) -> bool:
    span = reading.doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return span is not None and any(t.pos_ in ("VERB", "AUX") for t in span)


def _is_verb_at(reading: Reading, offset: int) -> bool:
    """Whether an infinitive stands at an offset: "due to arrive"."""
    span = reading.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span is not None and len(span) > 0 and span[0].tag_ == "VB"


@cache
def _forms() -> tuple[tuple[CausePattern, re.Pattern[str]], ...]:
    """The patterns as they are searched for, longer phrases first."""
    found = []
    for pattern in sorted(cause_patterns(), key=lambda p: (-len(p.phrase), p.phrase)):
        # An adverb may stand in a phrase of several words: "driven largely by".
        words = r"\s+(?:\w+ly\s+)?".join(map(re.escape, pattern.phrase.split()))
        found.append((pattern, re.compile(rf"\b{words}\b\s+(?!\w+ing\b)")))
    return tuple(found)


@cache
def cause_patterns() -> tuple[CausePattern, ...]:
    """The patterns of data/patterns/causes.yaml.

    Raises:
        DataFileError: An entry lacks its phrase, its order or its examples.

    """
    path = resource("data/patterns") / "causes.yaml"
    found = []
    for i, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
        try:
            says = tuple((e["text"], e["cause"], e["effect"]) for e in entry["says"])
            pattern = CausePattern(entry["phrase"], entry["first"], says, tuple(entry["not"]))
        except (KeyError, TypeError) as error:
            raise DataFileError(path, i, f"entry {i} lacks {error}") from None
        if pattern.first not in ("cause", "effect"):
            raise DataFileError(path, i, f"entry {i}: first is cause or effect")
        found.append(pattern)
    return tuple(found)

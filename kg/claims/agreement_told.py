"""Give every row of a document its parties: what a later one leaves unsaid, an earlier one told.

    "Nyota and Baraka signed a contract. The contract was extended." -> Nyota, Baraka twice

in    a Reading and its agreements with their stages and labels, in order of place
out   the parties of each
data  data/lexicon/agreement_parts.csv: what belongs to an agreement told before, "an annex"
next  kg.claims.agreements

A row that names its parties keeps them. One that does not takes those of the agreement it
goes back to: that of the same label; the last that its noun can stand for, where it is
"the" or "that" one and says nothing more; the last of all for a part of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_labels import singular
from kg.claims.agreement_parties import parties_of
from kg.reading.lexicon import rows
from kg.reading.plurals import plural_mentions
from kg.reading.reading import Reading
from kg.reading.words import function_words

__all__ = ["parties_of_all"]

#: How many sentences back the agreement of a part, or of "the deal", is looked for.
REACH = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """An agreement with its parties, and whether its sentence names them."""

    label: str
    noun: str
    words: frozenset[str]  #: what its label says beside the noun
    sentence: int
    parties: tuple[str, ...]
    named: bool


def parties_of_all(
    reading: Reading, told: Sequence[tuple[Instrument, Stage, str]]
) -> list[tuple[str, ...]]:
    """The parties of each agreement of a document.

    Args:
        reading: The document as read.
        told: Agreements, what happened to each, and its label, in order of place.

    Returns:
        Names of actors for each, () where the document names nobody; [] for no agreements.

    """
    plurals = plural_mentions(reading)
    own = [parties_of(reading, instrument, stage, plurals) for instrument, stage, _ in told]
    before: list[_Told] = []
    every = []
    for (instrument, _, label), (found, here) in zip(told, own, strict=True):
        if not here and (earlier := _earlier(reading, instrument, label, before)) is not None:
            found = earlier.parties
        before.append(_as_told(reading, instrument, label, found, here))
        every.append(found)
    return every


def _as_told(
    reading: Reading, instrument: Instrument, label: str, parties: tuple[str, ...], named: bool
) -> _Told:
    noun = _noun(reading, instrument, label)
    return _Told(label.casefold(), noun, _words(label, noun), instrument.sentence, parties, named)


def _earlier(
    reading: Reading, instrument: Instrument, label: str, before: Sequence[_Told]
) -> _Told | None:
    """The agreement told before that one without parties goes back to."""
    key = label.casefold()
    named = [t for t in before if t.named]
    if len(key.split()) > 1 and (same := _last(t for t in named if t.label == key)):
        return same
    noun = _noun(reading, instrument, label)
    words = _words(label, noun)
    near = [t for t in before if _is_near(reading, instrument, t)]
    if noun in _parts():
        about = [t for t in before if t.noun in words and words - {t.noun} <= t.words]
        return _last(about) or (_last(near) if not words - {"reference"} else None)
    if instrument.introduced not in ("given", "pronoun"):
        return None
    return _last(t for t in named if t.noun == noun and words <= t.words)


def _is_near(reading: Reading, instrument: Instrument, told: _Told) -> bool:
    """Whether an agreement was told of a few sentences ago, under the same heading."""
    here, there = (
        reading.block(reading.sentences[i]) for i in (instrument.sentence, told.sentence)
    )
    return 0 <= instrument.sentence - told.sentence <= REACH and here.section == there.section


def _noun(reading: Reading, instrument: Instrument, label: str) -> str:
    """The noun of an agreement in the singular; that of its label for a pronoun."""
    noun = singular(reading.doc[instrument.head].lower_)
    words = label.casefold().split()
    if noun in words or f"{noun}s" in words:
        return noun
    return next((singular(w) for w in words if singular(w) in _parts()), noun)


def _words(label: str, noun: str) -> frozenset[str]:
    """What a label says beside its noun."""
    words = (singular(w.strip("\"',.()")) for w in label.casefold().split())
    return frozenset(w for w in words if w and w != noun and w not in function_words())


def _last(told: Iterable[_Told]) -> _Told | None:
    return next(reversed(list(told)), None)


@cache
def _parts() -> frozenset[str]:
    """Nouns of what belongs to an agreement told before."""
    return frozenset(row["noun"] for row in rows("agreement_parts.csv"))

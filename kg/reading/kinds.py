"""Say what a capitalised sequence is: person, organisation, place, bloc, or no actor at all.

"Kenya Ports Authority" is an organisation, "Nord Stream" no actor.

in    the Unknown candidates of a document
out   the same, each with its kind, or None
data  data/models/kinds.json: weights of kg.reading.kind_features, from
      kg.training.kinds; data/lexicon/not_names.csv; babel (codes of currencies)
next  kg.reading.linking

One decision for each name of a document, from all its occurrences: a linear
model adds up what speaks for each kind, and the largest sum wins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from kg.model import ActorKind
from kg.reading.gazetteer import province_country, town
from kg.reading.kind_features import features_of
from kg.reading.kind_neighbours import neighbours
from kg.reading.lexicon import rows
from kg.reading.scan import Known, Unknown
from kg.reading.statespeople import country_of_statesperson
from kg.reading.words import is_ordinary
from kg.resources import resource

__all__ = ["group_by_name", "kinds_of", "titled_words"]


def kinds_of(
    text: str, unknown: Sequence[Unknown], known: Sequence[Known]
) -> dict[str, ActorKind | None]:
    """Return the kind of each name among *unknown*, None where it is no actor.

    Args:
        text: The levelled text of the document.
        unknown: Its candidates.
        known: Its known forms.

    Returns:
        Surface form -> kind, in order of first occurrence; empty for no candidates.

    """
    titled = titled_words(unknown)
    around = neighbours(text, known, unknown)
    kinds: dict[str, ActorKind | None] = {}
    for name, group in group_by_name(text, unknown).items():
        if name in _not_names() or name in _currencies():
            kinds[name] = None
        elif country_of_statesperson(name) is not None:
            kinds[name] = "person"
        elif " " in name and _is_gazetted(name) and not any(u.candidate.title for u in group):
            kinds[name] = "place"
        else:
            kinds[name] = _decide(features_of(text, group, titled, around))
            if kinds[name] is None and _is_gazetted(name) and _is_entered(text, name, group):
                kinds[name] = "place"
    return kinds


#: Prepositions before a place.
LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|into|via|through|outside|around) $", re.IGNORECASE)


def _is_entered(text: str, name: str, group: Sequence[Unknown]) -> bool:
    """Whether a name that is no ordinary word stands after "in", "near", "from" ..."""
    if all(is_ordinary(word) for word in name.split()):
        return False
    return any(LOCATIVE.search(text[max(0, u.start - 9) : u.start]) for u in group)


def _is_gazetted(name: str) -> bool:
    """Whether a name of several words is that of a town or province."""
    return town(name) is not None or province_country(name) is not None


@cache
def _not_names() -> frozenset[str]:
    """Words with a capital that name no actor: "European", "LNG"."""
    return frozenset(row["word"] for row in rows("not_names.csv"))


@cache
def _currencies() -> frozenset[str]:
    """Codes of currencies: "MUR"."""
    from babel import Locale

    return frozenset(Locale("en").currencies)


def group_by_name(text: str, unknown: Sequence[Unknown]) -> dict[str, list[Unknown]]:
    """The occurrences of each surface form."""
    groups: dict[str, list[Unknown]] = {}
    for u in unknown:
        groups.setdefault(text[u.start : u.end], []).append(u)
    return groups


def titled_words(unknown: Sequence[Unknown]) -> frozenset[str]:
    """The words of names that stand after a title."""
    return frozenset(
        w.text for u in unknown if u.candidate.title for w in u.candidate.words if w.capital
    )


def _decide(features: Mapping[str, float]) -> ActorKind | None:
    classes, intercept, weights = _model()
    sums = list(intercept)
    for name in sorted(features):
        row = weights.get(name)
        if row is not None:
            for i, weight in enumerate(row):
                sums[i] += weight * features[name]
    best = classes[max(range(len(classes)), key=lambda i: sums[i])]
    return None if best == "none" else cast(ActorKind, best)


@cache
def _model() -> tuple[list[str], list[float], Mapping[str, Sequence[float]]]:
    path = resource("data/models") / "kinds.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    return model["classes"], model["intercept"], model["weights"]

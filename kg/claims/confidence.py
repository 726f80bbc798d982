"""Turn what a rule or scorer thinks of its claim into how often such claims are right.

    calibrated(claim)   a claim of a rule that says 0.9 and is right in 7 of 10 cases: 0.7

in    a Claim with the confidence its finder gave
out   the same Claim with the share of such claims that are right in all slots
data  data/models/confidence.json, made by `python -m kg.training`
next  kg.claims gives it to everything that is found

A claim belongs to the group of its kind and rule, else to that of its kind. Each group has
steps: from which raw confidence on, which share is right; the shares never fall. Where there
is no file, or no group, the raw confidence stays.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.errors import DataFileError, MissingResourceError
from kg.model import Claim
from kg.resources import resource

__all__ = ["FORMAT", "calibrated", "rule_of"]

#: Written in the file; a file of another format is refused.
FORMAT = "kg-confidence/1"

#: A feature with its weight, which is no rule.
WEIGHED = re.compile(r" [-+]\d[\d.]*$")
#: Raw confidence from which on a share of the claims is right, in order.
Steps = Sequence[tuple[float, float]]


def rule_of(claim: Claim) -> str:
    """Return the group of a claim: its kind and the rule that made it, if one did.

    Examples:
        >>> rule_of(Claim("exports", "a.txt", 0, 3, "tea", {}, because=("verb=sell", "tea")))
        'exports verb=sell'
        >>> rule_of(Claim("exports", "a.txt", 0, 3, "tea", {}))
        'exports'
        >>> rule_of(Claim("plans", "a.txt", 0, 3, "tea", {}, because=("lemma=will +0.58",)))
        'plans'

    """
    rule = [why for why in claim.because[:1] if not WEIGHED.search(why)]
    return " ".join((claim.kind, *rule))


def calibrated(claim: Claim, groups: Mapping[str, Steps] | None = None) -> Claim:
    """Return *claim* with the share of claims like it that are right.

    Args:
        claim: As its finder made it.
        groups: Steps by group; None for those that ship.

    Returns:
        The claim; unchanged where no group holds it.

    Raises:
        DataFileError: The shipped file is malformed.

    Examples:
        >>> claim = Claim("exports", "a.txt", 0, 3, "tea", {}, confidence=0.8)
        >>> calibrated(claim, {"exports": [(0.0, 0.5), (0.7, 0.6)]}).confidence
        0.6
        >>> calibrated(claim, {}).confidence
        0.8

    """
    known = _shipped() if groups is None else groups
    steps = known.get(rule_of(claim)) or known.get(claim.kind)
    if not steps:
        return claim
    at = max(bisect_right(steps, claim.confidence, key=lambda step: step[0]) - 1, 0)
    return replace(claim, confidence=steps[at][1])


@cache
def _shipped() -> Mapping[str, Steps]:
    try:
        path = resource("data/models") / "confidence.json"
    except MissingResourceError:
        return {}
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataFileError(path, getattr(error, "lineno", 1), f"not JSON: {error}") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DataFileError(path, 1, f"not of format {FORMAT}: run the training again")
    return {name: [(a, b) for a, b in steps] for name, steps in content["groups"].items()}

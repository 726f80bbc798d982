"""Find what a document claims: one module a kind, one table that names them.

in    a Reading
out   Claims, in order of their place in the document
next  kg.graph turns them into RDF

To add a kind, write its module and add its finder to FINDERS.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.claims.agreements import find_agreements
from kg.claims.causes import find_causes
from kg.claims.confidence import calibrated
from kg.claims.events import find_events
from kg.claims.exports import find_exports
from kg.claims.implications import find_implications
from kg.claims.plans import find_plans
from kg.claims.trade import find_trade
from kg.claims.visits import find_visits
from kg.model import CLAIM_KINDS, Claim, ClaimKind
from kg.reading.reading import Reading

__all__ = ["FINDERS", "find_claims"]

FINDERS: dict[ClaimKind, Callable[[Reading], list[Claim]]] = {
    "visits": find_visits,
    "trade": find_trade,
    "exports": find_exports,
    "agreements": find_agreements,
    "plans": find_plans,
    "implications": find_implications,
    "events": find_events,
    "causes": find_causes,
}


def find_claims(reading: Reading) -> list[Claim]:
    """Return everything *reading* claims, by kind, then by place."""
    claims: list[Claim] = []
    for kind in CLAIM_KINDS:
        found = sorted(FINDERS[kind](reading), key=lambda c: (c.start, c.end))
        claims.extend(map(calibrated, found))
    return claims

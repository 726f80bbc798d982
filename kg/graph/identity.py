"""Which claims are the same claim: an id made from content, so order and chance play no part.

in    Claims
out   their ids; the claims without repetitions
next  kg.graph.rdf mints IRIs from the ids, kg.graph.tables shows them
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.literals import decimal_literal
from kg.graph.vocab import digest
from kg.model import Claim

__all__ = ["claim_id", "unique_claims"]


def claim_id(claim: Claim) -> str:
    """Return the id of a claim, "visits-" and twelve hexadecimal digits.

    The digits stand for document, place, slots, modality and attribution; the
    confidence is left out, so that a better scorer does not rename the claims.
    """
    slots = sorted(
        (key, decimal_literal(value).value if isinstance(value, int | float) else value)
        for key, value in claim.slots.items()
        if value is not None
    )
    content = digest(
        claim.document,
        claim.start,
        claim.end,
        claim.quote,
        slots,
        claim.modality,
        claim.attribution,
    )
    return f"{claim.kind}-{content}"


def unique_claims(claims: Iterable[Claim]) -> list[tuple[str, Claim]]:
    """Return each claim once with its id, by document and place.

    Of two that differ in confidence only, the surer one is kept.
    """
    best: dict[str, Claim] = {}
    for claim in claims:
        key = claim_id(claim)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return sorted(best.items(), key=lambda item: (item[1].document, item[1].start, item[0]))

"""One word for how a thing or relation stands: "planned", "denied", "ended" ...

in    modality and status as the graph holds them, and whether it was derived
out   one of `STATES`
next  kg.showing.explorer.data; the page draws each state with a line of its own

To add a status, add it to the set of the state that it means.
"""

from __future__ import annotations

__all__ = ["STATES", "state_of"]

#: In the order of the legend.
STATES = ("stated", "reported", "uncertain", "planned", "denied", "ended", "derived")

ENDED = frozenset({"cancelled", "ended", "expired", "suspended", "terminated", "withdrawn"})
PLANNED = frozenset({"expected", "planned", "proposed", "under_negotiation"})
BY_MODALITY = {
    "hedged": "uncertain",
    "negated": "denied",
    "planned": "planned",
    "reported": "reported",
}


def state_of(modality: object = None, status: object = None, derived: object = False) -> str:
    """Return the state that decides how a thing or relation is drawn.

    Args:
        modality: asserted, negated, planned, hedged, reported or nothing.
        status: The life of an agreement, such as signed, expired or under negotiation, or nothing.
        derived: Whether it was computed and no document says it.

    Returns:
        One of `STATES`; "stated" where nothing tells otherwise.

    Examples:
        >>> state_of("asserted", "under negotiation")
        'planned'
        >>> state_of()
        'stated'

    """
    life = str(status or "").lower().replace(" ", "_").replace("-", "_")
    if derived:
        return "derived"
    if life == "denied" or modality == "negated":
        return "denied"
    if life in ENDED:
        return "ended"
    if life in PLANNED:
        return "planned"
    return BY_MODALITY.get(str(modality or ""), "stated")

"""A figure of trade before it is a claim.

in    what kg.claims.trade and kg.claims.trade_tables read
out   Figure
next  kg.claims.trade makes claims of figures; kg.claims.exports takes their goods
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.claims.flows import Flow
from kg.claims.trade_modes import Mode
from kg.model import Amount

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, the flow it measures and its period."""

    amount: Amount
    flow: Flow
    kind: str  #: exports, imports, total, balance, target, quantity
    period: str | None
    start: int  #: of the words that state it
    end: int
    sentence: int
    mode: Mode
    rule: str
    commodity: str | None = None

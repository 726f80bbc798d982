"""Numbers and dates as literals that stay the same through a store.

    68700000000.0 -> "68700000000"^^xsd:decimal      "2024-05" -> "2024-05"^^xsd:gYearMonth

in    floats, ISO dates as strings
out   pyoxigraph Literals in canonical form
next  kg.graph.things, kg.graph.derive
"""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import PREFIXES

__all__ = ["date_literal", "decimal_literal", "integer_literal", "spoken", "year_literal"]

_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def decimal_literal(value: float | int | Decimal) -> Literal:
    """Return a number as a canonical xsd:decimal.

    Examples:
        >>> decimal_literal(6.87e10).value, decimal_literal(0.90).value
        ('68700000000', '0.9')

    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    lexical = format(number, "f")
    if "." in lexical:
        lexical = lexical.rstrip("0").rstrip(".")
    return Literal(lexical or "0", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))


def date_literal(value: str) -> Literal:
    """Return an ISO day, month or year with its own datatype; anything else as a string.

    Examples:
        >>> date_literal("2024-05").datatype.value.rsplit("#")[1]
        'gYearMonth'
        >>> date_literal("spring").datatype.value.rsplit("#")[1]
        'string'

    """
    digits = value.split("-")
    shapes = ([4], [4, 2], [4, 2, 2])
    if [len(d) for d in digits] in shapes and all(d.isascii() and d.isdigit() for d in digits):
        return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + _DATE_TYPES[len(value)]))
    return Literal(value)


def spoken(value: float | int) -> str:
    """Return a number as people say it.

    Examples:
        >>> spoken(68_700_000_000), spoken(5_943_000_000_000), spoken(1_250), spoken(0.5)
        ('68.7 billion', '5.943 trillion', '1,250', '0.5')

    """
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{decimal_literal(Decimal(repr(value)) / size).value} {word}"
    return f"{Decimal(decimal_literal(value).value):,}"


def integer_literal(value: int) -> Literal:
    """Return a whole number as an xsd:integer."""
    return Literal(str(value), datatype=NamedNode(PREFIXES["xsd"] + "integer"))


def year_literal(period: str | None) -> Literal | None:
    """Return the first year that a period names, None where it names none.

    Examples:
        >>> year_literal("2024-25 (fiscal)").value
        '2024'
        >>> year_literal("last spring") is None
        True

    """
    found = re.search(r"(?<!\d)\d{4}(?!\d)", period or "")
    return date_literal(found[0]) if found else None

"""Where ontology/ and data/ are: beside kg/ in a checkout, inside kg/ once installed."""

from __future__ import annotations

from pathlib import Path

from kg.errors import MissingResourceError

PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder.

    Raises:
        MissingResourceError: Neither the checkout nor the installed package has it.

    Examples:
        >>> resource("data/units").name
        'units'

    """
    for root in (PACKAGE.parent, PACKAGE):
        if (root / name).exists():
            return root / name
    raise MissingResourceError(name)

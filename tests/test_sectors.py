"""The sector of a phrase comes from its own words, a particular one before a general one."""

import pytest

from kg.claims.sectors import sector_of


@pytest.mark.parametrize(
    ("phrase", "sentence", "sector"),
    [
        ("memorandum on agriculture", "", "agriculture"),
        ("agreement on trade in agricultural goods and agriculture", "", "agriculture"),
        ("free trade agreement", "", "trade"),
        ("pact", "The pact is about tourism.", "tourism"),
        ("tourism pact", "The pact is about agriculture.", "tourism"),
        ("pact", "They met.", None),
        ("", "", None),
    ],
)
def test_sector(phrase, sentence, sector):
    assert sector_of(phrase, sentence) == sector

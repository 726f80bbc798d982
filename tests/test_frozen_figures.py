"""The figures on the documents that nobody reads are those kept in data/gold/results.json."""

from pathlib import Path

import pytest

from kg.evaluate import evaluate_folder
from kg.evaluate.frozen import differences, figures, read_frozen

GOLD = Path(__file__).parent.parent / "data" / "gold"


@pytest.mark.slow
def test_no_figure_of_the_test_set_is_worse_than_frozen():
    frozen = read_frozen(GOLD / "results.json")
    if "test" not in frozen:
        pytest.skip("not frozen yet: kg evaluate data/gold/test --freeze")
    now = figures(evaluate_folder(GOLD / "test"))
    assert now["documents"] == frozen["test"]["documents"]
    assert [str(d) for d in differences(frozen["test"], now) if d.worse] == []

"""The integrity constraints of the Data Cube vocabulary as queries for what breaks them."""

from __future__ import annotations

import re
from pathlib import Path

from kg.graph.vocab import PREFIXES

CONSTRAINTS = {
    int(path.stem.removeprefix("ic-")): path
    for path in sorted((Path(__file__).parent / "cube").glob("ic-*.rq"))
}


def broken(store, number):
    """What breaks a constraint in a store: values of the rows that its query gives."""
    found = store.query(
        CONSTRAINTS[number].read_text("utf-8"),
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=True,
    )
    return [[re.sub(r".*[/#]", "", str(value).strip("<>")) for value in row] for row in found]

"""What many tests share: the tiny graph in memory."""

from pathlib import Path

import pytest

from kg.graph.store import open_store
from kg.graph.vocab import vocabulary_quads

TINY = Path(__file__).parent / "data" / "tiny.trig"


@pytest.fixture(scope="session")
def tiny_store():
    """tests/data/tiny.trig with the vocabulary, in memory; not to be written to."""
    store = open_store(TINY)
    store.extend(vocabulary_quads())
    return store

"""Invented networks of any size for the explorer: the same number and seed, the same network."""

import random

import networkx as nx

TYPES = (
    ("country", 4), ("person", 10), ("organisation", 14), ("bloc", 3), ("sector", 8),
    ("commodity", 12), ("agreement", 20), ("plan", 10), ("visit", 6), ("event", 9), ("trade", 4),
)  # fmt: skip
SECTORS = ("energy", "fisheries", "transport", "defence", "science", "health")
PREDICATES = ("signed", "exports", "visited", "supports", "is about", "plans", "criticised")
MODALITIES = ("asserted", "asserted", "asserted", "planned", "negated", "hedged", "reported")
NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Juniper", "Larch")


def claim(quote, **more):
    """Return a claim as the network carries it."""
    return {
        "id": f"claim:{abs(len(quote))}",
        "quote": quote,
        "document": "note.txt",
        "title": "A note on the accord",
        "url": "https://example.org/note",
        "span_start": 10,
        "span_end": 10 + len(quote),
        "section": "Background",
        "modality": "asserted",
        "attribution": None,
        "confidence": 0.9,
        **more,
    }


def generated(n, seed=1):
    """Return n things with some 3n relations; a few countries have most of them.

    Examples:
        >>> network = generated(150)
        >>> network.number_of_nodes(), network.number_of_edges()
        (150, 450)

    """
    chance = random.Random(seed)
    g = nx.MultiDiGraph()
    kinds = [kind for kind, weight in TYPES for _ in range(weight)]
    for i in range(n):
        kind = "country" if i < 4 else kinds[i % len(kinds)]
        name = f"{NAMES[i % 10]} {kind} {i}" + (
            " on things of common interest" if i % 7 == 0 else ""
        )
        g.add_node(
            f"https://example.org/id/{kind}-{i}",
            label=name,
            type=kind,
            sector=chance.choice(SECTORS) if kind in {"agreement", "plan", "event"} else None,
            years=(chance.randint(1971, 2025),) if kind in {"agreement", "visit", "event"} else (),
            aliases=(f"A{i}",) if i % 3 == 0 else (),
        )
    nodes = list(g)
    for i in range(3 * n):
        a = chance.choice(nodes[:4]) if i % 3 else chance.choice(nodes)
        b = chance.choice(nodes)
        quote = f"Sentence {i} says how the two are related, in some twenty words of plain prose."
        g.add_edge(
            a, b,
            predicate=chance.choice(PREDICATES),
            modality=chance.choice(MODALITIES),
            claims=(claim(quote, id=f"c{i}", span_start=i * 90, span_end=i * 90 + len(quote)),),
        )  # fmt: skip
    return g

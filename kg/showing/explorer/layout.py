"""Where each thing stands when everything is drawn: same network, same places.

in    a networkx.MultiDiGraph
out   whole-number x, y for each node, in pixels at zoom 1
next  kg.showing.explorer.data

Each connected part is laid out alone, then the parts are packed in rows, the largest first, so
that small parts do not push the picture apart. networkx's spring layout serves up to
`SPRING_LIMIT` nodes; above that igraph's Fruchterman-Reingold, some fifty times faster there.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence

import networkx as nx

__all__ = ["SPRING_LIMIT", "place"]

SPRING_LIMIT = 300
SEED = 7
#: Side of the square given to one node, in pixels.
CELL = 90

Position = tuple[int, int]
Point = tuple[float, float]


def place(network: nx.MultiDiGraph[Hashable]) -> dict[Hashable, Position]:
    """Give every node a place, deterministically and whatever the order of insertion.

    Returns:
        Node to (x, y) in whole pixels, y downwards; empty for an empty network.

    Examples:
        >>> import networkx as nx
        >>> place(nx.MultiDiGraph())
        {}
        >>> sorted(place(nx.MultiDiGraph([("a", "b")])))
        ['a', 'b']

    """
    plain: nx.Graph[Hashable] = nx.Graph()
    plain.add_nodes_from(sorted(network, key=str))
    pairs = {(min(a, b, key=str), max(a, b, key=str)) for a, b in network.edges() if a != b}
    plain.add_edges_from(sorted(pairs, key=str))
    parts = [sorted(part, key=str) for part in nx.connected_components(plain)]
    parts.sort(key=lambda part: (-len(part), str(part[0])))
    return _pack([_square(_spread(plain, part)) for part in parts])


def _spread(plain: nx.Graph[Hashable], part: Sequence[Hashable]) -> dict[Hashable, Point]:
    """Lay one connected part out, in units of no meaning."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    ordered: nx.Graph[Hashable] = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(plain.edges(part))
    if len(part) <= SPRING_LIMIT:
        spring = nx.spring_layout(ordered, seed=SEED, iterations=80)
        return {node: (float(x), float(y)) for node, (x, y) in spring.items()}
    index = {node: i for i, node in enumerate(part)}
    import igraph  # loads its plotting, which small networks need not wait for

    graph = igraph.Graph(len(part), [(index[a], index[b]) for a, b in ordered.edges()])
    chance = random.Random(SEED)
    side = len(part) ** 0.5  # in a smaller square igraph's grid would compare all with all
    start = [(chance.random() * side, chance.random() * side) for _ in part]
    igraph.set_random_number_generator(chance)
    rounds = 200 if len(part) <= 2000 else 60  # of so many only the best connected are drawn
    layout = graph.layout_fruchterman_reingold(seed=start, niter=rounds, grid=len(part) > 1000)
    igraph.set_random_number_generator(random)
    return {node: (layout[i][0], layout[i][1]) for node, i in index.items()}


def _square(points: dict[Hashable, Point]) -> tuple[float, dict[Hashable, Point]]:
    """Scale one part into a square whose side fits its number of nodes; origin top left."""
    side = CELL * (len(points) ** 0.5)
    left, top = (min(point[axis] for point in points.values()) for axis in (0, 1))
    width, height = (
        max(point[axis] for point in points.values()) - low for axis, low in ((0, left), (1, top))
    )
    across, down = side / width if width else 0.0, side / height if height else 0.0
    moved = {node: ((x - left) * across, (y - top) * down) for node, (x, y) in points.items()}
    return side, moved


def _pack(parts: Sequence[tuple[float, dict[Hashable, Point]]]) -> dict[Hashable, Position]:
    """Set squares in rows about as wide as all of them are high."""
    limit = max(
        (sum((side + CELL) ** 2 for side, _ in parts)) ** 0.5 * 1.3,
        max((side for side, _ in parts), default=0.0),
    )
    placed: dict[Hashable, Position] = {}
    x = y = row = 0.0
    for side, points in parts:
        if x and x + side > limit:
            x, y, row = 0.0, y + row + CELL, 0.0
        for node, (dx, dy) in points.items():
            placed[node] = (round(x + dx), round(y + dy))
        x, row = x + side + CELL, max(row, side)
    return placed

"""The few things a newcomer sees first: the most connected countries and what joins them.

in    a networkx.MultiDiGraph
out   two hubs and some forty things around them, the most telling first; without countries the
      best connected things with their neighbours
next  kg.showing.explorer.data

To show more or fewer things of a type at the start, change its number in `SHARE`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable
from typing import NamedTuple

import networkx as nx

__all__ = ["Overview", "overview"]

#: How many things of each type the first picture has.
SHARE = {
    "sector": 8,
    "agreement": 8,
    "commodity": 10,
    "visit": 1,
    "occasion": 1,
    "person": 2,
    "organisation": 1,
    "bloc": 1,
    "country": 0,
    "plan": 2,
    "trade": 1,
    "project": 0,
    "event": 0,
    "implication": 0,
    "flow": 0,
    "cause": 0,
    "denial": 0,
    "derived": 0,
    "place": 0,
}
OTHERS = 2
#: A network of so few things is shown whole.
SMALL = 40
#: How many things the first picture has where nothing is a country.
MOST = 50


class Overview(NamedTuple):
    """What the first picture holds."""

    hubs: tuple[Hashable, ...]  #: the two most connected countries, or fewer
    things: tuple[Hashable, ...]  #: the others, the most telling first


def overview(network: nx.MultiDiGraph[Hashable]) -> Overview:
    """Choose what is drawn first.

    Returns:
        Hubs and things; both empty for an empty network, no hubs where nothing is a country.

    Examples:
        >>> import networkx as nx
        >>> g = nx.MultiDiGraph()
        >>> g.add_node("x", type="country"); g.add_node("y", type="visit")
        >>> _ = g.add_edge("x", "y")
        >>> overview(g)
        Overview(hubs=('x',), things=('y',))

    """
    degree = dict(network.degree())
    ranked = sorted(network, key=lambda node: (-degree[node], str(node)))
    hubs = tuple(n for n in ranked if network.nodes[n].get("type") == "country")[:2]
    rest = [node for node in ranked if node not in hubs]
    if not hubs:
        rest = _grown(network, ranked)
    elif len(network) > SMALL:
        rest = _fair(network, sorted(rest, key=lambda node: _weight(network, hubs, node)))
    return Overview(hubs, tuple(rest))


def _weight(
    network: nx.MultiDiGraph[Hashable], hubs: tuple[Hashable, ...], node: Hashable
) -> tuple[int, ...]:
    """Order what joins the hubs before what touches one, what documents quote before the rest.

    Among equals a total comes before its parts, and the better supported first: more claims
    and more sources behind them.
    """
    near = {*network.successors(node), *network.predecessors(node)}
    said = list(network.nodes[node].get("claims") or ())
    quoted = sum(1 for claim in said if claim.get("quote"))
    support = quoted + sum(len(claim.get("sources") or ()) for claim in said)
    total = network.nodes[node].get("kind") == "total"
    return -len(near & set(hubs)), -min(quoted, 1), -total, -support, -network.degree(node)


def _grown(network: nx.MultiDiGraph[Hashable], ranked: list[Hashable]) -> list[Hashable]:
    """Take the best connected thing, what is next to it, what is next to that ...; then the next.

    So where there is no country what is drawn hangs together, wherever it is cut.
    """
    rank = {node: place for place, node in enumerate(ranked)}
    grown: dict[Hashable, None] = {}
    for start in ranked:
        waiting = deque([start])
        while waiting and len(grown) < MOST:
            node = waiting.popleft()
            if node in grown:
                continue
            grown[node] = None
            near = {*network.successors(node), *network.predecessors(node)} - set(grown)
            waiting.extend(sorted(near, key=rank.__getitem__))
    return list(grown)


def _fair(network: nx.MultiDiGraph[Hashable], ranked: list[Hashable]) -> list[Hashable]:
    """Take the first few of each type, in turns, so that a cut anywhere leaves a mixture."""
    taken: Counter[str] = Counter()
    turns: list[tuple[float, int, Hashable]] = []
    for order, node in enumerate(ranked):
        kind = str(network.nodes[node].get("type") or "thing")
        share = SHARE.get(kind, OTHERS)
        if taken[kind] < share:
            taken[kind] += 1
            turns.append((taken[kind] / share, order, node))
    return [node for _, _, node in sorted(turns, key=lambda turn: turn[:2])]

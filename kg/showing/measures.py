"""Measures an analyst asks of the network: degree, betweenness, communities, paths.

    find_path(network, "Kenya", "Hanoi").steps[0].quotes

in    the MultiDiGraph of kg.showing.network
out   numbers by node; groups of nodes; the shortest path with its sentences
next  kg.cli path, notebooks

Direction is ignored: that two states are tied matters, not who stands first.
Chance has a fixed seed and nodes are taken in order of IRI.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownNameError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Path", "Step", "betweenness", "communities", "degree", "find_node", "find_path"]

SEED = 7
#: Types a path goes through only where there is no other way: everything meets in them.
HUBS = ("sector", "commodity", "derived")
HUB_WEIGHT = 10.0
#: Types no path goes through: what is not so connects nothing.
BARRED = ("denial",)


@dataclass(frozen=True)
class Step:
    """One edge of a path, in the direction it has in the graph."""

    subject: str  #: label
    predicate: str  #: label
    object: str  #: label
    forward: bool  #: whether the path goes from subject to object
    modality: str | None
    claims: tuple[Mapping[str, Any], ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences that say so, each once."""
        return tuple(dict.fromkeys(str(c["quote"]) for c in self.claims))


@dataclass(frozen=True)
class Path:
    """How two things are connected; no steps if they are the same thing."""

    nodes: tuple[str, ...]  #: IRIs
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    #: Labels of the sectors and goods on the way of which unrelated documents speak.
    shared: tuple[str, ...] = ()


def degree(network: nx.MultiDiGraph[Any]) -> dict[str, int]:
    """Return how many different things each node is tied to."""
    near = {n: set(network.succ[n]) | set(network.pred[n]) for n in sorted(network)}
    return {n: len(others - {n}) for n, others in near.items()}


def betweenness(network: nx.MultiDiGraph[Any], sample: int = 500) -> dict[str, float]:
    """Return the share of shortest paths that go through each node.

    Args:
        network: The network.
        sample: Nodes the paths start from; more makes no difference to what stands
            first, and larger networks slow. All of them where there are no more.

    Returns:
        Values from 0 to 1 by IRI; {} for an empty network.

    """
    import networkx as nx

    graph = _simple(network)
    start = None if len(graph) <= sample else sample
    return {n: float(v) for n, v in nx.betweenness_centrality(graph, start, seed=SEED).items()}


def communities(network: nx.MultiDiGraph[Any]) -> list[list[str]]:
    """Return groups of nodes tied more to each other than to the rest, largest first."""
    import networkx as nx

    if not len(network):
        return []
    groups = nx.community.louvain_communities(_simple(network), weight="count", seed=SEED)
    return sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g))


def find_node(network: nx.MultiDiGraph[Any], name: str) -> str:
    """Return the node called *name*: IRI, label or alias, without regard to case.

    Raises:
        UnknownNameError: No node is called so; the message lists some that come close.

    """
    if name in network:
        return name
    wanted = name.casefold().strip()
    ranked = []
    for iri, data in network.nodes(data=True):
        names = [data["label"].casefold(), *(a.casefold() for a in data["aliases"])]
        if wanted in names:
            ranked.append((names[0] != wanted, -network.degree(iri), iri))
    if ranked:
        return str(min(ranked)[2])
    from difflib import get_close_matches

    labels = sorted({data["label"] for _, data in network.nodes(data=True)})
    folded = {label.casefold(): label for label in reversed(labels)}
    close = [folded[f] for f in get_close_matches(wanted, sorted(folded), 6, 0.6)]
    raise UnknownNameError("name", name, close or [*labels[:6], "..."])


def find_path(network: nx.MultiDiGraph[Any], a: str, b: str) -> Path | None:
    """Return the shortest way from *a* to *b*, with the claims behind each step.

    Args:
        network: The network.
        a: IRI, label or alias of a node.
        b: The same for the other end.

    Returns:
        The Path, the first in order of IRI among equally short ones; None where
        the two are not connected.

    Raises:
        UnknownNameError: There is no node of such a name.

    """
    import networkx as nx

    start, end = find_node(network, a), find_node(network, b)
    graph = _simple(network)
    barred = [n for n in graph if network.nodes[n]["type"] in BARRED and n not in (start, end)]
    graph.remove_nodes_from(barred)
    try:
        nodes = nx.dijkstra_path(graph, start, end, weight="length")
    except nx.NetworkXNoPath:
        return None
    steps = tuple(_step(network, s, t) for s, t in pairwise(nodes))
    labels = tuple(network.nodes[n]["label"] for n in nodes)
    shared = tuple(
        label
        for label, node, (into, out) in zip(labels[1:], nodes[1:], pairwise(steps), strict=False)
        if network.nodes[node]["type"] in HUBS and not _documents(into) & _documents(out)
    )
    return Path(tuple(nodes), labels, steps, shared)


def _documents(step: Step) -> set[str]:
    """The documents that say so."""
    return {claim["document"] for claim in step.claims}


def _simple(network: nx.MultiDiGraph[Any]) -> nx.Graph[Any]:
    """One undirected edge for each pair, nodes and edges in order."""
    import networkx as nx

    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(sorted(network))
    for subject, target in sorted({tuple(sorted(e)) for e in network.edges() if e[0] != e[1]}):
        both = (network.get_edge_data(subject, target), network.get_edge_data(target, subject))
        hub = any(network.nodes[n]["type"] in HUBS for n in (subject, target))
        length = HUB_WEIGHT if hub else 1.0
        graph.add_edge(subject, target, count=sum(len(e or ()) for e in both), length=length)
    return graph


def _step(network: nx.MultiDiGraph[Any], near: str, far: str) -> Step:
    """The best attested edge between two neighbours."""
    edges = [
        (-len(data["claims"]), not forward, key, s, t, data)
        for s, t, forward in ((near, far, True), (far, near, False))
        for key, data in sorted((network.get_edge_data(s, t) or {}).items())
    ]
    _, backward, _, s, t, data = min(edges, key=lambda e: e[:3])
    label = network.nodes
    return Step(
        label[s]["label"],
        data["label"],
        label[t]["label"],
        not backward,
        data["modality"],
        data["claims"],
    )

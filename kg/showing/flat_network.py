"""The network with attributes that are one text or number each, as files of networks want them.

    graphml(store)      # bytes of GraphML, for Gephi, yEd, igraph, Cytoscape
    flat_network(store).nodes["https://w3id.org/irk/id/actor/kenya"]["label"]   # "Kenya"

in    a pyoxigraph Store
out   bytes, the same for the same graph
next  kg.showing.export

Nodes and edges keep their labels; lists are joined, and of the claims the number, the first
sentences, and the documents and sources are kept. What is unknown is left out: GEXF knows
neither lists nor nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["QUOTES", "Scalars", "cytoscape", "flat_network", "gexf", "graphml"]

#: Most sentences a node or an edge carries.
QUOTES = 3

Scalars = dict[str, str | int | float | bool]


def graphml(store: Store) -> bytes:
    """GraphML: the network for Gephi, yEd, igraph, Cytoscape."""
    import networkx as nx

    return ("\n".join(nx.generate_graphml(flat_network(store))) + "\n").encode()


def gexf(store: Store) -> bytes:
    """GEXF: the network for Gephi."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(flat_network(store))) + "\n"
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode()


def cytoscape(store: Store) -> bytes:
    """Cytoscape JSON: the network for Cytoscape and Cytoscape.js."""
    network = flat_network(store)
    nodes = [
        {"data": {"id": iri, "name": data["label"], **data}}
        for iri, data in network.nodes(data=True)
    ]
    edges = [
        {"data": {"source": source, "target": target, "interaction": key, **data}}
        for source, target, key, data in network.edges(keys=True, data=True)
    ]
    page = {
        "format_version": "1.0",
        "generated_by": "kg",
        "target_cytoscapejs_version": "~3.0",
        "data": {"name": "Relations between states"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def flat_network(store: Store) -> nx.MultiDiGraph[Any]:
    """Return the network, the reference in it, with scalar attributes.

    Args:
        store: With the graphs of documents, of the reference, or of both.

    Returns:
        A MultiDiGraph in the order of kg.showing.network; its edges have an id. Empty for an
        empty store.

    Examples:
        >>> flat_network(Store()).number_of_edges()
        0

    """
    import networkx as nx

    from kg.showing.network import to_network

    network = to_network(store, reference=True)
    plain: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for iri, data in network.nodes(data=True):
        plain.add_node(iri, **_scalars(data))
    for number, (s, t, key, data) in enumerate(network.edges(keys=True, data=True)):
        plain.add_edge(s, t, key=key, id=f"e{number}", **_scalars(data))
    return plain


def _scalars(data: Mapping[str, Any]) -> Scalars:
    """Attributes as scalars, by name."""
    plain: Scalars = {}
    for name, value in sorted(data.items()):
        if name == "claims":
            plain["claim_count"] = len(value)
            plain["quotes"] = " | ".join(_quotes(value))
            plain["documents"] = "; ".join(_origins(value))
        elif isinstance(value, tuple):
            plain[name] = one_line("; ".join(map(str, value)))
        elif isinstance(value, str):
            plain[name] = one_line(value)
        elif value is not None:
            plain[name] = value
    return plain


def _quotes(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    """The first different sentences."""
    return list(dict.fromkeys(one_line(c["quote"]) for c in claims if c["quote"]))[:QUOTES]


def _origins(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    """File names of documents and titles of sources, in order."""
    claims = list(claims)
    documents = {c["document"] for c in claims if c["document"]}
    sources = {s["title"] for c in claims for s in c.get("sources", ())}
    return sorted(map(one_line, documents | sources))


def one_line(text: str) -> str:
    r"""Return *text* in one line, without the characters that XML cannot hold.

    Examples:
        >>> one_line("so\x01 far\nand on")
        'so far and on'

    """
    return " ".join(re.sub(r"[\x00-\x1f\ufffe\uffff]", " ", text).split())

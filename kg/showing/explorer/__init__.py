"""One HTML file in which people look at the graph: `store_html(store, title)`.

in    a store; or a networkx.MultiDiGraph as kg.showing.network makes it
out   one UTF-8 file that needs no other file and makes no request
next  a browser

    whole.py     the network with languages, days, offices and conflicts
    choice.py    a part of it: around a thing, or what a query gives
    layout.py    where each thing stands when everything is drawn
    overview.py  the few things a newcomer sees first
    states.py    stated, planned, denied, ended, derived ...: one word for how sure a relation is
    data.py      the network as compact arrays
    blocks.py    those arrays compressed, as blocks of text
    page.py      pyvis with our template: script, style, data and security policy in one page
    inline.py    the page inside a notebook
    template/    page.html, the style and the script, small files in the order of `page.SCRIPTS`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.showing.explorer.inline import Inline
from kg.showing.explorer.page import ExplorerNetwork, explorer_html, write_explorer

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["ExplorerNetwork", "Inline", "explorer_html", "store_html", "write_explorer"]


def store_html(
    store: Store,
    title: str,
    *,
    reference: bool = True,
    query: str | None = None,
    focus: str | None = None,
    depth: int = 2,
) -> bytes:
    """Return the page for a store, in UTF-8.

    Args:
        store: The store.
        title: The heading of the page.
        reference: Whether what the curated tables state is shown beside what documents say.
        query: SPARQL that gives the relations to show; everything without it.
        focus: Name or IRI of a thing: what is around it is shown, and it is opened first.
        depth: How many steps around *focus*.

    Returns:
        The same bytes for the same store; an empty store gives a page that says so.

    Raises:
        InputError: *depth* is less than 0.
        QueryError: The query is broken, or gives no relations.
        UnknownNameError: Nothing is called as *focus* says.

    """
    from kg.showing.explorer.choice import around, asked
    from kg.showing.explorer.whole import whole_network
    from kg.showing.measures import find_node

    network = whole_network(store, reference=reference)
    if query is not None:
        network = asked(network, store, query)
    if focus is None:
        return explorer_html(network, title)
    return explorer_html(around(network, focus, depth), title, focus=find_node(network, focus))

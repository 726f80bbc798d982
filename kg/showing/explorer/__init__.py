"""One HTML file in which people look at the network: `write_explorer(network, path)`.

in    a networkx.MultiDiGraph as kg.showing.network makes it
out   one UTF-8 file that needs no other file and makes no request
next  a browser

    layout.py    where each thing stands when everything is drawn
    overview.py  the few things a newcomer sees first
    states.py    stated, planned, denied, ended, derived ...: one word for how sure a relation is
    data.py      the network as compact arrays, compressed
    page.py      pyvis with our template: script, style, data and security policy in one page
    template/    page.html, the style and the script, small files in the order of `page.SCRIPTS`
"""

from kg.showing.explorer.page import ExplorerNetwork, explorer_html, write_explorer

__all__ = ["ExplorerNetwork", "explorer_html", "write_explorer"]

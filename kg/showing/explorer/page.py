"""pyvis with our own template: script, style, data and security policy in one page.

in    a networkx.MultiDiGraph
out   the bytes of one HTML file, the same for the same network
data  template/: page.html, the style and the scripts; vis-network as pyvis ships it
next  a browser

Everything stands in the page, so it makes no request. The policy names the hash of each script
and style: nothing else runs, whatever a label or a quote may hold. vis-network, the largest part,
stands compressed; our script puts it in, and the browser runs it because the policy names it.
Script, style and data reach the template as variables, because Jinja would read `{#` or `{{` in
them as its own.

To add a part of the page, write template/<name>.js and name it in `SCRIPTS`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import networkx as nx
import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import KGError, MissingResourceError
from kg.showing.explorer.blocks import blocks, compress
from kg.showing.explorer.data import pack

__all__ = ["SCRIPTS", "STYLES", "ExplorerNetwork", "explorer_html", "write_explorer"]

TEMPLATE = Path(__file__).parent / "template"
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
STYLES = ("base", "panels", "views")
#: One scope, joined in this order: a file may use what stands in those before it.
SCRIPTS = (
    "dom",
    "unpack",
    "data",
    "look",
    "state",
    "language",
    "scene",
    "arrange",
    "labels",
    "pan",
    "draw",
    "combobox",
    "facets",
    "claims",
    "conflicts",
    "details",
    "path",
    "table",
    "timeline",
    "figures",
    "trade",
    "vector",
    "save",
    "keys",
    "start",
)


class ExplorerNetwork(Network):  # type: ignore[misc]
    """A pyvis network that keeps every edge and writes the explorer.

    Examples:
        >>> net = ExplorerNetwork("Two things")
        >>> net.add_node("x", label="Chile")
        >>> net.add_node("y", label="Peru")
        >>> net.add_edge("x", "y", predicate="borders")
        >>> net.add_edge("x", "y", predicate="supplies")
        >>> net.num_edges()
        2

    """

    def __init__(self, heading: str, start: str = "") -> None:
        super().__init__(directed=True, heading=heading, cdn_resources="in_line")
        self.network: nx.MultiDiGraph[Hashable] = nx.MultiDiGraph()
        self.start = start
        self.set_template_dir(str(TEMPLATE), "page.html")

    def set_template_dir(self, template_directory: str, template_file: str = "page.html") -> None:
        """Read templates from a folder, with text escaped and unknown variables an error."""
        self.path = template_file
        self.template_dir = template_directory
        self.templateEnv = Environment(
            loader=FileSystemLoader(template_directory), autoescape=True, undefined=StrictUndefined
        )

    def add_node(self, n_id: Hashable, label: str | None = None, **options: Any) -> None:
        """Add a thing, or replace one with the same id."""
        self.network.add_node(n_id, label=label or str(n_id), **options)

    def add_edge(self, source: Hashable, to: Hashable, **options: Any) -> None:
        """Add a relation; parallel ones are kept.

        Raises:
            KGError: One of the two things was not added before.

        """
        for end in (source, to):
            if end not in self.network:
                raise KGError(f"relation {source} to {to}: add {end} as a thing first")
        self.network.add_edge(source, to, **options)

    def num_nodes(self) -> int:
        """Return how many things there are."""
        return self.network.number_of_nodes()

    def num_edges(self) -> int:
        """Return how many relations there are, parallel ones too."""
        return self.network.number_of_edges()

    def generate_html(
        self, name: str = "index.html", local: bool = True, notebook: bool = False
    ) -> str:
        """Return the whole page; the arguments are pyvis's and change nothing."""
        style, script, vis = _joined("css", STYLES), _joined("js", SCRIPTS), _vis()
        self.html = self.templateEnv.get_template(self.path).render(
            heading=self.heading,
            policy=_policy([vis, script], [style]),
            style=Markup(style),
            vis=Markup(compress(vis)),
            script=Markup(script),
            blocks={
                name: Markup(text)
                for name, text in blocks(pack(self.network, self.heading, self.start)).items()
            },
        )
        return self.html

    def write_html(
        self,
        name: str,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page as UTF-8 to a file; the other arguments are pyvis's and do nothing."""
        Path(name).write_bytes(self.generate_html().encode())


def explorer_html(
    network: nx.MultiDiGraph[Hashable], title: str, *, focus: Hashable | None = None
) -> bytes:
    """Return the page for a network, in UTF-8.

    Args:
        network: Nodes and edges with the attributes that kg.showing.explorer.data reads.
        title: The heading of the page.
        focus: A node whose neighbourhood is shown first, in place of the overview.

    Returns:
        The same bytes for the same network; an empty network gives a page that says so.

    Examples:
        >>> import networkx as nx
        >>> explorer_html(nx.MultiDiGraph(), "Nothing yet")[:15]
        b'<!doctype html>'

    """
    start = "" if focus is None else urlencode({"focus": str(focus), "node": str(focus)})
    page = ExplorerNetwork(title, start)
    page.network.graph.update(network.graph)
    for node, data in network.nodes(data=True):
        page.add_node(node, **_named(data, "n_id"))
    for source, to, data in network.edges(data=True):
        page.add_edge(source, to, **_named(data, "source", "to"))
    return page.generate_html().encode()


def write_explorer(
    network: nx.MultiDiGraph[Hashable], path: str | Path, title: str = "Knowledge graph"
) -> None:
    """Write the page for a network to a file.

    Args:
        network: Nodes and edges with the attributes that kg.showing.explorer.data reads.
        path: Where to write; an existing file is replaced.
        title: The heading of the page.

    Raises:
        KGError: The file cannot be written.

    """
    page = explorer_html(network, title)
    try:
        Path(path).write_bytes(page)
    except OSError as error:
        raise KGError(f"{path}: cannot write the explorer: {error.strerror}") from error


def _named(data: Mapping[Any, Any], *taken: str) -> dict[str, Any]:
    """Return attributes as keywords, except names that would clash with an argument."""
    return {str(key): value for key, value in data.items() if str(key) not in taken}


@cache
def _vis() -> str:
    """Return vis-network, without the address of a map that would be fetched."""
    if not VIS.is_file():
        raise MissingResourceError(str(VIS.name))
    text = VIS.read_text(encoding="utf-8")
    return text.split("//# sourceMappingURL")[0].rstrip() + "\n"


@cache
def _joined(suffix: str, names: tuple[str, ...]) -> str:
    """Return the files of one kind joined in order; scripts in one scope of their own."""
    parts = [(TEMPLATE / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]
    text = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{text}\n}})();\n' if suffix == "js" else text


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Return a security policy that allows exactly these scripts and styles."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

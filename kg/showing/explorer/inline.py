"""The explorer inside a notebook: an object that notebooks show as a frame with the page.

    Inline(explorer_html(network, "Chile and Peru"))   # as the last line of a cell

in    the bytes of a page
out   an object with _repr_html_
next  Jupyter, VS Code, any tool that shows HTML

The frame is sandboxed: the page runs its own script and can save files, and reaches nothing of
the notebook.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

__all__ = ["Inline"]


@dataclass(frozen=True)
class Inline:
    """A page that a notebook shows in place."""

    page: bytes
    height: int = 640  #: of the frame, in pixels

    def __repr__(self) -> str:
        return f"<explorer of {len(self.page):,} bytes>"

    def _repr_html_(self) -> str:
        """Return a frame that holds the whole page.

        Examples:
            >>> Inline(b"<p>Hi</p>", 100)._repr_html_()[:49]
            '<iframe srcdoc="&lt;p&gt;Hi&lt;/p&gt;" title="Exp'

        """
        page = html.escape(self.page.decode(), quote=True)
        return (
            f'<iframe srcdoc="{page}" title="Explorer of the graph" '
            'sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width: 100%; height: {self.height}px; border: 1px solid #888"></iframe>'
        )

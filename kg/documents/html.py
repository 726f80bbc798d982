"""Text and metadata of a web page: trafilatura finds the article, lxml its head.

in    bytes of an HTML page
out   Page: the article, headings and paragraphs on lines of their own, items as "- item"; its head

Dates are taken only from what the page states in its head, never guessed.
"""

from __future__ import annotations

import re
from typing import Any

from kg.documents.page import Page
from kg.errors import InputError

__all__ = ["read_html"]

#: Where pages state a field, most reliable first.
HEAD = {
    "title": ("//meta[@property='og:title']/@content", "//title/text()"),
    "publisher": ("//meta[@property='og:site_name']/@content",),
    "date": (
        "//meta[@property='article:published_time']/@content",
        "//meta[@itemprop='datePublished']/@content",
        "//time[@pubdate]/@datetime",
    ),
    "url": ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"),
    "language": ("/html/@lang",),
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_html(name: str, data: bytes) -> Page:
    """Return the article of the web page *data*.

    Raises:
        InputError: No article can be found in it.

    """
    import trafilatura

    tree = trafilatura.load_html(data)
    text = None
    if tree is not None:
        text = trafilatura.extract(
            data,
            output_format="markdown",
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            include_links=False,
            favor_recall=True,
            deduplicate=False,
        )
    if not text:
        raise InputError(f"{name}: no article in this page; save its text as .txt")
    return Page(text, _head(tree))


def _head(tree: Any) -> dict[str, str]:
    """What the head of the page says about it."""
    found: dict[str, str] = {}
    for field, places in HEAD.items():
        values = (str(v).strip() for place in places for v in tree.xpath(place))
        value = next((" ".join(v.split()) for v in values if v), None)
        if field == "date" and value:
            match = DAY.match(value)
            value = match[0] if match else None
        if value:
            found[field] = value
    return found

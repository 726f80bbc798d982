"""Templates to pages: text escaped, a policy that lets nothing but our style in.

    page("home.html", title="Relations", ...)

in    the name of a template and its values
out   an Answer
data  templates/
next  kg.serving.jobs
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.serving.answering import Answer
from kg.serving.pages.labels import local_address

__all__ = ["EDITOR_POLICY", "POLICY", "page"]

TEMPLATES = Path(__file__).parent / "templates"
#: What a page may load: the style of this server.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: The one style that the editor puts into the page itself.
EDITOR_STYLE = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
#: What the query page with its editor may do beside: run the scripts of this server.
EDITOR_POLICY = (
    POLICY.replace("style-src 'self'", f"style-src 'self' {EDITOR_STYLE}") + "; script-src 'self'"
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["address"] = local_address
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment


def page(template: str, status: int = 200, policy: str = POLICY, **values: Any) -> Answer:
    """Return a page.

    Args:
        template: Name of a file in templates/.
        status: The HTTP status.
        policy: What it may load and run.
        values: What the template shows.

    Examples:
        >>> page("error.html", 404, title="<Kenya>", status_line="404", detail="no").status
        404

    """
    text = _environment().get_template(template).render(**values)
    headers = {"content-security-policy": policy}
    return Answer(text.encode("utf-8", "replace"), "text/html; charset=utf-8", status, headers)

"""Errors as `application/problem+json` (RFC 9457): a status, a title, what to do.

    raise ProblemError(413, "the query has more than 1,000,000 bytes; send a shorter one")

in    what went wrong
out   a ProblemError, which is also an answer
next  kg.serving.app sends it
"""

from __future__ import annotations

import json
from http import HTTPStatus

from kg.errors import KGError

__all__ = ["MEDIA_TYPE", "ProblemError"]

MEDIA_TYPE = "application/problem+json"


class ProblemError(KGError):
    """A request that cannot be answered, with the HTTP status that says why.

    Examples:
        >>> ProblemError(404, "no such page").body()
        b'{"type":"about:blank","title":"Not Found","status":404,"detail":"no such page"}'

    """

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}

    def body(self) -> bytes:
        """Return the problem as JSON."""
        members = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )

"""What one request may cost: every limit of the server, with its default.

    Limits(timeout=5, workers=4)

in    options of kg serve
out   Limits
next  kg.serving.pool, kg.serving.worker, kg.serving.app keep them
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Limits of a server; each has an option of `kg serve` with the same name.

    Examples:
        >>> Limits.from_json(Limits(timeout=2).to_json()) == Limits(timeout=2)
        True

    """

    timeout: float = 30.0  #: seconds a query or a page may take
    workers: int = 2  #: processes that answer, one request each at a time
    queue: int = 64  #: requests that may wait for a process; more get 503
    memory: int = 1024  #: megabytes a request may take beside the graph itself
    max_query: int = 1_000_000  #: bytes of a query or a form
    max_upload: int = 50_000_000  #: bytes of an update or of RDF sent
    max_nesting: int = 256  #: brackets and operators within one another in a query
    max_result: int = 64_000_000  #: bytes of an answer
    connections: int = 1024  #: connections at a time
    cache: int = 48  #: megabytes of answers kept for who asks the same again; 0 for none
    client_timeout: float = 10.0  #: seconds a client may take to send, or to take, a piece

    def to_json(self) -> str:
        """Return the limits as text for another process."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """Return the limits that `to_json` wrote."""
        return cls(**json.loads(text))

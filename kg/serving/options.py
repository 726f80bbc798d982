"""How a server is started: where it listens, what it allows.

    Options(store="build/store", port=8000)

in    options of kg serve
out   Options
next  kg.serving.server
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from functools import cached_property

from kg.errors import InputError
from kg.serving.limits import Limits

__all__ = ["Options"]

#: The least characters of a token.
SHORTEST_TOKEN = 16


@dataclass(frozen=True)
class Options:
    """What `kg serve` was told."""

    store: str
    host: str = "127.0.0.1"
    port: int = 8000
    title: str = "Relations between states"
    documents: str = ""  #: where the texts of the documents are, to show claims in them
    allow_updates: bool = False
    token: str = ""  #: what a client that updates has to know
    cors: bool = True  #: whether pages of other hosts may read
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def checked(self) -> Options:
        """Return these options.

        Raises:
            InputError: They would let anybody change the graph.

        Examples:
            >>> Options("graph.ttl").checked().loopback
            True

        """
        if self.allow_updates and not self.loopback and not self.token:
            raise InputError(
                f"updates on {self.host} need a token: set KG_TOKEN to a long random text"
            )
        if self.token and len(self.token) < SHORTEST_TOKEN:
            raise InputError(
                f"KG_TOKEN has fewer than {SHORTEST_TOKEN} characters; take a longer one"
            )
        return self

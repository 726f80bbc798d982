"""Who may do what: hosts that reach the server, clients that change the graph.

    allow_update(scope, options)   raises ProblemError(403) or ProblemError(401), or does nothing

in    the headers of a request, Options
out   nothing, or a ProblemError
next  kg.serving.app asks before anything else

A page of another host that a browser shows can send requests to this machine. So a server
that only this machine reaches answers to no other name, and no page of another host changes
anything.
"""

from __future__ import annotations

import hmac

from starlette.types import Scope

from kg.serving.http import header
from kg.serving.options import Options
from kg.serving.problems import ProblemError

__all__ = ["allow_update", "check_host"]

LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]", "::1"))


def check_host(scope: Scope, options: Options) -> None:
    """Refuse a request to another name than this machine's, where only this machine asks.

    Raises:
        ProblemError: The Host header names another host.

    """
    if options.loopback:
        host = header(scope, b"host")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name not in LOCAL and name != options.host:
            raise ProblemError(421, "this server answers to localhost alone")


def allow_update(scope: Scope, options: Options) -> None:
    """Refuse a change that is not allowed.

    Raises:
        ProblemError: Changes are not allowed at all, or come from a page of another host, or
            without the token.

    """
    if not options.allow_updates:
        raise ProblemError(403, "this server only answers; it was not started with --allow-updates")
    origin = header(scope, b"origin")
    if origin and origin.partition("://")[2] != header(scope, b"host"):
        raise ProblemError(403, "a page of another host may not change the graph")
    if header(scope, b"sec-fetch-site") in ("cross-site", "same-site"):
        raise ProblemError(403, "a page of another host may not change the graph")
    if options.token:
        scheme, _, given = header(scope, b"authorization").partition(" ")
        known = hmac.compare_digest(given.strip().encode("latin-1"), options.token.encode())
        if scheme.lower() != "bearer" or not known:
            raise ProblemError(
                401,
                "changes need the token: Authorization: Bearer ...",
                {"www-authenticate": 'Bearer realm="kg"'},
            )

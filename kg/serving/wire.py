"""Messages between the server and its workers: a line of JSON and bytes, with their lengths.

    decode(encode({"job": "query"}, b"ASK {}"))  -> ({"job": "query"}, b"ASK {}")

in    a header and a body
out   bytes for a socket, and back
next  kg.serving.pool and kg.serving.worker talk in them
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

__all__ = ["LENGTHS", "encode", "receive"]

#: Length of the header, length of the body.
LENGTHS = struct.Struct("!IQ")


def encode(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message.

    Examples:
        >>> encode({}, b"ab")[LENGTHS.size :]
        b'{}ab'

    """
    line = json.dumps(header, separators=(",", ":")).encode()
    return LENGTHS.pack(len(line), len(body)) + line + body


def receive(channel: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Return the next message of a blocking socket.

    Raises:
        EOFError: The other side is gone.

    """
    data = channel.recv(65536)
    while len(data) < LENGTHS.size:
        data += _more(channel, 65536)
    header_length, body_length = LENGTHS.unpack_from(data)
    total = LENGTHS.size + header_length + body_length
    if len(data) < total:
        parts, size = [data], len(data)
        while size < total:
            parts.append(_more(channel, min(1 << 20, total - size)))
            size += len(parts[-1])
        data = b"".join(parts)
    start = LENGTHS.size + header_length
    return json.loads(data[LENGTHS.size : start]), data[start:total]


def _more(channel: socket.socket, size: int) -> bytes:
    data = channel.recv(size)
    if not data:
        raise EOFError
    return data

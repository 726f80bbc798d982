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
from functools import lru_cache
from typing import Any

__all__ = ["LENGTHS", "SHORT", "encode", "packed", "read_header", "receive"]

#: Length of the header, length of the body.
LENGTHS = struct.Struct("!IQ")
#: Bytes of a header that may be remembered.
SHORT = 1000
#: Bytes read at first: most messages are shorter, and a larger buffer costs more than it gains.
FIRST = 8192


def encode(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message.

    Examples:
        >>> encode({}, b"ab")[LENGTHS.size :]
        b'{}ab'

    """
    return packed(json.dumps(header, separators=(",", ":")).encode(), body)


def packed(header: bytes, body: bytes) -> bytes:
    """Return a message whose header is JSON already.

    Examples:
        >>> packed(b"{}", b"ab") == encode({}, b"ab")
        True

    """
    return LENGTHS.pack(len(header), len(body)) + header + body


@lru_cache(maxsize=512)
def read_header(line: bytes) -> dict[str, Any]:
    """Return the header of a message, not to be changed: most are like others before.

    Examples:
        >>> read_header(b'{"job":"query"}')
        {'job': 'query'}

    """
    header: dict[str, Any] = json.loads(line)
    return header


def receive(channel: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Return the next message of a blocking socket.

    Raises:
        EOFError: The other side is gone.

    """
    data = channel.recv(FIRST)
    while len(data) < LENGTHS.size:
        data += _more(channel, FIRST)
    header_length, body_length = LENGTHS.unpack_from(data)
    total = LENGTHS.size + header_length + body_length
    if len(data) < total:
        parts, size = [data], len(data)
        while size < total:
            parts.append(_more(channel, min(1 << 20, total - size)))
            size += len(parts[-1])
        data = b"".join(parts)
    start = LENGTHS.size + header_length
    line = data[LENGTHS.size : start]
    header = read_header(line) if header_length < SHORT else json.loads(line)
    return header, data[start:total]


def _more(channel: socket.socket, size: int) -> bytes:
    data = channel.recv(size)
    if not data:
        raise EOFError
    return data

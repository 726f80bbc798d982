"""HTTP, as little of it as the hot way needs: bodies within bounds, answers in pieces.

    body = await read_body(scope, receive, 1_000_000, 10.0)

in    ASGI scope, receive, send
out   the body of a request; an answer sent
next  kg.serving.app
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from kg.serving.answering import Answer
from kg.serving.problems import MEDIA_TYPE, ProblemError

__all__ = [
    "CORS",
    "SAFE",
    "answer_head",
    "header",
    "problem_answer",
    "read_body",
    "send_answer",
    "until_gone",
]

#: Bytes of an answer that are given to the client at a time.
PIECE = 256 * 1024
#: What every answer says: what it is is said by its type alone, and nobody frames it.
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
#: What lets anybody's pages read an answer.
CORS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"*"),
)


def header(scope: Scope, name: bytes) -> str:
    """Return a header of a request, all its values joined; "" where it is not there."""
    found = ""
    for key, value in scope["headers"]:
        if key == name:
            text = str(value, "latin-1")
            found = f"{found}, {text}" if found else text
    return found


async def read_body(scope: Scope, receive: Receive, most: int, seconds: float) -> bytes:
    """Return the body of a request.

    Args:
        scope: Of the request.
        receive: Of the request.
        most: Bytes that it may have.
        seconds: Time that each ten thousandth of *most*, and the whole at least, may take.

    Raises:
        ProblemError: It is too long, or comes too slowly.

    """
    declared = header(scope, b"content-length")
    if declared.isdigit() and int(declared) > most:
        raise ProblemError(
            413, f"the body has {int(declared):,} bytes; {most:,} is the most read here"
        )
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds * max(1.0, most / 10_000_000)):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ProblemError(400, "the client went away")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    raise ProblemError(413, f"the body has more than the {most:,} bytes read here")
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise ProblemError(408, "the body did not come in time") from None


async def until_gone(receive: Receive) -> None:
    """Return when the client of a request whose body was read has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_answer(
    scope: Scope, send: Send, answer: Answer, *headers: tuple[bytes, bytes]
) -> None:
    """Send an answer, piece by piece where it is long; kg.serving.connection bounds the time.

    Args:
        scope: Of the request; the answer to HEAD has no body.
        send: Of the request.
        answer: What to send.
        headers: More headers.

    """
    listed: list[tuple[bytes, bytes]] = [
        (b"content-type", answer.media_type.encode("latin-1")),
        (b"content-length", str(len(answer.body)).encode()),
        *SAFE,
        *headers,
    ]
    for name, value in answer.headers.items():
        listed.append((name.encode("latin-1"), value.encode("latin-1")))
    await send({"type": "http.response.start", "status": answer.status, "headers": listed})
    body = b"" if scope["method"] == "HEAD" else answer.body
    for start in range(0, max(1, len(body)), PIECE):
        more = start + PIECE < len(body)
        piece = body[start : start + PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": more})


def answer_head(answer: Answer, more: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    r"""Return the status line and the headers of an answer as they are sent, but for its length.

    Args:
        answer: What is sent.
        more: More headers.

    Examples:
        >>> answer_head(Answer(b"", "text/csv")).split(b"\r\n")[:2]
        [b'HTTP/1.1 200 OK', b'content-type: text/csv']

    """
    status = HTTPStatus(answer.status)
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}".encode(),
        b"content-type: " + answer.media_type.encode("latin-1"),
        *(b"%s: %s" % pair for pair in (*SAFE, *more)),
        *(f"{name}: {value}".encode("latin-1") for name, value in answer.headers.items()),
        b"",
    ]
    return b"\r\n".join(lines)


def problem_answer(problem: ProblemError) -> Answer:
    """Return a problem as an answer."""
    return Answer(problem.body(), MEDIA_TYPE, problem.status, problem.headers)

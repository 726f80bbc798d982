"""Pages that were made before, up to a number of bytes.

    cache.put(("home", 0), answer); cache.get(("home", 0)) is answer

in    answers by what they were asked with
out   the same answers, or that the client has them already
next  kg.serving.app
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable

from kg.serving.answering import Answer

__all__ = ["Cache"]


class Cache:
    """Answers by key; what was not wanted for longest goes first.

    Examples:
        >>> cache = Cache(most=8)
        >>> for name in "abcde":
        ...     cache.put(name, Answer(b"12", "text/plain"))
        >>> cache.get("a") is None, cache.get("b").body
        (True, b'12')

    """

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        """Return the answer kept for a key, None where there is none."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, if it is one and small enough."""
        if answer.status != 200 or len(answer.body) > self.most // 4 or key in self._answers:
            return
        self._answers[key] = answer
        self.size += len(answer.body)
        while self.size > self.most:
            _, old = self._answers.popitem(last=False)
            self.size -= len(old.body)

    def unless_known(self, answer: Answer, known: str) -> Answer:
        """Return an answer with a tag; without its body where the client knows the tag.

        Examples:
            >>> first = Cache(0).unless_known(Answer(b"a", "text/plain"), "")
            >>> Cache(0).unless_known(first, first.headers["etag"]).status
            304

        """
        if answer.status != 200:
            return answer
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        headers = {**answer.headers, "etag": tag, "vary": "accept", "cache-control": "no-cache"}
        if tag in (part.strip().removeprefix("W/") for part in known.split(",")):
            return Answer(b"", answer.media_type, 304, headers)
        return Answer(answer.body, answer.media_type, answer.status, headers)

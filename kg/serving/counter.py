"""What a teller is doing, in memory that it shares with the server.

    counter.begin(7); ...; counter.end()  -> whether the server wants the other connections back

in    the number of the connection whose query is being answered
out   who may read from the connections of a teller: the teller, or again the server
next  kg.serving.teller writes, kg.serving.lending reads

Each writes its own word and then reads that of the other (Dekker's way), so that they never both
believe that they may go on: a teller that has taken long and one that was asked for its
connections meanwhile asks the server, which knows.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
import time
from typing import NamedTuple

__all__ = ["Counter", "Doing"]

#: Written by the teller: turn (odd while a query is answered), connection, since when, whether
#: the answer is being sent. Written by the server: the turn in which it wants connections back.
TURN, CONNECTION, SINCE, SENDING, WANTED = 0, 8, 16, 24, 32
WORD, TIME = struct.Struct("=Q"), struct.Struct("=d")
SIZE = mmap.PAGESIZE


class Doing(NamedTuple):
    """What a teller is doing."""

    turn: int
    busy: bool
    connection: int
    since: float
    sending: bool


class Counter:
    """A page of shared memory.

    Examples:
        >>> counter = Counter(Counter.make())
        >>> counter.begin(7)
        >>> counter.doing().busy, counter.want(counter.doing().turn), counter.end()
        (True, True, True)
        >>> counter.begin(8)
        >>> counter.end(), counter.want(counter.doing().turn)
        (False, False)

    """

    @staticmethod
    def make() -> int:
        """Return a descriptor of new memory."""
        descriptor = os.memfd_create("kg")
        os.ftruncate(descriptor, SIZE)
        return descriptor

    def __init__(self, descriptor: int) -> None:
        self.memory = mmap.mmap(descriptor, SIZE)
        self.turn = 0
        self._barrier = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether a query is being answered, as the teller itself knows."""
        return self.turn % 2 == 1

    def begin(self, connection: int) -> None:
        """Say that a query is being answered."""
        WORD.pack_into(self.memory, CONNECTION, connection)
        WORD.pack_into(self.memory, SENDING, 0)
        TIME.pack_into(self.memory, SINCE, time.monotonic())
        self.turn += 1
        WORD.pack_into(self.memory, TURN, self.turn)

    def sending(self) -> None:
        """Say that the answer is on its way."""
        WORD.pack_into(self.memory, SENDING, 1)

    def end(self) -> bool:
        """Say that the query is answered; whether connections were wanted meanwhile."""
        wanted = self.turn
        self.turn += 1
        WORD.pack_into(self.memory, TURN, self.turn)
        with self._barrier:  # what is written is seen before what is read
            pass
        return bool(WORD.unpack_from(self.memory, WANTED)[0] == wanted)

    def doing(self) -> Doing:
        """What the teller is doing."""
        turn: int = WORD.unpack_from(self.memory, TURN)[0]
        since: float = TIME.unpack_from(self.memory, SINCE)[0]
        connection: int = WORD.unpack_from(self.memory, CONNECTION)[0]
        sending = bool(WORD.unpack_from(self.memory, SENDING)[0])
        return Doing(turn, turn % 2 == 1, connection, since, sending)

    def want(self, turn: int) -> bool:
        """Ask for the connections; whether the teller is still busy in that turn."""
        WORD.pack_into(self.memory, WANTED, turn)
        with self._barrier:
            pass
        return bool(turn % 2 and WORD.unpack_from(self.memory, TURN)[0] == turn)

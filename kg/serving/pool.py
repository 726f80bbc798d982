"""The workers as the server sees them: who is free, who waits, who has to be ended.

    pool = Pool("build/store", Limits())
    await pool.start()
    reply, body = await pool.run({"job": "query"}, b"ASK {}")

in    messages for workers
out   their replies
next  kg.serving.app

A request that takes too long, or whose client goes away, has its worker killed; a new one is
forked from the holder. What no worker is free for waits in a queue of bounded length.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.store import is_address, latest_generation
from kg.serving.channel import Awaited, Gone, Reply, Request, Worker
from kg.serving.limits import Limits
from kg.serving.problems import ProblemError
from kg.serving.wire import encode

if TYPE_CHECKING:
    from kg.serving.lending import Lending

__all__ = ["Pool"]

#: Seconds between two looks at what runs.
LOOK = 0.1
#: Seconds between two looks at the store folder.
LOOK_AT_STORE = 2.0
#: Seconds that a client is told to wait where all is busy.
RETRY_AFTER = 2


#: The parser of queries makes and drops many small pieces; the C library is told to keep as many.
MALLOC = "glibc.malloc.tcache_count=256"


class Pool:
    """Workers, and the requests that they answer or that wait for them."""

    def __init__(
        self, spec: str, limits: Limits, editable: bool = False, documents: str = ""
    ) -> None:
        self.limits = limits
        self.arguments = [spec, limits.to_json(), "1" if editable else "", documents]
        self.workers: set[Worker] = set()
        self.idle: deque[Worker] = deque()
        self.waiting: deque[Request] = deque()
        self.killed = self.crashed = self.renewed = 0
        self.in_memory = False
        self.lending: Lending | None = None
        self._generation: object = None
        self.holder: subprocess.Popen[bytes] | None = None
        self._look: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Event()
        self._holding = asyncio.Lock()
        self._closed = False
        self._failures = 0

    @property
    def busy(self) -> int:
        """How many workers are answering."""
        return sum(worker.running is not None for worker in self.workers)

    async def start(self) -> None:
        """Start the holder and the workers; wait until one of them can answer.

        Raises:
            StoreError: The store cannot be opened, or this is not Linux.

        """
        if sys.platform != "linux":
            raise StoreError("serving needs Linux, whose kernel bounds and ends the workers")
        await self._hold()
        self._look = asyncio.get_running_loop().create_task(self._watch())
        for _ in range(self.limits.workers):
            await self._fork()
        await self._ready.wait()

    async def _hold(self) -> None:
        """Start the process that holds the graph, and wait until it does."""
        self._generation = self._latest()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "kg.serving.worker", str(theirs.fileno())]
            self.holder = subprocess.Popen(
                [*command, *self.arguments],
                env={"GLIBC_TUNABLES": MALLOC, **os.environ},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                process_group=0,  # a signal to the server's group is not for it
            )
        told = (await asyncio.to_thread(ours.recv, 4096)).decode()
        if not told.startswith("ready"):
            ours.close()
            raise StoreError(told.removeprefix("failed ") or "the graph cannot be held in memory")
        self.control, self.in_memory = ours, told == "ready, in memory"
        self.renewed += 1

    def _latest(self) -> object:
        """What names the graph in a store folder that is held in memory; None for any other."""
        spec, _, editable, _ = self.arguments
        if editable or is_address(spec) or not Path(spec).is_dir():
            return None
        try:
            latest = latest_generation(Path(spec))
            return latest.name, latest.stat().st_ino
        except (StoreError, OSError):  # a build is about to replace it
            return self._generation

    async def _renew(self) -> None:
        """Hold what a build has made since, and let the workers that hold the old graph go."""
        async with self._holding:
            old, control = self.holder, self.control
            try:
                await self._hold()
            except StoreError:
                self.holder = old  # and look again
                self._generation = None
                return
            stale = set(self.workers)
        if self.lending is not None:
            self.lending.renew()
        self.idle.clear()
        for worker in stale:
            worker.stale = True
            if worker.running is None:
                worker.kill()
        for _ in range(self.limits.workers):
            await self._fork()
        while stale & self.workers:
            await asyncio.sleep(LOOK)
        control.close()
        if old is not None:
            old.terminate()
            await asyncio.to_thread(old.wait)

    async def stop(self) -> None:
        """End everything."""
        self._closed = True
        if self._look is not None:
            self._look.cancel()
        if self.lending is not None:
            self.lending.stop()
        for worker in tuple(self.workers):
            worker.kill()
        self.control.close()
        if self.holder is not None:
            self.holder.terminate()
            await asyncio.to_thread(self.holder.wait)

    async def run(
        self, header: dict[str, Any], body: bytes = b"", gone: Gone | None = None
    ) -> Reply:
        """Have a worker answer a request.

        Args:
            header: What is asked for; "job" names it.
            body: Its text.
            gone: Waited for while the request takes long; when it ends, so does the request.

        Returns:
            The header and the body of the reply.

        Raises:
            ProblemError: 503 where too many wait, 504 after the time limit, 422 where the worker
                died of the request, 400 where the client went away (which it will not read).

        """
        request = Awaited(encode(header, body), gone)
        self.ask(request)
        try:
            return await request.done
        finally:
            request.stop_watching()
            if not request.over:  # who waited was told to stop
                request.over = True
                self._drop(request)

    def ask(self, request: Request) -> None:
        """Have a worker answer a request as soon as one is free, and tell the request.

        Raises:
            ProblemError: 503 where too many wait.

        """
        if self.idle:
            self.idle.popleft().give(request)
        elif len(self.waiting) >= self.limits.queue:
            raise _busy()
        else:
            self.waiting.append(request)

    def answered(self, request: Request, header: dict[str, Any], body: bytes) -> None:
        """Pass a reply on."""
        self._failures = 0
        if not request.over:
            request.over = True
            request.reply(header, body)

    def free(self, worker: Worker) -> None:
        """Give a worker that has nothing to do what waits longest."""
        self._ready.set()
        if self.waiting:
            worker.give(self.waiting.popleft())
        else:
            self.idle.append(worker)

    def lost(self, worker: Worker) -> None:
        """Replace a worker that is no more; tell who waited for it."""
        self.workers.discard(worker)
        with contextlib.suppress(ValueError):
            self.idle.remove(worker)
        request, worker.running = worker.running, None
        if request is not None and not request.over:
            self.crashed += 1
            request.over = True
            request.fail(self.ended())
        if not self._closed and not worker.stale:
            self.spawn(self._fork())

    def ended(self) -> ProblemError:
        """What a client is told whose request ended its process."""
        return ProblemError(
            422,
            "the request ended its process: it nests too deeply, or needs more than "
            f"{self.limits.memory} MB; ask for less",
        )

    async def _fork(self) -> None:
        """Have the holder fork a worker and connect to it."""
        self._failures += 1
        if self._failures > 3 * self.limits.workers:
            await asyncio.sleep(min(5.0, 0.05 * self._failures))
        if self._closed:
            return
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        if not await self.send_holder(b"fork", [theirs.fileno()]):
            await self._hold_again([theirs.fileno()])
        theirs.close()
        worker = Worker(self)
        self.workers.add(worker)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=ours)

    async def send_holder(self, message: bytes, descriptors: list[int]) -> bool:
        """Ask the holder for a process; whether it is there to be asked."""
        async with self._holding:
            try:
                socket.send_fds(self.control, [message], descriptors)
            except OSError:
                return False
        return True

    async def _hold_again(self, descriptors: list[int]) -> None:
        """Start another holder, since one is gone and its workers with it, and ask that one."""
        async with self._holding:
            try:
                socket.send_fds(self.control, [b"fork"], descriptors)
            except OSError:  # nobody else has started one meanwhile
                self.control.close()
                if self.holder is not None:
                    await asyncio.to_thread(self.holder.wait)
                await self._hold()
                socket.send_fds(self.control, [b"fork"], descriptors)

    def spawn(self, work: Any) -> asyncio.Task[None]:
        """Start a task and keep it until it is done."""
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _watch(self) -> None:
        """Look at everything that runs or waits, and at the store, again and again."""
        looked = time.monotonic()
        renewing: asyncio.Task[None] | None = None
        while True:
            await asyncio.sleep(LOOK)
            now = time.monotonic()
            if now - looked > LOOK_AT_STORE and (renewing is None or renewing.done()):
                looked = now
                if self._latest() != self._generation:
                    renewing = self.spawn(self._renew())
            running = [w.running for w in self.workers if w.running is not None]
            for one in (*running, *self.waiting):
                if one.over:
                    continue
                if now - one.begun > self.limits.timeout:
                    self._end(one, _too_slow(self.limits.timeout, one.worker is not None))
                elif one.unwanted():
                    self._end(one, ProblemError(400, "the client went away"))

    def _end(self, request: Request, why: ProblemError) -> None:
        """Give a request up."""
        request.over = True
        request.fail(why)
        self._drop(request)

    def _drop(self, request: Request) -> None:
        """Free what a request that nobody waits for any more has taken."""
        if request.worker is not None and request.worker.running is request:
            self.killed += 1
            request.worker.kill()
        else:
            with contextlib.suppress(ValueError):
                self.waiting.remove(request)


def _busy() -> ProblemError:
    return ProblemError(
        503, "too many requests wait; ask again soon", {"retry-after": str(RETRY_AFTER)}
    )


def _too_slow(seconds: float, begun: bool) -> ProblemError:
    if begun:
        return ProblemError(504, f"no answer in {seconds:g} seconds; ask for less")
    return ProblemError(
        503, f"no process was free in {seconds:g} seconds", {"retry-after": str(RETRY_AFTER)}
    )

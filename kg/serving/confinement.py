"""Bound what a process may do, by the kernel: no network, so much memory, no life after its parent.

    confine(memory=1 << 30, network=False)

in    bounds
out   this process and its children, bounded for good
next  kg.serving.worker

The reader of queries refuses what would reach another server; this is the second lock on that
door, for what the first one overlooks. Linux only; elsewhere the first lock is alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import signal
import struct
import sys

__all__ = ["confine", "die_with_parent"]

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
#: Number of the system call socket(2), by machine.
SOCKET = {"x86_64": 41, "aarch64": 198}
#: Of io_uring_setup(2), which could open one too; the same on all machines.
IO_URING = 425
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    """A filter of system calls as the kernel takes it."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def confine(memory: int, network: bool) -> None:
    """Bound this process.

    Args:
        memory: Bytes of memory that it may have of its own, those it has included.
        network: Whether it may open connections.

    """
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not network:
        _refuse_sockets()


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _refuse_sockets() -> None:
    """Have the kernel refuse to make sockets; those that are there go on working."""
    number = SOCKET.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return
    steps = (
        (LOAD_WORD, 0, 0, 0),  # the number of the call
        (JUMP_IF_EQUAL, 2, 0, number),
        (JUMP_IF_EQUAL, 1, 0, IO_URING),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.cast(kept, ctypes.c_void_p))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    zero = ctypes.c_ulong(0)
    prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero)
    prctl(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.byref(program), zero, zero)

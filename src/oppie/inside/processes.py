"""Processes: found, ended with their parent, killed with all that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any, Set

try:
    import ctypes
except ImportError:  # an interpreter built without libffi
    ctypes = None  # type: ignore[assignment]

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
LINUX = sys.platform.startswith("linux")


def _libc() -> Any:
    return ctypes.CDLL(None) if LINUX and ctypes is not None else None


_LIBC = _libc()


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends (Linux; prctl(2))."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with_parent(parent: int) -> None:
    """Be killed when the parent ends (Linux; prctl(2)); ``parent`` is its pid."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the call
        os._exit(1)


def kill_session(pid: int) -> None:
    """Kill a process and its group; a process that is gone is none the worse."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has not come to have a group yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def kill_orphans(own: Set[int]) -> None:
    """Kill and reap the children of this process that are not its own (Linux)."""
    while LINUX:
        orphans = _children() - own
        if not orphans:
            return
        for pid in orphans:
            kill_session(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> Set[int]:
    pid = os.getpid()
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), "rb") as stream:
            return set(map(int, stream.read().split()))
    except OSError:  # a kernel without it, or no /proc
        return set()

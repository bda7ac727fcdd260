"""What one rollout's process may use of the machine."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path

from .messages import Limits
from .processes import LINUX

LARGEST_FILE = 1 << 30
"""Bytes of one file that a test may write."""


def bound(limits: Limits, mapped: int) -> None:
    """Bound this process, and what it forks or starts.

    Memory is what it may take beyond what it has: large libraries map much that they never use.

    Args:
        limits: of the rollout.
        mapped: bytes of address space that this process has.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)
    if LINUX and limits.memory_bytes:
        _lower(resource.RLIMIT_AS, mapped + limits.memory_bytes)


def bound_filled(limits: Limits) -> None:
    """Bound this process by the memory that it fills: virtual machines map far more than that."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)
    if LINUX and limits.memory_bytes:
        _lower(resource.RLIMIT_DATA, limits.memory_bytes)


def bound_processes(limits: Limits, tasks: int) -> None:
    """Bound how many processes there may be; the system counts all of the user's.

    Args:
        limits: of the rollout.
        tasks: how many tasks the user had before.
    """
    if LINUX and limits.processes and os.geteuid() != 0:
        _lower(resource.RLIMIT_NPROC, tasks + limits.processes)


def running() -> int:
    """How many tasks the user runs now, threads counted; 0 where it cannot be told."""
    mine = os.geteuid()
    count = 0
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended while we looked
            if entry.stat().st_uid == mine:
                count += len(list((entry / "task").iterdir()))
    return count


def peak_bytes() -> int:
    """Largest resident size of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * 1024 if LINUX else peak


def _lower(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    with contextlib.suppress(ValueError, OSError):  # a system that refuses keeps its own bound
        resource.setrlimit(kind, (value, value))


def mapped_bytes() -> int:
    """Address space of this process; 0 where it cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0

"""Ending processes that left their group, found by what their environment says."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_ROUNDS = 20


def end_all(folder: Path) -> None:
    """Kill every process that was started to work in ``folder``, until none is left.

    A daemon leaves its process group but keeps its environment, in which HOME lies below
    ``folder``. Does nothing where there is no ``/proc``.
    """
    for _ in range(_ROUNDS):
        found = list(_of(folder))
        for process in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not found:
            return


def _of(folder: Path) -> Iterator[int]:
    mark = os.fsencode(f"HOME={folder}{os.sep}")
    with suppress(OSError):
        for entry in _PROC.iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if mark in (entry / "environ").read_bytes():
                        yield int(entry.name)

"""Whether the process that a run belongs to is alive.

The process holds a lock on a file named after the run. The system lets go of it when the
process ends, however it ends; a process id could have been given to another by then.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from oppie.store.troubles import told

TRIES = 20
PAUSE_S = 0.01
"""A look at a lock (:func:`alive`) holds it for microseconds: those are waited out."""


class Presence:
    """A run's lock, held by this process until :meth:`leave`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle = -1

    def enter(self) -> bool:
        """Take the lock; False when another living process has it.

        Raises:
            MachineError: the file cannot be written.
        """
        with told(self._file):
            self._file.parent.mkdir(exist_ok=True)
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        for attempt in range(TRIES):
            if _locked(handle, fcntl.LOCK_EX):
                self._handle = handle
                return True
            time.sleep(PAUSE_S if attempt else 0)
        os.close(handle)
        return False

    def leave(self) -> None:
        """Give the lock back and remove its file; safe to call twice."""
        if self._handle >= 0:
            self._file.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1


def alive(file: Path) -> bool:
    """Whether a living process holds the lock ``file``."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _locked(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def living(folder: Path) -> tuple[str, ...]:
    """The names of all locks in a folder that living processes hold."""
    if not folder.is_dir():
        return ()
    return tuple(file.name for file in sorted(folder.iterdir()) if alive(file))


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

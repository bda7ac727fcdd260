"""The disk: paths that stay inside a folder, and failures that say what to do."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oppie.errors import MachineError

_CHUNK = 1 << 20
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a MachineError that names the place."""
    try:
        yield
    except OSError as refused:
        where = os.fspath(refused.filename or place)
        hint = "free some space, or set TMPDIR to a folder with more" if _full(refused) else ""
        raise MachineError(f"cannot write: {refused.strerror}", where=where, hint=hint) from refused


def leads_inside(root: str, path: str) -> bool:
    """Whether a path, with every symbolic link on it followed, ends under ``root``.

    ``root`` is itself free of links (``os.path.realpath``). A loop of links inside counts as
    inside: nothing can be reached through it.
    """
    real = os.path.realpath(path)
    return real == root or real.startswith(root.rstrip("/") + "/")


def copy_file(source: Path, target: Path) -> None:
    """Copy a file with its mode and times, sharing its blocks where the disk can.

    A source that is gone meanwhile is not copied. Raises OSError.
    """
    try:
        with source.open("rb") as old, target.open("wb") as new:
            if not _shared(old.fileno(), new.fileno(), source.stat().st_size):
                shutil.copyfileobj(old, new, _CHUNK)
        shutil.copystat(source, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)


def _shared(old: int, new: int, size: int) -> bool:
    """Whether the kernel copied it all: on btrfs and XFS it shares the blocks (Linux only)."""
    if not hasattr(os, "copy_file_range"):
        return False
    try:
        while size > 0 and (copied := os.copy_file_range(old, new, size)):
            size -= copied
    except OSError as refused:
        if refused.errno in _FULL:
            raise
        os.lseek(old, 0, os.SEEK_SET)
        os.lseek(new, 0, os.SEEK_SET)
        return False
    return True


def _full(refused: OSError) -> bool:
    return refused.errno in _FULL

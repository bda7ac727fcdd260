"""The disk: paths that stay inside a folder, and failures that say what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oppie.errors import MachineError

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


def _full(refused: OSError) -> bool:
    return refused.errno in _FULL

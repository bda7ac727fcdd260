"""A build cache of its own that begins with what the user's holds."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Iterator

SEED = "OPPIE_GO_SEED"
"""The variable that names the user's build cache."""

ACTION, OUTPUT = "-a", "-d"
USED_S = 3600.0 + 600.0
"""The go command notes the use of an entry at most once an hour, and has just used all that the
tests are built from; the rest of a cache, thousands of entries, would cost more than the build."""


def seed(cache: str, source: str) -> int:
    """Fill an empty build cache with what was used lately of another one; how many entries.

    Outputs, which are large, are links: the go command never writes to one that is there.
    Actions, which it writes again, are copies.
    """
    since = time.time() - USED_S
    number = 0
    for folder in _folders(source):
        theirs, own = os.path.join(source, folder), os.path.join(cache, folder)
        os.makedirs(own, exist_ok=True)
        for name in _used(theirs, since):
            with contextlib.suppress(OSError):  # it is there already, or is gone
                take = _copy if name.endswith(ACTION) else os.symlink
                take(os.path.join(theirs, name), os.path.join(own, name))
                number += 1
    return number


def _folders(cache: str) -> Iterator[str]:
    """Those of entries: named by the first byte of a digest."""
    with contextlib.suppress(OSError):
        yield from sorted(name for name in os.listdir(cache) if len(name) == len("ab"))


def _used(folder: str, since: float) -> Iterator[str]:
    """The entries ``ab12…-a`` (an action) and ``ab12…-d`` (its output) that were used since."""
    with contextlib.suppress(OSError), os.scandir(folder) as inside:
        for entry in inside:
            if entry.name.endswith((ACTION, OUTPUT)) and entry.stat().st_mtime >= since:
                yield entry.name


def _copy(source: str, place: str) -> None:
    """Entries are small and many: what ``shutil`` does beside would cost more."""
    with open(source, "rb", 0) as old, open(place, "wb", 0) as new:
        new.write(old.read())

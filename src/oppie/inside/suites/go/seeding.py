"""A build cache of its own that begins with what the user's holds."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import Iterator, Tuple

SEED = "OPPIE_GO_SEED"
"""The variable that names the user's build cache."""

MANY = 20_000
"""Entries; of more, those that were used lately are taken."""

ACTION, OUTPUT = "-a", "-d"
USED_S = 2 * 3600.0
"""The go command notes the use of an entry at most once an hour."""


def seed(cache: str, source: str) -> int:
    """Fill an empty build cache with what another one holds; how many entries there are.

    Outputs, which are large, are links: the go command never writes to one that is there.
    Actions, which it writes again, are copies.
    """
    entries = list(_entries(source))
    if len(entries) > MANY:
        late = time.time() - USED_S
        entries = [entry for entry in entries if os.stat(entry[1]).st_mtime >= late]
    for folder in {folder for folder, _ in entries}:
        os.makedirs(os.path.join(cache, folder), exist_ok=True)
    for folder, path in entries:
        place = os.path.join(cache, folder, os.path.basename(path))
        with contextlib.suppress(OSError):  # it is there already, or is gone
            if path.endswith(ACTION):
                shutil.copyfile(path, place)
            else:
                os.symlink(path, place)
    return len(entries)


def _entries(source: str) -> Iterator[Tuple[str, str]]:
    """Folder and path of each entry: ``ab/ab12…-a`` (an action), ``ab/ab12…-d`` (its output)."""
    with contextlib.suppress(OSError):
        for folder in sorted(os.listdir(source)):
            if len(folder) == 2:  # noqa: PLR2004 - the first byte of a digest
                with os.scandir(os.path.join(source, folder)) as inside:
                    for entry in inside:
                        if entry.name.endswith((ACTION, OUTPUT)):
                            yield folder, entry.path

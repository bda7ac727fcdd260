"""Lines of a coverage profile, as ``-test.coverprofile`` writes it."""

from __future__ import annotations

import re
from typing import Callable, MutableMapping, Optional, Set, Tuple

_BLOCK = re.compile(r"(\S+):(\d+)\.(\d+),(\d+)\.(\d+) (\d+) (\d+)")

Place = Callable[[str], Optional[str]]
"""The folder of a package of the workspace, by its import path."""


def read(profile: str, place: Place) -> MutableMapping[str, Tuple[int, ...]]:
    """Path → lines that were reached.

    A block ends where the next one begins: a line of which only the bracket that closes a block
    belongs to it does not count.
    """
    reached: MutableMapping[str, Set[int]] = {}
    for line in profile.splitlines():
        found = _BLOCK.fullmatch(line)
        if found is None or found[7] == "0":
            continue
        package, _, name = found[1].rpartition("/")
        folder = place(package)
        if folder is None:
            continue
        first, last = int(found[2]), int(found[4])
        end = last if int(found[5]) > len("\t}") or last == first else last - 1
        path = "%s/%s" % (folder, name) if folder else name
        reached.setdefault(path, set()).update(range(first, end + 1))
    return {path: tuple(sorted(lines)) for path, lines in reached.items()}

"""What has been built of the project's dependencies, taken over instead of built again."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from typing import Iterator, Sequence

PROFILE = "debug"
PARTS = (".fingerprint", "build", "deps")
MOST_BYTES = 1 << 30
NAMED = re.compile(r"(?:lib)?(.+)-[0-9a-f]{16}(?:\..*)?")


def seed(source: str, target: str, members: Sequence[str]) -> bool:
    """Copy what a folder of builds has of others' packages; whether there was anything.

    Times are kept: cargo compares them. Nothing is copied where it would be too much.

    Args:
        source: the folder with the builds.
        target: where they go.
        members: the workspace's own packages, which are left out.
    """
    own = {name.replace("-", "_") for name in members}
    folders = [os.path.join(source, PROFILE, part) for part in PARTS]
    pieces = [piece for folder in folders for piece in _pieces(folder, own)]
    if not pieces or sum(map(_size, pieces)) > MOST_BYTES:
        return False
    for piece in pieces:
        place = os.path.join(target, os.path.relpath(piece, source))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with contextlib.suppress(OSError):  # a build of the user's goes on just now
            if os.path.isdir(piece):
                shutil.copytree(piece, place, symlinks=True)
            else:
                shutil.copy2(piece, place)
    return True


def _pieces(folder: str, own: "set[str]") -> Iterator[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        found = NAMED.fullmatch(name)
        place = os.path.join(folder, name)
        program = "." not in name and os.path.isfile(place)
        if found is not None and not program and found[1].replace("-", "_") not in own:
            yield place


def _size(path: str) -> int:
    if not os.path.isdir(path):
        return _bytes(path)
    return sum(_bytes(os.path.join(f, name)) for f, _, names in os.walk(path) for name in names)


def _bytes(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0

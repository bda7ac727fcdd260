"""``node_modules`` of a copy: packages of the workspace are the copy's, and caches private.

A copy sees the user's ``node_modules`` through a link; a package of the same workspace in there
is a link back into the user's folder, and runners keep caches in there. So the folder is made
anew in the copy: each package a link as before, those of the workspace to the copy's own.
"""

from __future__ import annotations

import os
from typing import Iterator, List

NAME = "node_modules"
CACHES = frozenset((".cache", ".vite", ".vitest", ".vite-temp"))
"""What runners write in there."""


def relink(top: str, root: str) -> None:
    """Make every such folder anew; ``root`` is the user's folder, absolute."""
    real = os.path.realpath(root) if root else ""
    for place in list(_places(top)) if real else ():
        if os.path.islink(place):
            folder = os.path.realpath(place)
            os.unlink(place)
            _make(place, folder, top, real)


def _places(top: str) -> Iterator[str]:
    for above, folders, _ in os.walk(top):
        if NAME in folders:
            yield os.path.join(above, NAME)
        folders[:] = [name for name in folders if name not in (NAME, ".git")]


def _packages(folder: str) -> Iterator[str]:
    """Paths of the packages in a ``node_modules``, those of scopes too."""
    for name in _names(folder):
        path = os.path.join(folder, name)
        if name.startswith("@"):
            yield from (os.path.join(path, inner) for inner in _names(path))
        else:
            yield path


def _names(folder: str) -> List[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name not in CACHES)
    except OSError:
        return []


def _own(path: str, root: str) -> str:
    """Where in the workspace a package lies, relative to its top; empty: it is another's."""
    if not os.path.islink(path):
        return ""
    inside = os.path.relpath(os.path.realpath(path), root)
    return "" if NAME in inside.split(os.sep) or inside.startswith(os.pardir) else inside


def _make(place: str, folder: str, top: str, root: str) -> None:
    os.makedirs(place)
    for path in _packages(folder):
        link = os.path.join(place, os.path.relpath(path, folder))
        os.makedirs(os.path.dirname(link), exist_ok=True)
        own = _own(path, root)
        os.symlink(os.path.join(top, own) if own else path, link)

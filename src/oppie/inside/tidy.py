"""What tests leave in the workspace is taken away, where they have been seen to leave anything."""

from __future__ import annotations

import os
import shutil
from typing import AbstractSet, Dict, NamedTuple

CACHES = frozenset(
    ("__pycache__", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".git")
)

LARGEST = 1 << 20
"""Bytes of a file that is kept to be put back."""


class Entry(NamedTuple):
    """What tells a file from another version of it."""

    folder: bool
    size: int
    written: int


Listing = Dict[str, Entry]
"""Name → entry, of one folder."""


class Tidy:
    """Compares the workspace before and after its first rollout, and then keeps it so.

    A file that the tests change is kept as they left it the first time: from then on each
    rollout finds the same.
    """

    def __init__(self, top: str) -> None:
        self._top = top
        self._before: Dict[str, Listing] = {}
        self._watched: Dict[str, Listing] = {}
        self._contents: Dict[str, bytes] = {}

    def before(self) -> None:
        """Remember what is there."""
        self._before = _tree(self._top)

    def after(self) -> None:
        """See where the first rollout left traces."""
        for folder, listing in _tree(self._top).items():
            before = self._before.get(folder)
            if before is not None and before != listing:
                self._watch(folder, before, listing)
        self._before = {}

    def clean(self, candidates: AbstractSet[str]) -> None:
        """Make the folders in which tests write what they were, but for a candidate's files."""
        for folder, wanted in self._watched.items():
            found = _listing(folder)
            for name in found.keys() | wanted.keys():
                path = os.path.join(folder, name)
                if path in candidates or found.get(name) == wanted.get(name):
                    continue
                if name not in wanted:
                    _remove(path)
                elif path in self._contents:
                    with open(path, "wb") as stream:
                        stream.write(self._contents[path])
                    wanted[name] = _listing(folder)[name]

    def _watch(self, folder: str, before: Listing, after: Listing) -> None:
        kept = {name: after.get(name, entry) for name, entry in before.items()}
        self._watched[folder] = kept
        for name, entry in kept.items():
            changed = entry != before[name] and not entry.folder and entry.size <= LARGEST
            if changed and name in after:
                with open(os.path.join(folder, name), "rb") as stream:
                    self._contents[os.path.join(folder, name)] = stream.read()


def _tree(top: str) -> Dict[str, Listing]:
    found: Dict[str, Listing] = {}
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        found[folder] = _listing(folder)
        waiting += [
            os.path.join(folder, name) for name, entry in found[folder].items() if entry.folder
        ]
    return found


def _listing(folder: str) -> Listing:
    found: Listing = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name not in CACHES:
                    found[entry.name] = _entry(entry)
    except OSError:  # a folder that has gone, or may not be read
        return {}
    return found


def _entry(entry: "os.DirEntry[str]") -> Entry:
    if entry.is_dir(follow_symlinks=False):
        return Entry(folder=True, size=0, written=0)
    status = entry.stat(follow_symlinks=False)
    return Entry(folder=False, size=status.st_size, written=status.st_mtime_ns)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.unlink(path)

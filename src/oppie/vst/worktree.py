"""Read the user's folder, as it stands on disk, into a Snapshot."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from oppie.errors import UsageError
from oppie.model.change import Digest
from oppie.model.rollout import FileState
from oppie.vst import git
from oppie.vst.disk import leads_inside
from oppie.vst.listing import Listing, folder_listing, git_listing
from oppie.vst.tree import EXECUTABLE, FILE, SYMLINK
from oppie.vst.vst import Vst

LARGEST = 32 << 20
"""Bytes of the largest file that a Snapshot holds; source is far smaller, data need not be kept."""

_NAMED = 3


class Why(StrEnum):
    """Why a path is not in the Snapshot."""

    ENVIRONMENT = "environments that are not ignored, seen through a link"
    LARGE = "files over 32 MB, seen but never changed"
    OUTSIDE = "links that lead out of the project, seen but never changed"
    SPECIAL = "neither files nor links, left out"
    UNREADABLE = "cannot be read, left out"


@dataclass(frozen=True, slots=True)
class Left:
    """A path that is left to the Environment, or out altogether."""

    path: str
    why: Why


@dataclass(frozen=True, slots=True)
class Root:
    """Where a project is.

    Attributes:
        folder: the top of the git working tree, or the folder itself without git.
        below: where in it the user is, relative; empty at the top.
        git: whether it is a git working tree that git can read.
        note: what is different without git; may be empty.
    """

    folder: Path
    below: str = ""
    git: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Worktree:
    """What was read.

    Attributes:
        snapshot: all files that can be in one.
        left: what is not in it, by path.
        repositories: submodules and repositories within.
        notes: what a person should know, one line each.
    """

    root: Root
    snapshot: Digest
    left: tuple[Left, ...] = ()
    repositories: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find_root(folder: Path) -> Root:
    """The project that a folder belongs to. Raises UsageError when it is no folder."""
    if not folder.is_dir():
        raise UsageError("no such folder", where=str(folder))
    folder = folder.resolve()
    plain = "reading it as a plain folder: no ignore rules but the usual caches and environments"
    if not git.installed():
        return Root(folder, git=False, note=f"git is not installed; {plain}")
    top = git.top(folder)
    if top is None:
        return Root(folder, git=False, note=f"not a git working tree; {plain}")
    below = os.path.relpath(folder, top)
    return Root(top, "" if below == "." else below)


def read(vst: Vst, root: Root) -> Worktree:
    """Commit a project as it stands on disk; what vanishes meanwhile is not in it.

    Raises:
        ProjectError: git cannot read the repository.
    """
    listing = git_listing(root.folder) if root.git else folder_listing(root.folder)
    top = os.path.realpath(root.folder)
    found = [each for path in listing.files for each in _read(top, path)]
    links = tuple(each.path + "/" for each in found if _is_link(each))
    found = [each for each in found if not each.path.startswith(links)] if links else found
    files = [each for each in found if isinstance(each, FileState)]
    left = [each for each in found if isinstance(each, Left)]
    left += [Left(path, Why.ENVIRONMENT) for path in listing.environments]
    left.sort(key=attrgetter("why", "path"))
    notes = (*([root.note] if root.note else ()), *_notes(left, listing, root))
    return Worktree(root, vst.snapshot(files), tuple(left), listing.repositories, notes)


def _read(top: str, path: str) -> Iterator[FileState | Left]:
    place = f"{top}/{path}"
    try:
        seen = os.lstat(place)
        if stat.S_ISREG(seen.st_mode):
            yield _read_file(place, path, seen)
        elif stat.S_ISLNK(seen.st_mode):
            yield _read_link(top, place, path)
        elif not stat.S_ISDIR(seen.st_mode) or not os.access(place, os.R_OK | os.X_OK):
            yield Left(path, Why.SPECIAL if not stat.S_ISDIR(seen.st_mode) else Why.UNREADABLE)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield Left(path, Why.UNREADABLE)


def _read_file(place: str, path: str, seen: os.stat_result) -> FileState | Left:
    if seen.st_size > LARGEST:
        return Left(path, Why.LARGE)
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - Path costs a third more, per file
        content = file.read()
    return FileState(path, content, EXECUTABLE if seen.st_mode & stat.S_IXUSR else FILE)


def _read_link(top: str, place: str, path: str) -> FileState | Left:
    target = os.readlink(place)  # noqa: PTH115 - a Path would not keep the target as it is written
    if target.startswith("/") or not leads_inside(top, place):
        return Left(path, Why.OUTSIDE)
    return FileState(path, os.fsencode(target), SYMLINK)


def _is_link(found: FileState | Left) -> bool:
    """Whether it is a link; tracked files below it are there no more, only what it leads to."""
    return found.why is Why.OUTSIDE if isinstance(found, Left) else found.mode == SYMLINK


def _notes(left: list[Left], listing: Listing, root: Root) -> Iterator[str]:
    for why, group in groupby(left, key=attrgetter("why")):
        if root.git or why is not Why.ENVIRONMENT:
            yield f"{why}: {_some([each.path for each in group])}"
    if listing.repositories:
        yield f"submodules and repositories within, read as folders: {_some(listing.repositories)}"


def _some(paths: list[str] | tuple[str, ...]) -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f" and {more} more" if more > 0 else "")

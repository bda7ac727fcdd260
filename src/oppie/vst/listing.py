"""Which files of a folder belong to its Snapshot, and which paths are left out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

from oppie.vst.git import listed
from oppie.vst.places import Place, folder_place, is_cache


@dataclass(frozen=True, slots=True)
class Listing:
    """The paths of a workspace, relative to its top.

    Attributes:
        files: candidates for the Snapshot; a path may be gone, or be no file.
        environments: folders of installed packages that no rule ignores.
        repositories: submodules and repositories within; their files are among ``files``.
    """

    files: tuple[str, ...]
    environments: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()


def git_listing(root: Path) -> Listing:
    """Tracked files and those neither tracked nor ignored, also of repositories within.

    Caches and environments that nobody ignored are left out all the same.
    """
    parts = tuple(_git_listing(root, ""))
    return Listing(
        tuple(path for part in parts for path in part.files),
        tuple(path for part in parts for path in part.environments),
        tuple(path for part in parts for path in part.repositories),
    )


def folder_listing(root: Path) -> Listing:
    """All files of a folder but caches and environments."""
    files: list[str] = []
    environments: list[str] = []
    for path, kind in _walk(str(root), ""):
        (files if kind is Place.SOURCE else environments).append(path)
    return Listing(tuple(files), tuple(environments))


def _git_listing(top: Path, above: str) -> Iterator[Listing]:
    files: list[str] = []
    environments: set[str] = set()
    repositories: list[str] = []
    places = cache(lambda folder: folder_place(f"{top}/{above}{folder}"))
    for each in listed(top / above):
        kind, place = (Place.SOURCE, each.path) if each.tracked else _outermost(each.path, places)
        if kind is Place.ENVIRONMENT:
            environments.add(above + place)
        elif kind is Place.SOURCE:
            (repositories if each.repository else files).append(above + each.path)
    yield Listing(tuple(files), tuple(sorted(environments)), tuple(repositories))
    for path in repositories:
        if (top / path / ".git").exists():
            yield from _git_listing(top, path + "/")


def _outermost(path: str, places: Callable[[str], Place]) -> tuple[Place, str]:
    """The outermost folder of a path that is no source, and what it is."""
    for at, letter in enumerate(path):
        if letter == "/" and (kind := places(path[:at])) is not Place.SOURCE:
            return kind, path[:at]
    return Place.CACHE if is_cache(path[path.rfind("/") + 1 :]) else Place.SOURCE, path


def _walk(root: str, above: str) -> Iterator[tuple[str, Place]]:
    """Files as SOURCE and the outermost environments; an unreadable folder is a file here."""
    try:
        entries = sorted(os.scandir(f"{root}/{above}"), key=attrgetter("name"))
    except OSError:
        yield above.rstrip("/"), Place.SOURCE
        return
    for entry in entries:
        path = above + entry.name
        if not entry.is_dir(follow_symlinks=False):
            if not is_cache(entry.name):
                yield path, Place.SOURCE
            continue
        kind = folder_place(entry.path)
        if kind is Place.SOURCE:
            yield from _walk(root, path + "/")
        elif kind is Place.ENVIRONMENT:
            yield path, kind

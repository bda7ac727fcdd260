"""The Environment: what a rollout needs of the user's folder and a Snapshot does not hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from oppie.model.change import Digest
from oppie.vst import git
from oppie.vst.disk import copy_file, leads_inside, writing
from oppie.vst.objects import digest_of
from oppie.vst.pieces import How, Piece, pieces_of
from oppie.vst.vst import Vst
from oppie.vst.worktree import Worktree

_PACKAGES = ("lib/python*/site-packages", "lib/python*/dist-packages", "Lib/site-packages")


@dataclass(frozen=True, slots=True)
class Environment:
    """A base Snapshot and the ignored files beside it.

    Attributes:
        root: the user's folder.
        base: the Snapshot that copies begin with.
        pieces: the ignored files and folders that copies see.
    """

    root: Path
    vst: Vst
    base: Digest
    pieces: tuple[Piece, ...]

    def populate(self, folder: Path) -> None:
        """Fill an empty folder with the base Snapshot and the Environment.

        Raises:
            MachineError: the disk refuses.
        """
        self.vst.checkout(self.base, folder)
        with writing(folder):
            for piece in self.pieces:
                _place(self.root, piece, folder)

    @property
    def outside(self) -> tuple[str, ...]:
        """Absolute folders and files of the user's that a copy sees through a link."""
        return tuple(str(self.root / piece.path) for piece in self.pieces if piece.linked)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know, one line each."""
        paths = [piece.path for piece in self.pieces if piece.how is How.TOO_MUCH]
        why = "ignored and too large to copy, so tests see (and could write to) your own"
        return (f"{why}: {', '.join(paths)}",) if paths else ()

    @property
    def fingerprint(self) -> str:
        """Names, sizes and times of what is copied; of an environment, what is installed."""
        lines = [f"{p.path}\0{p.how.value}\0{p.size}\0{p.stamp}" for p in self.pieces]
        for piece in self.pieces:
            if piece.linked:
                lines += _installed(self.root / piece.path)
        return digest_of(os.fsencode("\n".join(lines)))


def environment_of(tree: Worktree, vst: Vst, base: Digest) -> Environment:
    """The Environment of a project that was read.

    Raises:
        ProjectError: git cannot read the repository.
    """
    root = tree.root.folder
    left = (each.path for each in tree.left)
    ignored = _ignored(root, ("", *tree.repositories)) if tree.root.git else ()
    return Environment(root, vst, base, pieces_of(root, (*left, *ignored)))


def interpreter_fingerprint(python: Path) -> str:
    """Which interpreter it is and what is installed beside it: names and times."""
    lines = [str(python), os.path.realpath(python), *_installed(python.parent.parent)]
    return digest_of(os.fsencode("\n".join(lines)))


def _ignored(root: Path, repositories: Iterable[str]) -> Iterator[str]:
    for above in repositories:
        if (root / above / ".git").exists():
            for path in git.ignored(root / above):
                yield f"{above}/{path}" if above else path


def _installed(place: Path) -> Iterator[str]:
    """Names and times of an environment's packages; elsewhere of what is directly in it."""
    packages = [found for pattern in _PACKAGES for found in sorted(place.glob(pattern))]
    for folder in packages or [place]:
        try:
            found = (
                (entry.name, entry.stat(follow_symlinks=False)) for entry in os.scandir(folder)
            )
            entries = sorted(found, key=itemgetter(0))
        except OSError:
            continue
        yield from (f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}" for name, seen in entries)


def _place(root: Path, piece: Piece, folder: Path) -> None:
    source, copy = root / piece.path, folder / piece.path
    if os.path.lexists(copy):
        return
    copy.parent.mkdir(parents=True, exist_ok=True)
    if piece.linked:
        copy.symlink_to(source)
    elif piece.how is How.RELINKED:
        copy.symlink_to(_target(root, source))
    else:
        copy_file(source, copy)


def _target(root: Path, source: Path) -> str:
    """Where a link of the user's leads in a copy: to what is beside it there, if it can."""
    target = os.readlink(source)  # noqa: PTH115 - a Path would not keep the target as it is written
    if Path(target).is_relative_to(root):
        return os.path.relpath(target, source.parent)
    if leads_inside(os.path.realpath(root), str(source)):
        return target
    return str(source.parent / target)

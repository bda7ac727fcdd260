"""Give a child Snapshot to a plain folder: exactly its files, all of them or none."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from oppie.errors import MachineError, ProjectError
from oppie.model.change import Digest
from oppie.model.rollout import FileState
from oppie.vst.checkout import put_file
from oppie.vst.disk import leads_inside
from oppie.vst.tree import EXECUTABLE, FILE, SYMLINK
from oppie.vst.vst import Vst


def apply_exactly(root: Path, vst: Vst, base: Digest, child: Digest) -> None:
    """Make the files that differ from ``base`` as ``child`` has them.

    Raises:
        ProjectError: a file is not as ``base`` has it; nothing was written.
        MachineError: the disk refuses; what was written is put back.
    """
    before, after = vst.diff(child, base), vst.diff(base, child)
    folders = {
        folder for each in before if each.content is not None for folder in _above(each.path)
    }
    files = [each for each in before if each.path not in folders]
    changed = [each.path for each in files if not _stands(root, each)]
    if changed:
        hint = "undo that, or run again"
        raise ProjectError("changed since the run began", where=", ".join(changed), hint=hint)
    try:
        _write(root, after)
    except OSError as refused:
        _write(root, before)
        where = os.fspath(refused.filename or root)
        raise MachineError(f"cannot write: {refused.strerror}", where=where) from refused


def _above(path: str) -> Iterator[str]:
    return (path[:at] for at, letter in enumerate(path) if letter == "/")


def _stands(root: Path, expected: FileState) -> bool:
    """Whether a file on disk is as expected, and reached through no link out of the folder."""
    path = root / expected.path
    if not leads_inside(os.path.realpath(root), str(path.parent)):
        return False
    try:
        return _state(path, expected.path) == expected
    except (FileNotFoundError, NotADirectoryError):
        return expected.content is None
    except OSError:
        return False


def _state(path: Path, name: str) -> FileState:
    seen = path.lstat().st_mode
    if stat.S_ISLNK(seen):
        return FileState(name, os.fsencode(path.readlink()), SYMLINK)
    return FileState(name, path.read_bytes(), EXECUTABLE if seen & stat.S_IXUSR else FILE)


def _write(root: Path, files: Iterable[FileState]) -> None:
    """Removals first: a folder may become a file."""
    for each in sorted(files, key=lambda each: each.content is not None):
        path = root / each.path
        if each.content is None:
            _remove(root, path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, each.content, each.mode)


def _replace(path: Path, content: bytes, mode: int) -> None:
    """Write beside the file and take its place, so that it is never half written."""
    beside = path.with_name(f".{path.name}.oppie")
    put_file(beside, content, mode)
    try:
        if mode != SYMLINK and path.exists():
            bits = path.stat().st_mode & ~0o111
            beside.chmod(bits | (0o111 & (bits >> 2) if mode == EXECUTABLE else 0))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _remove(root: Path, path: Path) -> None:
    """Remove a file and the folders that it leaves empty."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    folder = path.parent
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent

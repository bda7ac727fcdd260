"""Write a tree into a folder, and nothing outside of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from oppie.errors import ProjectError
from oppie.model.change import Digest
from oppie.vst.disk import leads_inside, writing
from oppie.vst.tree import EXECUTABLE, SYMLINK, Entry, Tree

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW


def write(tree: Tree, read: Callable[[Digest], bytes], folder: Path) -> None:
    """Write all files of a tree; other files that are there stay.

    Symbolic links come last, so that no file is ever written through one of them.

    Args:
        tree: what to write.
        read: the content of a file by its digest.
        folder: made when it is not there.

    Raises:
        ProjectError: a path or a link of the tree leads out of the folder.
        MachineError: the disk refuses.
    """
    top = Path(os.path.realpath(folder))
    with writing(folder):
        top.mkdir(parents=True, exist_ok=True)
        links = list(_write(tree, read, top))
        for link, entry in links:
            put_file(link, read(entry.digest), SYMLINK)
    for link, _ in links:
        if not leads_inside(str(top), str(link)):
            link.unlink()
            raise _outside(link)


def put_file(path: Path, content: bytes, mode: int) -> None:
    """Write one file or link in an existing folder, over what is there. Raises OSError."""
    if mode == SYMLINK:
        path.unlink(missing_ok=True)
        path.symlink_to(os.fsdecode(content))
        return
    handle = os.open(path, _FLAGS, 0o777 if mode == EXECUTABLE else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _write(
    tree: Tree, read: Callable[[Digest], bytes], folder: Path
) -> Iterator[tuple[Path, Entry]]:
    """Write folders and files; the links, which are still to be made, come out."""
    for name, entry in tree.entries():
        path = folder / name
        if entry.mode == SYMLINK:
            yield path, entry
        elif path.is_symlink():
            raise _outside(path)
        else:
            put_file(path, read(entry.digest), entry.mode)
    for name, below in zip(tree.folders.all, tree.trees, strict=True):
        _enter(folder / name)
        yield from _write(below, read, folder / name)


def _enter(path: Path) -> None:
    try:
        path.mkdir()
    except FileExistsError:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise _outside(path) from None


def _outside(path: Path) -> ProjectError:
    return ProjectError("a path of the Snapshot leads out of its folder", where=str(path))

"""What of the ignored files a copy of the workspace gets, and how."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from oppie.vst.places import Place, folder_place, is_cache

MOST_BYTES = 200 << 20
MOST_FILES = 20_000
"""What is copied into each session at most; the rest is seen through a link."""


class How(Enum):
    """How a copy of the workspace sees a path."""

    COPIED = "copied"
    RELINKED = "relinked"
    """A symbolic link of the user's, made again."""
    ENVIRONMENT = "environment"
    """A link to the user's folder of installed packages."""
    TOO_MUCH = "too much"
    """A link to the user's file or folder, which is too large to copy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A path of the Environment.

    Attributes:
        path: relative to the project's top.
        size: bytes that a copy costs.
        stamp: modification time, nanoseconds.
    """

    path: str
    how: How
    size: int = 0
    stamp: int = 0

    @property
    def linked(self) -> bool:
        """Whether it is seen through a link to the user's own."""
        return self.how in {How.ENVIRONMENT, How.TOO_MUCH}


def pieces_of(
    root: Path, paths: Iterable[str], most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES
) -> tuple[Piece, ...]:
    """The pieces that files and folders come to; caches and what cannot be read are left out.

    Args:
        root: the project's top.
        paths: relative to it; one may lie below another.
        most_bytes: that are copied in all; what is larger than the rest of it is linked.
        most_files: that are copied in all.
    """
    pieces: list[Piece] = []
    for path in _outermost(paths):
        found = _within(path, _pieces(root, path), most_bytes, most_files)
        most_bytes -= sum(piece.size for piece in found)
        most_files -= sum(not piece.linked for piece in found)
        pieces += found
    return tuple(pieces)


def _outermost(paths: Iterable[str]) -> Iterator[str]:
    last: tuple[str, ...] | None = None
    for parts in sorted(tuple(path.split("/")) for path in paths):
        if last is None or parts[: len(last)] != last:
            last = parts
            yield "/".join(parts)


def _within(path: str, found: Iterator[Piece], most_bytes: int, most_files: int) -> list[Piece]:
    """The pieces, or one link in their place as soon as they are too many."""
    taken: list[Piece] = []
    size = 0
    for piece in found:
        taken.append(piece)
        size += piece.size
        if size > most_bytes or len(taken) > most_files:
            return [Piece(path, How.TOO_MUCH)]
    return taken


def _pieces(root: Path, path: str) -> Iterator[Piece]:
    place = f"{root}/{path}"
    try:
        seen = os.lstat(place)
        if is_cache(path[path.rfind("/") + 1 :]):
            return
        if stat.S_ISLNK(seen.st_mode):
            shared = Path(place).is_dir() and folder_place(place) is Place.ENVIRONMENT
            how = How.ENVIRONMENT if shared else How.RELINKED
            yield Piece(path, how, 0, seen.st_mtime_ns)
        elif stat.S_ISREG(seen.st_mode) and os.access(place, os.R_OK):
            yield Piece(path, How.COPIED, seen.st_size, seen.st_mtime_ns)
        elif stat.S_ISDIR(seen.st_mode):
            yield from _folder(root, path, place)
    except OSError:  # gone meanwhile, or not for us to see
        return


def _folder(root: Path, path: str, place: str) -> Iterator[Piece]:
    if folder_place(place) is Place.ENVIRONMENT:
        yield Piece(path, How.ENVIRONMENT)
        return
    for name in sorted(os.listdir(place)):  # noqa: PTH208 - names are all that is needed
        yield from _pieces(root, f"{path}/{name}")

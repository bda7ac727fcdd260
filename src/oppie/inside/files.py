"""The candidate's files in the workspace, and the base's back afterwards."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from typing import Dict, Iterable, Optional, Set, Tuple

from .messages import File

_EXECUTABLE = 0o100755
_LINK = 0o120000


class Workspace:
    """Writes what differs and nothing else.

    Each file that is written gets a time of its own (a second later than the one before), so
    that no byte code cached for another version can pass for this one's. It is a new inode, so
    that a copy made of hard links never writes through to its source.
    """

    def __init__(self, top: str) -> None:
        self.top = top
        self._places: Dict[str, str] = {}
        self._base: Dict[str, File] = {}
        self._now: Dict[str, File] = {}
        self._clock = int(time.time())

    def apply(self, files: Iterable[File]) -> None:
        """Make the workspace the base with these files. Raises OSError, ValueError."""
        wanted = {file.path: file for file in files}
        for path in [path for path in self._now if path not in wanted]:
            self._put(self._base[path])
            del self._now[path]
        for path, file in wanted.items():
            if path not in self._base:
                self._base[path] = self._read(path)
            if file != self._now.get(path, self._base[path]):
                self._put(file)
            self._now[path] = file

    def changed(self) -> Tuple[str, ...]:
        """Paths that are not as the base has them."""
        return tuple(path for path, file in self._now.items() if file != self._base[path])

    def base(self, path: str) -> Optional[bytes]:
        """What a file holds in the base; None where there is none. Raises OSError, ValueError."""
        return (self._base.get(path) or self._read(path)).content

    def reshaped(self) -> bool:
        """Whether the candidate adds files or takes any away."""
        differing = [(file.content, self._base[path].content) for path, file in self._now.items()]
        return any((now is None) != (base is None) for now, base in differing)

    def written(self) -> Set[str]:
        """Absolute paths of the files that the candidate has in its own way."""
        return {self._place(path) for path in self.changed()}

    def _read(self, path: str) -> File:
        place = self._place(path)
        try:
            mode = os.lstat(place).st_mode
        except OSError:
            return File(path, None)
        if stat.S_ISLNK(mode):
            return File(path, os.fsencode(os.readlink(place)), _LINK)
        with open(place, "rb") as stream:
            return File(path, stream.read(), _EXECUTABLE if mode & 0o111 else 0o100644)

    def _put(self, file: File) -> None:
        place = self._place(file.path)
        if file.content is None:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(place)
            return
        try:
            self._write(file, place)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(place))
            self._write(file, place)

    def _write(self, file: File, place: str) -> None:
        """Beside its place first, so that it is there whole or not at all."""
        beside = os.path.join(os.path.dirname(place), ".oppie-written")
        try:
            self._make(file, beside)
            os.replace(beside, place)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise

    def _make(self, file: File, place: str) -> None:
        content = file.content or b""
        if file.mode == _LINK:
            os.symlink(os.fsdecode(content), place)
            return
        mode = 0o755 if file.mode == _EXECUTABLE else 0o644
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb", 0) as stream:
            stream.write(content)
            self._clock += 1
            os.utime(stream.fileno(), (self._clock, self._clock))

    def _place(self, path: str) -> str:
        if path not in self._places:
            place = os.path.normpath(os.path.join(self.top, path))
            if not place.startswith(self.top + os.sep) or ".." in path.split("/"):
                raise ValueError("not inside the workspace: %s" % path)
            self._places[path] = place
        return self._places[path]

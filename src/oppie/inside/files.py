"""The candidate's files in the workspace, and the base's back afterwards."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import Dict, Iterable, Set, Tuple

from .messages import File

_EXECUTABLE = 0o100755
_LINK = 0o120000


class Workspace:
    """Writes what differs and nothing else.

    Each file that is written gets a time of its own (a second later than the one before), so
    that no byte code cached for another version can pass for this one's. It is a new inode, so
    that a copy made of hard links never writes through to its source.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
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

    def reshaped(self) -> bool:
        """Whether the candidate adds files or takes any away."""
        differing = [(file.content, self._base[path].content) for path, file in self._now.items()]
        return any((now is None) != (base is None) for now, base in differing)

    def written(self) -> Set[str]:
        """Absolute paths of the files that the candidate has in its own way."""
        return {str(self._place(path)) for path in self.changed()}

    def _read(self, path: str) -> File:
        place = self._place(path)
        try:
            mode = place.lstat().st_mode
        except OSError:
            return File(path, None)
        if stat.S_ISLNK(mode):
            return File(path, os.fsencode(os.readlink(str(place))), _LINK)
        return File(path, place.read_bytes(), _EXECUTABLE if mode & 0o111 else 0o100644)

    def _put(self, file: File) -> None:
        place = self._place(file.path)
        if file.content is None:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                place.unlink()
            return
        try:
            self._write(file, place)
        except FileNotFoundError:
            place.parent.mkdir(parents=True)
            self._write(file, place)

    def _write(self, file: File, place: Path) -> None:
        """Beside its place first, so that it is there whole or not at all."""
        content = file.content or b""
        beside = os.path.join(str(place.parent), ".oppie-%d" % os.getpid())
        if file.mode == _LINK:
            os.symlink(os.fsdecode(content), beside)
        else:
            mode = 0o755 if file.mode == _EXECUTABLE else 0o644
            fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with open(fd, "wb", buffering=0) as stream:
                stream.write(content)
                self._clock += 1
                os.utime(fd, (self._clock, self._clock))
        os.replace(beside, str(place))

    def _place(self, path: str) -> Path:
        place = self.top / path
        if place.is_absolute() and ".." not in Path(path).parts and self.top in place.parents:
            return place
        raise ValueError("not inside the workspace: %s" % path)

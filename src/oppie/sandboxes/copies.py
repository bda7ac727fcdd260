"""Folders that copies of the workspace live in, and how they go when their owner is dead.

A folder is alive as long as a process holds the lock on the file beside its contents. The
kernel lets go of it however the process ends, so what ``kill -9`` left is found for sure,
and a folder in use is never taken for one that is not (process ids come round again).
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from oppie.errors import MachineError
from oppie.model.project import Workspace

PREFIX = "oppie-"
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ROOM = 2 << 30
_UNLOCKED_S = 60.0
_OWN = re.compile(rf"{PREFIX}[\w.-]+-\d+-\w+$")
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Copy:
    """One folder of ours, locked for as long as this process wants it.

    Attributes:
        folder: absolute; readable by its owner alone.
        work: the copy of the workspace in it, once :meth:`fill` has made it.
    """

    def __init__(self, label: str) -> None:
        """Raises MachineError when no folder can be made."""
        home = _home()
        name = f"{PREFIX}{re.sub(r'[^A-Za-z0-9_.]', '', label) or 'run'}-{os.getpid()}-"
        try:
            while not self._make(home, name):
                pass
        except OSError as error:
            raise full_or_broken(error, home) from error

    def _make(self, home: Path, name: str) -> bool:
        self.folder = Path(tempfile.mkdtemp(prefix=name, dir=home))
        self._lock = os.open(_lock_of(self.folder), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with suppress(BlockingIOError):
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self.folder.exists():
                return True
        os.close(self._lock)  # a sweep came between the folder and its lock
        return False

    @property
    def work(self) -> Path:
        """The copy of the workspace."""
        return self.folder / "work"

    def fill(self, workspace: Workspace) -> None:
        """Put the base and its environment in. Raises MachineError."""
        try:
            workspace.populate(self.make("work"))
        except OSError as error:
            raise full_or_broken(error, self.folder) from error

    def make(self, name: str) -> Path:
        """An empty folder beside the copy. Raises MachineError."""
        place = self.folder / name
        try:
            place.mkdir()
        except OSError as error:
            raise full_or_broken(error, self.folder) from error
        return place

    def write(self, name: str, content: bytes) -> Path:
        """A file beside the copy. Raises MachineError."""
        place = self.folder / name
        try:
            place.write_bytes(content)
        except OSError as error:
            raise full_or_broken(error, self.folder) from error
        return place

    def remove(self) -> None:
        """Remove the folder and let go of it. Safe to call twice."""
        if self._lock >= 0:
            _delete(self.folder)
            os.close(self._lock)
            self._lock = -1


def full_or_broken(error: OSError, folder: Path) -> MachineError:
    """What a failure to write means for a person."""
    if error.errno in _FULL:
        return MachineError(
            "the disk is full",
            where=str(folder),
            hint="make room there, or set TMPDIR to a folder with room",
        )
    what = error.strerror or str(error)
    return MachineError(f"the copy of the project cannot be made: {what}", where=str(folder))


def alive(folder: Path) -> bool:
    """Whether somebody holds the folder, or it is another user's to judge."""
    try:
        with _claimed(folder):
            return False
    except FileNotFoundError:
        return _young(folder)
    except OSError:
        return True


def sweep(before: Callable[[Path], None]) -> Iterator[str]:
    """Remove the folders of dead processes, one line each; ``before`` sees each one first."""
    for folder in _ours():
        with suppress(OSError), _claimed(folder):
            before(folder)
            _delete(folder)
        if not folder.exists():
            yield f"removed the copy {folder}"


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Hold a folder that nobody holds. Raises OSError, FileNotFoundError in the making."""
    flags = os.O_RDWR | os.O_CLOEXEC | (0 if _young(folder) else os.O_CREAT)
    lock = os.open(_lock_of(folder), flags, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)


def _ours() -> Iterator[Path]:
    for home in dict.fromkeys((_MEMORY, Path(tempfile.gettempdir()))):
        with suppress(OSError):
            yield from sorted(each for each in home.glob(f"{PREFIX}*") if _OWN.match(each.name))


def _home() -> Path:
    """Memory where a file system there has room and may hold programs, else the disk.

    Rollouts rewrite files all the time; in memory they never wait for the journal's disk.
    """
    with suppress(OSError):
        facts = os.statvfs(_MEMORY)
        room = facts.f_bavail * facts.f_frsize
        if room > _ROOM and not facts.f_flag & os.ST_NOEXEC and os.access(_MEMORY, os.W_OK):
            return _MEMORY
    return Path(tempfile.gettempdir())


def _lock_of(folder: Path) -> Path:
    return folder / ".owner"


def _young(folder: Path) -> bool:
    """Whether a folder that has no lock yet may be one that is being made."""
    try:
        return time.time() - folder.stat().st_mtime < _UNLOCKED_S
    except OSError:
        return False


def _delete(folder: Path) -> None:
    """Remove a folder, also what a test made unreadable; what resists stays for a later sweep."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for path, folders, _ in os.walk(folder):
            for each in (Path(path, name) for name in folders):
                if not each.is_symlink():
                    with suppress(OSError):
                        each.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)

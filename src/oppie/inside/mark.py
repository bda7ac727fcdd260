"""What runs now, in memory that a rollout's process shares with the server.

It costs nothing to write, and it is still there when the process has died. So results need
not be told one by one.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
from typing import NamedTuple, Optional

SIZE = 4096
_HEAD = struct.Struct("=dBH")
"""When it began, whether a file is collected, the length of its name."""


class Running(NamedTuple):
    """A test, or a file that is collected; ``since`` is on the monotonic clock."""

    name: str
    since: float
    collecting: bool


class Mark:
    """The memory of one runner: a file in its private folder."""

    def __init__(self, private: str) -> None:
        fd = os.open(os.path.join(private, "running"), os.O_RDWR | os.O_CREAT, 0o600)
        os.ftruncate(fd, SIZE)
        self._memory = mmap.mmap(fd, SIZE)
        os.close(fd)

    def begin(self, name: str, *, collecting: bool = False) -> None:
        """This runs from now on."""
        self.clear()
        written = os.fsencode(name)[: SIZE - _HEAD.size]
        self._memory[_HEAD.size : _HEAD.size + len(written)] = written
        _HEAD.pack_into(self._memory, 0, time.monotonic(), collecting, len(written))

    def clear(self) -> None:
        """Nothing runs."""
        _HEAD.pack_into(self._memory, 0, 0.0, 0, 0)

    def read(self) -> Optional[Running]:
        """What runs."""
        since, collecting, length = _HEAD.unpack_from(self._memory)
        if not length:
            return None
        name = os.fsdecode(self._memory[_HEAD.size : _HEAD.size + length])
        return Running(name, since, bool(collecting))

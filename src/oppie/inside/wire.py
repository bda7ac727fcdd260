"""JSON objects, one a line, over file descriptors."""

from __future__ import annotations

import json
import os
from typing import Any, List

CHUNK = 1 << 16

Message = Any
"""What JSON can hold. The one untyped thing here: readers make named tuples of it at once."""


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def encode(message: Message) -> bytes:
    """One line. Lone surrogates (names that are not UTF-8) travel as escapes."""
    return _ENCODE(message).encode("ascii") + b"\n"


def write(fd: int, line: bytes) -> None:
    """Write all of it, also where the other end is slow."""
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(fd, rest) :]


class Lines:
    """Reads messages from a descriptor.

    Args:
        fd: where from.
        strict: whether a line that is not JSON is an error; else it is passed over, as what a
            killed process had half written is.
    """

    def __init__(self, fd: int, strict: bool = False) -> None:  # noqa: FBT001, FBT002 - one reader of each kind
        self.fd = fd
        self._strict = strict
        self._partial = b""
        self._waiting: List[Message] = []

    def fill(self) -> bool:
        """Read once, blocking until something comes; False at the end of the stream."""
        chunk = os.read(self.fd, CHUNK)
        if not chunk:
            return False
        *lines, self._partial = (self._partial + chunk).split(b"\n")
        for line in lines:
            self._parse(line)
        return True

    def take(self) -> List[Message]:
        """The messages that have come, oldest first; none of them twice."""
        taken, self._waiting = self._waiting, []
        return taken

    def next(self) -> Message:
        """The next message. Raises EOFError when there is none and never will be."""
        while not self._waiting:
            if not self.fill():
                raise EOFError
        return self._waiting.pop(0)

    def _parse(self, line: bytes) -> None:
        if not line.strip():
            return
        try:
            self._waiting.append(json.loads(line.decode("utf-8")))
        except ValueError:
            if self._strict:
                raise

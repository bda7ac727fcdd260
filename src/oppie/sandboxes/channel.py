"""Channels: lines to a runner and lines back, however it is reached."""

from __future__ import annotations

from collections import deque
from typing import Protocol

LONGEST_LINE = 64 << 20
"""Bytes of one answer; a runner that exceeds it is not ours any more."""


class GoneError(Exception):
    """The other end is gone or does not answer.

    Attributes:
        reason: one line for a person.
        fatal: True when trying again cannot help: the engine is gone, the disk is full.
        late: True when the deadline passed while the other end lived.
    """

    def __init__(self, reason: str, *, fatal: bool = False, late: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fatal = fatal
        self.late = late


class Channel(Protocol):
    """One runner in one fresh copy. ``close`` may come from another thread than the rest."""

    def send(self, line: bytes, deadline: float) -> None:
        """Send one line (without its end) before ``time.monotonic()`` is ``deadline``.

        Raises GoneError.
        """

    def receive(self, deadline: float) -> bytes:
        """The next line, without its end. Raises GoneError, also when the deadline passes."""

    def close(self) -> None:
        """Kill the runner and all that it started, remove its copy. Safe to call twice."""


class LineBuffer:
    """Bytes in, whole lines out."""

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque()
        self._partial = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Take what was read. Raises GoneError when a line grows beyond all measure."""
        head, *lines = chunk.split(b"\n")
        self._partial += head
        for line in lines:
            self._lines.append(bytes(self._partial))
            self._partial = bytearray(line)
        if len(self._partial) > LONGEST_LINE:
            raise GoneError("the runner's answer has no end")

    def pop(self) -> bytes | None:
        """The oldest whole line, or None."""
        return self._lines.popleft() if self._lines else None

"""Telling of events over a pipe, many at a time where nobody waits for each."""

from __future__ import annotations

import time

from . import wire

PATIENCE_S = 0.005
"""Results may wait this long for others to come with them."""


class Telling:
    """Writes messages to a descriptor; what is held goes before what is told."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._held = b""
        self._last = 0.0

    def hold(self, message: wire.Message) -> None:
        """Send with what comes next."""
        self._held += wire.encode(message)

    def tell(self, message: wire.Message) -> None:
        """Send now."""
        self.hold(message)
        self.flush()

    def tell_in_time(self, message: wire.Message) -> None:
        """Send now, unless something was sent just before."""
        self.hold(message)
        if time.monotonic() - self._last > PATIENCE_S:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        held, self._held = self._held, b""
        if held:
            wire.write(self._fd, held)
        self._last = time.monotonic()

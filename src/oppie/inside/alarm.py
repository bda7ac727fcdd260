"""A test's time limit, kept from within its own process."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any, Callable, Optional

AGAIN_S = 0.25
"""A test that swallowed the first interruption is interrupted again after this long."""

Hung = Callable[[Optional[FrameType]], None]


class TimedOut(BaseException):
    """A test did not end within its limit; not an Exception, so that few handlers stop it.

    Attributes:
        limit: the seconds that it broke.
    """

    def __init__(self, limit: float) -> None:
        super().__init__("did not end within %g s" % limit)
        self.limit = limit


class Alarm:
    """Interrupts the main thread when the time of a test is up.

    Args:
        hung: told the frame in which the test was, before it is interrupted; the process may
            have to be killed right after.
    """

    def __init__(self, hung: Hung) -> None:
        self._hung = hung
        self._limit = 0.0
        self.rang = False

    def start(self, seconds: float) -> None:
        """From now on; raises TimedOut in the main thread when they are over."""
        self._limit = seconds
        self.rang = False
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)

    def stop(self) -> None:
        """The test has ended."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def end(self, limit: float, frame: Optional[FrameType]) -> None:
        """Interrupt what runs: it has broken this limit, in seconds. Raises TimedOut."""
        if not self.rang:
            self.rang = True
            self._hung(frame)
        raise TimedOut(limit)

    def _ring(self, _number: int, frame: Any) -> None:
        self.end(self._limit, frame)

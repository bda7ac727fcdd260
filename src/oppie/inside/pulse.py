"""Calls without end, noticed by the processor's time instead of the clock's.

The stack is looked at every few milliseconds of processor time. Nothing is added to the code
that runs, so what ends soon costs nothing, and a busy machine makes no call late.
"""

from __future__ import annotations

import math
import signal
from types import FrameType
from typing import Any, Callable, Optional

from .failures import Places

TICK_S = 0.005
"""Processor seconds between two looks."""
FEWEST = 2

Late = Callable[[float, Optional[FrameType]], None]
"""Told the limit and what runs; raises what ends it."""


class Pulse:
    """Ends a call from a test into the project that takes too long.

    A call is told by its frame: the outermost of the workspace is the test's, the one within
    it is the call's. So a test that makes many short calls may take its time.

    Args:
        places: the workspace.
        late: called when a call is late, again at each look as long as it goes on.
    """

    def __init__(self, places: Places, late: Late) -> None:
        self._places = places
        self._late = late
        self._limit = 0.0
        self._most = 0
        self._looks = 0
        self._call: Optional[FrameType] = None

    def start(self, seconds: float) -> None:
        """Bound each call from now on to so much processor time."""
        self._limit = seconds
        self._most = max(FEWEST, math.ceil(seconds / TICK_S))
        self._looks, self._call = 0, None
        signal.signal(signal.SIGVTALRM, self._look)
        signal.setitimer(signal.ITIMER_VIRTUAL, TICK_S, TICK_S)

    def stop(self) -> None:
        """The test has ended."""
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self._call = None

    def _look(self, _number: int, frame: Any) -> None:
        call = self._called(frame)
        self._looks = self._looks + 1 if call is not None and call is self._call else 0
        self._call = call
        if self._looks >= self._most:
            self._late(self._limit, frame)

    def _called(self, frame: Optional[FrameType]) -> Optional[FrameType]:
        """The frame that the test's own has called."""
        call: Optional[FrameType] = None
        outer: Optional[FrameType] = None
        while frame is not None:
            if self._places.relative(frame.f_code.co_filename) is not None:
                call, outer = outer, frame
            frame = frame.f_back
        return call

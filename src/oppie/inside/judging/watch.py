"""Works candidates out beside running tests, at the places that these come to."""

from __future__ import annotations

import contextlib
import dis
import signal
import sys
import time
from types import CodeType, FrameType
from typing import Any, Dict, Iterator, List, NoReturn, Optional, Sequence

from ..failures import Places
from .ballots import SlowError, Space, Spot
from .harmless import GUARDS

EACH_S = 0.02
"""Processor seconds that one expression may take."""
MOST_S = 2.0
"""Seconds after which no more is worked out."""

Lines = Dict[int, List[Spot]]


class Watch:
    """Visits spots of one file while tests run.

    Args:
        path: of the file, from the workspace's top.
        places: the workspace.
    """

    def __init__(self, path: str, places: Places) -> None:
        self._path = path
        self._spots: Sequence[Spot] = ()
        self._places = places
        self._codes: Dict[CodeType, Optional[Lines]] = {}
        self._failing = False
        self._until = 0.0
        self._in_time = True

    def begin(self, *, failing: bool) -> None:
        """A test begins."""
        self._failing = failing
        for spot in self._spots:
            spot.begin()

    @contextlib.contextmanager
    def watching(self, spots: Sequence[Spot]) -> Iterator[None]:
        """Visit these while the body runs."""
        self._spots = spots
        self._until = time.monotonic() + MOST_S
        signal.signal(signal.SIGPROF, _slow)
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(None)

    def verdicts(self, count: int) -> List[str]:
        """The classes of ``count`` candidates; empty ones where nothing can be said."""
        found = [""] * count
        for spot in self._spots if self._in_time else ():
            spot.tell(found)
        return found

    def _enter(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        return None if self._lines(frame.f_code) is None else self._step

    def _step(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            spots = (self._lines(frame.f_code) or {}).get(frame.f_lineno, ())
            due = [spot for spot in spots if spot.due()]
            if due and self._in_time:
                self._visit(due, frame)
        return self._step

    def _visit(self, due: Sequence[Spot], frame: FrameType) -> None:
        self._in_time = time.monotonic() < self._until
        space = _space(frame)
        signal.setitimer(signal.ITIMER_PROF, EACH_S, EACH_S)
        try:
            for spot in due:
                spot.visit(space, failing=self._failing)
        except SlowError:  # it came between two expressions
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _lines(self, code: CodeType) -> Optional[Lines]:
        """The spots in the function of a code object; None where there are none."""
        if code not in self._codes:
            self._codes[code] = self._found(code)
        return self._codes[code]

    def _found(self, code: CodeType) -> Optional[Lines]:
        if code.co_name.startswith("<") or self._places.relative(code.co_filename) != self._path:
            return None
        lines: Lines = {}
        for _, line in dis.findlinestarts(code):
            spots = [s for s in self._spots if line and s.lines[0] <= line <= s.lines[1]]
            if spots:
                lines[line] = spots
        return lines or None


def _slow(_number: int, _frame: Any) -> NoReturn:
    raise SlowError


def _space(frame: FrameType) -> Space:
    held = frame.f_locals
    fragile = {name for name, value in held.items() if hasattr(type(value), "__next__")}
    return Space({**frame.f_globals, **held, **GUARDS}, fragile)

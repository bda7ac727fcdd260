"""What the functions of one file did while tests ran: calls, values, lines."""

from __future__ import annotations

import contextlib
import sys
from types import FrameType
from typing import AbstractSet, Any, Dict, Iterator, List, NamedTuple, Optional

from ..failures import Places
from .snapshots import OpaqueError, Snapshot, plain, taken

MOST_CALLS = 60
"""Calls of one test that are kept; of a test that makes more, nothing is concluded."""
MOST_SEEN = 12
"""Visits of one call to a line that are kept."""


class Returned(NamedTuple):
    """A value and the line that returned it."""

    line: int
    value: Any


class Call:
    """One call of a function.

    Attributes:
        first: the line at which its function begins.
        outermost: whether it was called from outside of the file.
        entry: what it saw at first.
        seen: what it saw at the lines in question.
        returned: what came of it; None where it raised, or returned what is not plain.
    """

    def __init__(self, frame: FrameType, test: str, lines: AbstractSet[int]) -> None:
        caller = frame.f_back
        self.test = test
        self.first = frame.f_code.co_firstlineno
        self.outermost = caller is None or caller.f_code.co_filename != frame.f_code.co_filename
        self.entry: Optional[Snapshot] = None
        self.seen: Dict[int, List[Snapshot]] = {}
        self.returned: Optional[Returned] = None
        self._lines = lines
        self._raised = False

    def step(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Follow it."""
        if event == "line":
            self._raised = False
            self._line(frame)
        elif event == "exception":
            self._raised = True
        elif event == "return" and not self._raised:
            with contextlib.suppress(OpaqueError, RecursionError):
                self.returned = Returned(frame.f_lineno, plain(arg))
        return self.step

    def _line(self, frame: FrameType) -> None:
        if self.entry is None:
            self.entry = taken(frame, self.test)
        if frame.f_lineno in self._lines:
            seen = self.seen.setdefault(frame.f_lineno, [])
            if len(seen) == MOST_SEEN:  # the last one is the one that returned
                seen.pop()
            seen.append(taken(frame, self.test))


class Record:
    """The calls of all tests.

    Args:
        path: of the file.
        places: the workspace.
    """

    def __init__(self, path: str, places: Places) -> None:
        self.calls: Dict[str, List[Call]] = {"": []}
        self._path = path
        self._lines: AbstractSet[int] = frozenset()
        self._places = places
        self._test = ""

    def begin(self, test: str) -> None:
        """A test begins."""
        self._test = test
        self.calls[test] = []

    @contextlib.contextmanager
    def watching(self, lines: AbstractSet[int]) -> Iterator[None]:
        """Record while the body runs, values at these lines."""
        self._lines = lines
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(None)

    def whole(self) -> Iterator[List[Call]]:
        """The calls of each test of which all are known."""
        return (calls for calls in self.calls.values() if len(calls) < MOST_CALLS)

    def _enter(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        code = frame.f_code
        calls = self.calls[self._test]
        ours = self._places.relative(code.co_filename) == self._path
        if not ours or code.co_name.startswith("<") or len(calls) >= MOST_CALLS:
            return None
        calls.append(Call(frame, self._test, self._lines))
        return calls[-1].step

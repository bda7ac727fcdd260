"""Exceptions as failures: kind, message, and the frames that lie in the workspace."""

from __future__ import annotations

import os
from types import FrameType, TracebackType
from typing import Dict, List, Optional, Tuple

from .messages import Failure, Frame

LONGEST_MESSAGE = 2000
OUTERMOST = 10
INNERMOST = 40


class Places:
    """Which files lie in the workspace."""

    def __init__(self, top: str) -> None:
        self.top = top
        self._prefix = top + os.sep
        self._known: Dict[str, Optional[str]] = {}

    def relative(self, filename: str) -> Optional[str]:
        """The path from the workspace's top with ``/``, or None for what lies elsewhere."""
        if filename not in self._known:
            self._known[filename] = self._find(filename)
        return self._known[filename]

    def _find(self, filename: str) -> Optional[str]:
        if filename.startswith("<"):
            return None
        for name in (filename, os.path.realpath(filename)):
            if name.startswith(self._prefix):
                return name[len(self._prefix) :].replace(os.sep, "/")
        return None


def failure(exc: BaseException, places: Places) -> Failure:
    """What is told of an exception that ended a test."""
    return Failure(type(exc).__name__, message(exc), frames(exc, places))


def message(exc: BaseException) -> str:
    """The exception's text, cut to what is kept."""
    try:
        text = _syntax(exc) if isinstance(exc, SyntaxError) else str(exc)
    except Exception as broken:  # noqa: BLE001 - an exception of the project whose __str__ fails
        text = "its text could not be made: " + type(broken).__name__
    return text[:LONGEST_MESSAGE]


def frames(exc: BaseException, places: Places) -> Tuple[Frame, ...]:
    """The workspace's frames, outermost first; a syntax error's own place is the last."""
    found: List[Frame] = []
    trace: Optional[TracebackType] = exc.__traceback__
    while trace is not None:
        _add(found, places, trace.tb_frame, trace.tb_lineno)
        trace = trace.tb_next
    if isinstance(exc, SyntaxError) and exc.filename:
        path = places.relative(exc.filename)
        if path is not None:
            found.append(Frame(path, exc.lineno or 1, "<module>"))
    return _cut(found)


def stack(frame: Optional[FrameType], places: Places) -> Tuple[Frame, ...]:
    """The workspace's frames of what runs now, outermost first."""
    found: List[Frame] = []
    while frame is not None:
        _add(found, places, frame, frame.f_lineno)
        frame = frame.f_back
    return _cut(found[::-1])


def _add(found: List[Frame], places: Places, frame: FrameType, line: int) -> None:
    path = places.relative(frame.f_code.co_filename)
    if path is not None:
        found.append(Frame(path, line or 1, frame.f_code.co_name))


def _cut(found: List[Frame]) -> Tuple[Frame, ...]:
    if len(found) > OUTERMOST + INNERMOST:  # a recursion without end
        return tuple(found[:OUTERMOST] + found[-INNERMOST:])
    return tuple(found)


def _syntax(exc: SyntaxError) -> str:
    return "%s (line %s)" % (exc.msg, exc.lineno)

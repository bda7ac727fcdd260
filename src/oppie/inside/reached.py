"""Which lines of the workspace have been reached, test by test."""

from __future__ import annotations

import ast
import contextlib
import dis
import os
import sys
import threading
from types import CodeType, FrameType
from typing import Any, Callable, Dict, FrozenSet, Iterator, List, NamedTuple, Optional, Set

from . import describing
from .failures import Places

_TOOL = 3
"""Our number in ``sys.monitoring``: one that it names for no kind of tool."""

Reach = Dict[str, List[int]]
"""Path from the workspace's top → lines, sorted."""

Step = Callable[[FrameType, str, Any], Any]
"""What ``sys.settrace`` asks for within a frame."""


class _Noted(NamedTuple):
    """How a function's lines are noted, and which of them are left to be."""

    step: Step
    left: Set[int]


class Reached:
    """Records lines while its recording goes on, in all threads."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lines: Dict[str, Set[int]] = {}
        self._noted: Dict[CodeType, _Noted] = {}
        self._hidden = 0

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """Record while the body runs, but not what describes the values of a failed assertion."""
        record = self._monitored if sys.version_info >= (3, 12) else self._traced
        with describing.wrapped(self._unseen), record():
            yield

    def take(self) -> Reach:
        """The lines since the last call."""
        lines, self._lines = self._lines, {}
        self._noted = {}
        if sys.version_info >= (3, 12):
            _monitoring().restart_events()
        return {path: sorted(found) for path, found in lines.items()}

    def _unseen(self, describer: describing.Describer) -> describing.Describer:
        def describe(*args: Any, **words: Any) -> Any:
            self._hidden += 1
            try:
                return describer(*args, **words)
            finally:
                self._hidden -= 1

        return describe

    @contextlib.contextmanager
    def _traced(self) -> Iterator[None]:
        threading.settrace(self._call)
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type,unused-ignore]

    def _call(self, frame: FrameType, _event: str, _arg: Any) -> Optional[Step]:
        if self._hidden:
            return None
        code = frame.f_code
        noted = self._noted.get(code)
        if noted is None:
            path = self._places.relative(code.co_filename)
            if path is None:
                return None
            noted = self._noted[code] = _noting(code, self._lines.setdefault(path, set()))
        return noted.step if noted.left else None

    @contextlib.contextmanager
    def _monitored(self) -> Iterator[None]:
        monitoring = _monitoring()
        monitoring.use_tool_id(_TOOL, "oppie")
        monitoring.register_callback(_TOOL, monitoring.events.LINE, self._line)
        monitoring.set_events(_TOOL, monitoring.events.LINE)
        try:
            yield
        finally:
            monitoring.set_events(_TOOL, 0)
            monitoring.free_tool_id(_TOOL)

    def _line(self, code: CodeType, line: int) -> Any:
        if self._hidden:
            return None
        path = self._places.relative(code.co_filename)
        if path is not None and line:
            self._lines.setdefault(path, set()).add(line)
        return _monitoring().DISABLE


def _noting(code: CodeType, lines: Set[int]) -> _Noted:
    """Note which lines of a function are reached; when all were, its frames are left alone."""
    own = {line for _, line in dis.findlinestarts(code) if line}
    left = own - {code.co_firstlineno} or own  # the line of ``def`` is no step

    def step(frame: FrameType, event: str, _arg: Any) -> Step:
        if event == "line":
            line = frame.f_lineno
            if line in own:
                own.discard(line)
                left.discard(line)
                lines.add(line)
            if not left:
                frame.f_trace_lines = False
        return step

    return _Noted(step, left)


def _monitoring() -> Any:
    """``sys.monitoring``, which older interpreters have not."""
    return vars(sys)["monitoring"]


def valued(reach: Reach, top: str) -> Reach:
    """What an import reached, without lines that only name things.

    Every test has reached these lines, so they say nothing unless a value is made there.
    """
    kept: Reach = {}
    for path, lines in reach.items():
        naming = _naming(os.path.join(top, path))
        found = [line for line in lines if line not in naming]
        if found:
            kept[path] = found
    return kept


def merged(first: Reach, second: Reach) -> Reach:
    """Both together."""
    both = dict(first)
    for path, lines in second.items():
        both[path] = sorted({*both.get(path, ()), *lines})
    return both


def _naming(filename: str) -> FrozenSet[int]:
    try:
        with open(filename, "rb") as stream:
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    return frozenset(getattr(node, "lineno", 0) for node in ast.walk(tree) if _names(node))


def _names(node: ast.AST) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        arguments = node.args
        return not (node.decorator_list or arguments.defaults or any(arguments.kw_defaults))
    if isinstance(node, ast.ClassDef):
        return not node.decorator_list
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass))

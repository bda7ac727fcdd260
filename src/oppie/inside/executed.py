"""Which code has run: what an import called cannot be swapped afterwards."""

from __future__ import annotations

import contextlib
import sys
import threading
from types import CodeType, FrameType
from typing import Any, Dict, Iterator, Optional, Set, Tuple

from .failures import Places

_TOOL = 4
"""Our number in ``sys.monitoring``: one that it names for no kind of tool."""


class Executed:
    """Records the code objects of the workspace that begin to run."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._begun: Dict[int, CodeType] = {}
        self._known: Set[Tuple[str, CodeType]] = set()

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """Record all threads while the body runs."""
        record = self._monitored if sys.version_info >= (3, 12) else self._traced
        with record():
            yield
        for code in self._begun.values():
            self.add(code)
        self._begun.clear()

    def add(self, code: CodeType) -> None:
        """Count a code object as one that has begun."""
        if self._places.relative(code.co_filename) is not None:
            self._known.add((code.co_filename, code))

    def has(self, code: CodeType) -> bool:
        """Whether this code, or an equal one of the same file, has begun."""
        return (code.co_filename, code) in self._known

    def files(self) -> Set[str]:
        """Files of which anything has run."""
        return {filename for filename, _ in self._known}

    @contextlib.contextmanager
    def _traced(self) -> Iterator[None]:
        before = sys.gettrace()
        sys.settrace(self._call)
        threading.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(before)
            threading.settrace(before)

    def _call(self, frame: FrameType, _event: str, _arg: Any) -> None:
        code = frame.f_code
        self._begun[id(code)] = code

    @contextlib.contextmanager
    def _monitored(self) -> Iterator[None]:
        monitoring = _monitoring()
        monitoring.use_tool_id(_TOOL, "oppie")
        monitoring.register_callback(_TOOL, monitoring.events.PY_START, self._start)
        monitoring.set_events(_TOOL, monitoring.events.PY_START)
        try:
            yield
        finally:
            monitoring.set_events(_TOOL, 0)
            monitoring.free_tool_id(_TOOL)

    def _start(self, code: CodeType, _offset: int) -> Optional[Any]:
        self._begun[id(code)] = code
        return _monitoring().DISABLE


def _monitoring() -> Any:
    """``sys.monitoring``, which older interpreters have not."""
    return vars(sys)["monitoring"]

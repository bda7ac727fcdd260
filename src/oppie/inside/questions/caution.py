"""A call of the project's code that may go on for ever or touch the world: neither happens."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any, Callable, NamedTuple, Optional, Set, Tuple

MOST_STEPS = 20_000
"""Lines of the project that one call may run; what a test's call runs is far below."""

_REFUSED = (
    *("os.", "shutil.", "tempfile.", "fcntl.", "mmap.", "sqlite3."),
    *("subprocess.", "signal.", "pty.", "ctypes."),
    *("socket.", "urllib.", "http.", "ftplib.", "smtplib."),
)
_HARMLESS = ("os.listdir", "os.scandir", "os.walk", "os.fwalk")


class RefusedError(BaseException):
    """The call was about to touch the world."""


class EndlessError(BaseException):
    """The call ran more lines than it may."""


class Seen(NamedTuple):
    """What came of a call: its value, or what it raised; and the lines of the file it ran."""

    value: object
    raised: Optional[BaseException]
    lines: Tuple[int, ...]


class Caution:
    """Calls functions of one file, under watch.

    An audit hook can never be taken away, so there is one for the process; it refuses only
    while a call is under way.
    """

    def __init__(self, filename: str, top: str) -> None:
        self._filename = filename
        self._top = top
        self._asking = False
        self._touched = False
        self._steps = 0
        self._lines: Set[int] = set()
        sys.addaudithook(self._audit)

    def call(self, body: Callable[[], object]) -> Seen:
        """Do it; exceptions are part of the answer."""
        self._steps, self._touched, self._lines = 0, False, set()
        before = sys.gettrace()
        self._asking = True
        sys.settrace(self._enter)
        raised: Optional[BaseException] = None
        value: object = None
        try:
            value = body()
        except (Exception, RefusedError, EndlessError) as error:  # noqa: BLE001 - it is the answer
            raised = error
        finally:
            sys.settrace(before)
            self._asking = False
        if self._touched:
            raised = RefusedError()
        return Seen(value, raised, tuple(sorted(self._lines)))

    def _enter(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        if not frame.f_code.co_filename.startswith(self._top):
            return None
        return self._step

    def _step(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise EndlessError
            if frame.f_code.co_filename == self._filename:
                self._lines.add(frame.f_lineno)
        return self._step

    def _audit(self, event: str, args: Tuple[Any, ...]) -> None:
        if not self._asking:
            return
        touches = event.startswith(_REFUSED) and event not in _HARMLESS
        if touches or (event == "open" and _writes(args)):
            self._touched = True
            raise RefusedError


def _writes(args: Tuple[Any, ...]) -> bool:
    mode = args[1] if len(args) > 1 else None
    return isinstance(mode, str) and any(letter in mode for letter in "wax+")

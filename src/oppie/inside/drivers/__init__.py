"""Drivers: what loads and runs a project's tests, one for each way in which people do."""

from __future__ import annotations

from importlib import import_module
from typing import Callable, ContextManager, NamedTuple, Optional, Protocol, Sequence, Tuple

from ..failures import Places
from ..messages import Plan, Result
from ..wire import Message


class RefusedError(Exception):
    """No test can be started, and no change of the source could help.

    Attributes:
        code: ``no-tests``, ``no-driver``, ``no-command`` or ``collect``.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def told(self) -> Message:
        """The ``refused`` event."""
        return {
            "event": "refused",
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "results": [],
        }


class Collected(NamedTuple):
    """The tests by id, and the files that could not be collected."""

    tests: Tuple[str, ...] = ()
    errors: Tuple[Result, ...] = ()


class Setting(NamedTuple):
    """Where a driver works.

    Attributes:
        plan: how the tests run.
        places: the workspace.
        private: a folder for what the driver has to write.
        collecting: bounds the time of a body that collects the file with this path.
    """

    plan: Plan
    places: Places
    private: str
    collecting: Callable[[str], ContextManager[None]]


class Driver(Protocol):
    """Loads tests once, and runs them one by one."""

    def open(self) -> bool:
        """Read the configuration, without importing any test; whether that went well."""

    def collect(self, names: Sequence[str], avoid: Sequence[str]) -> Collected:
        """Load the tests that ids of tests or files name (and more); all, if there is no name.

        Files to ``avoid`` are not imported. Raises RefusedError.
        """

    def run(self, test: str, following: Optional[str]) -> Result:
        """Run one test; ``following`` tells which fixtures are still needed afterwards.

        What ends a whole session (KeyboardInterrupt) passes through: nothing runs after it.
        """


def find(name: str) -> Callable[[Setting], Driver]:
    """What makes a driver. Raises RefusedError when the interpreter has none."""
    try:
        module = import_module("." + name + "_driver", __package__)
    except Exception as error:
        code = "no-driver" if isinstance(error, ImportError) else "collect"
        told = "%s cannot be loaded: %s: %s" % (name, type(error).__name__, error)
        raise RefusedError(code, told) from error
    made: Callable[[Setting], Driver] = module.driver
    return made

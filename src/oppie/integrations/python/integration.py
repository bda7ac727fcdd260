"""The integration of Python projects."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from oppie.integrations.closeness import sharpen
from oppie.integrations.python import convention, roles
from oppie.integrations.python.branches import Read, Ways
from oppie.integrations.python.detection import NAME, detect
from oppie.integrations.python.interpreter import Interpreter
from oppie.integrations.python.lacking import lacks
from oppie.integrations.python.planning import Planner
from oppie.integrations.python.questions import PythonExaminer
from oppie.integrations.reading import Folder
from oppie.integrations.spectrum import suspicions
from oppie.model.observation import Failure, Suspicion, TestTrace
from oppie.model.project import Detection, TestCommand
from oppie.model.rollout import Plan


class PythonIntegration:
    """Implements :class:`oppie.ports.Integration`.

    Args:
        environ: the user's environment; the process's own if None.
        store: where oppie's own pytest is kept for interpreters without one; None is a cache.
    """

    name = NAME
    programs = frozenset(("pytest", "py.test", "python", "python3", "unittest", "tox", "nox"))

    def __init__(self, environ: Mapping[str, str] | None = None, store: Path | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._store = store
        self._named: tuple[str, ...] = ()

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:
        """What of Python is in the project, or None; learns what the project calls its tests."""
        top = Folder(root, tuple(files))
        self._named = convention.test_names(top)
        return detect(top)

    def plan(self, root: Path, files: Sequence[str], test: TestCommand) -> Plan:
        """How the tests run: driver, arguments, interpreter, import roots.

        Raises:
            ProjectError: there are no tests, or no such command or interpreter.
            MachineError: the interpreter cannot be used, or lacks pytest and cannot borrow it.
        """
        return self._planner(root, files).plan(test)

    def interpreter(self, root: Path, files: Sequence[str], test: TestCommand) -> Interpreter:
        """The interpreter that the tests run on, examined. Raises as :meth:`plan` does."""
        return self._planner(root, files).interpreter(test)

    def may_change(self, path: str) -> bool:
        """Whether a path is Python source that a repair may edit."""
        return roles.may_change(path, self._named)

    def is_test(self, path: str) -> bool:
        """Whether a path is a test, belongs to the tests, or holds their settings."""
        return roles.is_test(path, self._named)

    def localise(
        self,
        traces: Sequence[TestTrace],
        failures: Sequence[Failure] = (),
        read: Read | None = None,
    ) -> tuple[Suspicion, ...]:
        """Lines of the source that failing tests reached or failed in, most suspicious first."""
        if read is None:
            reached = suspicions(traces, self.may_change)
        else:
            ways = Ways.of(traces, self.may_change, read)
            reached = ways.lifted(suspicions(ways.added(traces), self.may_change))
        return sharpen(reached, failures, self.may_change)

    def lacks(self, failure: Failure, files: Sequence[str], read: Read) -> str:
        """The module whose package the interpreter lacks; empty: the source may be at fault."""
        return lacks(failure, files, read)

    def examiner(self) -> PythonExaminer:
        """Asks candidates for the examples in docstrings, and for calls that no test makes."""
        return PythonExaminer()

    def _planner(self, root: Path, files: Sequence[str]) -> Planner:
        return Planner(Folder(root.resolve(), tuple(files)), self._environ, self._store)

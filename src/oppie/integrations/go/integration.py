"""The integration of Go projects."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from oppie.integrations.closeness import sharpen
from oppie.integrations.go import roles
from oppie.integrations.go.detection import NAME, detect
from oppie.integrations.go.lacking import lacks
from oppie.integrations.go.planning import Planner
from oppie.integrations.go.survey import Survey, survey
from oppie.integrations.reading import Folder
from oppie.integrations.spectrum import suspicions
from oppie.model.observation import Failure, Suspicion, TestTrace
from oppie.model.project import Detection, TestCommand
from oppie.model.rollout import Plan

Read = Callable[[str], bytes]


class GoIntegration:
    """Implements :class:`oppie.ports.Integration`.

    Args:
        environ: the user's environment; the process's own if None.
    """

    name = NAME
    programs = frozenset(("go", "gotestsum"))

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._survey = Survey()

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:
        """What of Go is in the project, or None; learns which packages are there for tests."""
        top = Folder(root, tuple(files))
        found = detect(top)
        self._survey = Survey() if found is None else survey(top)
        return found

    def plan(self, root: Path, files: Sequence[str], test: TestCommand) -> Plan:
        """How the tests run: which packages, with which toolchain and build cache.

        On this machine what the tests are built from is compiled into the user's own build
        cache first, as ``go test`` would.

        Raises:
            ProjectError: there are no tests, or the command is no call of ``go test``.
            MachineError: there is no go command, or it does not answer.
        """
        return Planner(Folder(root.resolve(), tuple(files)), self._environ).plan(test)

    def may_change(self, path: str) -> bool:
        """Whether a path is Go source that a repair may edit."""
        return roles.may_change(path, self._survey.support, self._survey.generated)

    def is_test(self, path: str) -> bool:
        """Whether a path is a test, belongs to the tests, or holds their settings."""
        return roles.is_test(path, self._survey.support)

    def localise(
        self,
        traces: Sequence[TestTrace],
        failures: Sequence[Failure] = (),
        read: Read | None = None,  # noqa: ARG002 - coverage tells of blocks, which need no lifting
    ) -> tuple[Suspicion, ...]:
        """Lines of the source that failing tests reached or failed in, most suspicious first."""
        return sharpen(suspicions(traces, self.may_change), failures, self.may_change)

    def lacks(self, failure: Failure, files: Sequence[str], read: Read) -> str:  # noqa: ARG002 - the go command says it all
        """The module that was not downloaded; empty: the source may be at fault."""
        return lacks(failure)

    def examiner(self) -> None:
        """Nothing asks Go more than its tests do."""
        return

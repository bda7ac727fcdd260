"""The integration of Node.js projects."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from oppie.integrations.closeness import sharpen
from oppie.integrations.nodejs import roles
from oppie.integrations.nodejs.detection import NAME, detect
from oppie.integrations.nodejs.lacking import lacks
from oppie.integrations.nodejs.planning import Planner
from oppie.integrations.nodejs.questions import NodeExaminer
from oppie.integrations.reading import Folder
from oppie.integrations.spectrum import suspicions
from oppie.model.observation import Failure, Suspicion, TestTrace
from oppie.model.project import Detection, TestCommand
from oppie.model.rollout import Plan

Read = Callable[[str], bytes]


class NodeIntegration:
    """Implements :class:`oppie.ports.Integration`.

    Args:
        environ: the user's environment; the process's own if None.
    """

    name = NAME
    programs = frozenset(
        ("node", "npm", "npx", "pnpm", "yarn", "mocha", "jest", "vitest", "tape", "tsx")
    )

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:
        """What of Node.js is in the project, or None."""
        return detect(Folder(root, tuple(files)))

    def plan(self, root: Path, files: Sequence[str], test: TestCommand) -> Plan:
        """How the tests run: which runner with which arguments, read from package scripts.

        Raises:
            ProjectError: there are no tests, or their results cannot be read.
            MachineError: there is no node.
        """
        return Planner(Folder(root.resolve(), tuple(files)), self._environ).plan(test)

    def may_change(self, path: str) -> bool:
        """Whether a path is JavaScript or TypeScript source that a repair may edit."""
        return roles.may_change(path)

    def is_test(self, path: str) -> bool:
        """Whether a path is a test, belongs to the tests, or holds their settings."""
        return roles.is_test(path)

    def localise(
        self,
        traces: Sequence[TestTrace],
        failures: Sequence[Failure] = (),
        read: Read | None = None,  # noqa: ARG002 - lines say enough
    ) -> tuple[Suspicion, ...]:
        """Lines of the source that failing tests reached or failed in, most suspicious first."""
        return sharpen(suspicions(traces, self.may_change), failures, self.may_change)

    def lacks(self, failure: Failure, files: Sequence[str], read: Read) -> str:
        """The package that is not installed; empty: the source may be at fault."""
        return lacks(failure, files, read)

    def examiner(self) -> NodeExaminer:
        """Asks candidates for the examples in comments, and for calls that no test makes."""
        return NodeExaminer()

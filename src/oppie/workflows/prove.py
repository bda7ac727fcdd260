"""Whether a project's commands work: each is run, in a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oppie.errors import MachineError, OppieError, ProjectError
from oppie.model.change import Digest
from oppie.model.observation import Observation
from oppie.model.project import Detection, TestCommand, Workspace
from oppie.model.rollout import Isolation, Limits, Rollout, Stop
from oppie.ports import Integration, Sandbox
from oppie.workflows.baseline import count

LIMIT_S = 120.0
"""Wall seconds that a command may take to show that it works."""
NOT_FOUND = 127
"""What a shell ends with when there is no such program."""

Once = Callable[[str, Workspace, float], int | None]
"""Runs a shell line once in a copy: the exit code, None when the time was up."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A command that was found.

    Attributes:
        key: the setting that it is: ``test``, ``bench`` or ``lint``.
        command: as a user would type it at the top of the project.
        works: whether it was started and did its work.
        detail: what it said, one line.
    """

    key: str
    command: str
    works: bool
    detail: str


def line(detection: Detection, command: str) -> str:
    """A command of a project in a folder below, as it is typed at the top."""
    return f"cd {detection.folder} && {command}" if command and detection.folder else command


@dataclass(frozen=True, slots=True)
class Prover:
    """Runs the commands of one project.

    Attributes:
        sandbox: where its tests run.
        once: runs its other commands.
    """

    workspace: Workspace
    files: tuple[str, ...]
    sandbox: Sandbox
    once: Once

    def test(self, integration: Integration, words: str) -> Proof:
        """Run all tests. Raises ProjectError, MachineError when none can be started."""
        command = TestCommand(words=words)
        plan = integration.plan(self.workspace.root, self.files, command)
        limits = Limits(total_s=LIMIT_S)
        session = self.sandbox.open(self.workspace, plan, limits)
        try:
            session.start()
            rollout = Rollout(Digest(""), limits=limits, stop=Stop.NEVER, isolation=Isolation.COLD)
            seen = session.run(rollout)
        finally:
            session.close()
        if not isinstance(seen, Observation):
            raise MachineError(f"the tests could not be run: {seen.reason}", where=plan.command)
        if not seen.results:
            raise ProjectError("no test was run", where=plan.command)
        counts = count(seen.results)
        bad = counts.failed + counts.errors + counts.timed_out
        passing = f"{counts.passed} {'test passes' if counts.passed == 1 else 'tests pass'}"
        detail = f"{passing}, {bad} {'does' if bad == 1 else 'do'} not"
        return Proof("test", words or plan.command, works=True, detail=detail)

    def other(self, key: str, words: str) -> Proof:
        """Run a command that is no test; that it complains is no proof against it."""
        try:
            code = self.once(words, self.workspace, LIMIT_S)
        except OppieError as error:
            return Proof(key, words, works=False, detail=error.message)
        if code is None:
            return Proof(key, words, works=False, detail=f"it did not end within {LIMIT_S:.0f} s")
        if code == NOT_FOUND:
            return Proof(key, words, works=False, detail="there is no such program")
        return Proof(key, words, works=True, detail=f"it ends with exit code {code}")

"""Sessions of a run beside its first one."""

from __future__ import annotations

from contextlib import ExitStack

from oppie.model.rollout import Plan
from oppie.ports import Sandbox
from oppie.workflows.ahead import Ahead
from oppie.workflows.desk import Desk
from oppie.workflows.project import Project
from oppie.workflows.stage import open_session


class Spares:
    """Opens them where the run works; each is closed at the run's end.

    Attributes:
        second: starts beside the first one, where two rollouts may run side by side.
    """

    def __init__(self, desk: Desk, project: Project, stack: ExitStack) -> None:
        self._desk = desk
        self._project = project
        self._stack = stack
        self._where: tuple[Sandbox, Plan] | None = None
        self.second: Ahead | None = None

    def entered(self, sandbox: Sandbox, plan: Plan) -> None:
        """A sandbox is tried; the last one that was is where the run works.

        While the tests are loaded there, what the search needs is loaded here.
        """
        workshop = self._desk.workshop
        self._where = (sandbox, plan)
        self.second = self.another().begun() if workshop.jobs > 1 else None
        workshop.proposers()

    def another(self) -> Ahead:
        """One more, not started yet. Raises LookupError before a sandbox was entered."""
        if self._where is None:
            raise LookupError("no sandbox was entered")
        session = Ahead(open_session(self._desk, self._project, *self._where))
        self._stack.callback(session.close)
        return session

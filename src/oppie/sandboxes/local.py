"""The local sandbox: a private copy, a process group, an allow-listed environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial

from oppie.inside.packing import zip_bytes
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import Limits, Plan
from oppie.sandboxes import bubblewrap, copies
from oppie.sandboxes.channel import Channel
from oppie.sandboxes.environment import places, variables
from oppie.sandboxes.pipes import PipeChannel
from oppie.sandboxes.processes import end_all
from oppie.sandboxes.session import RunnerSession

RUNNER = "runner.zip"


class LocalSandbox:
    """Runs on this machine, as this user.

    Args:
        confined: whether to use bubblewrap; None takes it where it works.
        runner: makes the program that speaks ``docs/runner.md``.
    """

    name = "local"

    def __init__(
        self, *, confined: bool | None = None, runner: Callable[[], bytes] = zip_bytes
    ) -> None:
        self._confined = confined
        self._zip = runner

    def available(self) -> Availability:
        """Always; ``why`` tells how far it isolates."""
        if sys.platform == "win32":
            return Availability(ok=False, why="Windows has no process groups", hint="use WSL")
        if self._confines():
            return Availability(ok=True, why="bubblewrap: no network, only the copy is writable")
        return Availability(
            ok=True,
            why="without bubblewrap tests can reach the network and write what you can write",
            hint="install bubblewrap (apt-get install bubblewrap), or use --sandbox=docker",
        )

    def fingerprint(self) -> str:
        """Whether it is confined: a test may need the network."""
        return "confined" if self._confines() else "open"

    def open(self, workspace: Workspace, plan: Plan, limits: Limits) -> RunnerSession:
        """A Session on a fresh copy, not started yet.

        The runner is packed here: in a thread its many small reads would each wait for their turn.
        """
        self._zip()
        return RunnerSession(partial(self._connect, workspace, plan), plan, limits)

    def sweep(self) -> Iterable[str]:
        """End processes and remove copies of dead runs."""
        return copies.sweep(end_all)

    def _confines(self) -> bool:
        return bubblewrap.works() if self._confined is None else self._confined

    def _connect(self, workspace: Workspace, plan: Plan) -> Channel:
        with ExitStack() as undo:
            copy = copies.Copy(workspace.label)
            undo.callback(_end, copy)
            copy.fill(workspace)
            channel = self._runner(copy, plan)
            undo.pop_all()
        return channel

    def _runner(self, copy: copies.Copy, plan: Plan) -> Channel:
        environment = variables(os.environ, plan, copy.make("home"), copy.make("tmp"))
        argv: tuple[str, ...] = (plan.python, str(copy.write(RUNNER, self._zip())), str(copy.work))
        if self._confines():
            argv = bubblewrap.wrapped(argv, copy.folder, _needed(plan, environment))
        errors = copy.folder / "runner.log"
        return PipeChannel(argv, environment, copy.work, errors, partial(_end, copy))


def _needed(plan: Plan, environment: Mapping[str, str]) -> Iterator[str]:
    """What the plan reads, wherever it lies: toolchains, caches, programs of the user's PATH."""
    yield from (plan.root, plan.python, *plan.extra_path, *plan.outside, *places(environment))
    yield from os.get_exec_path()


def _end(copy: copies.Copy) -> None:
    end_all(copy.folder)
    copy.remove()

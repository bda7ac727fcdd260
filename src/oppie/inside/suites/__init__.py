"""Suites: a project's tests as the server can run them, one module for each toolchain.

A module ``suites/NAME.py`` (or package) has a function ``suite`` that makes a :class:`Suite` of
a :class:`Site`; a plan names it (``Plan.suite``).
"""

from __future__ import annotations

from importlib import import_module
from typing import Callable, NamedTuple, Protocol, Sequence, Tuple

from ..attempt import Link
from ..files import Workspace
from ..messages import File, Job, Limits, Plan


class Site(NamedTuple):
    """Where a suite works.

    Attributes:
        plan: how the tests run.
        top: the workspace, absolute and real.
        private: an empty folder of the runner's own, outside of the workspace.
        link: the server's lines: results are told over ``link.answers``, and when
            ``link.host`` ends everything is to end.
        workspace: knows how the candidate differs from the base.
        closed: descriptors of the server that no other process is to keep.
    """

    plan: Plan
    top: str
    private: str
    link: Link
    workspace: Workspace
    closed: Tuple[int, ...]


class Opening(NamedTuple):
    """What was found when the tests were loaded.

    Attributes:
        tests: ids, and those of files that cannot be collected.
        warm: whether a rollout starts from work that is already done.
        note: why not, for the user.
        leaks: modules that were imported from the user's folder.
        version: of the toolchain: ``3.11.7``, ``go1.26``.
        batch: how many candidates it pays to hand over together, since one build serves all.
        judges: whether candidates can be judged beside the tests: jobs of the kinds ``judge``
            and ``grow``.
    """

    tests: Tuple[str, ...]
    warm: bool
    note: str = ""
    leaks: Tuple[str, ...] = ()
    version: str = ""
    batch: int = 1
    judges: bool = False


class Done(NamedTuple):
    """How a rollout ended.

    Attributes:
        complete: whether every test that was asked for has a result.
        route: how it ran; see ``oppie.model.observation.Observation``.
        peak: bytes, the largest resident size of a process that ran tests; 0 if unknown.
        lost: why the rollout did not happen; empty if it did.
        stale: a probe's: paths whose change was not what was loaded.
    """

    complete: bool
    route: str
    peak: int = 0
    lost: str = ""
    stale: Tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Files of a rollout to come; ``id`` is its request's."""

    id: int
    files: Tuple[File, ...]


class Suite(Protocol):
    """A project's tests. Raises HostGoneError from anything when the host is gone."""

    def open(self, limits: Limits) -> Opening:
        """Load the tests of the base. Raises RefusedError."""

    def prepare(self, candidates: Sequence[Candidate]) -> None:
        """Build what serves all of these; each is run on its own afterwards, or not at all.

        Whatever cannot be built so is built when it is run. Changes nothing in the workspace.
        """

    def run(self, job: Job, cold: bool) -> Done:  # noqa: FBT001 - a fact about the job
        """Do a job (its ``kind`` says what) in the workspace as it stands.

        Each result is told as soon as it is known (:func:`..messages.result_message`,
        :func:`..messages.trace_message`). A cold one uses nothing that another one has built.
        """

    def settle(self) -> None:
        """After the answer is out: end what is left of the last job."""

    def close(self) -> None:
        """End everything."""


def make(site: Site) -> Suite:
    """The suite that a plan names. Raises RefusedError without what it needs."""
    made: Callable[[Site], Suite] = import_module("." + site.plan.suite, __package__).suite
    return made(site)

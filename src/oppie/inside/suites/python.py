"""Tests in Python: run by processes that are forked from interpreters that have loaded them."""

from __future__ import annotations

import os
import platform
import sys
from typing import Sequence

from .. import ground
from ..bounds import running
from ..drivers import find
from ..failures import Places
from ..messages import BESIDE, Job, Limits
from ..opening import BY_COMMAND, COLLECT_S, opened
from ..roles import loaded
from ..rollouts import Rollouts
from ..routes import FRESH, PLAIN, RELOAD, SWAP
from ..stable import COMMAND, Stable
from ..work import Work
from . import Candidate, Done, Opening, Site

TRACED = 3.0
"""A traced test may take so many times its limit, before Python 3.12."""


class PythonSuite:
    """Implements :class:`Suite`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        plan = site.plan
        work = Work(plan, site.top, site.private, os.path.abspath(sys.argv[0]), running())
        relocation = ground.prepare(plan, site.top)
        if plan.driver != COMMAND:
            find(plan.driver)
        self._stable = Stable(work, relocation, site.closed)
        self._rollouts = Rollouts(self._stable, site.link)
        self._collect_s = COLLECT_S
        self._warm = False

    def open(self, limits: Limits) -> Opening:
        """Collect the tests. Raises RefusedError, HostGoneError."""
        found = opened(self._stable, self._site.link, limits, self._why_not_warm())
        self._warm, self._collect_s = found.warm, found.collect_s
        version = platform.python_version()
        warm = found.warm
        return Opening(found.tests, warm, found.note, found.leaks, version, judges=warm)

    def prepare(self, candidates: Sequence[Candidate]) -> None:
        """Nothing: each candidate's code is put in a process of its own."""

    def run(self, job: Job, cold: bool) -> Done:  # noqa: FBT001 - see Suite
        """Do a job. Raises HostGoneError."""
        job = job._replace(collect_s=self._collect_s)
        if job.kind in ("trace", *BESIDE):
            job = job._replace(limits=_traced(job.limits))
        done = self._rollouts.run(job, self._route(job, cold=cold))
        return done._replace(route=RELOAD if done.route == PLAIN else done.route)

    def settle(self) -> None:
        """Wait until the last job's processes are gone."""
        self._rollouts.settle()

    def close(self) -> None:
        """End every process."""
        self._stable.close()

    def _route(self, job: Job, *, cold: bool) -> str:
        if cold or not self._warm:
            return FRESH
        if job.kind in ("run", *BESIDE) and self._stable.has(SWAP):
            return SWAP
        return PLAIN if job.kind == "trace" else RELOAD

    def _why_not_warm(self) -> str:
        plan = self._site.plan
        if plan.driver == COMMAND:
            return BY_COMMAND
        if loaded(Places(self._site.top)):
            return "%s itself is loaded from the project" % plan.driver
        return ""


suite = PythonSuite


def _traced(limits: Limits) -> Limits:
    """Tracing slows tests down where the interpreter cannot watch lines by itself."""
    if sys.version_info >= (3, 12):
        return limits
    tests = tuple((test, seconds * TRACED) for test, seconds in limits.tests_s)
    return limits._replace(test_s=limits.test_s * TRACED, tests_s=tests)

"""The runner's server: reads requests, has them done by other processes, answers.

It never imports the project itself, so that what it forks starts clean.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from typing import Optional

from . import ground, wire
from .attempt import HostGoneError, Link
from .bounds import running
from .drivers import RefusedError, find
from .failures import Places
from .files import Workspace
from .mark import Mark
from .messages import Job, Limits, Plan, as_files, as_limits, as_plan
from .opening import BY_COMMAND, COLLECT_S, opened
from .processes import adopt_orphans
from .roles import loaded
from .rollouts import Done, Rollouts
from .stable import COMMAND, FRESH, PLAIN, RELOAD, SWAP, Stable
from .telling import Telling
from .tidy import Tidy
from .work import Work

TRACED = 3.0
"""A traced test may take so many times its limit, before Python 3.12."""


class Server:
    """Serves one workspace to one host.

    Args:
        top: the workspace, absolute and real.
        private: an empty folder of the runner's own.
        host: where requests come from.
        answers: where answers go.
    """

    def __init__(self, top: str, private: str, host: int, answers: int) -> None:
        self._top = top
        self._private = private
        self._host = wire.Lines(host, strict=True)
        self._answers = Telling(answers)
        self._closed = (host, answers)
        self._workspace = Workspace(top)
        self._tidy = Tidy(top)
        self._first = True
        self._stable: Optional[Stable] = None
        self._rollouts: Optional[Rollouts] = None
        self._collect_s = COLLECT_S
        self._warm = False

    def serve(self) -> None:
        """Until the host closes its end."""
        adopt_orphans()
        serve = {"start": self._start, "run": self._run, "trace": self._trace, "probe": self._probe}
        try:
            while True:
                request = self._host.next()
                serve[request["op"]](request)
        except (EOFError, HostGoneError, BrokenPipeError):
            return
        finally:
            if self._stable is not None:
                self._stable.close()

    def _start(self, request: wire.Message) -> None:
        plan = as_plan(request["plan"])
        try:
            self._open(plan, as_limits(request["limits"]))
        except RefusedError as refused:
            self._answers.tell(refused.told())

    def _open(self, plan: Plan, limits: Limits) -> None:
        work = Work(plan, self._top, self._private, os.path.abspath(sys.argv[0]), running())
        relocation = ground.prepare(plan, self._top)
        if plan.driver != COMMAND:
            find(plan.driver)
        link = Link(self._host, self._answers, Mark(self._private))
        self._stable = Stable(work, relocation, self._closed)
        self._rollouts = Rollouts(self._stable, link)
        found = opened(self._stable, link, limits, _why_not_warm(plan, self._top))
        self._warm, self._collect_s = found.warm, found.collect_s
        self._answers.tell(
            {
                "event": "opened",
                "tests": found.tests,
                "warm": found.warm,
                "note": found.note,
                "leaks": found.leaks,
                "version": platform.python_version(),
                "pid": os.getpid(),
            }
        )

    def _run(self, request: wire.Message) -> None:
        job = Job(
            request["id"],
            targets=tuple(request["targets"]),
            others=tuple(request["others"]),
            stop=request["stop"],
            limits=as_limits(request["limits"]),
        )
        self._perform(job, request["files"], cold=request["isolation"] == "cold")

    def _trace(self, request: wire.Message) -> None:
        limits = _traced(as_limits(request["limits"]))
        job = Job(request["id"], targets=tuple(request["tests"]), limits=limits, kind="trace")
        self._perform(job, (), cold=False)

    def _probe(self, request: wire.Message) -> None:
        job = Job(request["id"], kind="probe")
        done = self._do(job, request["files"], cold=True)
        stale = self._workspace.changed() if done.lost else done.stale
        self._answers.tell({"event": "probed", "id": job.id, "stale": stale, "lost": done.lost})
        self._settle()

    def _perform(self, job: Job, files: wire.Message, *, cold: bool) -> None:
        began = time.perf_counter()
        done = self._do(job, files, cold=cold)
        self._answers.tell(
            {
                "event": "done",
                "id": job.id,
                "complete": done.complete,
                "route": RELOAD if done.route == PLAIN else done.route,
                "seconds": round(time.perf_counter() - began, 6),
                "peak_bytes": done.peak,
                "lost": done.lost,
            }
        )
        self._settle()

    def _do(self, job: Job, files: wire.Message, *, cold: bool) -> Done:
        if self._rollouts is None:
            return Done(complete=False, route=FRESH, lost="nothing was started")
        try:
            self._workspace.apply(as_files(files))
        except (OSError, ValueError) as error:
            lost = "the workspace could not be written: %s" % error
            return Done(complete=False, route=FRESH, lost=lost)
        if self._first:
            self._tidy.before()
        job = job._replace(
            changed=self._workspace.changed(),
            reshaped=self._workspace.reshaped(),
            collect_s=self._collect_s,
        )
        return self._rollouts.run(job, self._route(job, cold=cold))

    def _settle(self) -> None:
        """After the answer is out: end what is left of the rollout, and take away its traces."""
        if self._rollouts is not None:
            self._rollouts.settle()
        if self._first:
            self._tidy.after()
        self._first = False
        self._tidy.clean(self._workspace.written())

    def _route(self, job: Job, *, cold: bool) -> str:
        if cold or not self._warm or self._stable is None:
            return FRESH
        if job.kind == "run" and self._stable.has(SWAP):
            return SWAP
        return PLAIN if job.kind == "trace" else RELOAD


def _why_not_warm(plan: Plan, top: str) -> str:
    if plan.driver == COMMAND:
        return BY_COMMAND
    if loaded(Places(top)):
        return "%s itself is loaded from the project" % plan.driver
    return ""


def _traced(limits: Limits) -> Limits:
    """Tracing slows tests down where the interpreter cannot watch lines by itself."""
    if sys.version_info >= (3, 12):
        return limits
    tests = tuple((test, seconds * TRACED) for test, seconds in limits.tests_s)
    return limits._replace(test_s=limits.test_s * TRACED, tests_s=tests)

"""The runner's server: reads requests, has them done by other processes, answers.

It never loads the project itself, so that what it starts begins clean.
"""

from __future__ import annotations

import os
import time
from typing import Optional

from . import wire
from .attempt import HostGoneError, Link
from .drivers import RefusedError
from .files import Workspace
from .mark import Mark
from .measure import Order, Run, measure
from .messages import Job, Limits, Plan, as_files, as_limits, as_plan
from .processes import adopt_orphans, kill_orphans
from .routes import FRESH
from .suites import Candidate, Done, Site, Suite, make
from .telling import Telling
from .tidy import Tidy


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
        self._suite: Optional[Suite] = None

    def serve(self) -> None:
        """Until the host closes its end."""
        adopt_orphans()
        serve = {
            "start": self._start,
            "run": self._run,
            "batch": self._batch,
            "trace": self._trace,
            "probe": self._probe,
            "judge": self._judge,
            "grow": self._grow,
            "measure": self._measure,
        }
        try:
            while True:
                request = self._host.next()
                serve[request["op"]](request)
        except (EOFError, HostGoneError, BrokenPipeError):
            return
        finally:
            if self._suite is not None:
                self._suite.close()

    def _start(self, request: wire.Message) -> None:
        plan = as_plan(request["plan"])
        try:
            self._open(plan, as_limits(request["limits"]))
        except RefusedError as refused:
            self._answers.tell(refused.told())

    def _open(self, plan: Plan, limits: Limits) -> None:
        link = Link(self._host, self._answers, Mark(self._private))
        site = Site(plan, self._top, self._private, link, self._workspace, self._closed)
        self._suite = make(site)
        found = self._suite.open(limits)
        self._answers.tell(dict(found._asdict(), event="opened", pid=os.getpid()))

    def _batch(self, request: wire.Message) -> None:
        """Several runs, which may share what is built for them."""
        runs = request["runs"]
        if self._suite is not None:
            self._suite.prepare([Candidate(r["id"], as_files(r["files"])) for r in runs])
        for each in runs:
            self._run(each)

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
        limits = as_limits(request["limits"])
        job = Job(request["id"], targets=tuple(request["tests"]), limits=limits, kind="trace")
        self._perform(job, (), cold=False)

    def _judge(self, request: wire.Message) -> None:
        job = _beside(request)._replace(kind="judge", candidates=tuple(request["candidates"]))
        self._perform(job, (), cold=False)

    def _grow(self, request: wire.Message) -> None:
        job = _beside(request)._replace(kind="grow", forced=tuple(request["forced"]))
        self._perform(job, (), cold=False)

    def _probe(self, request: wire.Message) -> None:
        job = Job(request["id"], kind="probe")
        done = self._do(job, request["files"], cold=True)
        stale = self._workspace.changed() if done.lost else done.stale
        self._answers.tell({"event": "probed", "id": job.id, "stale": stale, "lost": done.lost})
        self._settle()

    def _measure(self, request: wire.Message) -> None:
        """Needs no tests: a benchmark may be run where none was started."""
        order = Order(request["words"], request["folder"], request["report"])
        limits = as_limits(request["limits"])
        told, lost = Run(None, 0.0), ""
        try:
            self._workspace.apply(as_files(request["files"]))
            told = measure(order, limits, self._top, self._private, self._host)
        except (OSError, ValueError) as error:
            lost = "the benchmark could not be run: %s" % error
        answer = {"event": "measured", "id": request["id"], "lost": lost}
        self._answers.tell(dict(answer, **told._asdict()))
        if self._suite is None:
            kill_orphans(set())
        else:
            self._suite.settle()
        self._tidy.clean(self._workspace.written())

    def _perform(self, job: Job, files: wire.Message, *, cold: bool) -> None:
        began = time.perf_counter()
        done = self._do(job, files, cold=cold)
        self._answers.tell(
            {
                "event": "done",
                "id": job.id,
                "complete": done.complete,
                "route": done.route,
                "seconds": round(time.perf_counter() - began, 6),
                "peak_bytes": done.peak,
                "lost": done.lost,
            }
        )
        self._settle()

    def _do(self, job: Job, files: wire.Message, *, cold: bool) -> Done:
        if self._suite is None:
            return Done(complete=False, route=FRESH, lost="nothing was started")
        try:
            self._workspace.apply(as_files(files))
        except (OSError, ValueError) as error:
            lost = "the workspace could not be written: %s" % error
            return Done(complete=False, route=FRESH, lost=lost)
        if self._first:
            self._tidy.before()
        job = job._replace(changed=self._workspace.changed(), reshaped=self._workspace.reshaped())
        return self._suite.run(job, cold)

    def _settle(self) -> None:
        """After the answer is out: end what is left of the rollout, and take away its traces."""
        if self._suite is not None:
            self._suite.settle()
        if self._first:
            self._tidy.after()
        self._first = False
        self._tidy.clean(self._workspace.written())


def _beside(request: wire.Message) -> Job:
    """A job that runs tests of the base to find something out about a file."""
    return Job(
        request["id"],
        targets=tuple(request["failing"]),
        others=tuple(request["passing"]),
        limits=as_limits(request["limits"]),
        source=request["path"],
    )

"""The runner's server: reads requests, has them done by other processes, answers.

It never imports the project itself, so that what it forks starts clean.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from pathlib import Path
from typing import Optional, Tuple

from . import ground, wire
from .attempt import Attempt, HostGoneError
from .bounds import running
from .drivers import RefusedError, find
from .files import Workspace
from .messages import Job, Limits, Plan, as_files, as_limits, as_plan
from .processes import adopt_orphans
from .rollouts import Done, Rollouts
from .stable import FRESH, RELOAD, SWAP, Stable
from .work import Work

COLLECT_S = 60.0
"""For the import of one test file, before it is known how long it takes."""

SLOWER = 10.0
"""A candidate's import may take so many times what the base's took."""

MOST_AVOIDED = 20
"""Files whose import ends the interpreter, before the tests are given up."""


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
        self._answers = answers
        self._workspace = Workspace(Path(top))
        self._stable: Optional[Stable] = None
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

    def _tell(self, message: wire.Message) -> None:
        wire.write(self._answers, wire.encode(message))

    def _start(self, request: wire.Message) -> None:
        plan = as_plan(request["plan"])
        try:
            self._open(plan, as_limits(request["limits"]))
        except RefusedError as refused:
            self._tell(
                {
                    "event": "refused",
                    "code": refused.code,
                    "message": refused.message,
                    "hint": refused.hint,
                    "results": [],
                }
            )

    def _open(self, plan: Plan, limits: Limits) -> None:
        work = Work(plan, self._top, self._private, os.path.abspath(sys.argv[0]), running())
        relocation = ground.prepare(plan, self._top)
        find(plan.driver)
        closed = (self._host.fd, self._answers)
        self._stable = Stable(work, relocation, closed)
        self._rollouts = Rollouts(self._stable, self._host, self._tell)
        found = self._collect(self._stable, limits)
        tests = found["tests"] + found["errors"]
        if not tests:
            raise RefusedError("no-tests", "no tests were found", "name the files that hold them")
        self._collect_s = max(limits.test_s, SLOWER * found["seconds"])
        self._warm = not found["threads"]
        note = "" if self._warm else "threads run after import: " + ", ".join(found["threads"])
        if not self._warm:
            self._stable.drop(SWAP)
        self._tell(
            {
                "event": "opened",
                "tests": tests,
                "warm": self._warm,
                "note": note,
                "leaks": found["leaks"],
                "version": platform.python_version(),
                "pid": os.getpid(),
            }
        )

    def _collect(self, stable: Stable, limits: Limits) -> wire.Message:
        avoid: Tuple[str, ...] = ()
        until = time.monotonic() + limits.total_s
        while len(avoid) < MOST_AVOIDED:
            zygote = stable.collector(avoid)
            attempt = Attempt(zygote, Job(0, collect_s=COLLECT_S), self._host, until, self._tell)
            attempt.listen()
            answer = attempt.answer
            if answer is not None and answer["event"] == "refused":
                raise RefusedError(answer["code"], answer["message"], answer["hint"])
            if answer is not None:
                answer["errors"] += avoid
                return answer
            ended = attempt.unfinished()
            if ended is None:
                break
            avoid += (ended.test,)
        raise RefusedError("collect", "loading the tests ends the interpreter")

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

    def _probe(self, request: wire.Message) -> None:
        job = Job(request["id"], kind="probe")
        self._perform(job, request["files"], cold=True)

    def _perform(self, job: Job, files: wire.Message, *, cold: bool) -> None:
        began = time.perf_counter()
        try:
            self._workspace.apply(as_files(files))
        except (OSError, ValueError) as error:
            done = Done(
                complete=False, route=FRESH, lost="the workspace could not be written: %s" % error
            )
        else:
            changed = self._workspace.changed()
            job = job._replace(changed=changed, collect_s=self._collect_s)
            done = self._rollouts.run(job, self._route(job, cold=cold))
        self._tell(
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
        self._rollouts.settle()

    def _route(self, job: Job, *, cold: bool) -> str:
        if cold or not self._warm or self._stable is None:
            return FRESH
        if job.kind == "run" and self._stable.has(SWAP):
            return SWAP
        return RELOAD

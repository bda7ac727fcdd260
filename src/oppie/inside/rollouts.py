"""A rollout from the server's side: process after process, until its tests have run."""

from __future__ import annotations

import time
from typing import List, Optional

from .attempt import Attempt, Ended, Link
from .messages import BESIDE, Job, result_message, trace_message
from .routes import NEXT
from .selection import covers
from .stable import Stable
from .stopping import Stopping
from .suites import Done

NOTHING = "the process ended before it ran a test"


class Rollouts:
    """Has jobs done by processes of the stable, and by further ones where those end early."""

    def __init__(self, stable: Stable, link: Link) -> None:
        self._stable = stable
        self._link = link
        self._last: Optional[Attempt] = None

    def run(self, job: Job, route: str) -> Done:
        """Run a job. Raises HostGoneError."""
        until = time.monotonic() + job.limits.total_s
        rest: Optional[Job] = job
        while rest is not None and time.monotonic() < until:
            attempt = self._attempt(rest, route, until)
            done = self._done(attempt, route, whole=rest.others == job.others)
            if done is not None:
                return done
            self.settle()
            if attempt.answer is not None:
                route = NEXT[route]
                continue
            ended = attempt.ended + self._unfinished(attempt, job)
            if not ended or job.kind in BESIDE:
                return Done(complete=False, route=route, lost=NOTHING)
            rest = _rest(rest, ended, attempt)
        return Done(complete=False, route=route)

    def _done(self, attempt: Attempt, route: str, *, whole: bool) -> Optional[Done]:
        """How the rollout ended; None when another process has to go on with it."""
        if attempt.lost:
            self._stable.drop(route)
            return Done(complete=False, route=route, lost=attempt.lost)
        if attempt.finished is not None:
            complete = whole and attempt.finished["complete"]
            return Done(complete, route, attempt.finished["peak"])
        if attempt.answer is not None and attempt.answer["event"] == "probed":
            return Done(complete=True, route=route, stale=tuple(attempt.answer["stale"]))
        return None

    def settle(self) -> None:
        """Wait until the last rollout's processes are gone; after its answer is out."""
        if self._last is not None:
            self._last.settle()
            self._last = None
        self._stable.sweep()

    def _attempt(self, job: Job, route: str, until: float) -> Attempt:
        attempt = Attempt(self._stable.get(route), job, self._link, until)
        self._last = attempt
        attempt.follow()
        return attempt

    def _unfinished(self, attempt: Attempt, job: Job) -> List[Ended]:
        result = attempt.unfinished()
        if result is None:
            return []
        told = trace_message(job.id, result, {}) if job.kind == "trace" else None
        self._link.answers.hold(told or result_message(job.id, result))
        return [Ended(result.test, result.outcome)]


def _rest(job: Job, ended: List[Ended], attempt: Attempt) -> Optional[Job]:
    """What is still to run after a process ended early; None when the rule says stop."""
    stopping = Stopping(job.stop, job.failed)
    for end in ended:
        target = any(covers(end.test, name) or covers(name, end.test) for name in job.targets)
        if not stopping.goes_on(end.outcome, target):
            return None
    running = attempt.running()
    avoid = (running.name,) if running is not None and running.collecting else ()
    return job._replace(
        skip=job.skip + tuple(end.test for end in ended),
        avoid=job.avoid + avoid,
        failed=stopping.failed,
        others=job.others if stopping.runs_others() else (),
    )

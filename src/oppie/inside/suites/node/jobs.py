"""A job from begin to end: by processes that stay, or by the project's own command."""

from __future__ import annotations

import time
from typing import List, Sequence, Tuple

from ... import wire
from ...messages import ERROR, TIMED_OUT, Failure, Job, Result
from .. import Done
from .answers import Answers, file_of
from .fresh import Fresh
from .warm import Order, Warm, result_of

FRESH, RELOAD = "fresh", "reload"


def staying(
    warm: Warm, order: Order, job: Job, answers: Answers, until: float
) -> "Tuple[Done, Tuple[str, ...]]":
    """Do a job warm; also the files that were loaded so that their changes are seen."""
    ended: List[str] = []

    def hear(message: wire.Message) -> None:
        if message["event"] == "result":
            ended.append(message["test"])
            answers.hear(result_of(message), message.get("lines"))

    while time.monotonic() < until and not answers.over:
        done = warm.perform(
            order._replace(skip=tuple(ended), failed=answers.failed), job, until, hear
        )
        if done.finished is not None:
            finished = done.finished
            return Done(finished["complete"], RELOAD, finished["peak"]), tuple(finished["loaded"])
        if done.broken is None:
            lost = done.lost if time.monotonic() < until else ""
            return Done(complete=False, route=RELOAD, lost=lost), ()
        ended.append(done.broken.test)
        answers.hear(done.broken)
    return Done(complete=False, route=RELOAD), ()


class Anew:
    """Does jobs by new processes.

    Args:
        fresh: starts them.
        tests: ids that are known, in order.
    """

    def __init__(self, fresh: Fresh, tests: Sequence[str]) -> None:
        self._fresh = fresh
        self._tests = tests

    def perform(self, job: Job, answers: Answers, until: float) -> Done:
        """Do a job. Raises HostGoneError."""
        if not job.targets and not job.others:
            peak = self._run((), self._tests, job, answers, until)
            return Done(not answers.over and time.monotonic() < until, FRESH, peak)
        answers.hold()
        peak = self._run(_files(job.targets), job.targets, job, answers, until)
        if not answers.over and answers.release():
            left = [name for name in job.others if answers.left(name)]
            peak = max(peak, self._run(_files(left), left, job, answers, until) if left else 0)
        if time.monotonic() < until:
            answers.missing()
        asked = (*job.targets, *job.others)
        return Done(not any(map(answers.left, asked)), FRESH, peak)

    def _run(
        self, files: Sequence[str], names: Sequence[str], job: Job, answers: Answers, until: float
    ) -> int:
        """Run files; again without them where tests had to be ended. Bytes of memory at most."""
        only: Tuple[str, ...] = ()
        peak = 0
        while time.monotonic() < until:
            ended = self._fresh.perform(
                files, job, until, lambda told: answers.hear(result_of(told)), only
            )
            peak = max(peak, ended.peak)
            if not (ended.late or ended.swollen) or time.monotonic() >= until:
                return peak
            left = [name for name in names if answers.left(name)]
            if not left:
                return peak
            answers.hear(_ended(left[0], job, late=ended.late))
            only = tuple(left[1:])
            files = _files(only)
            if answers.over or not only:
                return peak
        return peak


def _files(names: Sequence[str]) -> Tuple[str, ...]:
    return tuple(dict.fromkeys(map(file_of, names)))


def _ended(test: str, job: Job, *, late: bool) -> Result:
    if not late:
        failure = Failure("MemoryError", "it took more than %d bytes" % job.limits.memory_bytes)
        return Result(test, ERROR, 0.0, failure)
    limit = dict(job.limits.tests_s).get(test, job.limits.test_s)
    return Result(test, TIMED_OUT, limit, Failure("TimedOut", "did not end within %g s" % limit))

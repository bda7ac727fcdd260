"""A job from begin to end: by processes that stay, or by the project's own command."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import defaultdict
from typing import DefaultDict, List, Sequence, Set, Tuple

from ... import wire
from ...messages import ERROR, TIMED_OUT, Failure, Job, Result
from ...programs import Ended
from ...routes import FRESH, RELOAD
from .. import Done
from .answers import Answers, Lines, file_of
from .fresh import Came, Fresh, Wanted
from .process import Order
from .warm import Warm
from .watching import result_of


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
        private: a folder of the runner's own.
    """

    def __init__(self, fresh: Fresh, tests: Sequence[str], private: str) -> None:
        self._fresh = fresh
        self._tests = tests
        self._private = private

    def perform(self, job: Job, answers: Answers, until: float) -> Done:
        """Do a job. Raises HostGoneError."""
        if job.kind == "trace" and not self._fresh.traces:
            return self._by_file(job, answers, until)
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

    def _by_file(self, job: Job, answers: Answers, until: float) -> Done:
        """A trace where only processes can be told apart: one file after the other."""
        for file in _files(job.targets):
            told: List[Result] = []

            def keep(message: wire.Message, told: List[Result] = told) -> bool:
                told.append(result_of(message))
                return True

            reached = tempfile.mkdtemp(dir=self._private)
            self._fresh.perform(Wanted((file,), reached=reached), job, until, keep)
            lines = _lines(reached)
            for result in told:
                answers.hear(result, lines)
        return Done(not any(map(answers.left, job.targets)), FRESH)

    def _run(
        self, files: Sequence[str], names: Sequence[str], job: Job, answers: Answers, until: float
    ) -> int:
        """Run files; again without them where tests had to be ended. Bytes of memory at most."""

        def hear(message: wire.Message) -> bool:
            return answers.hear(result_of(message), message.get("lines"))

        single = self._fresh.picks and files and all("::" in name for name in names)
        only = tuple(names) if single else ()
        peak = 0
        while time.monotonic() < until:
            wanted = Wanted(tuple(files), only)
            came = self._fresh.perform(wanted, job, until, hear)
            peak = max(peak, came.ended.peak)
            left = [name for name in names if answers.left(name)]
            if answers.over or not left or not _died(came) or time.monotonic() >= until:
                return peak
            answers.hear(_broken(left[0], job, came.ended))
            only = tuple(left[1:])
            files = _files(only)
            if answers.over or not only:
                return peak
        return peak


def _died(came: Came) -> bool:
    """Whether a test kept the program from its end."""
    ended = came.ended
    return ended.late or ended.swollen or (came.running and not ended.enough)


def _lines(folder: str) -> Lines:
    """What the processes of a run reached."""
    found: DefaultDict[str, Set[int]] = defaultdict(set)
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as stream:
            for path, lines in json.loads(stream.read() or b"{}").items():
                found[path].update(lines)
    return {path: tuple(sorted(lines)) for path, lines in found.items()}


def _files(names: Sequence[str]) -> Tuple[str, ...]:
    return tuple(dict.fromkeys(map(file_of, names)))


def _broken(test: str, job: Job, ended: Ended) -> Result:
    if ended.late:
        limit = dict(job.limits.tests_s).get(test, job.limits.test_s)
        failure = Failure("TimedOut", "did not end within %g s" % limit)
        return Result(test, TIMED_OUT, limit, failure)
    if ended.swollen:
        told = "it took more than %d bytes" % job.limits.memory_bytes
        return Result(test, ERROR, 0.0, Failure("MemoryError", told))
    told = "the process ended itself with code %d" % ended.status
    return Result(test, ERROR, 0.0, Failure("SystemExit", told))

"""The tests of one rollout, one after the other, each in a process of its own."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from typing import (
    Callable,
    DefaultDict,
    Deque,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from ...attempt import Link
from ...messages import ERROR, FAILED, PASSED, SKIPPED, TIMED_OUT, Failure, Job, Result
from ...programs import Bounds, Ended, Program, run
from ...stopping import NEVER, Stopping
from .failing import failure
from .tested import Tested, by_id, expanded

KEPT_LINES = 60
"""Of what a test prints; the last ones."""


def same(_path: str, line: int) -> int:
    """The line itself."""
    return line


class Stand(NamedTuple):
    """What tests can be run in.

    Attributes:
        every: what holds tests.
        broken: why the others cannot be run: files of targets that were not built.
        root: absolute; where the compiler ran.
        top: the workspace.
        variables: for each process beyond its own.
        own: the line of the candidate's own source that a path and a line stand for.
    """

    every: Tuple[Tested, ...]
    broken: Tuple[Tuple[str, Failure], ...]
    root: str
    top: str
    variables: Tuple[Tuple[str, str], ...] = ()
    own: Callable[[str, int], int] = same


class Running:
    """One rollout.

    Attributes:
        peak: bytes, the most that was seen.
    """

    def __init__(self, stand: Stand, job: Job, link: Link) -> None:
        self._stand = stand
        self._job = job
        self._link = link
        self._where = by_id(stand.every)
        self._limits = dict(job.limits.tests_s)
        self._until = time.monotonic() + job.limits.total_s
        self.peak = 0

    def results(self) -> Iterator[Result]:
        """Each test's result as it comes, until the rule of the job says that it is enough."""
        targets, others = self._asked()
        stopping = Stopping(self._job.stop, self._job.failed)
        for test in targets:
            result = self._one(test)
            yield result
            if self._over() or not stopping.goes_on(result.outcome, target=True):
                return
        if not stopping.runs_others():
            return
        for result in self._others(others):
            yield result
            if self._over() or not stopping.goes_on(result.outcome, target=False):
                return

    def wanted(self) -> int:
        """How many tests were asked for."""
        return sum(map(len, self._asked()))

    def _asked(self) -> Tuple[List[str], List[str]]:
        job, every = self._job, self._stand.every
        if not job.targets and not job.others:
            broken = [source for source, _ in self._stand.broken]
            return list(dict.fromkeys([*broken, *self._where])), []
        targets = expanded(job.targets, every)
        return targets, [t for t in expanded(job.others, every) if t not in set(targets)]

    def _over(self) -> bool:
        return time.monotonic() >= self._until

    def _others(self, tests: Sequence[str]) -> Iterator[Result]:
        """Those of one program together first: as a rule all of them pass."""
        for group in _grouped([t for t in tests if t in self._where], self._where):
            seconds = None if self._job.stop == NEVER else self._together(group)
            for test in group:
                quick = seconds is not None
                yield self._passed(test, seconds or 0.0) if quick else self._one(test)
        for test in tests:
            if test not in self._where:
                yield self._unknown(test)

    def _passed(self, test: str, seconds: float) -> Result:
        tested, name = self._where[test]
        return Result(test, SKIPPED if tested.skips(name) else PASSED, seconds)

    def _together(self, tests: Sequence[str]) -> Optional[float]:
        """Seconds that each took; None when not all of them passed, or it cannot be told."""
        tested, _ = self._where[tests[0]]
        names = [self._where[test][1] for test in tests]
        program = tested.many(names) if len(tests) > 1 else None
        if program is None:
            return None
        limits = [self._limit(test) for test in tests]
        # a limit is ten times a test's own time, as a rule
        ended, lines = self._run(program, max(limits) + sum(limits) / 10)
        fine = ended.status == 0 and not (ended.late or ended.swollen)
        return ended.seconds / len(tests) if fine and tested.passed(lines, len(tests)) else None

    def _one(self, test: str) -> Result:
        if test not in self._where:
            return self._unknown(test)
        tested, name = self._where[test]
        if tested.skips(name):
            return Result(test, SKIPPED)
        limit = self._limit(test)
        ended, lines = self._run(tested.one(name), limit)
        return self._judged(test, tested, ended, lines, limit)

    def _judged(
        self, test: str, tested: Tested, ended: Ended, lines: Sequence[str], limit: float
    ) -> Result:
        if ended.late:
            told = Failure("TimedOut", "did not end within %g s" % limit)
            return Result(test, TIMED_OUT, limit, told)
        if ended.swollen:
            most = self._job.limits.memory_bytes
            told = Failure("OutOfMemory", "took more than %d MB of memory" % (most >> 20))
            return Result(test, ERROR, ended.seconds, told)
        if ended.status == 0 and tested.passed(lines, 1):
            return Result(test, PASSED, ended.seconds)
        if ended.status == 0:
            told = Failure("Exit", "the test ended its process before it was done")
            return Result(test, ERROR, ended.seconds, told)
        said = ended.errors.decode("utf-8", "replace") + "\n" + "\n".join(lines)
        told = failure(said, ended, self._stand.root, self._stand.top)
        frames = [f._replace(line=self._stand.own(f.path, f.line)) for f in told.frames]
        told = told._replace(frames=tuple(frames))
        return Result(test, FAILED if ended.status > 0 else ERROR, ended.seconds, told)

    def _unknown(self, test: str) -> Result:
        """Its target was not built, or it is not there any more."""
        source = test.partition("::")[0]
        broken = dict(self._stand.broken)
        if broken:
            return Result(test, ERROR, 0.0, broken.get(source) or next(iter(broken.values())))
        return Result(test, ERROR, 0.0, Failure("NotCollected", "there is no such test"))

    def _limit(self, test: str) -> float:
        return self._limits.get(test, self._job.limits.test_s)

    def _run(self, program: Program, seconds: float) -> Tuple[Ended, List[str]]:
        lines: Deque[str] = deque(maxlen=KEPT_LINES)
        until = min(time.monotonic() + seconds, self._until)

        def hear(line: bytes) -> bool:
            lines.append(line.decode("utf-8", "replace"))
            return True

        environment = dict(program.environment, **dict(self._stand.variables))
        bounds = Bounds(lambda: until, self._job.limits)
        ended = run(program._replace(environment=environment), bounds, self._link.host, hear)
        self.peak = max(self.peak, ended.peak)
        return ended, list(lines)


def _grouped(tests: Sequence[str], where: Mapping[str, Tuple[Tested, str]]) -> Iterator[List[str]]:
    """The tests by what holds them, in the order in which these come first."""
    groups: DefaultDict[int, List[str]] = defaultdict(list)
    for test in tests:
        groups[id(where[test][0])].append(test)
    return iter(groups.values())

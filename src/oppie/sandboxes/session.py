"""The host's side of the runner's protocol: a Session over any Channel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from oppie.errors import OppieError
from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import FileState, Limits, Opened, Plan, Rollout
from oppie.sandboxes.channel import Channel, GoneError
from oppie.sandboxes.complaints import explain, refuse
from oppie.sandboxes.messages import (
    Answer,
    DoneAnswer,
    GrownAnswer,
    JudgedAnswer,
    MeasuredAnswer,
    OpenedAnswer,
    ProbedAnswer,
    RefusedAnswer,
    ResultAnswer,
    TraceAnswer,
    batch_request,
    grow_request,
    judge_request,
    marked,
    measure_request,
    probe_request,
    read_answer,
    run_request,
    start_request,
    trace_request,
)

GRACE_S = 10.0
"""Beyond a rollout's own limit, which the runner keeps; after it the runner is killed."""

RESTARTS = 3
"""New runners in a row that may fail before the session gives up."""

Found = TypeVar("Found", JudgedAnswer, GrownAnswer)


class RunnerSession:
    """One copy of the workspace with a runner in it.

    A runner that is lost is replaced by a new one in a new copy at the next request, so one
    candidate's damage never reaches another.

    Args:
        connect: makes a fresh copy and starts a runner there; raises MachineError, GoneError.
        plan, limits: what the runner loads the tests with.
    """

    def __init__(self, connect: Callable[[], Channel], plan: Plan, limits: Limits) -> None:
        self._connect = connect
        self._plan = plan
        self._limits = limits
        self._channel: Channel | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._restarts = 0
        self._number = 0
        self._started = False

    def start(self) -> Opened:
        """Load the tests. Raises ProjectError, MachineError."""
        try:
            return self._start()
        except GoneError as gone:
            self._drop()
            explain(gone, self._plan, self._limits)

    def run(self, rollout: Rollout) -> RolloutResult:
        """Execute tests against one candidate."""
        return next(iter(self.run_many((rollout,))))

    def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
        """The same for several; those that come after a failure of the runner fail with it."""
        numbers = [self._next() for _ in rollouts]
        waiting = list(numbers)
        failed: InfrastructureFailure | None = None
        try:
            for result in self._observe(list(zip(numbers, rollouts, strict=True))):
                waiting.pop(0)
                yield result
        except GoneError as gone:
            self._drop()
            failed = InfrastructureFailure(gone.reason, fatal=gone.fatal)
        except OppieError as error:  # of a new runner, in a project that had started before
            self._drop()
            failed = InfrastructureFailure(error.message, fatal=True)
        if failed is not None:
            yield from (failed for _ in waiting)

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        """Lines that tests reach on the base; those that were seen before a runner was lost."""
        traces: list[TestTrace] = []
        number = self._next()
        try:
            traces.extend(
                TestTrace(answer.test, answer.outcome, answer.lines)
                for answer in self._ask(
                    number, trace_request(number, tests, limits), limits.total_s
                )
                if isinstance(answer, TraceAnswer)
            )
        except GoneError:
            self._drop()
        return tuple(traces)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """Paths whose change was not what was imported. Raises ProjectError, MachineError."""
        changed = [marked(file) for file in files]
        stale: tuple[str, ...] = ()
        number = self._next()
        try:
            for answer in self._ask(number, probe_request(number, changed), self._limits.total_s):
                if isinstance(answer, ProbedAnswer):
                    stale = answer.stale
        except GoneError as gone:
            self._drop()
            explain(gone, self._plan, self._limits)
        return stale

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        """The classes of candidates; none when the runner was lost."""
        limit_s = inquest.beside.limits.total_s
        found = self._found(lambda number: judge_request(number, inquest), limit_s, JudgedAnswer)
        return found.classes if found is not None else ()

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        """What was grown; nothing when the runner was lost."""
        limit_s = beside.limits.total_s
        found = self._found(lambda n: grow_request(n, beside, forced), limit_s, GrownAnswer)
        return found.suggestions(beside.path) if found is not None else ()

    def _found(
        self, request: Callable[[int], bytes], limit_s: float, kind: type[Found]
    ) -> Found | None:
        number = self._next()
        try:
            answers = list(self._ask(number, request(number), limit_s))
        except GoneError:
            self._drop()
            return None
        return next((each for each in answers if isinstance(each, kind)), None)

    def measure(
        self, benchmark: Benchmark, files: Sequence[FileState], limits: Limits
    ) -> Measurement | InfrastructureFailure:
        """Run a benchmark; in a session that was not started too, since it needs no tests."""
        try:
            if self._channel is None and not self._started:
                self._connect_unless_closed()
            number = self._next()
            request = measure_request(number, benchmark, files, limits)
            answers = list(self._ask(number, request, limits.total_s))
        except GoneError as gone:
            self._drop()
            return InfrastructureFailure(gone.reason, fatal=gone.fatal)
        except OppieError as error:  # of a new runner
            self._drop()
            return InfrastructureFailure(error.message, fatal=True)
        told = next((each for each in answers if isinstance(each, MeasuredAnswer)), None)
        if told is None or told.lost:
            return InfrastructureFailure(told.lost if told else "the runner did not measure")
        return told.measurement()

    def close(self) -> None:
        """Kill everything that runs in it and remove the copy; from any thread."""
        with self._lock:
            self._closed.set()
        self._drop()

    def _observe(self, runs: Sequence[tuple[int, Rollout]]) -> Iterator[RolloutResult]:
        many = len(runs) > 1
        self._send(batch_request(runs) if many else run_request(*runs[0]), _limit(runs))
        for number, rollout in runs:
            results: list[TestResult] = []
            done: DoneAnswer | None = None
            for answer in self._answers(number, rollout.limits.total_s):
                if isinstance(answer, ResultAnswer):
                    results.append(
                        TestResult(answer.test, answer.outcome, answer.seconds, answer.failure)
                    )
                elif isinstance(answer, DoneAnswer):
                    done = answer
            if done is None or done.lost:
                # a new copy cures a copy that was filled up or made unreadable
                raise GoneError(done.lost if done else "the runner did not end a rollout")
            self._restarts = 0
            yield Observation(
                tuple(results), done.seconds, done.peak_bytes, done.complete, done.route
            )

    def _ask(self, number: int, request: bytes, limit_s: float) -> Iterator[Answer]:
        """Answers to one request, the closing one last."""
        self._send(request, limit_s)
        yield from self._answers(number, limit_s)

    def _send(self, request: bytes, limit_s: float) -> None:
        self._ready().send(request, time.monotonic() + limit_s + GRACE_S)

    def _answers(self, number: int, limit_s: float) -> Iterator[Answer]:
        channel = self._ready()
        deadline = time.monotonic() + limit_s + GRACE_S
        while True:
            answer = _read(channel, deadline)
            # an answer to an earlier request may still come after its runner was late
            if getattr(answer, "id", number) == number:
                yield answer
                if isinstance(answer, (DoneAnswer, ProbedAnswer, MeasuredAnswer)):
                    return

    def _ready(self) -> Channel:
        channel = self._channel
        return self._restarted() if channel is None else channel

    def _restarted(self) -> Channel:
        if self._restarts == RESTARTS:
            raise GoneError(f"the runner was lost {RESTARTS} times in a row", fatal=True)
        self._restarts += 1
        self._start()
        if self._channel is None:
            raise _closed()
        return self._channel

    def _start(self) -> Opened:
        channel = self._connect_unless_closed()
        deadline = time.monotonic() + self._limits.total_s + GRACE_S
        channel.send(start_request(self._plan, self._limits), deadline)
        answer = _read(channel, deadline)
        if isinstance(answer, RefusedAnswer):
            self._drop()
            refuse(answer, self._plan)
        if not isinstance(answer, OpenedAnswer):
            raise GoneError("the runner did not say that it started")
        self._started = True
        return Opened(
            answer.tests,
            answer.warm,
            answer.note,
            answer.leaks,
            answer.version,
            answer.batch,
            answer.judges,
        )

    def _connect_unless_closed(self) -> Channel:
        if self._closed.is_set():
            raise _closed()
        channel = self._connect()
        with self._lock:
            if not self._closed.is_set():
                self._channel = channel
                return channel
        channel.close()
        raise _closed()

    def _drop(self) -> None:
        with self._lock:
            channel, self._channel = self._channel, None
        if channel is not None:
            channel.close()

    def _next(self) -> int:
        self._number += 1
        return self._number


def _limit(runs: Sequence[tuple[int, Rollout]]) -> float:
    return max(rollout.limits.total_s for _, rollout in runs)


def _closed() -> GoneError:
    return GoneError("the session is closed", fatal=True)


def _read(channel: Channel, deadline: float) -> Answer:
    line = channel.receive(deadline)
    try:
        return read_answer(line)
    except ValueError:
        raise GoneError("the runner's answer cannot be read") from None

"""The host's side of the runner's protocol: a Session over any Channel."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NoReturn

from oppie.errors import MachineError, OppieError, ProjectError
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import FileState, Limits, Opened, Plan, Rollout
from oppie.sandboxes.channel import Channel, GoneError
from oppie.sandboxes.messages import (
    Answer,
    DoneAnswer,
    OpenedAnswer,
    ProbedAnswer,
    RefusedAnswer,
    ResultAnswer,
    TraceAnswer,
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

    def start(self) -> Opened:
        """Load the tests. Raises ProjectError, MachineError."""
        try:
            return self._start()
        except GoneError as gone:
            self._drop()
            _explain(gone, self._plan, self._limits)

    def run(self, rollout: Rollout) -> RolloutResult:
        """Execute tests against one candidate."""
        try:
            return self._observe(rollout)
        except GoneError as gone:
            self._drop()
            return InfrastructureFailure(gone.reason, fatal=gone.fatal)
        except OppieError as error:  # of a new runner, in a project that had started before
            self._drop()
            return InfrastructureFailure(error.message, fatal=True)

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        """Lines that tests reach on the base; those that were seen before a runner was lost."""
        traces: list[TestTrace] = []
        try:
            traces.extend(
                TestTrace(answer.test, answer.outcome, answer.lines)
                for answer in self._ask(trace_request(self._next(), tests, limits), limits.total_s)
                if isinstance(answer, TraceAnswer)
            )
        except GoneError:
            self._drop()
        return tuple(traces)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """Paths whose change was not what was imported. Raises ProjectError, MachineError."""
        changed = [_marked(file) for file in files]
        stale: tuple[str, ...] = ()
        try:
            for answer in self._ask(probe_request(self._next(), changed), self._limits.total_s):
                if isinstance(answer, ProbedAnswer):
                    stale = answer.stale
        except GoneError as gone:
            self._drop()
            _explain(gone, self._plan, self._limits)
        return stale

    def close(self) -> None:
        """Kill everything that runs in it and remove the copy; from any thread."""
        with self._lock:
            self._closed.set()
        self._drop()

    def _observe(self, rollout: Rollout) -> RolloutResult:
        results: list[TestResult] = []
        done: DoneAnswer | None = None
        request = run_request(self._next(), rollout)
        for answer in self._ask(request, rollout.limits.total_s):
            if isinstance(answer, ResultAnswer):
                results.append(
                    TestResult(answer.test, answer.outcome, answer.seconds, answer.failure)
                )
            elif isinstance(answer, DoneAnswer):
                done = answer
        if done is None or done.lost:
            self._drop()  # a new copy cures a copy that was filled up or made unreadable
            return InfrastructureFailure(done.lost if done else "the runner did not end a rollout")
        self._restarts = 0
        return Observation(tuple(results), done.seconds, done.peak_bytes, done.complete, done.route)

    def _ask(self, request: bytes, limit_s: float) -> Iterator[Answer]:
        """Answers to one request, the closing one last."""
        channel = self._ready()
        deadline = time.monotonic() + limit_s + GRACE_S
        channel.send(request, deadline)
        while True:
            answer = _read(channel, deadline)
            # an answer to an earlier request may still come after its runner was late
            if getattr(answer, "id", self._number) == self._number:
                yield answer
                if isinstance(answer, (DoneAnswer, ProbedAnswer)):
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
            _refuse(answer, self._plan)
        if not isinstance(answer, OpenedAnswer):
            raise GoneError("the runner did not say that it started")
        return Opened(answer.tests, answer.warm, answer.note, answer.leaks, answer.version)

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


def _closed() -> GoneError:
    return GoneError("the session is closed", fatal=True)


def _read(channel: Channel, deadline: float) -> Answer:
    line = channel.receive(deadline)
    try:
        return read_answer(line)
    except ValueError:
        raise GoneError("the runner's answer cannot be read") from None


def _marked(file: FileState) -> FileState:
    """The file with a last line that no file has: what was imported shows it or not."""
    token = f"\n__oppie_probe__ = {secrets.token_hex(8)!r}\n".encode("ascii")
    return replace(file, content=(file.content or b"") + token)


def _refuse(answer: RefusedAnswer, plan: Plan) -> NoReturn:
    if answer.code == "no-driver":
        hint = f"install it: {plan.python} -m pip install {plan.driver}"
        raise MachineError(answer.message, where=plan.python, hint=answer.hint or hint)
    raise ProjectError(answer.message, where=plan.command, hint=answer.hint)


def _explain(gone: GoneError, plan: Plan, limits: Limits) -> NoReturn:
    if gone.late:
        raise ProjectError(
            f"the tests were not loaded within {limits.total_s:g} s",
            where=plan.command,
            hint="run the command by hand: does importing the tests end?",
        )
    if gone.fatal:
        raise MachineError(gone.reason, where=plan.python)
    raise ProjectError(
        f"the tests were not loaded: {gone.reason}",
        where=plan.command,
        hint="run the command by hand: does importing the tests end the interpreter?",
    )

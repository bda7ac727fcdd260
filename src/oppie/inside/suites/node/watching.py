"""Follows what a process of node does with an order, and ends what does not end."""

from __future__ import annotations

import os
import select
import signal
import time
from typing import Callable, List, NamedTuple, Optional

from ... import wire
from ...attempt import HostGoneError, Link
from ...messages import ERROR, TIMED_OUT, Failure, Frame, Job, Result
from ...programs import Scheduled, resident, scheduled
from .process import Order, Process

LOAD_S = 30.0
"""For a file to load."""
GRACE_S = 0.05
"""Beyond a test's limit: for what is on its way."""

TRACED_S = 0.5
"""The same where the process itself ends a test, to see where it was."""
MOST_WAITED = 20.0
"""A test's time is its own: what other programs took meanwhile is added, up to so many times its
limit. On a busy machine a whole file was lost by a test that was late in coming to its own."""
LOOK_S = 0.1
LEAST_LOOK_S = 0.002
USED_UP = "%g s of processor time"

Hear = Callable[[wire.Message], None]
"""Is given what the process tells of tests."""


class Ended(NamedTuple):
    """How an order ended.

    Attributes:
        finished: its last message; None where the process had to be ended, or ended.
        broken: what ran then, as it is to be told.
        lost: why nothing ran at all.
    """

    finished: Optional[wire.Message] = None
    broken: Optional[Result] = None
    lost: str = ""


class Watch:
    """Follows one order."""

    def __init__(self, process: Process, link: Link, job: Job, until: float) -> None:
        self._process = process
        self._link = link
        self._job = job
        self._until = until
        self._limits = dict(job.limits.tests_s)
        self._calls = dict(job.limits.calls_s)
        self._before = Scheduled()
        self._interrupted = 0.0
        self._running = ""
        self._loading = False
        self._since = time.monotonic()
        self._ended: Optional[Ended] = None

    def follow(self, order: Order, hear: Hear) -> Ended:
        """Until it has ended."""
        try:
            self._process.order(order)
        except BrokenPipeError:
            return Ended()
        while self._ended is None:
            self._wait()
            for message in self._process.events.take():
                self._hear(message, hear)
        return self._ended

    def crash(self, status: int) -> Optional[Result]:
        """What ran when the process ended by itself."""
        if not self._running:
            return None
        if status < 0:
            name = signal.Signals(-status).name
            failure = Failure(name, "the process was ended by %s" % name)
        else:
            failure = Failure("SystemExit", "the process ended itself with code %d" % status)
        return Result(self._running, ERROR, 0.0, failure)

    def _wait(self) -> None:
        events, host = self._process.events, self._link.host
        call = self._call_left()
        seconds = max(
            0.0, min(self._deadline() - time.monotonic(), max(call, LEAST_LOOK_S), LOOK_S)
        )
        ready, _, _ = select.select([events.fd, host.fd], [], [], seconds)
        if host.fd in ready and not host.fill():
            raise HostGoneError
        if events.fd in ready:
            if not events.fill():
                self._ended = Ended()
            return
        if time.monotonic() >= self._deadline():
            self._late()
        elif call <= 0.0:
            self._interrupt()
        elif not ready and self._swollen():
            failure = Failure(
                "MemoryError", "it took more than %d bytes" % self._job.limits.memory_bytes
            )
            self._ended = Ended(broken=Result(self._running, ERROR, 0.0, failure))

    def _deadline(self) -> float:
        if not self._running:
            return min(self._since + LOAD_S, self._until)
        grace = TRACED_S if self._job.kind == "trace" else GRACE_S
        own = self._since + self._limit() + grace
        if time.monotonic() >= own:
            own += self._others_s()
        return min(own, self._until)

    def _others_s(self) -> float:
        """How long other programs ran where the test that runs would have."""
        waited = scheduled(self._process.pid).waited_s - self._before.waited_s
        return min(waited, MOST_WAITED * self._limit())

    def _limit(self) -> float:
        if self._loading:
            return max(self._job.limits.test_s, self._job.collect_s)
        return self._limits.get(self._running, self._job.limits.test_s)

    def _late(self) -> None:
        if not self._running or time.monotonic() < self._since + self._limit() + self._others_s():
            self._ended = Ended(lost="" if self._running else "node did not answer in time")
            return
        self._end(self._limit(), "%g s")

    def _end(self, limit: float, told: str) -> None:
        failure = Failure("TimedOut", "did not end within " + told % limit)
        self._ended = Ended(broken=Result(self._running, TIMED_OUT, limit, failure))

    def _call_left(self) -> float:
        """Processor seconds that the test that runs may still use; then, to end by itself."""
        if self._loading or self._running not in self._calls:
            return LOOK_S
        if self._interrupted:
            return self._interrupted + TRACED_S - time.monotonic()
        return self._calls[self._running] - (
            scheduled(self._process.pid).ran_s - self._before.ran_s
        )

    def _interrupt(self) -> None:
        """Have the test end, and if it does not the process."""
        if self._interrupted:
            self._end(self._calls[self._running], USED_UP)
        else:
            self._interrupted = time.monotonic()
            os.kill(self._process.pid, signal.SIGINT)

    def _result(self, message: wire.Message) -> wire.Message:
        """What is told of a test; of one that was interrupted, as of all that do not end."""
        if not self._interrupted or message["outcome"] != TIMED_OUT:
            return message
        limit = self._calls[self._running]
        told = dict(message["failure"], kind="TimedOut")
        told["message"] = "did not end within " + USED_UP % limit
        return dict(message, seconds=limit, failure=told)

    def _swollen(self) -> bool:
        most = self._job.limits.memory_bytes
        return bool(most and self._running) and resident(self._process.pid) > most

    def _hear(self, message: wire.Message, hear: Hear) -> None:
        event = message["event"]
        self._since = time.monotonic()
        if event == "begin":
            self._running, self._loading = message["test"], message.get("loading", False)
            self._before, self._interrupted = scheduled(self._process.pid), 0.0
        elif event == "ready":
            self._process.version = message["version"]
        elif event == "finished":
            self._ended = Ended(message)
        else:
            if event == "result":
                message, self._running = self._result(message), ""
            hear(message)


def result_of(message: wire.Message) -> Result:
    """The result that a script told."""
    told = message["failure"]
    failure = None
    if told is not None:
        frames: List[Frame] = [Frame(**frame) for frame in told["frames"]]
        failure = Failure(told["kind"], told["message"], tuple(frames))
    return Result(message["test"], message["outcome"], message["seconds"], failure)

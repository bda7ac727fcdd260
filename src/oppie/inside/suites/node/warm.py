"""Processes of node that stay: one that runs candidates, one that waits to take its place."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from typing import Callable, List, NamedTuple, Optional, Sequence, Tuple

from ... import wire
from ...attempt import HostGoneError, Link
from ...bounds import bound, bound_processes
from ...messages import ERROR, TIMED_OUT, Failure, Frame, Job, Limits, Result
from ...processes import end_with_parent, kill_session
from ...programs import resident
from .tools import Tools

FLAGS = ("--no-warnings", "--experimental-vm-modules", "--experimental-import-meta-resolve")
LOAD_S = 30.0
"""For a file to load."""
GRACE_S = 0.05
"""Beyond a test's limit: for what is on its way."""

TRACED_S = 0.5
"""The same where the process itself ends a test, to see where it was."""
LOOK_S = 0.1

Hear = Callable[[wire.Message], None]
"""Is given what the process tells of tests."""


class Order(NamedTuple):
    """What the process is asked for; see ``warm.cjs``.

    Attributes:
        limits: a trace's, seconds of each test; those of all others under the empty name.
        known: what loading the tests of the base leaves in a process.
    """

    files: Tuple[str, ...]
    targets: Tuple[str, ...] = ()
    others: Tuple[str, ...] = ()
    stop: str = "never"
    failed: bool = False
    skip: Tuple[str, ...] = ()
    trace: bool = False
    limits: Tuple[Tuple[str, float], ...] = ()
    known: str = ""
    listing: bool = False


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


class _Process:
    """One process of node."""

    def __init__(
        self, tools: Tools, driver: str, options: Sequence[str], limits: Limits, tasks: int
    ) -> None:
        asked, self._orders = os.pipe()
        told, answers = os.pipe()
        parent = os.getpid()

        def confine() -> None:
            end_with_parent(parent)
            bound(limits._replace(memory_bytes=0), 0)
            bound_processes(limits, tasks)

        heap = ("--max-old-space-size=%d" % (limits.memory_bytes >> 20),)
        flags = (*FLAGS, *(heap if limits.memory_bytes else ()), *options)
        script = (tools.script("warm.cjs"), tools.top, driver, str(asked), str(answers))
        self._process = subprocess.Popen(  # noqa: S603 - the project's own tests
            [tools.node, *flags, *script],
            cwd=tools.folder,
            env=tools.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(asked, answers),
            start_new_session=True,
            preexec_fn=confine,  # noqa: PLW1509 - no thread runs in the server
        )
        os.close(asked)
        os.close(answers)
        self.pid = self._process.pid
        self.events = wire.Lines(told)
        self.version = ""

    def order(self, order: Order) -> None:
        """Have something done. Raises BrokenPipeError."""
        wire.write(self._orders, wire.encode(order._asdict()))

    def end(self) -> int:
        """Kill it and all that it started; its exit code."""
        kill_session(self.pid)
        os.close(self._orders)
        os.close(self.events.fd)
        return self._process.wait()


class Warm:
    """Has orders done by a process that is as good as new."""

    def __init__(
        self, tools: Tools, driver: str, options: Sequence[str], link: Link, tasks: int
    ) -> None:
        self._tools = tools
        self._driver = driver
        self._options = options
        self._known = ""
        self._link = link
        self._tasks = tasks
        self._limits = Limits()
        self._now: Optional[_Process] = None
        self._next: Optional[_Process] = None
        self.version = ""

    def perform(self, order: Order, job: Job, until: float, hear: Hear) -> Ended:
        """Do an order. Raises HostGoneError."""
        self._limits = job.limits
        process = self._now = self._now or self._next or self._start()
        if process is self._next:
            self._next = None
        watch = _Watch(process, self._link, job, until)
        ended = watch.follow(order._replace(known=self._known), hear)
        self.version = process.version or self.version
        finished = ended.finished
        if finished is not None and not self._known:
            self._known = finished["left"]
        if finished is None or not finished["clean"]:
            self._now = None
            status = process.end()
            if ended.broken is None and finished is None and not ended.lost:
                ended = ended._replace(broken=watch.crash(status))
        return ended

    def ready(self) -> None:
        """Have a process at hand for when the one that works is spent."""
        if self._next is None:
            self._next = self._start()

    def close(self) -> None:
        """End both."""
        for process in (self._now, self._next):
            if process is not None:
                process.end()
        self._now = self._next = None

    def _start(self) -> _Process:
        return _Process(self._tools, self._driver, self._options, self._limits, self._tasks)


class _Watch:
    """Follows one order."""

    def __init__(self, process: _Process, link: Link, job: Job, until: float) -> None:
        self._process = process
        self._link = link
        self._job = job
        self._until = until
        self._limits = dict(job.limits.tests_s)
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
        seconds = max(0.0, min(self._deadline() - time.monotonic(), LOOK_S))
        ready, _, _ = select.select([events.fd, host.fd], [], [], seconds)
        if host.fd in ready and not host.fill():
            raise HostGoneError
        if events.fd in ready:
            if not events.fill():
                self._ended = Ended()
            return
        if time.monotonic() >= self._deadline():
            self._late()
        elif not ready and self._swollen():
            failure = Failure(
                "MemoryError", "it took more than %d bytes" % self._job.limits.memory_bytes
            )
            self._ended = Ended(broken=Result(self._running, ERROR, 0.0, failure))

    def _deadline(self) -> float:
        if not self._running:
            return min(self._since + LOAD_S, self._until)
        grace = TRACED_S if self._job.kind == "trace" else GRACE_S
        return min(self._since + self._limit() + grace, self._until)

    def _limit(self) -> float:
        if self._loading:
            return max(self._job.limits.test_s, self._job.collect_s)
        return self._limits.get(self._running, self._job.limits.test_s)

    def _late(self) -> None:
        if not self._running or time.monotonic() < self._since + self._limit():
            self._ended = Ended(lost="" if self._running else "node did not answer in time")
            return
        limit = self._limit()
        failure = Failure("TimedOut", "did not end within %g s" % limit)
        self._ended = Ended(broken=Result(self._running, TIMED_OUT, limit, failure))

    def _swollen(self) -> bool:
        most = self._job.limits.memory_bytes
        return bool(most and self._running) and resident(self._process.pid) > most

    def _hear(self, message: wire.Message, hear: Hear) -> None:
        event = message["event"]
        self._since = time.monotonic()
        if event == "begin":
            self._running, self._loading = message["test"], message.get("loading", False)
        elif event == "ready":
            self._process.version = message["version"]
        elif event == "finished":
            self._ended = Ended(message)
        else:
            if event == "result":
                self._running = ""
            hear(message)


def result_of(message: wire.Message) -> Result:
    """The result that a script told."""
    told = message["failure"]
    failure = None
    if told is not None:
        frames: List[Frame] = [Frame(**frame) for frame in told["frames"]]
        failure = Failure(told["kind"], told["message"], tuple(frames))
    return Result(message["test"], message["outcome"], message["seconds"], failure)

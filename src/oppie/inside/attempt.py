"""One process that runs a job, watched from outside: what it told, and how it ended."""

from __future__ import annotations

import os
import select
import signal
import time
from typing import List, NamedTuple, Optional, Tuple

from . import wire
from .mark import Mark, Running
from .messages import ERROR, TIMED_OUT, Failure, Frame, Job, Result
from .processes import kill_session
from .telling import Telling
from .zygote import Zygote

GRACE_S = 0.5
"""Beyond a test's limit, which its own process keeps; then it is killed."""

STARTUP_S = 60.0
"""For a new interpreter to load the driver, on a busy machine."""

LOST = "the process that forks rollouts has ended"


class Ended(NamedTuple):
    """A test that has ended, and how."""

    test: str
    outcome: str


class Link(NamedTuple):
    """The server's lines.

    Attributes:
        host: requests; read on so that its end is noticed at once.
        answers: to the host.
        mark: what the process of a job says that it is doing.
    """

    host: wire.Lines
    answers: Telling
    mark: Mark


class HostGoneError(Exception):
    """The other end of the protocol is gone: everything is to end."""


class Attempt:
    """Follows the process of one job to its end.

    Attributes:
        ended: the tests of which it has told.
        late: it was killed since its time was up.
        finished: its last message, if it did what it was asked for.
        answer: what it or its zygote said instead of running tests.
        lost: why nothing can be known of the job; empty if something can.
    """

    def __init__(self, zygote: Zygote, job: Job, link: Link, until: float) -> None:
        """``until`` is when all has to have ended, on the monotonic clock."""
        self._zygote = zygote
        self._job = job
        self._link = link
        self._until = until
        self._limits = dict(job.limits.tests_s)
        self._frames: Tuple[Frame, ...] = ()
        self._heard = time.monotonic()
        self._over = False
        self._status = 0
        self.ended: List[Ended] = []
        self.late = False
        self.finished: Optional[wire.Message] = None
        self.answer: Optional[wire.Message] = None
        self.lost = ""

    def follow(self) -> None:
        """Until the process has finished or ended."""
        self._link.mark.clear()
        try:
            self._zygote.order(self._job)
        except BrokenPipeError:
            self.lost = LOST
            return
        self.listen()

    def listen(self) -> None:
        """The same, when nothing has to be ordered."""
        while not self._over and self._wait():
            for message in self._zygote.events.take():
                self._hear(message)
            if not self._over:
                self._link.answers.flush()

    def settle(self) -> None:
        """After it finished: kill what it started, wait until its process is gone."""
        while self._zygote.child:
            kill_session(self._zygote.child)
            if not self._zygote.events.fill():
                return
            for message in self._zygote.events.take():
                self._hear(message)

    def running(self) -> Optional[Running]:
        """What runs, or ran when the process ended."""
        return self._link.mark.read()

    def unfinished(self) -> Optional[Result]:
        """The result of what ran when the process ended by itself or was killed."""
        running = self.running()
        if running is None:
            return None
        if self.late:
            limit = self._limit(running)
            told = Failure("TimedOut", "did not end within %g s" % limit, self._frames)
            return Result(running.name, TIMED_OUT, limit, told)
        return Result(running.name, ERROR, 0.0, _crash(self._status, self._frames))

    def _wait(self) -> bool:
        """Read what comes; False when the zygote is gone."""
        events, host = self._zygote.events, self._link.host
        # what runs may change at any time, so it is looked at again and again
        timeout = max(0.0, min(self._deadline() - time.monotonic(), GRACE_S))
        ready, _, _ = select.select([events.fd, host.fd], [], [], timeout)
        if host.fd in ready and not host.fill():
            raise HostGoneError
        if events.fd in ready:
            self._heard = time.monotonic()
            if not events.fill():
                self.lost = LOST
            return not self.lost
        if not ready and time.monotonic() >= self._deadline():
            self._kill()
        return True

    def _deadline(self) -> float:
        running = self.running()
        if self.late or running is None:
            return min(self._heard + STARTUP_S, self._until)
        return min(running.since + self._limit(running) + GRACE_S, self._until)

    def _limit(self, running: Running) -> float:
        if running.collecting:
            return self._job.collect_s
        return self._limits.get(running.name, self._job.limits.test_s)

    def _kill(self) -> None:
        self.late = True
        self._heard = time.monotonic()
        self._until = self._heard + STARTUP_S
        if self._zygote.child:
            kill_session(self._zygote.child)
        else:
            self._zygote.end()

    def _hear(self, message: wire.Message) -> None:
        hear = getattr(self, "_on_" + str(message.get("event")), None)
        if hear is not None:
            hear(message)

    def _on_forked(self, message: wire.Message) -> None:
        self._zygote.child = message["pid"]

    def _on_hung(self, message: wire.Message) -> None:
        self._frames = tuple(Frame(**frame) for frame in message["frames"])

    def _on_result(self, message: wire.Message) -> None:
        self.ended.append(Ended(message["test"], message["outcome"]))
        self._frames = ()
        self._link.answers.hold(message)

    def _on_trace(self, message: wire.Message) -> None:
        self._on_result(message)

    def _on_judged(self, message: wire.Message) -> None:
        self._link.answers.hold(message)

    def _on_grown(self, message: wire.Message) -> None:
        self._link.answers.hold(message)

    def _on_probed(self, message: wire.Message) -> None:
        self._answered(message)

    def _on_collected(self, message: wire.Message) -> None:
        self._answered(message)

    def _on_refused(self, message: wire.Message) -> None:
        self._answered(message)

    def _on_unfit(self, message: wire.Message) -> None:
        self._answered(message)

    def _on_broken(self, message: wire.Message) -> None:
        self.lost = message["why"]
        self._over = True

    def _answered(self, message: wire.Message) -> None:
        self.answer = message
        self._over = True

    def _on_finished(self, message: wire.Message) -> None:
        self.finished = message
        self._over = True

    def _on_ended(self, message: wire.Message) -> None:
        self._zygote.child = 0
        self._status = message["status"]
        self._over = True


def _crash(status: int, frames: Tuple[Frame, ...]) -> Failure:
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return Failure(name, "the process was ended by %s" % name, frames)
    code = os.WEXITSTATUS(status)
    return Failure("SystemExit", "the process ended itself with code %d" % code, frames)

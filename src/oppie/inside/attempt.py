"""One process that runs a job, watched from outside: what it told, and how it ended."""

from __future__ import annotations

import os
import select
import signal
import time
from typing import Callable, List, NamedTuple, Optional, Tuple

from . import wire
from .messages import ERROR, TIMED_OUT, Failure, Frame, Job, Result
from .processes import kill_session
from .zygote import Zygote

GRACE_S = 0.5
"""Beyond a test's limit, which its own process keeps; then it is killed."""

STARTUP_S = 60.0
"""For a new interpreter to load the driver, on a busy machine."""

LOST = "the process that forks rollouts has ended"


class Ended(NamedTuple):
    """A test that has ended: how, and whether it was a target."""

    test: str
    outcome: str
    target: bool


class HostGoneError(Exception):
    """The other end of the protocol is gone: everything is to end."""


class Attempt:
    """Follows the process of one job to its end.

    Args:
        zygote: forks the process.
        job: what is asked for.
        host: requests; read on so that its end is noticed at once.
        until: when the whole rollout has to have ended, on the monotonic clock.
        tell: is given each message that the host is to have.
    """

    def __init__(
        self,
        zygote: Zygote,
        job: Job,
        host: wire.Lines,
        until: float,
        tell: Callable[[wire.Message], None],
    ) -> None:
        self._zygote = zygote
        self._job = job
        self._host = host
        self._until = until
        self._tell = tell
        self._limits = dict(job.limits.tests_s)
        self._frames: Tuple[Frame, ...] = ()
        self._deadline = time.monotonic() + STARTUP_S
        self._limit = STARTUP_S
        self._over = False
        self.ended: List[Ended] = []
        self.running: Optional[str] = None
        self.target = False
        self.collecting = False
        self.late = False
        self.finished: Optional[wire.Message] = None
        self.answer: Optional[wire.Message] = None
        self.status = 0
        self.lost = ""

    def follow(self) -> None:
        """Until the process has finished or ended."""
        try:
            self._zygote.order(self._job)
        except BrokenPipeError:
            self.lost = LOST
            return
        self.listen()

    def listen(self) -> None:
        """The same, when nothing has to be ordered."""
        while not self._over:
            if not self._wait():
                return
            for message in self._zygote.events.take():
                self._hear(message)

    def settle(self) -> None:
        """After it finished: kill what it started, wait until its process is gone."""
        while self._zygote.child:
            kill_session(self._zygote.child)
            if not self._zygote.events.fill():
                return
            for message in self._zygote.events.take():
                self._hear(message)

    def unfinished(self) -> Optional[Result]:
        """The result of what ran when the process ended by itself or was killed."""
        if self.running is None:
            return None
        if self.late:
            told = Failure("TimedOut", "did not end within %g s" % self._limit, self._frames)
            return Result(self.running, TIMED_OUT, self._limit, told)
        return Result(self.running, ERROR, 0.0, _crash(self.status, self._frames))

    def _wait(self) -> bool:
        """Read what comes; False when the zygote is gone."""
        events = self._zygote.events.fd
        now = time.monotonic()
        timeout = max(0.0, min(self._deadline, self._until) - now)
        ready, _, _ = select.select([events, self._host.fd], [], [], timeout)
        if self._host.fd in ready and not self._host.fill():
            raise HostGoneError
        if events in ready:
            if self._zygote.events.fill():
                return True
            self.lost = LOST
            return False
        if not ready:
            self._kill()
        return True

    def _kill(self) -> None:
        self.late = True
        self._deadline = self._until = time.monotonic() + STARTUP_S
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

    def _on_collecting(self, message: wire.Message) -> None:
        self._begin(message["test"], self._job.collect_s)
        self.collecting = True

    def _on_start(self, message: wire.Message) -> None:
        test = message["test"]
        self._begin(test, self._limits.get(test, self._job.limits.test_s))
        self.target = message["target"]

    def _begin(self, test: str, limit: float) -> None:
        self.running = test
        self.collecting = False
        self._frames = ()
        self._limit = limit
        self._deadline = time.monotonic() + limit + GRACE_S

    def _on_hung(self, message: wire.Message) -> None:
        self._frames = tuple(Frame(**frame) for frame in message["frames"])

    def _on_result(self, message: wire.Message) -> None:
        self.ended.append(Ended(message["test"], message["outcome"], self.target))
        self.running = None
        self._deadline = time.monotonic() + STARTUP_S
        self._tell(message)

    def _on_trace(self, message: wire.Message) -> None:
        self._on_result(message)

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
        self.status = message["status"]
        self._over = True


def _crash(status: int, frames: Tuple[Frame, ...]) -> Failure:
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return Failure(name, "the process was ended by %s" % name, frames)
    code = os.WEXITSTATUS(status)
    return Failure("SystemExit", "the process ended itself with code %d" % code, frames)

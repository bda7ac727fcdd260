"""One process that runs some of a package's tests: what it said of each, and how it ended."""

from __future__ import annotations

import signal
import time
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from ...messages import ERROR, FAILED, PASSED, SKIPPED, TIMED_OUT, Failure, Limits, Result
from ...programs import Ended
from . import stream
from .failures import TIMED_OUT as RAN_OUT
from .failures import Ground, died, logged

Tell = Callable[[Result], bool]
"""Is given each result, with the test's name in the package; False: nothing else is to run."""


class Asked(NamedTuple):
    """What runs.

    Attributes:
        names: of tests at the top, in the order in which the binary runs them.
        limits: of the rollout.
        limit: seconds that a test at the top may take.
        until: monotonic second at which all has to have ended.
    """

    names: Tuple[str, ...]
    limits: Limits
    limit: Callable[[str], float]
    until: float


class Running:
    """Follows one process.

    A failure is told when the next test begins or the process has ended: a panic comes after.

    Attributes:
        begun: the tests at the top that have begun.
    """

    def __init__(self, asked: Asked, ground: Ground, tell: Tell) -> None:
        self._asked = asked
        self._ground = ground
        self._tell = tell
        self._stream = stream.Stream()
        self._since: Dict[str, float] = {}
        self._waiting: List[Tuple[str, float]] = []
        self._paused: Dict[str, float] = {}
        self._goes_on = True
        self.begun: List[str] = []

    def until(self) -> float:
        """When the process has to have ended, as it stands."""
        running = [
            since + self._asked.limit(test)
            for test, since in self._since.items()
            if "/" not in test and test not in self._paused
        ]
        return min([*running, self._asked.until])

    def hear(self, line: bytes) -> bool:
        """Take a line; False when what was told decides."""
        for said in self._stream.read(line):
            getattr(self, "_on_" + said.word)(said.test)
        return self._goes_on

    def end(self, ended: Ended) -> bool:
        """Tell of what had not ended; whether anything else is to run."""
        if ended.enough or not self._goes_on:
            return False
        found = died(ended.errors, self._ground)
        cause = found[0] if found else None
        if self._waiting:
            self._settle(cause)
            cause = None if self._since else cause
        failure = self._unfinished(ended, cause)
        for test, since in sorted(self._since.items(), reverse=True):
            if self._goes_on:
                late = ended.late or failure.message.startswith(RAN_OUT)
                outcome = TIMED_OUT if late else ERROR
                self._told(Result(test, outcome, time.monotonic() - since, failure))
        return self._goes_on

    def _on_run(self, test: str) -> None:
        self._settle(None)
        self._since[test] = time.monotonic()
        if "/" not in test:
            self.begun.append(test)

    def _on_pause(self, test: str) -> None:
        self._paused[test] = self._since[test]

    def _on_cont(self, test: str) -> None:
        self._paused.pop(test, None)
        self._since[test] = time.monotonic()

    def _on_passed(self, test: str) -> None:
        self._settle(None)
        self._told(Result(test, PASSED, self._took(test)))

    def _on_skipped(self, test: str) -> None:
        self._settle(None)
        self._told(Result(test, SKIPPED, self._took(test)))

    def _on_failed(self, test: str) -> None:
        self._waiting.append((test, self._took(test)))

    def _took(self, test: str) -> float:
        return time.monotonic() - self._since.pop(test, time.monotonic())

    def _settle(self, cause: Optional[Failure]) -> None:
        """Tell of the failures that wait, the innermost first."""
        waiting, self._waiting = self._waiting, []
        for test, seconds in waiting:
            own = logged(self._stream.printed(test), test, self._ground)
            if not own.message and not own.frames:
                inner = [w for w, _ in waiting if w.startswith(test + "/")]
                own = own._replace(message="a part of it failed: %s" % inner[0] if inner else "")
            self._told(Result(test, FAILED if cause is None else ERROR, seconds, cause or own))

    def _told(self, result: Result) -> None:
        if self._goes_on:
            self._goes_on = self._tell(result)

    def _unfinished(self, ended: Ended, cause: Optional[Failure]) -> Failure:
        if ended.late:
            tops = [test for test in self._since if "/" not in test]
            limit = self._asked.limit(tops[0]) if tops else self._asked.limits.total_s
            return Failure("TimedOut", "did not end within %g s" % limit)
        if ended.swollen:
            most = self._asked.limits.memory_bytes >> 20
            return Failure("OutOfMemory", "it took more than %d MiB" % most)
        return cause or crash(ended)


def crash(ended: Ended) -> Failure:
    """Why a process ended that said nothing of it."""
    text = ended.errors.decode("utf-8", "replace").strip()[-500:]
    if ended.status < 0:
        name = signal.Signals(-ended.status).name
        return Failure(name, text or "the process was ended by %s" % name)
    code = ended.status
    return Failure("Exit", text or "the process ended itself with code %d" % code)

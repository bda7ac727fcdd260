"""What is told of a job: each test once, targets before others, until something decides."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Set, Tuple

from ...messages import ERROR, Failure, Job, Result, result_message, trace_message
from ...stopping import Stopping
from ...telling import Telling

Lines = Dict[str, Tuple[int, ...]]
Tell = Callable[[Result, Optional[Lines]], None]
MISSING = Failure("NotCollected", "there is no such test any more")


def telling(job: Job, host: Telling) -> Tell:
    """What tells the host of a job's results."""

    def tell(result: Result, lines: Optional[Lines]) -> None:
        if job.kind == "trace":
            host.tell_in_time(trace_message(job.id, result, lines or {}))
        else:
            host.tell_in_time(result_message(job.id, result))

    return tell


def file_of(test: str) -> str:
    """The file that a test's id begins with."""
    return test.partition("::")[0]


class Answers:
    """Tells results; those that nobody asked for are dropped.

    Attributes:
        told: ids that have been told, and those of files in which nothing is left to be told.
        over: whether a result decided.
    """

    def __init__(self, job: Job, tell: Tell) -> None:
        self._job = job
        self._send = tell
        self._stopping = Stopping(job.stop, job.failed)
        self._targets = frozenset(job.targets)
        self._others = frozenset(job.others)
        self._held: List[Tuple[Result, Optional[Lines]]] = []
        self._holds = False
        self.told: Set[str] = set()
        self.over = False

    @property
    def failed(self) -> bool:
        """Whether a target did not pass."""
        return self._stopping.failed

    def hear(self, result: Result, lines: Optional[Lines] = None) -> bool:
        """A test ended; False when nothing more is wanted."""
        if self.over or result.test in self.told:
            return not self.over
        target = self._asked(result.test, self._targets)
        if not (target or self._everything or self._asked(result.test, self._others)):
            return True
        if target or not self._holds:
            self._tell(result, lines, target=target)
        else:
            self._held.append((result, lines))
        return not self.over

    def hold(self) -> None:
        """Keep results of others for later: the targets come in between."""
        self._holds = True

    def release(self) -> bool:
        """The targets have run; False when the others are not to."""
        if not self._stopping.runs_others():
            self.over = True
        self._holds = False
        held, self._held = self._held, []
        for result, lines in held:
            self.hear(result, lines)
        return not self.over

    def missing(self) -> None:
        """Tell of what was asked for and is not there."""
        for name in (*self._job.targets, *self._job.others):
            if not self.over and self.left(name):
                self.hear(Result(name, ERROR, 0.0, MISSING))

    def left(self, name: str) -> bool:
        """Whether something that was asked for has still to run."""
        if name in self.told or file_of(name) in self.told:
            return False
        return "::" in name or not any(file_of(test) == name for test in self.told)

    @property
    def _everything(self) -> bool:
        return not self._targets and not self._others

    def _asked(self, test: str, names: "frozenset[str]") -> bool:
        if test in names or file_of(test) in names:
            return True
        return "::" not in test and any(file_of(name) == test for name in names)

    def _tell(self, result: Result, lines: Optional[Lines], *, target: bool) -> None:
        self.told.add(result.test)
        self._send(result, lines)
        if not self._stopping.goes_on(result.outcome, target):
            self.over = True

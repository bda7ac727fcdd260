"""A rollout of the tests as they are, beside which something else is found out."""

from __future__ import annotations

import abc
import contextlib
from typing import List, NoReturn

from .bounds import peak_bytes
from .messages import Result
from .rollout import Rollout
from .selection import Step


class InterruptError(Exception):
    """A test was interrupted, so that no other can run in this process."""


class Beside(Rollout, abc.ABC):
    """Runs the job's tests and tells nothing of their results."""

    def perform(self, order: List[Step]) -> None:
        """Run, and tell what was found out; where that fails, only that it is over."""
        with contextlib.suppress(Exception):  # the process that forks has to go on
            self._beside(order)
        self._telling.tell({"event": "finished", "complete": True, "peak": peak_bytes()})

    @abc.abstractmethod
    def _beside(self, order: List[Step]) -> None:
        """Run, watching, and tell what was seen."""

    def _begin(self, step: Step) -> None:
        """A test begins."""

    def _ended(self, step: Step, result: Result) -> None:
        """A test has ended."""

    def _run(self, order: List[Step]) -> None:
        for index, step in enumerate(order):
            following = order[index + 1] if index + 1 < len(order) else None
            self._begin(step)
            try:
                if not step.known:
                    self._ended(step, self._result(step, following))
            except InterruptError:
                return

    def _leave(self, result: Result) -> NoReturn:
        """After a test that was interrupted no other can run; what was seen till then counts."""
        self._clock.stop()
        raise InterruptError(result.test)

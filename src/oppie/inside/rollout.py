"""One rollout in the process that runs it: steps in order, each result told as it is known."""

from __future__ import annotations

import contextlib
import os
from types import FrameType
from typing import Dict, Iterator, List, NoReturn, Optional

from . import wire
from .alarm import Alarm, TimedOut
from .bounds import peak_bytes
from .drivers import Driver
from .failures import Places, failure, stack
from .mark import Mark
from .messages import ERROR, TIMED_OUT, Failure, Job, Result, result_message, trace_message
from .pulse import Pulse
from .reached import Reached, merged, valued
from .selection import Step
from .stopping import Stopping
from .telling import Telling


class Clock:
    """Time limits of a process that collects and runs: tells what hangs before it is ended."""

    def __init__(self, telling: Telling, mark: Mark, places: Places) -> None:
        self._telling = telling
        self.mark = mark
        self.places = places
        self.alarm = Alarm(self._hung)
        self.pulse = Pulse(places, self.alarm.end)
        self.collect_s = 60.0

    @contextlib.contextmanager
    def collecting(self, path: str) -> Iterator[None]:
        """Bound the import of one file."""
        self.mark.begin(path, collecting=True)
        self.alarm.start(self.collect_s)
        try:
            yield
        finally:
            self.stop()

    def start(self, test: str, seconds: float, call_s: float) -> None:
        """Bound a test, and each call that it makes where ``call_s`` is not 0."""
        self.mark.begin(test)
        self.alarm.start(seconds)
        if call_s:
            self.pulse.start(call_s)

    def stop(self) -> None:
        """What ran has ended."""
        self.pulse.stop()
        self.alarm.stop()
        self.mark.clear()

    def _hung(self, frame: Optional[FrameType]) -> None:
        frames = [place._asdict() for place in stack(frame, self.places)]
        self._telling.tell({"event": "hung", "frames": frames})


def none_ran(job: Job, failure: Failure, telling: Telling) -> None:
    """What kept every test of a job from running is each one's error."""
    for name in job.targets + job.others or (".",):
        telling.hold(result_message(job.id, Result(name, ERROR, 0.0, failure)))
    telling.tell({"event": "finished", "complete": True, "peak": 0})


class Rollout:
    """Runs a job's tests with a driver that has collected them."""

    def __init__(self, job: Job, driver: Driver, clock: Clock, telling: Telling) -> None:
        self._job = job
        self._driver = driver
        self._clock = clock
        self._telling = telling
        self._stopping = Stopping(job.stop, job.failed)
        self._limits: Dict[str, float] = dict(job.limits.tests_s)
        self._calls: Dict[str, float] = dict(job.limits.calls_s)

    def perform(self, order: List[Step]) -> None:
        """Run, and tell that it is finished."""
        complete = self._perform(order)
        self._telling.tell({"event": "finished", "complete": complete, "peak": peak_bytes()})

    def _perform(self, order: List[Step]) -> bool:
        for index, step in enumerate(order):
            if not step.target and not self._stopping.runs_others():
                return False
            following = order[index + 1] if index + 1 < len(order) else None
            result = step.known[0] if step.known else self._result(step, following)
            self._telling.tell_in_time(self._told(result))
            if not self._stopping.goes_on(result.outcome, step.target) and following:
                return False
        return True

    def _result(self, step: Step, following: Optional[Step]) -> Result:
        limit = self._limits.get(step.test, self._job.limits.test_s)
        after = None if following is None or following.known else following.test
        try:
            self._clock.start(step.test, limit, self._calls.get(step.test, 0.0))
            result = self._driver.run(step.test, after)
            self._clock.stop()
        except TimedOut as late:
            told = failure(late, self._clock.places)
            self._leave(Result(step.test, TIMED_OUT, late.limit, told))
        except BaseException as broken:  # noqa: BLE001 - a test that takes the driver with it
            self._leave(Result(step.test, ERROR, 0.0, failure(broken, self._clock.places)))
        return result

    def _told(self, result: Result) -> wire.Message:
        return result_message(self._job.id, result)

    def _leave(self, result: Result) -> NoReturn:
        """End a process whose driver was interrupted: the rest runs in another one."""
        self._clock.stop()
        self._telling.tell(self._told(result))
        os._exit(0)


class TracedRollout(Rollout):
    """Tells the lines that each test reached, those of the import with each of them."""

    def __init__(
        self, job: Job, driver: Driver, clock: Clock, telling: Telling, reached: Reached
    ) -> None:
        super().__init__(job, driver, clock, telling)
        self._reached = reached
        self._imported = valued(reached.take(), clock.places.top)

    def _told(self, result: Result) -> wire.Message:
        lines = merged(self._imported, self._reached.take())
        return trace_message(self._job.id, result, lines)

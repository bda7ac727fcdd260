"""One rollout in the process that runs it: steps in order, each result told as it is known."""

from __future__ import annotations

import contextlib
import os
from types import FrameType
from typing import Dict, Iterator, List, NoReturn, Optional

from . import wire
from .alarm import Alarm, TimedOut
from .bounds import peak_bytes
from .drivers import Collected, Driver
from .failures import Places, failure, stack
from .messages import ERROR, TIMED_OUT, Failure, Job, Result, result_message, trace_message
from .reached import Reached, merged, valued
from .selection import Step, steps
from .stopping import Stopping


class Telling:
    """Tells the server what happens, over a pipe.

    Lines that need not be known at once wait for the next that must.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._held = b""

    def hold(self, message: wire.Message) -> None:
        """Send together with what comes next."""
        self._held += wire.encode(message)

    def tell(self, message: wire.Message) -> None:
        """Send now."""
        line, self._held = self._held + wire.encode(message), b""
        wire.write(self._fd, line)

    def collecting(self, path: str) -> None:
        """A file's import begins."""
        self.tell({"event": "collecting", "test": path})

    def none_ran(self, job: Job, failure: Failure) -> None:
        """What kept every test of a job from running is each one's error."""
        for name in job.targets + job.others or (".",):
            self.hold({"event": "start", "test": name, "target": name in job.targets})
            self.hold(result_message(job.id, Result(name, ERROR, 0.0, failure)))
        self.tell({"event": "finished", "complete": True, "peak": 0})


class Clock:
    """Time limits of a process that collects and runs: tells what hangs before it is ended."""

    def __init__(self, telling: Telling, places: Places) -> None:
        self._telling = telling
        self.places = places
        self.alarm = Alarm(self._hung)
        self.collect_s = 60.0

    @contextlib.contextmanager
    def collecting(self, path: str) -> Iterator[None]:
        """Bound the import of one file."""
        self._telling.collecting(path)
        with self.alarm.limit(self.collect_s):
            yield

    def _hung(self, frame: Optional[FrameType]) -> None:
        frames = [place._asdict() for place in stack(frame, self.places)]
        self._telling.tell({"event": "hung", "frames": frames})


class Rollout:
    """Runs a job's tests with a driver that has collected them."""

    def __init__(self, job: Job, driver: Driver, clock: Clock, telling: Telling) -> None:
        self._job = job
        self._driver = driver
        self._clock = clock
        self._telling = telling
        self._stopping = Stopping(job.stop, job.failed)
        self._limits: Dict[str, float] = dict(job.limits.tests_s)

    def perform(self, collected: Collected) -> None:
        """Run, and tell that it is finished."""
        complete = self._perform(steps(self._job, collected))
        self._telling.tell({"event": "finished", "complete": complete, "peak": peak_bytes()})

    def _perform(self, order: List[Step]) -> bool:
        for index, step in enumerate(order):
            if not step.target and not self._stopping.runs_others():
                return False
            following = order[index + 1] if index + 1 < len(order) else None
            result = self._result(step, following)
            self._telling.hold(self._told(result))
            if not self._stopping.goes_on(result.outcome, step.target) and following:
                return False
        return True

    def _result(self, step: Step, following: Optional[Step]) -> Result:
        start = {"event": "start", "test": step.test, "target": step.target}
        if step.known:
            self._telling.hold(start)
            return step.known[0]
        self._telling.tell(start)
        limit = self._limits.get(step.test, self._job.limits.test_s)
        after = None if following is None or following.known else following.test
        try:
            with self._clock.alarm.limit(limit):
                return self._driver.run(step.test, after)
        except TimedOut as late:
            self._leave(Result(step.test, TIMED_OUT, limit, failure(late, self._clock.places)))
        except BaseException as broken:  # noqa: BLE001 - a test that takes the driver with it
            self._leave(Result(step.test, ERROR, 0.0, failure(broken, self._clock.places)))

    def _told(self, result: Result) -> wire.Message:
        return result_message(self._job.id, result)

    def _leave(self, result: Result) -> NoReturn:
        """End a process whose driver was interrupted: the rest runs in another one."""
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

"""A rollout of the tests as they are, after which expressions are grown to what they want."""

from __future__ import annotations

import os
import time
from typing import Dict, Iterable, Iterator, List

from ..beside import Beside
from ..drivers import Driver
from ..messages import Job, Result
from ..rollout import Clock
from ..selection import Step
from ..telling import Telling
from ..wire import Message
from .contrast import Contrast, contrast
from .growth import grow
from .orders import Forced, Order, Orders, finals
from .record import Record
from .source import Source, read

MOST_S = 1.2
"""Processor seconds for all that is grown of one kind."""


class GrownRollout(Beside):
    """Runs the job's tests, and tells edits that put in what was grown."""

    def __init__(self, job: Job, driver: Driver, clock: Clock, telling: Telling) -> None:
        super().__init__(job, driver, clock, telling)
        self._record = Record(job.source, clock.places)
        self._contrasts: Dict[str, Contrast] = {}

    def _beside(self, order: List[Step]) -> None:
        source = read(os.path.join(self._clock.places.top, self._job.source))
        if source is None:
            return
        with self._record.watching(source.lines()):
            self._run(order)
        edits = list(self._edits(source))
        self._telling.tell({"event": "grown", "id": self._job.id, "edits": edits})

    def _begin(self, step: Step) -> None:
        self._record.begin(step.test)

    def _ended(self, step: Step, result: Result) -> None:
        found = contrast(result.failure.message) if step.target and result.failure else None
        if found is not None:
            self._contrasts[step.test] = found

    def _edits(self, source: Source) -> Iterator[Message]:
        ends = finals(self._record, self._contrasts)
        orders = Orders(source, self._record, ends, self._job.targets)
        if not self._job.forced:
            yield from self._constant(source)
            yield from _grown(orders.values())
            yield from _grown(orders.guards())
        yield from _grown(orders.truths([Forced(*each) for each in self._job.forced]))

    def _constant(self, source: Source) -> Iterator[Message]:
        """Conditions that a failing test came to, both ways."""
        calls = [call for test in self._job.targets for call in self._record.calls.get(test, ())]
        reached = {line for call in calls for line in call.seen}
        for line in reached.intersection(source.conditions):
            spot = source.conditions[line]
            yield spot.start, spot.end, "True", "forced-true", line
            yield spot.start, spot.end, "False", "forced-false", line


def _grown(orders: Iterable[Order]) -> Iterator[Message]:
    until = time.process_time() + MOST_S
    for order in orders:
        for text in grow(order.goal) if time.process_time() < until else ():
            spot = order.spot
            yield spot.start, spot.end, order.before + text + order.after, order.kind, spot.line

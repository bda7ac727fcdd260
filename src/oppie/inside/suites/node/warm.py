"""Processes of node that stay: one that runs candidates, one that waits to take its place."""

from __future__ import annotations

from typing import Optional, Sequence

from ...attempt import Link
from ...messages import Job, Limits
from .process import Order, Process
from .tools import Tools
from .watching import Ended, Hear, Watch


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
        self._now: Optional[Process] = None
        self._next: Optional[Process] = None
        self.version = ""

    def perform(self, order: Order, job: Job, until: float, hear: Hear) -> Ended:
        """Do an order. Raises HostGoneError."""
        self._limits = job.limits
        process = self._now = self._now or self._next or self._start()
        if process is self._next:
            self._next = None
        watch = Watch(process, self._link, job, until)
        order = order._replace(known=self._known, interrupted=bool(job.limits.calls_s))
        ended = watch.follow(order, hear)
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

    def _start(self) -> Process:
        return Process(self._tools, self._driver, self._options, self._limits, self._tasks)

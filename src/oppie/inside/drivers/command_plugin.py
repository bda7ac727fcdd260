"""The plugin that makes a pytest, started by whatever command, do what a job asks for."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import pytest

from ..command import ADDOPTS, JOB, PIPE
from ..failures import Places
from ..mark import Mark
from ..messages import Job
from ..reached import Reached
from ..relocate import Relocation
from ..rollout import Clock, TracedRollout
from ..selection import known_only, steps
from ..telling import Telling
from ..work import Outfit, Work, do, read
from . import Setting
from .pytest_driver import PytestDriver
from .pytest_options import Fixtures, Stubs


class Part:
    """One run of pytest within the command.

    Attributes:
        driver: over the session that pytest itself makes.
    """

    def __init__(self, work: Work, job: Job) -> None:
        self._job = job
        self._telling = Telling(os.open(os.path.join(work.private, PIPE), os.O_WRONLY))
        self._clock = Clock(self._telling, Mark(work.private), Places(work.top))
        self._clock.collect_s = job.collect_s
        self._reached = Reached(self._clock.places)
        self._open = contextlib.ExitStack()
        Relocation(work.plan.root, work.top, work.plan.outside).install()
        places, collecting = self._clock.places, self._clock.collecting
        self.driver = PytestDriver(Setting(work.plan, places, work.private, collecting))
        self.driver.avoidance.paths = frozenset(job.avoid)
        self._telling.tell({"event": "joined"})  # what ends the process now is a test's doing
        if job.kind == "trace":
            self._open.enter_context(self._reached.recording())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Any) -> bool:
        """Instead of pytest's own loop."""
        collected = self.driver.adopt(session)
        job = known_only(self._job, collected)
        if job is None:
            self._telling.tell({"event": "finished", "complete": True, "peak": 0})
        elif job.kind == "collect":
            errors = [error.test for error in collected.errors]
            told = {"event": "collected", "tests": collected.tests, "errors": errors}
            self._telling.tell(told)
        elif job.kind == "trace":
            traced = TracedRollout(job, self.driver, self._clock, self._telling, self._reached)
            traced.perform(steps(job, collected))
        else:
            do(job, Outfit(self._telling, self._clock, self.driver), collected)
        self._open.close()
        return True


# what tests start themselves is not to join
_WORK, _JOB = read(os.environ.pop(JOB))
os.environ["PYTEST_ADDOPTS"] = os.environ.pop(ADDOPTS)
_STUBS = Stubs()


def pytest_addoption(parser: Any) -> None:
    """Take the options of plugins that are switched off."""
    _STUBS.pytest_addoption(parser)


def pytest_configure(config: Any) -> None:
    """Join this run of pytest."""
    part = Part(_WORK, _JOB)
    config.option.maxfail = 0
    config.option.tbstyle = "no"
    for plugin in (Fixtures(), part, part.driver.hooks, part.driver.avoidance):
        config.pluginmanager.register(plugin)
    _STUBS.pytest_configure(config)

"""What processes of the runner do: collect once, run swapped, run anew."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple, NoReturn, Tuple

from . import ground
from .bounds import bound
from .drivers import Collected, Driver, RefusedError, Setting, find
from .executed import Executed
from .failures import Places
from .messages import ERROR, Failure, Job, Plan, Result, as_job, as_plan, job_message
from .relocate import Relocation
from .rollout import Clock, Rollout, Telling
from .swap import Swapper
from .zygote import Role


class Work(NamedTuple):
    """Where the runner's processes work.

    Attributes:
        plan: how the tests run.
        top: the workspace, absolute and real.
        private: a folder of the runner's own.
        runner: the runner's zip.
        tasks: how many tasks the user had when the runner started.
    """

    plan: Plan
    top: str
    private: str
    runner: str
    tasks: int


def collect(work: Work, relocation: Relocation, avoid: Tuple[str, ...], fd: int) -> Role:
    """Collect all tests in this process; what is returned runs them with swapped code."""
    telling = Telling(fd)
    clock = Clock(telling, Places(work.top))
    executed = Executed(clock.places)
    driver = find(work.plan.driver)(
        Setting(work.plan, clock.places, work.private, clock.collecting)
    )
    began = time.perf_counter()
    try:
        with executed.recording():
            collected = driver.collect((), avoid)
    except RefusedError as refused:
        telling.tell(
            {
                "event": "refused",
                "code": refused.code,
                "message": refused.message,
                "hint": refused.hint,
            }
        )
        os._exit(0)
    swapper = Swapper(clock.places, executed)
    gc.collect()
    gc.freeze()
    telling.tell(
        {
            "event": "collected",
            "tests": collected.tests,
            "errors": [error.test for error in collected.errors],
            "leaks": relocation.leaks(),
            "threads": sorted(thread.name for thread in threading.enumerate())[1:],
            "seconds": time.perf_counter() - began,
        }
    )

    def perform(job: Job) -> None:
        if not swapper.swap(job.changed):
            telling.tell({"event": "unswappable"})
            return
        bound(job.limits, work.tasks)
        Rollout(job, driver, clock, telling).perform(Collected(collected.tests))

    return Role(perform, lambda job: swapper.warm(job.changed))


def anew(work: Work, job: Job, fd: int) -> None:
    """Collect what a job needs in this process, and run it."""
    bound(job.limits, work.tasks)
    telling = Telling(fd)
    clock = Clock(telling, Places(work.top))
    clock.collect_s = job.collect_s
    driver = find(work.plan.driver)(
        Setting(work.plan, clock.places, work.private, clock.collecting)
    )
    Rollout(job, driver, clock, telling).perform(_collected(driver, job))


def _collected(driver: Driver, job: Job) -> Collected:
    names = job.targets + job.others
    try:
        return driver.collect(names, job.avoid)
    except RefusedError as refused:
        told = Failure("Refused", refused.message)
        return Collected((), tuple(Result(name, ERROR, 0.0, told) for name in names or (".",)))


def in_new_interpreter(work: Work, job: Job, fd: int) -> NoReturn:
    """Become a new interpreter that does the job as :func:`new_interpreter`."""
    file = Path(work.private) / "job.json"
    file.write_text(json.dumps([work, job_message(job)]), encoding="utf-8")
    os.set_inheritable(fd, True)  # noqa: FBT003 - it takes no keyword
    os.execv(sys.executable, [sys.executable, work.runner, "--job", str(file), str(fd)])  # noqa: S606 - no shell is what is wanted


def new_interpreter(file: str, fd: int) -> None:
    """Do the job that :func:`in_new_interpreter` wrote down."""
    words, job = json.loads(Path(file).read_text(encoding="utf-8"))
    work = Work(*words)
    work = work._replace(plan=as_plan(dict(zip(Plan._fields, words[0]))))
    os.set_inheritable(fd, False)  # noqa: FBT003 - it takes no keyword
    ground.prepare(work.plan, work.top)
    anew(work, as_job(job), fd)

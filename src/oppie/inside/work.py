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
from .probe import stale
from .reached import Reached
from .relocate import Relocation
from .rollout import Clock, Rollout, Telling, TracedRollout
from .selection import runs_with
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
        if not runs_with(job, collected) or not swapper.swap(job.changed):
            telling.tell({"event": "unswappable"})
            return
        bound(job.limits, work.tasks)
        Rollout(job, driver, clock, telling).perform(collected)

    return Role(perform, lambda job: swapper.warm(job.changed))


def anew(work: Work, job: Job, fd: int) -> None:
    """Collect what a job needs in this process, and do it."""
    bound(job.limits, work.tasks)
    telling = Telling(fd)
    clock = Clock(telling, Places(work.top))
    clock.collect_s = job.collect_s
    driver = find(work.plan.driver)(
        Setting(work.plan, clock.places, work.private, clock.collecting)
    )
    if job.kind == "trace":
        reached = Reached(clock.places)
        with reached.recording():
            collected = _collected(driver, job)
            TracedRollout(job, driver, clock, telling, reached).perform(collected)
        return
    do(job, driver, _collected(driver, job), clock, telling)


def do(job: Job, driver: Driver, collected: Collected, clock: Clock, telling: Telling) -> None:
    """Answer a job other than a trace, with tests that have been collected."""
    if job.kind == "probe":
        found = stale(job.changed, clock.places)
        telling.tell({"event": "probed", "id": job.id, "stale": found})
    else:
        Rollout(job, driver, clock, telling).perform(collected)


def _collected(driver: Driver, job: Job) -> Collected:
    names = job.targets + job.others
    try:
        return driver.collect(names, job.avoid)
    except RefusedError as refused:
        told = Failure("Refused", refused.message)
        return Collected((), tuple(Result(name, ERROR, 0.0, told) for name in names or (".",)))


def write_down(work: Work, job: Job) -> str:
    """Where another interpreter finds what it is to do."""
    file = Path(work.private) / "job.json"
    file.write_text(json.dumps([work, job_message(job)]), encoding="utf-8")
    return str(file)


def read(file: str) -> Tuple[Work, Job]:
    """What :func:`write_down` wrote."""
    words, job = json.loads(Path(file).read_text(encoding="utf-8"))
    plan = as_plan(dict(zip(Plan._fields, words[0])))
    return Work(*words)._replace(plan=plan), as_job(job)


def in_new_interpreter(work: Work, job: Job, fd: int) -> NoReturn:
    """Become a new interpreter that does the job as :func:`new_interpreter`."""
    words = [sys.executable, work.runner, "--job", write_down(work, job), str(fd)]
    os.set_inheritable(fd, True)  # noqa: FBT003 - it takes no keyword
    os.execv(sys.executable, words)  # noqa: S606 - no shell is what is wanted


def new_interpreter(file: str, fd: int) -> None:
    """Do the job that was written down."""
    work, job = read(file)
    os.set_inheritable(fd, False)  # noqa: FBT003 - it takes no keyword
    ground.prepare(work.plan, work.top)
    anew(work, job, fd)

"""What processes of the runner are given, and what each does with a job."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple, Tuple

from .bounds import bound, bound_processes, mapped_bytes
from .drivers import Collected, Driver, RefusedError, Setting, find
from .failures import Places
from .growing.grown import GrownRollout
from .judging.judged import JudgedRollout
from .mark import Mark
from .messages import Failure, Job, Plan, as_job, as_plan, job_message
from .probe import stale
from .reached import Reached
from .rollout import Clock, Rollout, TracedRollout, none_ran
from .selection import steps
from .telling import Telling


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


class Outfit(NamedTuple):
    """What a process needs for jobs: a way to tell, a clock, the driver."""

    telling: Telling
    clock: Clock
    driver: Driver


def outfit(work: Work, fd: int) -> Outfit:
    """For a process that tells of events on ``fd``. Raises RefusedError without a driver."""
    telling = Telling(fd)
    clock = Clock(telling, Mark(work.private), Places(work.top))
    setting = Setting(work.plan, clock.places, work.private, clock.collecting)
    return Outfit(telling, clock, find(work.plan.driver)(setting))


def anew(work: Work, job: Job, has: Outfit) -> None:
    """Collect what a job needs in this process, and do it."""
    bound(job.limits, mapped_bytes())
    bound_processes(job.limits, work.tasks)
    has.clock.collect_s = job.collect_s
    names = job.targets + job.others
    reached = Reached(has.clock.places)
    try:
        if job.kind == "trace":
            with reached.recording():
                collected = has.driver.collect(names, job.avoid)
                traced = TracedRollout(job, has.driver, has.clock, has.telling, reached)
                traced.perform(steps(job, collected))
        else:
            do(job, has, has.driver.collect(names, job.avoid))
    except RefusedError as refused:
        none_ran(job, Failure("Refused", refused.message), has.telling)


def do(job: Job, has: Outfit, collected: Collected) -> None:
    """Answer a job other than a trace, with tests that have been collected."""
    if job.kind == "probe":
        found = stale(job.changed, has.clock.places)
        has.telling.tell({"event": "probed", "id": job.id, "stale": found})
    else:
        rollout_of(job, has).perform(steps(job, collected))


def rollout_of(job: Job, has: Outfit) -> Rollout:
    """What runs a job's tests, and may judge candidates beside them."""
    made = {"judge": JudgedRollout, "grow": GrownRollout}.get(job.kind, Rollout)
    return made(job, has.driver, has.clock, has.telling)


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

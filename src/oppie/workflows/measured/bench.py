"""The benchmark of a run, and its first runs on the project as it is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from statistics import median

from oppie.errors import MachineError, ProjectError, SandboxLostError
from oppie.expressions.units import target
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.rollout import Limits
from oppie.ports import Session
from oppie.workflows.desk import Desk
from oppie.workflows.measured.instruments import Instruments, Yardstick
from oppie.workflows.project import Project
from oppie.workflows.prove import line

FIRST_RUNS = 3
"""Runs of the project as it is, to see how long one takes and whether it is steady; fewer where
the time is short."""
LONGEST_S = 120.0
"""Wall seconds that the first run may take, and at most a third of what is left."""
SLOWER = 4.0
LEAST_LIMIT_S = 2.0
NOT_FOUND = 127

_REPORT = re.compile(r"--[\w-]*json[= ](?P<file>[^\s;&|'\"<>$-][^\s;&|'\"<>$]*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """The benchmark as it was first seen to run.

    Attributes:
        value: the median of the first runs, in the yardstick's unit.
        steady: each of them told the very same.
        seconds: wall time of one run.
        limits: what a candidate's run may take.
    """

    benchmark: Benchmark
    yardstick: Yardstick
    value: float
    steady: bool
    seconds: float
    limits: Limits


def benchmark_of(desk: Desk, project: Project) -> Benchmark:
    """The command that measures: the user's, else the one that was detected.

    Raises:
        ProjectError: there is none.
    """
    words = desk.request.bench or line(project.detection, project.detection.bench)
    if not words:
        raise ProjectError(
            "no benchmark was found",
            where=str(project.root),
            hint="Name the command that measures: --bench='python bench.py', or bench: in "
            "oppie.yaml.",
        )
    here = desk.request.bench_origin.startswith("-")
    folder = os.path.relpath(desk.request.folder, project.root.resolve()) if here else ""
    report = _REPORT.search(words)
    folder = folder.replace(os.sep, "/").removeprefix(".")
    return Benchmark(words, folder, report["file"] if report else "")


def opened(desk: Desk, benchmark: Benchmark, session: Session, instruments: Instruments) -> Opening:
    """Run the benchmark a few times on the project as it is.

    Raises:
        ProjectError: it does not run, or not to its end in time.
        ConfigError: the metric or the target is not one of what it tells.
    """
    request = desk.request
    bound = min(LONGEST_S, max(1.0, desk.left_s() / 3))
    limits = Limits(
        total_s=bound, memory_bytes=request.memory_bytes, processes=request.processes
    )  # fmt: skip
    runs = [first_run(desk, benchmark, session, limits)]
    while len(runs) < FIRST_RUNS and desk.left_s() > bound:
        runs.append(first_run(desk, benchmark, session, limits))
    aim = target(request.target, request.target_origin) if request.target else None
    yardstick = instruments.calibrate(runs[0], request.metric, request.metric_origin, aim)
    if aim is not None and yardstick.target is None:
        desk.note(f"The target '{request.target}' names nothing that the benchmark tells.")
    values = [value for each in runs if (value := yardstick.value(each)) is not None]
    seconds = median(each.seconds for each in runs)
    patient = replace(limits, total_s=min(bound, max(LEAST_LIMIT_S, SLOWER * seconds)))
    steady = len(set(values)) == 1 and len(values) == FIRST_RUNS
    return Opening(benchmark, yardstick, median(values), steady, seconds, patient)


def first_run(
    desk: Desk,
    benchmark: Benchmark,
    session: Session,
    limits: Limits,
) -> Measurement:
    """One run of the project as it is. Raises ProjectError where it fails."""
    desk.journal.spend(overhead=1)
    told = session.measure(benchmark, (), limits)
    if not isinstance(told, Measurement):
        if told.fatal:
            raise SandboxLostError(f"the sandbox is gone: {told.reason}")
        raise MachineError(told.reason, where=benchmark.words)
    if told.code == 0:
        return told
    where = desk.request.bench_origin or "detected"
    said = told.errors.strip() or told.output.strip()
    last = said.splitlines()[-1] if said else ""
    if told.code is None:
        raise ProjectError(
            f"the benchmark did not end within {limits.total_s:.0f} s: {benchmark.words}",
            where=where,
            hint="Make it do less, or give more time with --budget.",
        )
    what = "does not exist" if told.code == NOT_FOUND else f"failed with exit code {told.code}"
    raise ProjectError(
        f"the benchmark command {what}: {benchmark.words}{f': {last}' if last else ''}",
        where=where,
        hint="Run it yourself in the project's folder; it has to end with exit code 0.",
    )

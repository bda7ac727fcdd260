"""The edges that a request names become the objects that a job works with."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from functools import cache, partial

from oppie.config.paths import data_folder
from oppie.orchestrator.world import Metric
from oppie.plugins import Group
from oppie.ports import Executor, Integration, Observer, Profiler, Proposer, Sandbox, Session
from oppie.store.memory import StoredMemory
from oppie.store.memory_off import MemoryOff
from oppie.workflows.baseline import Baseline
from oppie.workflows.measured.instruments import Calibrate, Instruments, Tuner
from oppie.workflows.request import RunRequest
from oppie.workflows.workshop import Remembering, Workshop

CONTAINERS = ("docker", "podman")


def workshop(request: RunRequest, observer: Observer, began: float) -> Workshop:
    """The edges that a request names, loaded; the rest is not imported."""
    settle()
    return Workshop(
        integrations=integrations(),
        sandboxes=sandboxes(request),
        proposers=cache(partial(_proposers, request.proposers)),
        execute=_execute,
        measure=_measure,
        recall=_recall if request.memory else _forget,
        observer=observer,
        jobs=request.jobs or _cores(),
        began=began,
        measuring=_instruments,
    )


def settle() -> None:
    """Let Python's cycle collector look less often: what a search makes stays, and is no cycle."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def integrations() -> tuple[Integration, ...]:
    """Every project type."""
    group: Group[Callable[[], Integration]] = Group("integrations")
    return tuple(group.load(name)() for name in group.names())


def sandboxes(request: RunRequest) -> tuple[Sandbox, ...]:
    """The sandboxes that the request's kind may come to."""
    group: Group[Callable[..., Sandbox]] = Group("sandboxes")
    kinds = (*CONTAINERS, "local") if request.sandbox == "auto" else (request.sandbox,)
    return tuple(_sandbox(group, name, request) for name in kinds)


def _sandbox(group: Group[Callable[..., Sandbox]], name: str, request: RunRequest) -> Sandbox:
    made = group.load(name)
    if name in CONTAINERS:
        return made(
            image=request.image,
            runtime=request.runtime,
            network=request.network,
            cpus=request.cpus,
        )
    return made()


def _proposers(names: Sequence[str]) -> tuple[Proposer, ...]:
    group: Group[Callable[[], Proposer]] = Group("proposers")
    return tuple(group.load(name)() for name in names)


def _execute(
    open_session: Callable[[], Session], jobs: int, first: Session, batch: int
) -> Executor:
    group: Group[Callable[..., Executor]] = Group("executors")
    return group.load("in-process")(open_session, jobs, first, batch)


def _measure(baseline: Baseline, others: Sequence[str], expression: str) -> Metric:
    group: Group[Callable[..., Metric]] = Group("metrics")
    made = group.load("fix")(baseline.targets, others, baseline.observation.results)
    targets = len(baseline.targets)
    return group.load("expression")(expression, made, targets) if expression else made


def _instruments() -> Instruments:
    proposers: Group[Callable[[], Proposer]] = Group("proposers")
    tuners: Group[Callable[[], Tuner]] = Group("proposers")
    profilers: Group[Callable[[], Profiler]] = Group("profilers")
    metrics: Group[Calibrate] = Group("metrics")
    return Instruments(
        calibrate=metrics.load("benchmark"),
        tuner=tuners.load("knobs")(),
        rewriters=(proposers.load("rewrites")(),),
        profilers={name: profilers.load(name)() for name in profilers.names()},
    )


def _recall(state: str) -> Remembering:
    return StoredMemory(data_folder(), state)


def _forget(_state: str) -> Remembering:
    return MemoryOff()


def _cores() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)

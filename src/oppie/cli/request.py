"""Options and settings become a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oppie.config.check import seconds, size
from oppie.config.layers import Said, Value
from oppie.config.load import Loaded, load
from oppie.errors import ConfigError, UsageError
from oppie.expressions.budget import budget
from oppie.model.knob import DeclaredKnob
from oppie.model.levers import Levers
from oppie.workflows.request import Delivery, RunRequest

_KEYS: Mapping[str, str] = {
    "proposer": "proposers",
    "sandbox": "sandbox.kind",
    "image": "sandbox.image",
    "only": "files.only",
    "protect": "files.protect",
}
"""The settings of options that are not called as they are."""


def said(**options: Value) -> tuple[Said, ...]:
    """What options say of settings, each under the name of its parameter."""
    return tuple(
        Said(_KEYS.get(name, name), value, f"--{name.replace('_', '-')}")
        for name, value in options.items()
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What only the command line can say of a run."""

    where: tuple[str, ...] = ()
    words: str = ""
    kind: str = "auto"
    first: bool = False
    memory: bool = True
    delivery: Delivery = Delivery()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is measured and what it is to reach."""

    bench: str
    bench_origin: str
    metric: str
    target: str
    target_origin: str
    only: tuple[str, ...] = ()


def _aim(loaded: Loaded) -> _Aim:
    """The benchmark and its target: the one of ``targets`` that ``metric`` names, else plain."""
    chosen = loaded.settings
    name = chosen.metric if chosen.metric in chosen.targets else ""
    if not chosen.bench and not chosen.metric and len(chosen.targets) == 1:
        name = next(iter(chosen.targets))
    bench = (chosen.bench, loaded.where("bench"))
    if name:
        named = chosen.targets[name]
        if not chosen.bench:
            bench = (named.command, loaded.where("targets", name, "command"))
        where = loaded.where("targets", name, "threshold")
        return _Aim(*bench, named.metric, named.threshold, where, tuple(named.files))
    metric = chosen.metrics.get(chosen.metric, chosen.metric)
    return _Aim(*bench, metric, chosen.performance_target, loaded.where("performance_target"))


def _knobs(loaded: Loaded) -> tuple[DeclaredKnob, ...]:
    return tuple(
        DeclaredKnob(
            knob.file, knob.name, tuple(knob.values), knob.range, loaded.layer.where(("knobs", at))
        )
        for at, knob in enumerate(loaded.settings.knobs)
    )


def settings(folder: Path, options: Sequence[Said] = ()) -> Loaded:
    """The settings that hold in a folder; options that were not given are left out.

    Raises:
        UsageError: the folder is none, or an option's value is wrong.
        ConfigError: the environment or a file is wrong.
    """
    if not folder.is_dir():
        raise UsageError(f"'{folder}' is no folder", where="-C")
    try:
        return load(folder, [each for each in options if each.value not in (None, [])])
    except ConfigError as error:
        if not error.where.startswith("-"):
            raise
        raise UsageError(error.message, where=error.where, hint=error.hint) from error


def request(folder: Path, asked: Asked, loaded: Loaded) -> RunRequest:
    """One run, with everything that options and settings say of it."""
    chosen = loaded.settings
    place = chosen.sandbox
    aim = _aim(loaded)
    return RunRequest(
        folder=folder.resolve(),
        where=asked.where,
        words=asked.words,
        project_type=chosen.project_type,
        kind=asked.kind,
        test=chosen.test,
        test_origin=loaded.where("test") or "detected",
        bench=aim.bench,
        bench_origin=aim.bench_origin,
        metric=aim.metric,
        metric_origin=loaded.where("metric") or "--metric",
        target=aim.target,
        target_origin=aim.target_origin,
        knobs=_knobs(loaded),
        engine=chosen.engine,
        trigger=chosen.mcts_trigger,
        proposers=tuple(chosen.proposers),
        sandbox=place.kind,
        image=place.image,
        runtime=place.runtime,
        network=place.network,
        budget=budget(chosen.budget, loaded.where("budget")),
        levers=Levers.of(chosen.levers),
        jobs=chosen.jobs,
        seed=chosen.seed,
        only=tuple(chosen.files.only) or aim.only,
        protect=(*chosen.files.protect, *chosen.files.generated),
        first=asked.first,
        memory=asked.memory,
        env=tuple(place.env),
        memory_bytes=size(place.memory, loaded.where("sandbox", "memory")),
        cpus=place.cpus,
        processes=place.pids,
        test_limit_s=seconds(chosen.test_limit, "test_limit") if chosen.test_limit else None,
        python=chosen.python,
        delivery=asked.delivery,
    )

"""Rollouts a second, and bytes written for one, beside what one would do without oppie.

The task is small: one module, three tests that take no time, so that what is measured is the
cost around the tests. Rates that are compared alternate within one run, and the median of
their ratios is quoted.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.containers import fresh_rate
from benchmarks.loops import candidate, fork_rate, populate, rollout_rate
from benchmarks.options import Options
from benchmarks.report import Figure
from oppie.executors.in_process import InProcessExecutor
from oppie.model.project import Workspace
from oppie.model.rollout import Limits, Plan
from oppie.ports import Sandbox, Session
from oppie.sandboxes.docker import BASE_IMAGE, DockerSandbox
from oppie.sandboxes.local import LocalSandbox

LABEL = "benchmark"
NO_ENGINE = "no container engine with the base image answers"
TARGETS = {"vs_run": 20.0, "vs_forks": 0.7, "two_workers": 0.85}
BYTES_SHARE = 0.01
FILES, FOLDERS, FILE_BYTES = 10_000, 500, 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """How much is measured: rounds, rollouts in one, containers in one, rollouts for bytes."""

    rounds: int
    rollouts: int
    containers: int
    written: int


QUICK = Sample(rounds=3, rollouts=150, containers=6, written=50)
FULL = Sample(rounds=9, rollouts=500, containers=20, written=500)


def run(options: Options) -> list[Figure]:
    """All figures; those that need an engine have no value where none answers."""
    sample = QUICK if options.quick else FULL
    docker = DockerSandbox(cpus=float(os.cpu_count() or 1))
    here = docker.available().ok
    figures = _of(LocalSandbox(), sys.executable, sample, prefix="rollouts.local_")
    figures += _of(docker, "python3", sample, prefix="rollouts.") if here else _nothing()
    return [*figures, _bytes_share(sample)]


def _of(sandbox: Sandbox, python: str, sample: Sample, prefix: str) -> list[Figure]:
    """A sandbox beside bare forks, and Docker beside fresh containers."""
    open_session = partial(_open, sandbox, python, populate)
    one, two = InProcessExecutor(open_session, 1), InProcessExecutor(open_session, 2)
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        populate(project)
        try:
            for executor in (one, two):
                rollout_rate(executor, 20)  # opens the sessions
            single, double, bare, bares = _alternate(
                sample.rounds,
                lambda: rollout_rate(one, sample.rollouts),
                lambda: rollout_rate(two, 2 * sample.rollouts),
                lambda: fork_rate(project, sample.rollouts, 1),
                lambda: fork_rate(project, sample.rollouts, 2),
            )
            figures = _beside_forks(prefix, single, double, bare, bares)
            if sandbox.name == "docker":
                figures.append(_beside_containers(two, sample, project))
        finally:
            one.close()
            two.close()
    return figures


def _beside_forks(
    prefix: str, single: list[float], double: list[float], bare: list[float], bares: list[float]
) -> list[Figure]:
    share = _ratio(single, bare)
    gains = [d / s for d, s in zip(double, single, strict=True)]
    bare_gains = [d / s for d, s in zip(bares, bare, strict=True)]
    gain = _ratio(gains, bare_gains)
    n = len(single)
    how = f"{statistics.median(gains):.2f} with us, {statistics.median(bare_gains):.2f} bare"
    rates = statistics.median(single), statistics.median(bare)
    return [
        Figure(f"{prefix}per_s", rates[0], "/s", "bare forks", rates[1], n=n),
        _at_least(f"{prefix}vs_forks", share, "bare forks, one worker each", n),
        _at_least(f"{prefix}two_workers", gain, "two bare forked loops' gain over one", n, how),
    ]


def _at_least(name: str, value: float, other: str, n: int, note: str = "") -> Figure:
    target = TARGETS[name.removeprefix("rollouts.").removeprefix("local_")]
    return Figure(
        name, value, "x", other, 1.0, target=target, holds=value >= target, n=n, note=note
    )


def _beside_containers(executor: InProcessExecutor, sample: Sample, top: Path) -> Figure:
    folders = _candidates(sample.containers, top)
    ours, fresh = _alternate(
        sample.rounds,
        lambda: rollout_rate(executor, 2 * sample.rollouts),
        lambda: fresh_rate(folders, BASE_IMAGE, executor.capacity()),
    )
    how = f"{statistics.median(ours):.0f} a second against {statistics.median(fresh):.1f}"
    other = "docker run and pytest for each candidate, two workers each"
    return _at_least("rollouts.vs_run", _ratio(ours, fresh), other, len(ours), how)


def _bytes_share(sample: Sample) -> Figure:
    """What the runner and all that it started wrote for one rollout; what it says counts too."""
    session = _open(LocalSandbox(), sys.executable, populate_large)
    try:
        session.start()
        session.run(candidate(0))
        before = _written_by(LABEL)
        for number in range(sample.written):
            session.run(candidate(number))
        each = (_written_by(LABEL) - before) / sample.written
    finally:
        session.close()
    whole = FILES * FILE_BYTES
    share = each / whole
    return Figure(
        "rollouts.bytes_share",
        share,
        "share",
        f"copying {FILES} files, {whole // 1_000_000} MB",
        1.0,
        target=BYTES_SHARE,
        holds=share <= BYTES_SHARE,
        n=sample.written,
        note=f"{each:.0f} bytes a rollout",
    )


def _nothing() -> list[Figure]:
    return [
        Figure(f"rollouts.{name}", None, "x", target=target, note=NO_ENGINE)
        for name, target in TARGETS.items()
    ]


def populate_large(folder: Path) -> None:
    """The same project among 10,000 files, 100 MB, in 500 folders."""
    populate(folder)
    content = os.urandom(FILE_BYTES)
    for number in range(FOLDERS):
        below = folder / "data" / f"folder{number:03}"
        below.mkdir(parents=True)
        for each in range(FILES // FOLDERS):
            (below / f"file{each:02}").write_bytes(content)


def _open(sandbox: Sandbox, python: str, fill: Callable[[Path], None]) -> Session:
    plan = Plan("pytest", "pytest", python, args=("test_sums.py",), root="/nowhere")
    return sandbox.open(Workspace(Path("/nowhere"), fill, LABEL), plan, Limits())


def _candidates(count: int, top: Path) -> list[Path]:
    """Folders that each hold a candidate, readable by the user inside a container."""
    top.chmod(0o755)
    folders = [top / str(number) for number in range(count)]
    for folder in folders:
        folder.mkdir()
        populate(folder)
    return folders


def _alternate(rounds: int, *measures: Callable[[], float]) -> tuple[list[float], ...]:
    """What each measured, round by round: a slow moment of the machine meets all of them."""
    seen = [[measure() for measure in measures] for _ in range(rounds)]
    return tuple(list(column) for column in zip(*seen, strict=True))


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def _written_by(label: str) -> int:
    """Bytes that processes of a session have written, with those of children they waited for."""
    mark = f"oppie-{label}-".encode()
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (process / "environ").read_bytes():
                counts = dict(
                    line.split(": ") for line in (process / "io").read_text().splitlines()
                )
                total += int(counts["wchar"])
    return total

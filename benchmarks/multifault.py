"""``multifault``: several faults at once; the tree beside best-of-N and the single loop.

Each arm gets the same tasks, the same proposers, and at most as many rollouts and seconds.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from benchmarks.attempt import attempt
from benchmarks.catalogue import PACKAGES
from benchmarks.combined import combined
from benchmarks.kept import Keeper, Outcome
from benchmarks.options import Options
from benchmarks.planting import Planted, lay_out, options
from benchmarks.report import Figure, commit
from oppie.errors import CalleeError
from oppie.stats.bootstrap import bootstrap, paired

ARMS = ("mcts", "best-of-n", "simple")
TREE, CONTROL = ARMS[0], ARMS[1]
FAULTS = (2, 3, 4)
EACH = 2
"""Tasks of each number of faults in each package."""
BUDGET = "200rollouts,20s"
TARGET = 1.5
QUICK_EACH = 1
QUICK_PACKAGES = 2


class Fought(Outcome):
    """What one arm made of one task; ``fixed`` is the share of failing tests it repaired."""

    arm: str
    subject: str
    language: str
    faults: int
    solved: bool
    fixed: float
    executed: int
    seconds: float
    detail: str = ""


Row = tuple[Fought, ...]
"""One task, by arm in the order of :data:`ARMS`."""


def run(asked: Options) -> list[Figure]:
    """Every arm on every task; figures over all, by number of faults and by language."""
    tasks = list(_tasks(asked))
    keeper = Keeper(Fought, asked.keep, asked.since, asked.until)
    pairs = list(itertools.product(tasks, ARMS))
    outcomes = keeper.results(pairs, _name, _Fight(asked))
    rows = whole_rows(list(outcomes))
    _table(rows)
    return figures(rows)


def _tasks(asked: Options) -> Iterator[Planted]:
    packages = [p for p in PACKAGES if p.quick and p.wanted(asked.language, asked.only)]
    each = QUICK_EACH if asked.quick else EACH
    for package in packages[: QUICK_PACKAGES if asked.quick else None]:
        try:
            yield from combined(package, asked.cache, each, FAULTS)
        except CalleeError as error:
            print(f"left out: {error.message}", file=sys.stderr)


def _name(pair: tuple[Planted, str]) -> str:
    return f"{pair[0].name}-{pair[1]}"


class _Fight:
    """Runs one arm on one task."""

    def __init__(self, asked: Options) -> None:
        self._asked = asked

    def __call__(self, pair: tuple[Planted, str]) -> Fought:
        """What came of it."""
        (task, arm), asked = pair, self._asked
        words = [f"--engine={arm}", f"--budget={asked.budget or BUDGET}", "--first"]
        words += [f"--sandbox={asked.sandbox}", *options(task.package, asked.cache)]
        with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
            folder = Path(name) / "task"
            lay_out(task, asked.cache, folder)
            tried = attempt(folder, Path(name) / "home", words)
        fought = Fought(
            task=_name(pair),
            commit=commit(),
            arm=arm,
            subject=task.name,
            language=task.package.language,
            faults=len(task.task.faults),
            solved=tried.solved,
            fixed=1.0 if tried.solved else tried.fixed,
            executed=tried.executed,
            seconds=tried.seconds,
            detail=tried.detail,
        )
        state = "solved" if fought.solved else f"{fought.fixed:.0%} of {tried.failing}"
        told = f"{fought.task}: {state}, {fought.executed} rollouts, {fought.seconds:.1f} s"
        print(told, fought.detail[:80], file=sys.stderr)
        return fought


def whole_rows(outcomes: Sequence[Fought]) -> list[Row]:
    """The tasks that every arm has tried."""
    by_key = {(each.subject, each.arm): each for each in outcomes}
    subjects = dict.fromkeys(each.subject for each in outcomes)
    rows = [[by_key.get((subject, arm)) for arm in ARMS] for subject in subjects]
    return [tuple(each for each in row if each) for row in rows if all(row)]


def figures(rows: Sequence[Row]) -> list[Figure]:
    """The ratio with its interval, and what each arm solved, over all and by kind."""
    if not rows:
        return [Figure("multifault.ratio", None, "x", target=TARGET, n=0)]
    tree, control = (_column(rows, arm) for arm in (TREE, CONTROL))
    gain = paired(tree, control)
    held = sum(tree) / max(1.0, sum(control))
    beaten = gain.low > 0 and held >= TARGET
    note = f"solved more: {gain.estimate:.3f} [{gain.low:.3f}, {gain.high:.3f}], 95 %"
    if not sum(control):
        note += f"; {CONTROL} solved none and is counted as one"
    found = [
        Figure("multifault.ratio", held, "x", compared_to=CONTROL, target=TARGET, holds=beaten,
               n=len(rows), note=note),
        Figure("multifault.gain_low", gain.low, "share", target=0.0, holds=gain.low > 0,
               n=len(rows), note="lower end of the paired interval"),
    ]  # fmt: skip
    loop = paired(tree, _column(rows, "simple"))
    found.append(Figure("multifault.gain_on_simple", loop.estimate, "share", n=len(rows),
                        note=f"[{loop.low:.3f}, {loop.high:.3f}], 95 %"))  # fmt: skip
    return [*found, *itertools.chain.from_iterable(_arm(rows, arm) for arm in ARMS)]


def _column(rows: Sequence[Row], arm: str) -> list[float]:
    return [float(row[ARMS.index(arm)].solved) for row in rows]


def _arm(rows: Sequence[Row], arm: str) -> Iterator[Figure]:
    mine = [row[ARMS.index(arm)] for row in rows]
    for name, members in _kinds(mine):
        solved = bootstrap([float(each.solved) for each in members], fmean)
        note = f"[{solved.low:.3f}, {solved.high:.3f}], 95 %"
        share = Figure(f"multifault.{arm}{name}.solved", solved.estimate, "share",
                       n=len(members), note=note)  # fmt: skip
        yield share
        partly = fmean(each.fixed for each in members)
        yield Figure(f"multifault.{arm}{name}.tests_fixed", partly, "share", n=len(members))


def _kinds(mine: Sequence[Fought]) -> Iterator[tuple[str, list[Fought]]]:
    yield "", list(mine)
    for faults in sorted({each.faults for each in mine}):
        yield f".{faults}-faults", [each for each in mine if each.faults == faults]
    for language in sorted({each.language for each in mine}):
        yield f".{language}", [each for each in mine if each.language == language]


def _table(rows: Sequence[Row]) -> None:
    table = Table("task", *ARMS, title="solved, or the share of failing tests that pass")
    for row in rows:
        cells = ["solved" if each.solved else f"{each.fixed:.0%}" for each in row]
        counts = [f"{cell} ({e.executed})" for cell, e in zip(cells, row, strict=True)]
        table.add_row(row[0].subject, *counts)
    Console(width=140).print(table)

"""``packages``: single faults in well-known packages with large suites, 60 s a fault."""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.attempt import attempt
from benchmarks.catalogue import PACKAGES
from benchmarks.judged import judged
from benchmarks.kept import Keeper, Outcome
from benchmarks.options import Options
from benchmarks.planting import Planted, lay_out, options, planted
from benchmarks.report import Figure, commit
from oppie.errors import CalleeError

EACH = {"python": 10, "javascript": 3, "go": 4, "rust": 4}
"""Faults in each package of a language: a hundred, and a dozen of each other one."""
BUDGET = "60s"
QUICK_EACH, QUICK_PACKAGES = 1, 4


class Mended(Outcome):
    """What came of one fault.

    Attributes:
        correct: nothing speaks against the patch; None: unsolved.
        restored: the source is, but for layout, what it was before the fault.
        known: more than the package's own tests speaks for or against it.
        asked, differing: generated calls, and those that are answered otherwise than before.
    """

    package: str
    language: str
    operator: str
    solved: bool
    correct: bool | None = None
    restored: bool | None = None
    known: bool = False
    asked: int = 0
    differing: int = 0
    first_s: float | None = None
    seconds: float = 0.0
    executed: int = 0
    detail: str = ""


def run(asked: Options) -> list[Figure]:
    """Every fault in a clone of its package; figures by language."""
    tasks = list(_tasks(asked))
    keeper = Keeper(Mended, asked.keep, asked.since, asked.until)
    outcomes = list(keeper.results(tasks, lambda task: task.name, _Mend(asked)))
    _table(outcomes)
    return [figure for language in EACH for figure in figures(language, outcomes)]


def _tasks(asked: Options) -> Iterator[Planted]:
    packages = [p for p in PACKAGES if p.wanted(asked.language, asked.only)]
    for package in packages[: QUICK_PACKAGES if asked.quick else None]:
        each = QUICK_EACH if asked.quick else EACH[package.language]
        try:
            found = planted(package, asked.cache, EACH[package.language], 1, asked.seed)
            yield from found[:each]
        except CalleeError as error:
            print(f"left out: {error.message}", file=sys.stderr)


class _Mend:
    """Runs oppie on one fault."""

    def __init__(self, asked: Options) -> None:
        self._asked = asked

    def __call__(self, task: Planted) -> Mended:
        """What came of it."""
        asked = self._asked
        words = [f"--budget={asked.budget or BUDGET}", f"--sandbox={asked.sandbox}"]
        with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
            folder = Path(name) / "task"
            lay_out(task, asked.cache, folder)
            words += options(task.package, asked.cache)
            tried = attempt(folder, Path(name) / "home", words)
            said = judged(task, asked.cache, folder) if tried.solved else None
        mended = Mended(
            task=task.name,
            commit=commit(),
            package=task.package.name,
            language=task.package.language,
            operator=task.task.faults[0].operator,
            solved=tried.solved,
            correct=said.correct if said else None,
            restored=said.restored if said else None,
            known=said is not None and said.known,
            asked=said.asked if said else 0,
            differing=said.differing if said else 0,
            first_s=tried.first_s,
            seconds=tried.seconds,
            executed=tried.executed,
            detail=tried.detail,
        )
        state = "solved" if mended.solved else "-"
        told = f"{mended.task} {state} {mended.executed} rollouts {mended.seconds:.1f}s"
        print(told, mended.detail[:80], file=sys.stderr)
        return mended


def figures(language: str, outcomes: Sequence[Mended]) -> Iterator[Figure]:
    """The figures of a language; nothing where none of it was measured."""
    mine = [o for o in outcomes if o.language == language]
    if not mine:
        return
    solved = [o for o in mine if o.solved]
    name = f"packages.{language}"
    yield Figure(f"{name}.solved", len(solved) / len(mine), "share", n=len(mine))
    if solved:
        right = sum(o.correct is True for o in solved) / len(solved)
        same = sum(o.restored is True for o in solved) / len(solved)
        known = sum(o.known for o in solved)
        yield Figure(f"{name}.correct", right, "share", n=len(solved),
                     note=f"{known} of them are known by more than their tests")  # fmt: skip
        yield Figure(f"{name}.restored", same, "share", n=len(solved),
                     note="the source is what it was before the fault")  # fmt: skip
        times = [o.first_s for o in solved if o.first_s is not None]
        yield Figure(f"{name}.median_s", statistics.median(times), "s", n=len(times))
        rollouts = statistics.median(o.executed for o in solved)
        yield Figure(f"{name}.rollouts", rollouts, "count", n=len(solved))


def _table(outcomes: Sequence[Mended]) -> None:
    table = Table("package", "faults", "solved", "wrong", "unsolved (operator, rollouts)")

    def package(each: Mended) -> str:
        return f"{each.language} {each.package}"

    for name, group in itertools.groupby(sorted(outcomes, key=package), key=package):
        members = list(group)
        unsolved = [f"{o.operator} {o.executed}" for o in members if not o.solved]
        table.add_row(
            name,
            str(len(members)),
            str(sum(o.solved for o in members)),
            str(sum(o.correct is False for o in members)),
            ", ".join(unsolved),
        )
    Console(width=140).print(table)

"""``repair``: how many broken programs ``oppie run`` repairs, and how well, by default settings."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.attempt import attempt
from benchmarks.kept import Keeper, Outcome
from benchmarks.options import Options
from benchmarks.report import Figure, commit
from benchmarks.tasks import Task, judge, lay_out, read

TARGETS = {"python": 0.92, "javascript": 0.88, "go": 0.85, "rust": 0.80}
CORRECT_TARGET = 0.95
MEDIAN_TARGET_S = {"local": 2.0, "docker": 4.0}
QUICK_TASKS = 5
"""Of each language."""
BUDGET = "60s"
QUICK_BUDGET = "14s"


class Repaired(Outcome):
    """What came of one task; ``correct`` is None where it was not solved or cannot be judged."""

    language: str
    bug_class: str
    solved: bool
    correct: bool | None = None
    first_s: float | None = None
    seconds: float = 0.0
    executed: int = 0
    judged: int = 0
    detail: str = ""


def run(options: Options) -> list[Figure]:
    """Every task in a folder of its own; figures by language."""
    tasks = chosen(read(options.data), options)
    keeper = Keeper(Repaired, options.keep, options.since, options.until)
    measure = _Measure(options)
    outcomes = list(keeper.results(tasks, lambda task: task.task, measure))
    _table(outcomes)
    asked = [name for name in TARGETS if options.language in ("", name)]
    left = {task.language for task in tasks} if len(outcomes) < len(tasks) else set()
    return [
        figure
        for name in asked
        for figure in (
            *_figures(name, outcomes, options.sandbox, whole=name not in left),
            *_by_class(name, outcomes),
        )
    ]


def chosen(tasks: Sequence[Task], options: Options) -> list[Task]:
    """The tasks that are asked for; a few of each language when it is to be quick."""
    found: list[Task] = []
    for language in TARGETS:
        if options.language in ("", language):
            mine = [t for t in tasks if t.language == language and options.only in t.task]
            few = mine[:: max(1, len(mine) // QUICK_TASKS)][:QUICK_TASKS]
            found += few if options.quick else mine
    return found


class _Measure:
    """Runs oppie on one task, and judges what it made of it."""

    def __init__(self, options: Options) -> None:
        self._budget = options.budget or (QUICK_BUDGET if options.quick else BUDGET)
        self._sandbox = options.sandbox

    def __call__(self, task: Task) -> Repaired:
        """What came of it."""
        words = (f"--sandbox={self._sandbox}", f"--budget={self._budget}")
        with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
            folder = Path(name) / "task"
            folder.mkdir()
            lay_out(task, folder)
            tried = attempt(folder, Path(name) / "home", words)
            judged = judge(task, folder) if tried.solved else None
        outcome = Repaired(
            task=task.task,
            commit=commit(),
            language=task.language,
            bug_class=task.bug_class,
            solved=tried.solved,
            correct=judged.correct if judged else None,
            first_s=tried.first_s,
            seconds=tried.seconds,
            executed=tried.executed,
            judged=tried.judged,
            detail=judged.detail if judged else tried.detail,
        )
        state = "solved" if outcome.solved else "-"
        print(f"{task.task} {state} {outcome.seconds:.1f}s {outcome.detail[:100]}", file=sys.stderr)
        return outcome


def _figures(
    language: str, outcomes: Sequence[Repaired], sandbox: str, *, whole: bool
) -> list[Figure]:
    """The figures of a language; without a verdict where tasks are left to be measured."""
    mine = [o for o in outcomes if o.language == language]
    solved = [o for o in mine if o.solved]
    judged = [o for o in solved if o.correct is not None]
    share = len(solved) / len(mine) if mine else None
    correct = sum(o.correct is True for o in judged) / len(judged) if judged else None
    times = [o.first_s for o in solved if o.first_s is not None]
    median = statistics.median(times) if times else None
    rollouts = statistics.median([o.executed for o in solved]) if solved else None
    target, limit = TARGETS[language], MEDIAN_TARGET_S.get(sandbox)
    name, note = f"repair.{language}", "" if whole else "not all tasks were measured"

    def verdict(value: float | None, *, holds: bool) -> bool | None:
        return holds if value is not None and whole else None

    return [
        Figure(f"{name}.solved", share, "share", target=target, n=len(mine), note=note,
               holds=verdict(share, holds=(share or 0.0) >= target)),
        Figure(f"{name}.correct", correct, "share", target=CORRECT_TARGET, n=len(judged),
               holds=verdict(correct, holds=(correct or 0.0) >= CORRECT_TARGET)),
        Figure(f"{name}.median_s", median, "s", target=limit, n=len(times),
               holds=verdict(median, holds=(median or 0.0) <= limit) if limit else None),
        Figure(f"{name}.rollouts", rollouts, "count", n=len(solved)),
    ]  # fmt: skip


def _by_class(language: str, outcomes: Sequence[Repaired]) -> Iterator[Figure]:
    """The share that was solved of each class of fault."""
    mine = [o for o in outcomes if o.language == language]
    for bug_class in sorted({o.bug_class for o in mine}):
        members = [o for o in mine if o.bug_class == bug_class]
        share = sum(o.solved for o in members) / len(members)
        name = f"repair.{language}.{bug_class.replace(' ', '-')}.solved"
        yield Figure(name, share, "share", n=len(members))


def _table(outcomes: Sequence[Repaired]) -> None:
    classes: dict[tuple[str, str], list[Repaired]] = defaultdict(list)
    for outcome in outcomes:
        classes[(outcome.language, outcome.bug_class)].append(outcome)
    table = Table("language", "bug class", "tasks", "solved", "wrong", "unsolved tasks")
    for (language, bug_class), members in sorted(classes.items()):
        table.add_row(
            language,
            bug_class,
            str(len(members)),
            str(sum(o.solved for o in members)),
            " ".join(o.task for o in members if o.correct is False),
            " ".join(o.task for o in members if not o.solved),
        )
    Console(width=140).print(table)

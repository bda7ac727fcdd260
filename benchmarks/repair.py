"""``repair``: how many broken programs ``oppie run`` repairs, and how well, by default settings."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from benchmarks.options import Options
from benchmarks.report import Figure, commit
from benchmarks.tasks import Task, judge, lay_out, read

LANGUAGES = ("python",)
TARGETS = {"python": 0.77}
CORRECT_TARGET = 0.95
MEDIAN_TARGET_S = {"local": 2.0, "docker": 4.0}
QUICK_TASKS = 10
QUICK_BUDGET = "20s"


class Outcome(BaseModel):
    """What came of one task."""

    task: str
    language: str
    bug_class: str
    commit: str
    solved: bool
    correct: bool | None = None
    first_s: float | None = None
    seconds: float = 0.0
    executed: int = 0
    detail: str = ""


def run(options: Options) -> list[Figure]:
    """Every task in a folder of its own; figures by language."""
    tasks = [t for t in read(options.data) if t.language in LANGUAGES and options.only in t.task]
    if options.quick:
        tasks = tasks[:: max(1, len(tasks) // QUICK_TASKS)][:QUICK_TASKS]
    outcomes = [_resumed(task, options) for task in tasks]
    _table(outcomes)
    return [figure for name in LANGUAGES for figure in _figures(name, outcomes, options.sandbox)]


def _resumed(task: Task, options: Options) -> Outcome:
    """The kept outcome of this task at this commit, else a new one."""
    kept = options.keep / f"{task.task}.json" if options.keep else None
    if kept is not None and kept.is_file():
        outcome = Outcome.model_validate_json(kept.read_text(encoding="utf-8"))
        if outcome.commit == commit():
            return outcome
    outcome = _attempt(task, options)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(outcome.model_dump_json(), encoding="utf-8")
    return outcome


def _attempt(task: Task, options: Options) -> Outcome:
    budget = QUICK_BUDGET if options.quick else options.budget
    with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
        folder = Path(name) / "task"
        folder.mkdir()
        lay_out(task, folder)
        words = ["run", "--json", "--memory=off", f"--sandbox={options.sandbox}", "--apply"]
        done = subprocess.run(
            [sys.executable, "-m", "oppie", *words, f"--budget={budget}"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "OPPIE_HOME": str(Path(name) / "home")},
        )
        outcome = _read(task, done.stdout, done.stderr)
        if outcome.solved:
            judged = judge(task, folder)
            outcome.correct, outcome.detail = judged.correct, judged.detail
    state = "solved" if outcome.solved else "-"
    print(f"{task.task} {state} {outcome.seconds:.1f}s {outcome.detail[:100]}", file=sys.stderr)
    return outcome


def _read(task: Task, printed: str, errors: str) -> Outcome:
    outcome = Outcome(
        task=task.task,
        language=task.language,
        bug_class=task.bug_class,
        commit=commit(),
        solved=False,
    )
    try:
        document = json.loads(printed)
    except ValueError:
        outcome.detail = errors.strip()[-200:]
        return outcome
    if "error" in document:
        outcome.detail = document["error"]["message"]
        return outcome
    outcome.solved = document["status"] == "solved"
    outcome.first_s = document["seconds_to_first_solution"]
    outcome.seconds = document["seconds"]
    outcome.executed = document["rollouts"]["executed"]
    return outcome


def _figures(language: str, outcomes: Sequence[Outcome], sandbox: str) -> list[Figure]:
    mine = [o for o in outcomes if o.language == language]
    solved = [o for o in mine if o.solved]
    judged = [o for o in solved if o.correct is not None]
    share = len(solved) / len(mine) if mine else None
    correct = sum(o.correct is True for o in judged) / len(judged) if judged else None
    times = [o.first_s for o in solved if o.first_s is not None]
    median = statistics.median(times) if times else None
    rollouts = statistics.median([o.executed for o in solved]) if solved else None
    target, limit = TARGETS[language], MEDIAN_TARGET_S.get(sandbox)
    name = f"repair.{language}"
    return [
        Figure(f"{name}.solved", share, "share", target=target, n=len(mine),
               holds=None if share is None else share >= target),
        Figure(f"{name}.correct", correct, "share", target=CORRECT_TARGET, n=len(judged),
               holds=None if correct is None else correct >= CORRECT_TARGET),
        Figure(f"{name}.median_s", median, "s", target=limit, n=len(times),
               holds=None if median is None or limit is None else median <= limit),
        Figure(f"{name}.rollouts", rollouts, "count", n=len(solved)),
    ]  # fmt: skip


def _table(outcomes: Sequence[Outcome]) -> None:
    classes: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
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

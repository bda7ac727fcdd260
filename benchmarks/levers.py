"""``levers``: what each shortcut of the search adds, on a fixed sample, with it left out."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import get_args

from benchmarks.attempt import attempt
from benchmarks.kept import Keeper, Outcome
from benchmarks.options import Options
from benchmarks.report import Figure, commit
from benchmarks.tasks import Task, lay_out, read
from oppie.config.settings import Lever
from oppie.stats.bootstrap import paired

LEVERS: tuple[str, ...] = get_args(Lever)
ALL = "all"
SAMPLE = 40
QUICK_SAMPLE = 3
BUDGET = "20s"


class Pulled(Outcome):
    """What came of one task with one lever left out; ``without`` is ``all`` with none."""

    subject: str
    without: str
    solved: bool
    executed: int
    judged: int
    first_s: float | None
    detail: str = ""


def run(options: Options) -> list[Figure]:
    """Every task with all levers, and with all but one; what each adds."""
    tasks = sample(read(options.data), QUICK_SAMPLE if options.quick else SAMPLE, options)
    pairs = list(itertools.product(tasks, (ALL, *LEVERS)))
    keeper = Keeper(Pulled, options.keep, options.since, options.until)
    return figures(list(keeper.results(pairs, _name, _Pull(options))))


def sample(tasks: Sequence[Task], most: int, options: Options) -> list[Task]:
    """So many tasks of the language, spread over the data; the same ones each time."""
    language = options.language or "python"
    mine = [t for t in tasks if t.language == language and options.only in t.task]
    return [mine[at * len(mine) // most] for at in range(most)] if len(mine) > most else mine


def _name(pair: tuple[Task, str]) -> str:
    return f"{pair[0].task}-without-{pair[1]}" if pair[1] != ALL else f"{pair[0].task}-{ALL}"


class _Pull:
    """Runs oppie on a task with a lever left out."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, pair: tuple[Task, str]) -> Pulled:
        """What came of it."""
        (task, without), options = pair, self._options
        left = ",".join(lever for lever in LEVERS if lever != without)
        words = [f"--budget={options.budget or BUDGET}", f"--sandbox={options.sandbox}", "--first"]
        with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
            folder = Path(name) / "task"
            folder.mkdir()
            lay_out(task, folder)
            tried = attempt(folder, Path(name) / "home", words, (("OPPIE_LEVERS", left),))
        state = "solved" if tried.solved else "-"
        print(f"{_name(pair)} {state} {tried.seconds:.1f}s {tried.detail[:80]}", file=sys.stderr)
        return Pulled(
            task=_name(pair),
            commit=commit(),
            subject=task.task,
            without=without,
            solved=tried.solved,
            executed=tried.executed,
            judged=tried.judged,
            first_s=tried.first_s,
            detail=tried.detail,
        )


def figures(outcomes: Sequence[Pulled]) -> list[Figure]:
    """What is solved with all levers, and what each adds to that, with its paired interval."""
    solved = {(o.subject, o.without): float(o.solved) for o in outcomes}
    subjects = dict.fromkeys(o.subject for o in outcomes)
    whole = [s for s in subjects if all((s, w) in solved for w in (ALL, *LEVERS))]
    if not whole:
        return [Figure("levers.all.solved", None, "share", n=0)]
    column = {w: [solved[(s, w)] for s in whole] for w in (ALL, *LEVERS)}
    found = [Figure("levers.all.solved", fmean(column[ALL]), "share", n=len(whole))]
    for lever in LEVERS:
        adds = paired(column[ALL], column[lever])
        note = f"[{adds.low:.3f}, {adds.high:.3f}], 95 %"
        found.append(
            Figure(f"levers.{lever}.adds", adds.estimate, "share", compared_to="without it",
                   its_value=fmean(column[lever]), n=len(whole), note=note)
        )  # fmt: skip
    return found

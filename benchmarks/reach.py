"""``reach``: which fixes are among the Changes that the proposer makes, without running any."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.table import Table

from benchmarks.options import Options
from benchmarks.report import Figure
from benchmarks.same import Reference, applied, bare
from benchmarks.tasks import Task, read
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.languages import language_of

MOST = 20_000
LIMIT_S = 20.0
STEPS = (100, 1_000, 10_000)
QUICK_TASKS = 10


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of one task; ``rank`` is None if the reference was not among the Changes."""

    task: Task
    rank: int | None
    looked_at: int


def run(options: Options) -> list[Figure]:
    """Every task whose file is of a language that the proposer knows; figures by language."""
    tasks = [t for t in read(options.data) if options.only in t.task and language_of(t.source[0])]
    if options.quick:
        tasks = tasks[:: max(1, len(tasks) // QUICK_TASKS)][:QUICK_TASKS]
    found = [_reach(task) for task in tasks]
    _table(found)
    languages = dict.fromkeys(t.language for t in tasks)
    return [figure for name in languages for figure in _figures(name, found)]


def _reach(task: Task) -> Reached:
    path = task.source[0]
    language = language_of(path)
    assert language is not None  # noqa: S101 - only such tasks are asked for
    broken = bare(task.files[path].encode(), language)
    wanted = Reference.of(task.reference[path], language)
    request = ProposalRequest(
        sources={path: broken},
        context={p: c.encode() for p, c in task.files.items() if "test" in p},
    )
    until, looked_at, rank = time.monotonic() + LIMIT_S, 0, None
    for change, _ in islice(SyntaxProposer().propose(request), MOST):
        looked_at += 1
        if wanted.met(applied(broken, change.edits)):
            rank = looked_at
            break
        if time.monotonic() > until:
            break
    print(f"{task.task} {rank or '-'} of {looked_at}", file=sys.stderr)
    return Reached(task, rank, looked_at)


def _figures(language: str, found: Sequence[Reached]) -> Iterator[Figure]:
    mine = [r for r in found if r.task.language == language]
    for step in STEPS:
        share = sum(_within(r, step) for r in mine) / len(mine)
        yield Figure(f"reach.{language}.{step}", share, "share", n=len(mine))


def _within(reached: Reached, step: int) -> bool:
    return reached.rank is not None and reached.rank <= step


def _table(found: Sequence[Reached]) -> None:
    classes: dict[tuple[str, str], list[Reached]] = defaultdict(list)
    for each in found:
        classes[(each.task.language, each.task.bug_class)].append(each)
    table = Table("language", "bug class", "tasks", *map(str, STEPS), "not reached")
    for (language, bug_class), members in sorted(classes.items()):
        table.add_row(
            language,
            bug_class,
            str(len(members)),
            *(str(sum(_within(r, step) for r in members)) for step in STEPS),
            " ".join(r.task.task for r in members if r.rank is None),
        )
    Console(width=140).print(table)

"""``oppie tasks``: suites of tasks, for benchmarks and experiments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from oppie.cli import options
from oppie.cli.codes import DONE, INTERRUPTED, NO
from oppie.cli.common import Common
from oppie.cli.render.progress import progress
from oppie.cli.render.tasks import checked, show_suite
from oppie.cli.request import Asked, request, said, settings
from oppie.wiring import making
from oppie.workflows.make_tasks import TaskRequest

EXAMPLES = (
    "oppie tasks make --count=20 --output=suite.jsonl",
    "oppie tasks make --faults=3 --only='src/**' --seed=7 --json",
)


def tasks(  # noqa: PLR0913 - the options of the command line
    common: Common,
    _action: Annotated[Literal["make"], typer.Argument(metavar="make", help="Make a suite.")],
    *,
    count: Annotated[int, typer.Option(metavar="N", min=1, help="How many tasks.")] = 10,
    faults: Annotated[int, typer.Option(metavar="K", min=1, help="Faults in each task.")] = 1,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the suite here: a task a line.")
    ] = None,
    test: options.Test = None,
    proposer: options.Proposer = None,
    sandbox: options.Sandbox = None,
    image: options.Image = None,
    budget: options.Budget = None,
    jobs: options.Jobs = None,
    seed: options.Seed = None,
    only: options.Only = None,
    protect: options.Protect = None,
    python: options.Python = None,
    test_limit: options.TestLimit = None,
) -> int:
    """Put faults into passing code; keep those that tests notice.

    The suite goes to --output, else to standard output: oppie.task/1, one task a line. The
    working tree is not touched. All tests have to pass before.
    """
    given = said(
        test=test, proposer=proposer, sandbox=sandbox, image=image, budget=budget, jobs=jobs,
        seed=seed, only=only, protect=protect, python=python, test_limit=test_limit,
    )  # fmt: skip
    run = request(common.folder, Asked(memory=False), settings(common.folder, given))
    place = checked(output)
    with progress(common) as observer:
        suite = making.make_tasks(TaskRequest(run, count, faults), observer, common.began)
    show_suite(suite, place, json=common.json)
    if suite.stopped_by == "interrupted":
        return INTERRUPTED.number
    return (DONE if suite.tasks else NO).number

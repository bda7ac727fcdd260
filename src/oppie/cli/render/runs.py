"""The list of runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Literal

from pydantic import Field
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from oppie.cli.render.document import Document, print_document
from oppie.cli.render.words import time as spoken
from oppie.store.runs import StoredRun


class RunLine(Document):
    """One run of the list."""

    run: str
    began: str
    status: str
    seconds: float
    rollouts: int
    summary: str


class RunsDocument(Document):
    """The runs of a project, the latest first."""

    schema_: Literal["oppie.runs/1"] = Field(default="oppie.runs/1", alias="schema")
    runs: list[RunLine]


def show_runs(runs: Sequence[StoredRun], *, json: bool) -> None:
    """Print them on stdout, the latest first."""
    if json:
        print_document(RunsDocument(runs=[_line(run) for run in runs]))
        return
    console = Console(highlight=False)
    if not runs:
        console.print("There are no runs yet. oppie run begins one.")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("run", "began", "status", "time", "rollouts"):
        table.add_column(column, no_wrap=column == "run")
    table.add_column("change", no_wrap=True, overflow="ellipsis")
    for run in runs:
        began = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.began))
        table.add_row(
            run.id, began, run.status, spoken(run.seconds), str(run.executed), Text(run.summary)
        )
    console.print(table)


def _line(run: StoredRun) -> RunLine:
    return RunLine(
        run=run.id,
        began=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(run.began)),
        status=run.status,
        seconds=round(run.seconds, 3),
        rollouts=run.executed,
        summary=run.summary,
    )

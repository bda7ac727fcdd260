"""A suite of tasks: a task a line, or one document."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field

from oppie.cli.render.document import Document, print_document, text
from oppie.errors import UsageError
from oppie.model.suite import MadeTask, Suite


class FaultLine(Document):
    """A fault that was put in."""

    path: str
    line: int
    symbol: str
    operator: str
    summary: str


class TaskDocument(Document):
    """A project with faults: all its files, or a commit and the diff that puts them in.

    ``test`` runs the tests; ``failing`` do not pass any more; ``solution`` is the diff that
    takes the faults out.
    """

    schema_: Literal["oppie.task/1"] = Field(default="oppie.task/1", alias="schema")
    name: str
    test: str
    base: str | None
    diff: str | None
    files: dict[str, str] | None
    faults: list[FaultLine]
    failing: list[str]
    timed_out: bool
    solution: str


class TasksDocument(Document):
    """What came of ``oppie tasks make``."""

    schema_: Literal["oppie.tasks/1"] = Field(default="oppie.tasks/1", alias="schema")
    output: str | None
    made: int
    tried: int
    stopped_by: Literal["count", "budget", "exhausted", "interrupted"]
    seconds: float
    tasks: list[TaskDocument]


def checked(output: Path | None) -> Path | None:
    """The file to write, left as it is so far. Raises UsageError when it cannot be written."""
    if output is not None:
        place = output if output.exists() else output.parent
        if output.is_dir() or not os.access(place, os.W_OK):
            raise UsageError(
                f"'{output}' cannot be written", where="--output", hint="Name a file in a folder."
            )
    return output


def show_suite(suite: Suite, output: Path | None, *, json: bool) -> None:
    """Write the suite and say what came of it."""
    tasks = [document(each) for each in suite.tasks]
    lines = "".join(text(each) + "\n" for each in tasks)
    if output is not None:
        output.write_text(lines, encoding="utf-8")
    if json:
        print_document(
            TasksDocument(
                output=str(output) if output else None,
                made=len(tasks),
                tried=suite.tried,
                stopped_by=suite.stopped_by,
                seconds=round(suite.seconds, 3),
                tasks=tasks,
            )
        )
        return
    if output is None:
        sys.stdout.write(lines)
    (sys.stderr if output is None else sys.stdout).write(_said(suite, output))


def document(task: MadeTask) -> TaskDocument:
    """A task as it stands in a suite."""
    return TaskDocument(
        name=task.name,
        test=task.test,
        base=task.base or None,
        diff=task.diff if task.base else None,
        files=None if task.base else {f.path: (f.content or b"").decode() for f in task.files},
        faults=[FaultLine.model_validate(each) for each in task.faults],
        failing=list(task.failing),
        timed_out=task.timed_out,
        solution=task.solution,
    )


def _said(suite: Suite, output: Path | None) -> str:
    made = len(suite.tasks)
    where = f" in {output}" if output else ""
    told = f"{made} {'task' if made == 1 else 'tasks'}{where}; {suite.tried} changes were tried"
    why = {
        "count": "",
        "budget": " until the budget was spent (--budget)",
        "exhausted": "; no further line that the tests reach can be changed so that they notice",
        "interrupted": " until it was interrupted",
    }[suite.stopped_by]
    return f"{told}{why}.\n"

"""Tasks of the repair benchmark: reading, laying out, judging."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from benchmarks.judges.go import go
from benchmarks.judges.judgement import Judgement, Question
from benchmarks.judges.rust import rust
from benchmarks.judges.scripts import javascript, python
from oppie.errors import ConfigError

JUDGES: Mapping[str, Callable[[Question], Judgement]] = {
    "python": python,
    "javascript": javascript,
    "go": go,
    "rust": rust,
}


class Task(BaseModel):
    """One line of the data; its README tells what each key means."""

    task: str
    language: str
    bug_class: str
    entry: str
    source: list[str]
    test_command: str
    files: dict[str, str]
    reference: dict[str, str]
    unseen_inputs: list[list[object]] | None = None


def read(data: Path | None) -> list[Task]:
    """The tasks of a file of JSON lines.

    A task without unseen inputs takes those of the task that has the same number in another
    language (``js-7``, ``py-7``): both are one function in two languages.

    Raises:
        ConfigError: no file was named, or a line of it is no task.
    """
    if data is None or not data.is_file():
        raise ConfigError(
            f"no tasks: {data or 'no file was named'}",
            hint="Name a file of tasks with --data=FILE or in OPPIE_BENCH_DATA.",
        )
    tasks = list(_parsed(data))
    inputs = {_number(task): task.unseen_inputs for task in tasks if task.unseen_inputs}
    for task in tasks:
        task.unseen_inputs = task.unseen_inputs or inputs.get(_number(task))
    return tasks


def _parsed(data: Path) -> Iterator[Task]:
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield Task.model_validate_json(line)
            except ValidationError as error:
                where = f"{data}:{number}"
                raise ConfigError("this is no task", where=where) from error


def _number(task: Task) -> str:
    return task.task.partition("-")[2]


def lay_out(task: Task, folder: Path) -> None:
    """Write a task's files into an empty folder and make it a git repository."""
    for name, content in task.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    commit_all(folder)


def commit_all(folder: Path) -> None:
    """Make a folder a git repository of one commit."""
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "broken"]):
        subprocess.run([*git, *words], cwd=folder, check=True)


def judge(task: Task, folder: Path) -> Judgement:
    """Compare the patched source in ``folder`` with the reference on the unseen inputs."""
    if not task.unseen_inputs:
        return Judgement(None, "no unseen inputs")
    return JUDGES[task.language](_question(task, folder, task.unseen_inputs))


def _question(task: Task, folder: Path, inputs: Sequence[Sequence[object]]) -> Question:
    source = task.source[0]
    return Question(
        entry=task.entry,
        path=Path(source),
        patched=(folder / source).read_text(encoding="utf-8"),
        reference=task.reference[source],
        files=tuple((path, text) for path, text in task.files.items() if path != source),
        inputs=inputs,
    )

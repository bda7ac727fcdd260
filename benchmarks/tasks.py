"""Tasks of the repair benchmark: reading, laying out, judging."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from oppie.errors import ConfigError

JUDGE = Path(__file__).with_name("judge.py")
JUDGE_LIMIT_S = 60


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a patched program answers unseen inputs as the reference does."""

    correct: bool | None
    detail: str


def read(data: Path | None) -> list[Task]:
    """The tasks of a file of JSON lines.

    Raises:
        ConfigError: no file was named, or a line of it is no task.
    """
    if data is None or not data.is_file():
        raise ConfigError(
            f"no tasks: {data or 'no file was named'}",
            hint="Name a file of tasks with --data=FILE or in OPPIE_BENCH_DATA.",
        )
    lines = data.read_text(encoding="utf-8").splitlines()
    return [Task.model_validate_json(line) for line in lines if line.strip()]


def lay_out(task: Task, folder: Path) -> None:
    """Write a task's files into an empty folder and make it a git repository."""
    for name, content in task.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "broken"]):
        subprocess.run([*git, *words], cwd=folder, check=True)


def judge(task: Task, folder: Path) -> Judgement:
    """Compare the patched source in ``folder`` with the reference on the unseen inputs."""
    if not task.unseen_inputs:
        return Judgement(None, "no unseen inputs")
    question = {
        "entry": task.entry,
        "patched": (folder / task.source[0]).read_text(encoding="utf-8"),
        "reference": task.reference[task.source[0]],
        "inputs": task.unseen_inputs,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(JUDGE)],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=JUDGE_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Judgement(correct=False, detail="it did not end")
    detail = done.stdout.strip() or done.stderr.strip()[-200:]
    return Judgement(done.returncode == 0, detail)

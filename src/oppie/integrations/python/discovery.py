"""The commands of a Python project: what its tasks say, what its automation says, convention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oppie.integrations import shell, tasks
from oppie.integrations.python import automation, convention, parse, scripts
from oppie.integrations.reading import Folder, dig
from oppie.integrations.tasks import NamedTask

TEST = ("test", "tests")
BENCH = ("bench", "benchmark", "benchmarks")
LINT = ("lint",)


@dataclass(frozen=True, slots=True)
class Found:
    """A command, and what it was found by."""

    command: str = ""
    why: str = ""


def test(folder: Folder) -> Found:
    """The test command.

    A task whose recipe boils down to pytest or unittest is that command, so that the runner can
    load the tests; what cannot be read so stands behind the convention, and is called as it is.
    """
    named = [task for task in _named(folder) if task.name in TEST]
    for task in (*named, *automation.read(folder)):
        if plain := reduced(folder, task.lines):
            return Found(plain, task.calls[0] if task.calls else task.name)
    if usual := convention.command(folder):
        return Found(usual, "convention")
    return next((Found(task.calls[0], "a task") for task in named), Found())


def bench(folder: Folder) -> str:
    """The command that measures; empty if there is none."""
    return next((task.calls[0] for task in _named(folder) if task.name in BENCH), "")


def lint(folder: Folder) -> str:
    """The command that lints; empty if there is none."""
    for task in _named(folder):
        if task.name in LINT:
            return task.calls[0]
    if folder.has("ruff.toml") or dig(folder.toml("pyproject.toml"), "tool", "ruff") is not None:
        return "ruff check ."
    return "flake8" if folder.has(".flake8") else ""


def recipe(folder: Folder, words: str) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    called = " ".join(words.split())
    for task in _all(folder):
        if called in task.calls and (plain := reduced(folder, task.lines)):
            return plain
    return words


def reduced(folder: Folder, lines: Iterable[str]) -> str:
    """The one command among a recipe's lines that runs tests as the runner can; else empty."""
    found = {command for line in lines for command in _plain(folder, line)}
    return found.pop() if len(found) == 1 else ""


def _plain(folder: Folder, line: str) -> Iterator[str]:
    try:
        commands = shell.several(line)
    except ValueError:
        return
    for command in commands:
        if parse.read(command).warm and (folder.path / command.folder).is_dir():
            yield command.text()


def _named(folder: Folder) -> Iterator[NamedTask]:
    yield from tasks.named(folder)
    yield from scripts.read(folder)


def _all(folder: Folder) -> Iterator[NamedTask]:
    yield from _named(folder)
    yield from automation.read(folder)

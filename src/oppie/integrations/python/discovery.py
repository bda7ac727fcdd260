"""The commands of a Python project: what its tasks say, what its automation says, convention."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.integrations import tasks
from oppie.integrations.python import automation, convention, parse, scripts
from oppie.integrations.reading import Folder, dig
from oppie.integrations.shell import Line
from oppie.integrations.tasks import NamedTask, recipes
from oppie.integrations.tasks.recipes import Found

TEST = ("test", "tests")
BENCH = ("bench", "benchmark", "benchmarks")
LINT = ("lint",)


def test(folder: Folder) -> Found:
    """The test command.

    A task whose recipe boils down to pytest or unittest is that command, so that the runner can
    load the tests; what cannot be read so stands behind the convention, and is called as it is.
    """
    named = [task for task in _named(folder) if task.name in TEST]
    if found := recipes.first((*named, *automation.read(folder)), _warm(folder)):
        return found
    if usual := convention.command(folder):
        return Found(usual, "convention")
    return next((Found(task.calls[0], "a task") for task in named), Found())


def bench(folder: Folder) -> str:
    """The command that measures; empty if there is none."""
    return recipes.called(_named(folder), BENCH)


def lint(folder: Folder) -> str:
    """The command that lints; empty if there is none."""
    if found := recipes.called(_named(folder), LINT):
        return found
    if folder.has("ruff.toml") or dig(folder.toml("pyproject.toml"), "tool", "ruff") is not None:
        return "ruff check ."
    return "flake8" if folder.has(".flake8") else ""


def recipe(folder: Folder, words: str) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    return recipes.recipe(_all(folder), words, _warm(folder))


def _warm(folder: Folder) -> recipes.Tests:
    """Tells commands that run tests of the folder as the runner can, one by one."""

    def warm(line: Line) -> bool:
        return parse.read(line).warm and (folder.path / line.folder).is_dir()

    return warm


def _named(folder: Folder) -> Iterator[NamedTask]:
    yield from tasks.named(folder)
    yield from scripts.read(folder)


def _all(folder: Folder) -> Iterator[NamedTask]:
    yield from _named(folder)
    yield from automation.read(folder)

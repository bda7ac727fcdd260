"""What tasks boil down to: the one command among a recipe's lines that tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from oppie.integrations import shell
from oppie.integrations.shell import Line
from oppie.integrations.tasks.task import NamedTask

Tests = Callable[[Line], bool]
"""Whether a command runs tests as the runner can; may raise ValueError where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A command, and what it was found by."""

    command: str = ""
    why: str = ""


def reduced(lines: Iterable[str], tests: Tests) -> str:
    """The one command among a recipe's lines that tests; else empty."""
    found = {plain for line in lines for plain in _plain(line, tests)}
    return found.pop() if len(found) == 1 else ""


def recipe(tasks: Iterable[NamedTask], words: str, tests: Tests) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    called = " ".join(words.split())
    for task in tasks:
        if called in task.calls and (plain := reduced(task.lines, tests)):
            return plain
    return words


def first(tasks: Iterable[NamedTask], tests: Tests) -> Found | None:
    """What the first task that boils down to a command boils down to."""
    for task in tasks:
        if plain := reduced(task.lines, tests):
            return Found(plain, task.calls[0] if task.calls else task.name)
    return None


def called(tasks: Iterable[NamedTask], names: Iterable[str]) -> str:
    """How people call the first task with one of these names; empty if there is none."""
    return next((task.calls[0] for task in tasks if task.name in names), "")


def _plain(line: str, tests: Tests) -> Iterator[str]:
    try:
        for each in shell.several(line):
            if tests(each):
                yield each.text()
    except ValueError:
        return

"""The commands of a Node.js project: tasks, package scripts, automation, convention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from oppie.integrations import tasks
from oppie.integrations.nodejs import package, parse
from oppie.integrations.nodejs.roles import SOURCE, is_test
from oppie.integrations.reading import Folder
from oppie.integrations.tasks import NamedTask, recipes, steps
from oppie.integrations.tasks.recipes import Found

TEST = ("test", "tests", "unit", "test:unit")
BENCH = ("bench", "benchmark", "benchmarks")
LINT = ("lint",)
DEFAULT = "node --test"
INSTALLED = (("vitest", "npx vitest run"), ("jest", "npx jest"), ("mocha", "npx mocha"))
TAPE = "tape"
"""Its tests become tests of node's own runner."""

OWN_RUNNER = re.compile(r"""['"]node:test['"]""")
MOST_READ = 60
"""Test files that are read to see whether they use node's own runner."""


def test(folder: Folder) -> Found:
    """The test command; only one that the runner knows how to read results of."""
    for task in _named(folder):
        if task.name in TEST and any(_known(folder, line) for line in task.lines):
            return Found(task.calls[0], task.calls[0])
    for task in steps.read(folder):
        for line in task.lines:
            if _known(folder, line):
                return Found(line.strip(), "workflow")
    usual = _usual(folder)
    return Found(usual, "convention") if usual else Found()


def bench(folder: Folder) -> str:
    """The command that measures; empty if there is none."""
    return recipes.called(_named(folder), BENCH)


def lint(folder: Folder) -> str:
    """The command that lints; empty if there is none."""
    if found := recipes.called(_named(folder), LINT):
        return found
    return "npx eslint ." if "eslint" in package.dependencies(folder) else ""


def recipe(folder: Folder, words: str) -> Iterator[str]:
    """The lines of the task called by ``words``, of any kind but the package's scripts."""
    called = " ".join(words.split())
    for task in tasks.named(folder):
        if called in task.calls:
            yield from task.lines


def _usual(folder: Folder) -> str:
    tests = [f for f in folder.files if SOURCE.fullmatch(f) and is_test(f)]
    if not tests:
        return ""
    asked = package.dependencies(folder)
    for name, command in INSTALLED:
        if name in asked:
            return command
    own = any(OWN_RUNNER.search(folder.text(file)) for file in tests[:MOST_READ])
    return DEFAULT if own or TAPE in asked or not asked else ""


def _named(folder: Folder) -> Iterator[NamedTask]:
    yield from tasks.named(folder)
    yield from package.scripts(folder)


def _known(folder: Folder, line: str) -> bool:
    try:
        found = parse.parse(folder, line)
    except ValueError:
        return False
    return found is not None and (folder.path / PurePosixPath(found.folder)).is_dir()

"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from oppie.errors import ProjectError
from oppie.integrations import planning
from oppie.integrations.python import borrowed, choice, discovery, environments, layout, parse
from oppie.integrations.python.command import Invocation
from oppie.integrations.python.detection import detect
from oppie.integrations.python.interpreter import Interpreter, examine
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

INSTALL = (
    "{python} -m pip install -e . (or from its requirements); "
    "or name another interpreter with --python=PATH"
)


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes Plans for one project.

    Attributes:
        top: the project's root, its path resolved.
        environ: the user's environment.
        store: where oppie's own pytest is kept for interpreters without one; else the data folder.
    """

    top: Folder
    environ: Mapping[str, str]
    store: Path | None = None

    def plan(self, test: TestCommand) -> Plan:
        """How the tests run. Raises ProjectError, MachineError."""
        test = planning.completed(test, self.top, detect)
        asked = self._read(test)
        plan = Plan(
            driver=asked.driver,
            command=test.words,
            python=choice.in_container(test, asked.python),
            args=_expanded(asked, self.top.path / asked.folder),
            folder=asked.folder,
            root=str(self.top.path),
            import_roots=self._import_roots(asked),
            outside=self._outside(asked),
            env=(*asked.env, *planning.passed(test, self.environ)),
        )
        return plan if test.container else self._here(plan, test, asked)

    def interpreter(self, test: TestCommand) -> Interpreter:
        """The interpreter that the tests run on. Raises ProjectError, MachineError."""
        test = planning.completed(test, self.top, detect)
        return self._examined(test, self._read(test))

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        with planning.readable(test):
            asked = parse.parse(test.words)
            if not asked.warm:
                asked = parse.parse(discovery.recipe(self.top.under(test.folder), test.words))
        return replace(asked, folder=planning.inside(test.folder, asked.folder))

    def _examined(self, test: TestCommand, asked: Invocation) -> Interpreter:
        program = choice.program(self.top, test, asked, self.environ)
        return examine(program, self.top.path, self.environ, where=test.origin)

    def _here(self, plan: Plan, test: TestCommand, asked: Invocation) -> Plan:
        """The plan with what this machine's interpreter is and needs."""
        found = self._examined(test, asked)
        path = _search_path(found, self.environ)
        if asked.driver == "command":
            _require(asked.args[0], self.top.path / plan.folder, path, test)
        borrows = asked.driver == "pytest" and not found.pytest
        extra = (borrowed.pytest_for(found, self.store),) if borrows else ()
        env = (*_activation(found, path), *plan.env)
        install = INSTALL.format(python=found.program)
        return replace(plan, python=found.program, extra_path=extra, env=env, install=install)

    def _import_roots(self, asked: Invocation) -> tuple[str, ...]:
        roots = layout.import_roots(self.top.under(asked.folder))
        if asked.as_module:
            roots = tuple(dict.fromkeys([*roots, ""]))
        return tuple(planning.inside(asked.folder, root) for root in roots)

    def _outside(self, asked: Invocation) -> tuple[str, ...]:
        tops = dict.fromkeys((self.top.path, self.top.path / asked.folder))
        return tuple(str(each) for top in tops for each in environments.inside(top))


def _expanded(asked: Invocation, folder: Path) -> tuple[str, ...]:
    """The arguments with ``*`` and ``?`` in paths made out, as a shell would have done."""
    if not asked.warm:
        return asked.args
    return tuple(path for word in asked.args for path in _matches(word, folder) or [word])


def _matches(word: str, folder: Path) -> list[str]:
    pattern = not word.startswith(("-", "/")) and "::" not in word and set("*?") & set(word)
    found = folder.glob(word) if pattern else ()
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _search_path(found: Interpreter, environ: Mapping[str, str]) -> str:
    """PATH as it stands in the interpreter's environment once that is activated."""
    path = environ.get("PATH", os.defpath)
    if not found.isolated:
        return path
    return os.pathsep.join((str(Path(found.program).parent), path))


def _activation(found: Interpreter, path: str) -> Variables:
    """What tests that start programs of their own need to find the same packages."""
    env: list[tuple[str, str]] = []
    if found.isolated:
        env += [("PATH", path), ("VIRTUAL_ENV", found.prefix)]
    if found.user_base:
        env.append(("PYTHONUSERBASE", found.user_base))
    return tuple(env)


def _require(program: str, folder: Path, path: str, test: TestCommand) -> None:
    """Raise ProjectError unless there is such a program."""
    if shutil.which(program, path=path) or (folder / program).is_file():
        return
    raise ProjectError(
        f"there is no command {program!r}",
        where=test.origin,
        hint="Name one that runs the tests, such as --test='python -m pytest -q'.",
    )

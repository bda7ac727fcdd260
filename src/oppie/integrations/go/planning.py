"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from oppie.errors import ProjectError
from oppie.inside.suites.go import arguments
from oppie.inside.suites.go.seeding import SEED
from oppie.integrations.go import command, toolchain
from oppie.integrations.go.command import Invocation
from oppie.integrations.go.detection import detect
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

SUITE = "go"
IN_CONTAINER = "python3"


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes Plans for one project.

    Attributes:
        top: the project's root, its path resolved.
        environ: the user's environment.
    """

    top: Folder
    environ: Mapping[str, str]

    def plan(self, test: TestCommand) -> Plan:
        """How the tests run. Raises ProjectError, MachineError."""
        test = self._complete(test)
        asked = self._read(test)
        passed = tuple((n, self.environ[n]) for n in test.env if n in self.environ)
        own = () if test.container else self._toolchain(test, asked)
        return Plan(
            driver=SUITE,
            command=test.words,
            python=IN_CONTAINER if test.container else sys.executable,
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=(*own, *asked.env, *passed),
            suite=SUITE,
            install="go mod download",
        )

    def _complete(self, test: TestCommand) -> TestCommand:
        """The command with what was left for the integration to find."""
        if test.words.strip():
            return test
        found = detect(self.top)
        if found is None:
            raise ProjectError(
                "no tests were found",
                where=str(self.top.path),
                hint="Name the command that runs them: --test=COMMAND, or test: in oppie.yaml.",
            )
        return replace(test, words=found.test, folder=test.folder or found.folder)

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        here = self.top.under(test.folder)
        try:
            asked = command.parse(test.words) or command.parse(command.recipe(here, test.words))
        except ValueError as error:
            raise ProjectError(
                f"the test command cannot be read: {error}: {test.words}",
                where=test.origin,
                hint="Try it by hand; `go help testflag` tells the options.",
            ) from error
        if asked is None:
            raise ProjectError(
                f"the test command does not call `go test`: {test.words}",
                where=test.origin,
                hint="Name one that does, such as --test='go test ./...'.",
            )
        return self._placed(replace(asked, folder=_inside(test.folder, asked.folder)))

    def _placed(self, asked: Invocation) -> Invocation:
        """In the folder of the project there is, if there is none where it is called."""
        places = (asked.folder, *map(str, PurePosixPath(asked.folder).parents))
        marked = any(
            self.top.has(_inside(p, name)) for p in places for name in ("go.mod", "go.work")
        )
        found = None if marked else detect(self.top)
        return asked if found is None else replace(asked, folder=found.folder)

    def _toolchain(self, test: TestCommand, asked: Invocation) -> Variables:
        """What the toolchain of this machine needs in a private environment, its cache warm."""
        folder = self.top.path / asked.folder
        environ = {**self.environ, **dict(asked.env)}
        found = toolchain.find(folder, environ, where=test.origin)
        read = arguments.read(asked.args)
        found.warm(folder / read.folder, (*read.build, "--", *read.packages), environ)
        own = found.variables(self.environ.get("PATH", os.defpath))
        return ((SEED, found.settings["GOCACHE"]), *own)


def _inside(folder: str, inner: str) -> str:
    joined = str(PurePosixPath(folder, inner))
    return "" if joined == "." else joined

"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from oppie.errors import ProjectError
from oppie.inside.suites.go import arguments
from oppie.inside.suites.go.seeding import SEED
from oppie.integrations import planning
from oppie.integrations.go import command, toolchain
from oppie.integrations.go.command import Invocation
from oppie.integrations.go.detection import MODULE, WORKSPACE, detect
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

SUITE = "go"


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
        test = planning.completed(test, self.top, detect)
        asked = self._read(test)
        own = () if test.container else self._toolchain(test, asked)
        return Plan(
            driver=SUITE,
            command=test.words,
            python=planning.runner(test),
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=(*own, *asked.env, *planning.passed(test, self.environ)),
            suite=SUITE,
            tool=planning.tool(test, "go", self.environ),
            packages="the module cache",
            install="go mod download",
        )

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        here = self.top.under(test.folder)
        with planning.readable(test, "Try it by hand; `go help testflag` tells the options."):
            asked = command.parse(test.words) or command.parse(command.recipe(here, test.words))
        if asked is None:
            raise ProjectError(
                f"the test command does not call `go test`: {test.words}",
                where=test.origin,
                hint="Name one that does, such as --test='go test ./...'.",
            )
        return self._placed(replace(asked, folder=planning.inside(test.folder, asked.folder)))

    def _placed(self, asked: Invocation) -> Invocation:
        """In the folder of the project there is, if there is none where it is called."""
        marked = planning.marked(self.top, asked.folder, (MODULE, WORKSPACE))
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

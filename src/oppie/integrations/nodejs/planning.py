"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace

from oppie.errors import MachineError, ProjectError
from oppie.integrations import planning
from oppie.integrations.nodejs import discovery, package, parse
from oppie.integrations.nodejs.command import KNOWN, Invocation
from oppie.integrations.nodejs.detection import detect
from oppie.integrations.reading import Folder
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

SUITE = "node"
PACKAGES = "node_modules"
READ = f"oppie reads the results of {KNOWN}."
INSTALL_NODE = "install Node.js 20 or newer: https://nodejs.org, or your system's package nodejs"


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
        test = planning.completed(test, self.top, detect, READ)
        asked = self._read(test)
        if not test.container and not shutil.which("node", path=self.environ.get("PATH")):
            raise MachineError("there is no node on PATH", where=test.words, hint=INSTALL_NODE)
        return Plan(
            driver=asked.driver,
            command=test.words,
            python=planning.runner(test),
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=(*asked.env, *planning.passed(test, self.environ)),
            suite=SUITE,
            tool=planning.tool(test, "node", self.environ),
            packages=PACKAGES,
            install=f"{package.manager(self.top)} install",
        )

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        folder = self.top.under(test.folder)
        with planning.readable(test):
            found = parse.parse(folder, test.words)
            for line in discovery.recipe(folder, test.words):
                found = found or parse.parse(folder, line)
        if found is None:
            raise ProjectError(
                f"oppie cannot tell the results of the test command: {test.words}",
                where=test.origin,
                hint=f"It reads those of {KNOWN}: --test='node --test'.",
            )
        return replace(found, folder=planning.inside(test.folder, found.folder))

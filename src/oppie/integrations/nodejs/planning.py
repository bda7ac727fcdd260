"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from oppie.errors import MachineError, ProjectError
from oppie.integrations.nodejs import discovery, package, parse
from oppie.integrations.nodejs.command import KNOWN, Invocation
from oppie.integrations.nodejs.detection import detect
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

IN_CONTAINER = "python3"
SUITE = "node"
PACKAGES = "node_modules"
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
        test = self._complete(test)
        asked = self._read(test)
        if not test.container and not shutil.which("node", path=self.environ.get("PATH")):
            raise MachineError("there is no node on PATH", where=test.words, hint=INSTALL_NODE)
        return Plan(
            driver=asked.driver,
            command=test.words,
            python=IN_CONTAINER if test.container else sys.executable,
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=(*asked.env, *self._passed(test)),
            suite=SUITE,
            packages=PACKAGES,
            install=f"{package.manager(self.top)} install",
        )

    def _complete(self, test: TestCommand) -> TestCommand:
        """The command with what was left for the integration to find."""
        if test.words.strip():
            return test
        found = detect(self.top)
        if found is None or not found.test:
            raise ProjectError(
                "no tests were found",
                where=str(self.top.path),
                hint="Name the command that runs them: --test=COMMAND, or test: in oppie.yaml. "
                f"oppie reads the results of {KNOWN}.",
            )
        return replace(test, words=found.test, folder=test.folder or found.folder)

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        folder = self.top.under(test.folder)
        try:
            found = parse.parse(folder, test.words)
            for line in discovery.recipe(folder, test.words):
                found = found or parse.parse(folder, line)
        except ValueError as error:
            raise ProjectError(
                f"the test command cannot be read: {error}: {test.words}",
                where=test.origin,
                hint="Close the quotation.",
            ) from error
        if found is None:
            raise ProjectError(
                f"oppie cannot tell the results of the test command: {test.words}",
                where=test.origin,
                hint=f"It reads those of {KNOWN}: --test='node --test'.",
            )
        inside = PurePosixPath(test.folder, found.folder)
        return replace(found, folder="" if inside == PurePosixPath() else str(inside))

    def _passed(self, test: TestCommand) -> Variables:
        return tuple((n, self.environ[n]) for n in test.env if n in self.environ)

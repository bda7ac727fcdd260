"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace

from oppie.errors import MachineError, ProjectError
from oppie.integrations import planning
from oppie.integrations.reading import Folder
from oppie.integrations.rust import command
from oppie.integrations.rust.command import Invocation
from oppie.integrations.rust.detection import MANIFEST, detect, recipe
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

SUITE = "cargo"
INSTALL = "Install Rust with rustup (https://rustup.rs), or on Debian: apt-get install cargo."


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
        if not test.container:
            self._require(test)
        return Plan(
            driver=asked.driver,
            command=test.words,
            python=planning.runner(test),
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=self._variables(test, asked),
            suite=SUITE,
            tool=planning.tool(test, "cargo", self.environ),
        )

    def _read(self, test: TestCommand) -> Invocation:
        """The words understood, the folder counted from the top."""
        here = self.top.under(test.folder)
        with planning.readable(test):
            asked = command.parse(test.words) or command.parse(recipe(here, test.words))
        if asked is None:
            raise ProjectError(
                f"the test command does not call `cargo test`: {test.words}",
                where=test.origin,
                hint="Name one that does, such as --test='cargo test --workspace'.",
            )
        return self._placed(replace(asked, folder=planning.inside(test.folder, asked.folder)), test)

    def _placed(self, asked: Invocation, test: TestCommand) -> Invocation:
        """In the folder of the one project there is, if there is none where it is called."""
        manifest = any(arg.startswith("--manifest-path") for arg in asked.args)
        if manifest or planning.marked(self.top, asked.folder, (MANIFEST,)):
            return asked
        found = detect(self.top)
        if found is None:
            raise ProjectError(
                f"there is no {MANIFEST}", where=test.origin, hint="Stand in the project's folder."
            )
        return replace(asked, folder=found.folder)

    def _require(self, test: TestCommand) -> None:
        """Raise MachineError unless there is cargo."""
        if shutil.which("cargo", path=self.environ.get("PATH", os.defpath)) is None:
            raise MachineError("there is no cargo on PATH", where=test.origin, hint=INSTALL)

    def _variables(self, test: TestCommand, asked: Invocation) -> Variables:
        toolchain = (("RUSTUP_TOOLCHAIN", asked.toolchain),) if asked.toolchain else ()
        return (*toolchain, *asked.env, *planning.passed(test, self.environ))

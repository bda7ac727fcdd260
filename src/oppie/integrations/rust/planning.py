"""From a test command to the Plan that the runner inside carries out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from oppie.errors import MachineError, ProjectError
from oppie.integrations.reading import Folder
from oppie.integrations.rust import command
from oppie.integrations.rust.command import Invocation
from oppie.integrations.rust.detection import MANIFEST, detect, recipe
from oppie.integrations.shell import Variables
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

SUITE = "cargo"
IN_CONTAINER = "python3"
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
        test = self._complete(test)
        asked = self._read(test)
        if not test.container:
            self._require(test)
        return Plan(
            driver=asked.driver,
            command=test.words,
            python=IN_CONTAINER if test.container else sys.executable,
            args=asked.args,
            folder=asked.folder,
            root=str(self.top.path),
            env=self._variables(test, asked),
            suite=SUITE,
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
            asked = command.parse(test.words) or command.parse(recipe(here, test.words))
        except ValueError as error:
            raise ProjectError(
                f"the test command cannot be read: {error}: {test.words}",
                where=test.origin,
                hint="Close the quotation.",
            ) from error
        if asked is None:
            raise ProjectError(
                f"the test command does not call `cargo test`: {test.words}",
                where=test.origin,
                hint="Name one that does, such as --test='cargo test --workspace'.",
            )
        return self._placed(replace(asked, folder=_inside(test.folder, asked.folder)), test)

    def _placed(self, asked: Invocation, test: TestCommand) -> Invocation:
        """In the folder of the one project there is, if there is none where it is called."""
        places = (asked.folder, *map(str, PurePosixPath(asked.folder).parents))
        manifest = any(arg.startswith("--manifest-path") for arg in asked.args)
        if manifest or any(self.top.has(_inside(place, MANIFEST)) for place in places):
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
        passed = tuple((n, self.environ[n]) for n in test.env if n in self.environ)
        toolchain = (("RUSTUP_TOOLCHAIN", asked.toolchain),) if asked.toolchain else ()
        return (*toolchain, *asked.env, *passed)


def _inside(folder: str, inner: str) -> str:
    joined = str(PurePosixPath(folder, inner))
    return "" if joined == "." else joined

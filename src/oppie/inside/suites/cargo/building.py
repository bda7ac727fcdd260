"""Builds of the workspace, one after the other, each on what the one before left warm."""

from __future__ import annotations

import os
import re
from typing import List, MutableMapping, Pattern, Set, Tuple

from ...attempt import Link
from ...messages import Failure
from ...programs import Program
from . import words as command
from .compiling import Artifact, Built, build
from .project import Project
from .running import Stand
from .tested import Documents, Tested, tested
from .toolchain import Toolchain

DOCUMENTED = re.compile(rb"^\s*(//[/!].*|\*.*)```", re.MULTILINE)
"""A line of documentation that opens or closes a block of code."""
MARKED = re.compile(rb"^\s*#\[(\w+::)*(test|cfg\(.*\btest\b)", re.MULTILINE)
"""A line that marks a test, or what is there for tests only."""
CARGO = ("--no-run", "--message-format=json", "--offline")


class Builder:
    """Builds what the workspace holds.

    Args:
        folder: absolute; the command runs there.
        top: the workspace.
    """

    def __init__(
        self, words: command.Words, project: Project, folder: str, top: str, link: Link
    ) -> None:
        self._words = words
        self._project = project
        self._folder = folder
        self._top = top
        self._link = link
        self._touched: Set[str] = set()
        self._known: MutableMapping[str, Tested] = {}

    def build(self, toolchain: Toolchain, seconds: float) -> Built:
        """Build all tests that the command means."""
        argv = (toolchain.cargo, "test", *self._words.build, *self._targets(), *CARGO)
        program = Program(argv, self._folder, toolchain.environment)
        return build(program, self._project.root, self._top, seconds, self._link)

    def stand(self, built: Built, toolchain: Toolchain) -> Stand:
        """What can be run after a build, and why the rest cannot."""
        every = [self._tested(each, toolchain) for each in built.artifacts]
        broken = () if built.ok else tuple(self._broken(built))
        if built.ok and self._words.documents:
            every += self._documents(toolchain, {each.source for each in built.artifacts})
        return Stand(tuple(every), broken, self._project.root, self._top)

    def _broken(self, built: Built) -> List[Tuple[str, Failure]]:
        """Why targets with tests cannot be run: theirs does not compile, or what it is built on."""
        told = built.failures()
        if not told:
            return [(self._first(), built.failure())]
        first = next(iter(told.values()))
        packages = {self._project.owner(source) for source in told}
        programs = [path for each in packages if each is not None for path in each.tests]
        made = {each.source for each in built.artifacts}
        waiting = [path for path in programs if path not in made and self._words.means(path)]
        holding = [s for s in told if s in programs or self._mentions(MARKED, s)]
        sources = dict.fromkeys(holding + waiting) or told
        return [(source, told.get(source, first)) for source in sources]

    def touch(self, changed: Set[str]) -> None:
        """Make files younger than anything built, and those that were changed the time before.

        Cargo compares times; what the server writes has one of its own.
        """
        for path in changed | self._touched:
            place = os.path.join(self._top, path)
            if os.path.isfile(place) and not os.path.islink(place):
                os.utime(place)
        self._touched = changed

    def _targets(self) -> Tuple[str, ...]:
        """Without examples and what only documentation needs, unless they were asked for."""
        return () if self._words.selects else ("--tests",)

    def _tested(self, artifact: Artifact, toolchain: Toolchain) -> Tested:
        """The names of tests are asked for once: no candidate may change the tests."""
        if artifact.executable not in self._known:
            made = tested(artifact, toolchain, self._words, self._link)
            self._known[artifact.executable] = made
        return self._known[artifact.executable]

    def _first(self) -> str:
        return self._project.documented[0].source if self._project.documented else "Cargo.toml"

    def _documents(self, toolchain: Toolchain, built: Set[str]) -> List[Tested]:
        plain = command.everywhere(self._words.build)
        return [
            Documents(
                each.source,
                self._folder,
                (toolchain.cargo, "test", "--doc", "--offline", *plain, "-p", each.package),
                toolchain.environment,
            )
            for each in self._project.documented
            if each.source in built and self._mentions(DOCUMENTED, each.source)
        ]

    def _mentions(self, pattern: "Pattern[bytes]", source: str) -> bool:
        """Whether a file beside the crate's, or the crate's own, holds such a line."""
        top = os.path.dirname(os.path.join(self._top, source))
        for folder, _, files in os.walk(top):
            for name in files:
                if name.endswith(".rs"):
                    with open(os.path.join(folder, name), "rb") as stream:
                        if pattern.search(stream.read()):
                            return True
        return False

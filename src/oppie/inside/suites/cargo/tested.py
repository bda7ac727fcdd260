"""What holds tests: a test program, one without a harness, the documentation of a crate."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import (
    DefaultDict,
    FrozenSet,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Protocol,
    Sequence,
    Tuple,
)

from ...attempt import Link
from ...messages import Limits
from ...programs import Program
from .compiling import Artifact
from .speaking import heard
from .toolchain import Toolchain
from .words import Words

LIST = ("--list", "--format", "pretty")
COUNTED = re.compile(r"\d+ tests?, \d+ benchmarks?")
"""The last line of a list: also a harness without tests ends it so."""
ENTRY = re.compile(r"(.+): (test|benchmark)")
LIST_S = 20.0
OK = re.compile(r"test result: ok\. (\d+) passed; 0 failed; (\d+) ignored")
DOCUMENTED = "doc tests"


class Tested(Protocol):
    """Tests that one target holds."""

    @property
    def source(self) -> str:
        """Path of the target's file, relative to the workspace."""

    @property
    def folder(self) -> str:
        """Absolute; panics name paths relative to it or to cargo's root."""

    @property
    def tests(self) -> Tuple[str, ...]:
        """Names of those that the command means."""

    def id(self, test: str) -> str:
        """A test's id."""

    def skips(self, test: str) -> bool:
        """Whether the project says that it is not to be run."""

    def one(self, test: str) -> Program:
        """What runs one test."""

    def many(self, tests: Sequence[str]) -> Optional[Program]:
        """What runs several; None where they have to be run one by one."""

    def passed(self, said: Sequence[str], tests: int) -> bool:
        """Whether what a program that ended well printed tells that so many tests passed."""


class Harness(NamedTuple):
    """A test program with Rust's own harness, which lists its tests."""

    artifact: Artifact
    environment: Mapping[str, str]
    words: Words
    tests: Tuple[str, ...] = ()
    ignored: FrozenSet[str] = frozenset()

    @property
    def source(self) -> str:
        """The target's file."""
        return self.artifact.source

    @property
    def folder(self) -> str:
        """The package's."""
        return self.artifact.folder

    def id(self, test: str) -> str:
        """``src/lib.rs::tests::adds``."""
        return "%s::%s" % (self.source, test)

    def skips(self, test: str) -> bool:
        """Whether it is marked ``#[ignore]``."""
        return test in self.ignored

    def one(self, test: str) -> Program:
        """It alone, what it prints not caught."""
        return self.program(test, "--exact", "--nocapture", "--test-threads=1")

    def many(self, tests: Sequence[str]) -> Program:
        """All in one process, as the user would."""
        return self.program(*tests, "--exact")

    def passed(self, said: Sequence[str], tests: int) -> bool:
        """By the harness's own last word: a test that ends the process is not to pass."""
        found = [match for match in map(OK.match, said) if match is not None]
        return bool(found) and int(found[-1][1]) + int(found[-1][2]) == tests

    def program(self, *words: str) -> Program:
        """The program told so much."""
        asks = [word for word in self.words.harness if word in _ASKING]
        argv = (self.artifact.executable, *words, *asks)
        return Program(argv, self.folder, self.environment)

    def listed(self, link: Link) -> "Optional[Harness]":
        """The same with its tests; None where it is no harness of Rust's own."""
        tests = self._listed((), link)
        if tests is None:
            return None
        asks = _ASKING.intersection(self.words.harness)
        ignored = None if asks or not tests else self._listed(("--ignored",), link)
        return self._replace(tests=tests, ignored=frozenset(ignored or ()))

    def _listed(self, more: Tuple[str, ...], link: Link) -> Optional[Tuple[str, ...]]:
        words = (*LIST, *more, *self.words.harness, *self.words.filters)
        argv = (self.artifact.executable, *words)
        program = Program(argv, self.folder, self.environment)
        ended, lines = heard(program, LIST_S, Limits(), link)
        if ended.status != 0 or not lines or not COUNTED.fullmatch(lines[-1]):
            return None
        found = map(ENTRY.fullmatch, lines)
        return tuple(entry[1] for entry in found if entry is not None and entry[2] == "test")


class Whole(NamedTuple):
    """A test program with a ``main`` of its own: one test."""

    artifact: Artifact
    environment: Mapping[str, str]
    tests: Tuple[str, ...] = ("",)

    @property
    def source(self) -> str:
        """The target's file."""
        return self.artifact.source

    @property
    def folder(self) -> str:
        """The package's."""
        return self.artifact.folder

    def id(self, test: str) -> str:  # noqa: ARG002 - there is but one
        """Its file."""
        return self.source

    def skips(self, test: str) -> bool:  # noqa: ARG002 - it cannot tell
        """Never."""
        return False

    def one(self, test: str) -> Program:  # noqa: ARG002 - there is but one
        """The program."""
        return Program((self.artifact.executable,), self.folder, self.environment)

    def many(self, tests: Sequence[str]) -> Optional[Program]:  # noqa: ARG002 - there is but one
        """Nothing."""
        return None

    def passed(self, said: Sequence[str], tests: int) -> bool:  # noqa: ARG002 - it says what it likes
        """By its exit code."""
        return True


class Documents(NamedTuple):
    """The tests in a crate's documentation: one test, since each of them is a build."""

    source: str
    folder: str
    argv: Tuple[str, ...]
    environment: Mapping[str, str]
    tests: Tuple[str, ...] = (DOCUMENTED,)

    def id(self, test: str) -> str:
        """``src/lib.rs::doc tests``."""
        return "%s::%s" % (self.source, test)

    def skips(self, test: str) -> bool:  # noqa: ARG002 - it cannot tell
        """Never."""
        return False

    def one(self, test: str) -> Program:  # noqa: ARG002 - there is but one
        """Cargo, which asks rustdoc."""
        return Program(self.argv, self.folder, self.environment)

    def many(self, tests: Sequence[str]) -> Optional[Program]:  # noqa: ARG002 - there is but one
        """Nothing."""
        return None

    def passed(self, said: Sequence[str], tests: int) -> bool:  # noqa: ARG002 - as many as there are
        """By the harness's own last word."""
        return any(line.startswith("test result: ok.") for line in said)


_ASKING = frozenset(("--ignored", "--include-ignored"))


def tested(artifact: Artifact, toolchain: Toolchain, words: Words, link: Link) -> Tested:
    """A test program with what it says of its tests."""
    libraries = (os.path.dirname(artifact.executable), toolchain.environment["LD_LIBRARY_PATH"])
    environment = dict(
        toolchain.environment,
        CARGO_MANIFEST_DIR=artifact.folder,
        LD_LIBRARY_PATH=os.pathsep.join(libraries),
    )
    found = Harness(artifact, environment, words).listed(link)
    return found or Whole(artifact, environment)


def by_id(every: Sequence[Tested]) -> Mapping[str, Tuple[Tested, str]]:
    """Where each test is."""
    return {each.id(test): (each, test) for each in every for test in each.tests}


def expanded(names: Sequence[str], every: Sequence[Tested]) -> List[str]:
    """Ids that names stand for: a file's path for all of its tests."""
    files: DefaultDict[str, List[str]] = defaultdict(list)
    for each in every:
        files[each.source] += [each.id(test) for test in each.tests]
    return list(dict.fromkeys(one for name in names for one in files.get(name, [name])))

"""Test binaries: built by ``go test -c``, with files in other files' places (``-overlay``)."""

from __future__ import annotations

import json
import os
import shutil
from types import MappingProxyType
from typing import (
    Callable,
    Iterable,
    List,
    Mapping,
    MutableMapping,
    NamedTuple,
    Sequence,
    Set,
    Tuple,
)

from ... import programs
from ...drivers import RefusedError
from ...messages import Limits
from .. import Site
from . import dialect, replaying
from .arguments import Arguments
from .failures import Problem, problems
from .listing import FIELDS, Listing, Package, read

STACK_BYTES = 64 << 20
"""A function that calls itself without end shall not take a gigabyte first, Go's own limit."""

GENEROUS: Mapping[str, str] = MappingProxyType({"GOGC": "400"})
"""Compiler and linker collect their garbage less often: a tenth to a seventh of a
build's time (five builds each, one small package)."""

HINT = "install Go (https://go.dev/doc/install) and see that `go version` answers"
NO_TESTS = "name the packages: --test='go test ./pkg/...'"
NOTHING: Mapping[str, bytes] = MappingProxyType({})

_STACK = """package %s

import oppiedebug "runtime/debug"

func init() { oppiedebug.SetMaxStack(%d) }
"""


class Built(NamedTuple):
    """What came of a build: a binary, or problems."""

    binary: str
    problems: Tuple[Problem, ...] = ()


NOTHING_BUILT = Built("")


class _Made(NamedTuple):
    """How a build was done, and which files it took for which."""

    recording: replaying.Recording
    placed: Mapping[str, str]


def _imported(overlay: Mapping[str, bytes]) -> Set[str]:
    """Import paths in sources."""
    sources = filter(None, map(dialect.read, overlay.values()))
    specs = [spec for source in sources for spec in source.imports]
    return {spec.split()[-1].strip(b'"`').decode("utf-8", "replace") for spec in specs}


def _hearing(lines: List[bytes]) -> Callable[[bytes], bool]:
    def hear(line: bytes) -> bool:
        lines.append(line)
        return True

    return hear


class Builder:
    """Runs the go command in the workspace.

    Args:
        site: where.
        go: the program, absolute.
        asked: what the tests' command asks for.
        environment: of every command.
    """

    def __init__(
        self, site: Site, go: str, asked: Arguments, environment: Mapping[str, str]
    ) -> None:
        self._site = site
        self._go = go
        self._asked = asked
        self._environment = {**GENEROUS, **environment}
        self._folder = os.path.join(site.top, site.plan.folder, asked.folder)
        self._number = 0
        self._every: Tuple[str, ...] = ()
        self._placed: MutableMapping[str, str] = {}
        self._recordings: MutableMapping[Tuple[str, ...], _Made] = {}

    def version(self, until: float) -> str:
        """Of the toolchain: ``go1.26.1``. Raises RefusedError where it does not answer."""
        ended, printed = self.command(("env", "GOVERSION"), until)
        if ended.status or not printed.strip():
            text = ended.errors.decode("utf-8", "replace").strip()
            raise RefusedError("no-driver", "the go command does not answer: %s" % text, HINT)
        return printed.decode("utf-8", "replace").strip()

    def listing(self, until: float) -> Listing:
        """The packages that the command names. Raises RefusedError where there are none."""
        words = ("list", "-e", "-test", "-json=" + FIELDS, *self._asked.build)
        ended, printed = self.command((*words, "--", *self._asked.packages), until)
        found = read(printed, self._site.top) if not ended.late else Listing((), ())
        if not found.packages:
            text = ended.errors.decode("utf-8", "replace").strip()
            named = " ".join(self._asked.packages)
            raise RefusedError("no-tests", text or "no package of %s has tests" % named, NO_TESTS)
        self._every = found.patterns()
        return found

    def command(self, words: Sequence[str], until: float) -> Tuple[programs.Ended, bytes]:
        """Run the go command; what it printed. Raises HostGoneError, OSError."""
        lines: List[bytes] = []
        program = programs.Program((self._go, *words), self._folder, self._environment)
        bounds = programs.Bounds(lambda: until, Limits(output_bytes=16 << 20))
        ended = programs.run(program, bounds, self._site.link.host, _hearing(lines))
        return ended, b"\n".join(lines)

    def together(self, package: Package, until: float, overlay: Mapping[str, bytes]) -> Built:
        """A package's test binary with other contents of files, one of many such: see `build`.

        The go command is asked for the first of them only; the others are made as it did.
        """
        kind = (package.path, *sorted(overlay))
        made = self._recordings.get(kind)
        if made is not None and _imported(overlay) <= made.recording.packages:
            return self._again(made, overlay, until)
        built, said = self._built(package, until, overlay, replaying.TOLD)
        recording = replaying.recorded(said, self._folder) if built.binary else None
        if recording is not None and recording.compiles(self._placed):
            replaying.widen(recording)
            self._recordings[kind] = _Made(recording, dict(self._placed))
        elif replaying.kept(said):
            shutil.rmtree(replaying.kept(said), ignore_errors=True)
        return built

    def _again(self, made: "_Made", overlay: Mapping[str, bytes], until: float) -> Built:
        """What was recorded, with other contents."""
        self._number += 1
        self._placed = dict(made.placed)
        for own, path in made.placed.items():
            if path in overlay:
                with open(own, "wb") as stream:
                    stream.write(overlay[path])
        for step in made.recording.steps:
            environment = dict(self._environment, PWD=step.folder, **dict(step.variables))
            program = programs.Program(step.argv, step.folder, environment)
            bounds = programs.Bounds(lambda: until, Limits(output_bytes=16 << 20))
            lines: List[bytes] = []
            ended = programs.run(program, bounds, self._site.link.host, _hearing(lines))
            if ended.late or ended.status:
                said = b"\n".join((*lines, ended.errors))
                return self._failed(ended._replace(errors=said), step.folder)
        binary = os.path.join(self._site.private, "%d.test" % self._number)
        os.rename(made.recording.binary, binary)
        return Built(binary)

    def build(
        self,
        package: Package,
        until: float,
        overlay: Mapping[str, bytes] = NOTHING,
        cover: Sequence[str] = (),
    ) -> Built:
        """A package's test binary.

        Args:
            package: whose tests.
            until: monotonic second at which it has to have ended.
            overlay: contents by path, relative to the workspace, in place of what lies there.
            cover: import paths of packages whose lines are to be recorded.
        """
        return self._built(package, until, overlay, (), cover)[0]

    def _built(
        self,
        package: Package,
        until: float,
        overlay: Mapping[str, bytes],
        more: Sequence[str],
        cover: Sequence[str] = (),
    ) -> Tuple[Built, str]:
        """The same, and what the go command said."""
        self._number += 1
        binary = os.path.join(self._site.private, "%d.test" % self._number)
        covered = ("-cover", "-covermode=set", "-coverpkg=" + ",".join(cover)) if cover else ()
        words = (
            "test", "-c", "-vet=off", "-o", binary, "-overlay=" + self._overlaid(package, overlay),
            *more, *self._flags(), *covered, package.path,
        )  # fmt: skip
        ended, _ = self.command(words, until)
        said = ended.errors.decode("utf-8", "replace")
        if ended.status == 0 and os.path.exists(binary):
            return Built(binary), said
        return self._failed(ended, self._folder), said

    def _failed(self, ended: programs.Ended, folder: str) -> Built:
        if ended.late:
            return Built("", (Problem("", 0, "it was not built within the time there was"),))
        told = problems(ended.errors, folder, self._site.top)
        return Built("", tuple(self._as_placed(each) for each in told))

    def _as_placed(self, problem: Problem) -> Problem:
        """The go command names the files that it compiled, not those that they stand for."""
        own = os.path.join(self._site.top, problem.path)
        return problem._replace(path=self._placed.get(os.path.normpath(own), problem.path))

    @staticmethod
    def discard(made: Iterable[Built]) -> None:
        """Remove binaries."""
        for each in made:
            if each.binary:
                os.unlink(each.binary)

    def _flags(self) -> Tuple[str, ...]:
        """The user's, and: every error is told; no symbols, which halves the time to link."""
        own = {word.partition("=")[0]: word for word in self._asked.build}
        every = tuple("-gcflags=%s=-e" % each for each in self._every)
        if "-ldflags" not in own:
            every += ("-ldflags=-s -w",)
        return (*every, *self._asked.build)

    def _overlaid(self, package: Package, overlay: Mapping[str, bytes]) -> str:
        stack = os.path.join(package.folder, "oppie_stack_test.go")
        files = dict(overlay)
        files[stack] = (_STACK % (package.name, STACK_BYTES)).encode()
        replaced: MutableMapping[str, str] = {}
        self._placed = {}
        for place, (path, content) in enumerate(files.items()):
            own = os.path.join(self._site.private, "%d-%d.go" % (self._number, place))
            with open(own, "wb") as stream:
                stream.write(content)
            replaced[os.path.join(self._site.top, path)] = own
            self._placed[os.path.realpath(own)] = path
        name = os.path.join(self._site.private, "%d.json" % self._number)
        with open(name, "w", encoding="utf-8") as stream:
            json.dump({"Replace": replaced}, stream)
        return name

"""Test binaries: built by ``go test -c``, with files in other files' places (``-overlay``)."""

from __future__ import annotations

import json
import os
from types import MappingProxyType
from typing import Iterable, List, Mapping, MutableMapping, NamedTuple, Sequence, Tuple

from ... import programs
from ...drivers import RefusedError
from ...messages import Limits
from .. import Site
from .arguments import Arguments
from .failures import Problem, problems
from .listing import FIELDS, Listing, Package, read

STACK_BYTES = 64 << 20
"""A function that calls itself without end shall not take a gigabyte first, Go's own limit."""

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
        self._environment = environment
        self._folder = os.path.join(site.top, site.plan.folder, asked.folder)
        self._number = 0
        self._every: Tuple[str, ...] = ()
        self._placed: MutableMapping[str, str] = {}

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

        def hear(line: bytes) -> bool:
            lines.append(line)
            return True

        program = programs.Program((self._go, *words), self._folder, self._environment)
        bounds = programs.Bounds(lambda: until, Limits(output_bytes=16 << 20))
        ended = programs.run(program, bounds, self._site.link.host, hear)
        return ended, b"\n".join(lines)

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
        self._number += 1
        binary = os.path.join(self._site.private, "%d.test" % self._number)
        covered = ("-cover", "-covermode=set", "-coverpkg=" + ",".join(cover)) if cover else ()
        words = (
            "test", "-c", "-vet=off", "-o", binary, "-overlay=" + self._overlaid(package, overlay),
            *self._flags(), *covered, package.path,
        )  # fmt: skip
        ended, _ = self.command(words, until)
        if ended.status == 0 and os.path.exists(binary):
            return Built(binary)
        if ended.late:
            return Built("", (Problem("", 0, "it was not built within the time there was"),))
        told = problems(ended.errors, self._folder, self._site.top)
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

"""Test binaries run: as often as it takes until each test has begun."""

from __future__ import annotations

import os
import re
from typing import Callable, Iterable, Mapping, MutableMapping, Sequence, Tuple

from ... import programs
from ...messages import ERROR, Limits, Result
from .. import Site
from .arguments import Arguments
from .asking import Chosen
from .batch import VARIABLE
from .failures import Ground
from .listing import Package
from .rollout import Ready
from .running import Asked, Running, crash

FULL_PATHS = (1, 21)
"""From this version on a test's log can name whole paths."""

_VERSION = re.compile(r"go(\d+)\.(\d+)")
Tell = Callable[[str, Result], bool]


class Performer:
    """Runs packages' tests for one job at a time.

    Attributes:
        version: of the toolchain, ``go1.26.1``.
        peak: bytes, the largest size that was seen in this job.
    """

    def __init__(self, site: Site, asked: Arguments, environment: Mapping[str, str]) -> None:
        self._site = site
        self._asked = asked
        self._environment = environment
        self._limits = Limits()
        self._tests_s: MutableMapping[str, float] = {}
        self._until = 0.0
        self.version = ""
        self.peak = 0

    def begin(self, limits: Limits, until: float) -> None:
        """A job begins."""
        self._limits = limits
        self._tests_s = dict(limits.tests_s)
        self._until = until
        self.peak = 0

    def perform(
        self, chosen: Chosen, ready: Ready, tell: Tell, options: Sequence[str] = ()
    ) -> None:
        """Run tests, in further processes where one ends before all have begun."""
        package = chosen.package
        ground = Ground(self._site.top, package.folder, ready.own)
        remaining = chosen.names
        while remaining:
            asked = Asked(remaining, self._limits, self.limit(package), self._until)
            running = Running(asked, ground, lambda r: tell(package.identity(r.test), r))
            program = self._program(package, ready, (*options, *self._chosen(remaining)))
            bounds = programs.Bounds(running.until, self._limits)
            ended = programs.run(program, bounds, self._site.link.host, running.hear)
            self.peak = max(self.peak, ended.peak)
            if not running.end(ended):
                return
            if not running.begun:
                self._none_began(remaining, package, ended, tell)
                return
            remaining = tuple(name for name in remaining if name not in running.begun)

    def _none_began(
        self, names: Iterable[str], package: Package, ended: programs.Ended, tell: Tell
    ) -> None:
        """The process ended before any test: by TestMain, an ``init``, or since none is there."""
        if ended.status:
            for name in names:
                tell(package.identity(name), Result(name, ERROR, 0.0, crash(ended)))

    def limit(self, package: Package) -> Callable[[str], float]:
        """Seconds that a test at the top of a package may take."""

        def limit(test: str) -> float:
            return self._tests_s.get(package.identity(test), self._limits.test_s)

        return limit

    def _chosen(self, names: Tuple[str, ...]) -> Tuple[str, ...]:
        words: Tuple[str, ...] = ("-test.run=^(%s)$" % "|".join(names),)
        if self._asked.without:
            words += ("-test.skip=" + self._asked.without,)
        return words

    def _program(self, package: Package, ready: Ready, words: Sequence[str]) -> programs.Program:
        found = _VERSION.match(self.version)
        full = found is not None and (int(found[1]), int(found[2])) >= FULL_PATHS
        argv = (
            ready.binary, "-test.v=test2json", "-test.paniconexit0", *self._asked.run,
            *(("-test.fullpath",) if full else ()), *words, *self._asked.rest,
        )  # fmt: skip
        folder = os.path.join(self._site.top, package.folder)
        environment = dict(self._environment, PWD=folder)
        environment[VARIABLE] = str(ready.number)
        return programs.Program(argv, folder, environment)

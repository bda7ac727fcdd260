"""The project's own command, with a reporter of ours, for the files that a job needs."""

from __future__ import annotations

import json
import os
import secrets
import time
from glob import glob
from typing import Callable, NamedTuple, Sequence, Tuple

from ... import wire
from ...attempt import Link
from ...drivers import RefusedError
from ...messages import Job
from ...programs import Bounds, Ended, Program, found, run
from .files import told_apart
from .tools import Tools
from .ways import WAYS

STARTUP_S = 20.0
"""For the program to load, and a file of tests, before it is known how long it takes."""

SLOWER = 10.0
"""It may take so many times what it took before."""

BETWEEN_S = 2.0
"""From the end of a test to the next one's begin."""

GRACE_S = 0.5
"""Beyond a test's limit."""

MOST_NAMED = 50
"""Tests that are named on a command line."""

INSTALL = "install what package.json asks for (npm install, pnpm install, yarn)"


class Wanted(NamedTuple):
    """What is to be run.

    Attributes:
        files: paths from the workspace's top; none: all of the user's.
        only: run these tests of the files and as few others as the program can; none: all.
        reached: a folder in which each process leaves the lines that it reached.
    """

    files: Tuple[str, ...] = ()
    only: Tuple[str, ...] = ()
    reached: str = ""


class Came(NamedTuple):
    """How it ended; ``running``: a test had begun and not ended."""

    ended: Ended
    running: bool


class Fresh:
    """Runs files by a new process of the driver's program. Raises RefusedError without it."""

    def __init__(self, driver: str, args: Sequence[str], tools: Tools, link: Link) -> None:
        self._way = WAYS[driver]
        self._words = told_apart(driver, args)
        self._tools = tools
        self._link = link
        self._mark = secrets.token_hex(8)
        self._startup_s = STARTUP_S
        self.program = found(self._way.program, tools.environment) or ""
        if not self.program:
            raise RefusedError(
                "no-driver", "the project's %s is not installed" % self._way.program, INSTALL
            )

    @property
    def traces(self) -> bool:
        """Whether results come with the lines that each test reached, in a trace."""
        return self._way.traces

    @property
    def picks(self) -> bool:
        """Whether it pays to name the tests."""
        return self._way.picks

    def perform(
        self,
        wanted: Wanted,
        job: Job,
        until: float,
        hear: Callable[[wire.Message], bool],
    ) -> Came:
        """Run tests.

        Args:
            wanted: which.
            job: its limits bound each test.
            until: when all has to have ended, on the monotonic clock.
            hear: is given each result; False: enough.

        Raises:
            HostGoneError: the host is gone.
            OSError: the program cannot be started.
        """
        heard = _Heard(job, until, self._mark.encode("ascii"), hear, self._startup_s)
        environment = dict(self._tools.environment, OPPIE_MARK=self._mark)
        if wanted.reached:
            asked = environment.get("NODE_OPTIONS", "")
            required = "--require=" + self._tools.script("trace.cjs")
            environment.update(NODE_OPTIONS=asked + " " + required, OPPIE_REACHED=wanted.reached)
        elif job.kind == "trace":
            environment["OPPIE_TRACE"] = "1"
        program = Program(self._argv(wanted), self._tools.folder, environment)
        ended = run(program, Bounds(heard.deadline, job.limits), self._link.host, heard.line)
        if heard.startup_s:
            self._startup_s = min(STARTUP_S, max(BETWEEN_S, SLOWER * heard.startup_s))
        return Came(ended, heard.running)

    def _argv(self, wanted: Wanted) -> Tuple[str, ...]:
        way, reporter = self._way, self._tools.script(self._way.reporter)
        before, after = (
            tuple(word.format(reporter=reporter, scripts=self._tools.scripts) for word in words)
            for words in (way.before, way.after)
        )
        places = [os.path.join(self._tools.top, file) for file in wanted.files]
        chosen = (*way.files, *places) if places else self._usual()
        named = way.only(wanted.only) if 0 < len(wanted.only) <= MOST_NAMED else ()
        return (self.program, *before, *self._words.options, *after, *named, *chosen)

    def _usual(self) -> Tuple[str, ...]:
        """The user's own paths, patterns made out as a shell would have done."""
        folder = self._tools.folder
        found = [
            (sorted(glob(os.path.join(folder, word), recursive=True)) if "*" in word else [])
            or [word]
            for word in self._words.paths
        ]
        return tuple(path for paths in found for path in paths)


class _Heard:
    """What the reporter tells, and until when the next word of it has to come.

    Attributes:
        running: a test has begun and not ended.
        startup_s: what it took to the first word; 0 if none came.
    """

    def __init__(
        self,
        job: Job,
        until: float,
        mark: bytes,
        hear: Callable[[wire.Message], bool],
        startup_s: float,
    ) -> None:
        self._test_s = max([job.limits.test_s, *(seconds for _, seconds in job.limits.tests_s)])
        self._until = until
        self._mark = mark
        self._hear = hear
        self._began = time.monotonic()
        self._loads_s = startup_s
        self._next = self._began + startup_s
        self.running = False
        self.startup_s = 0.0

    def deadline(self) -> float:
        """On the monotonic clock."""
        return min(self._until, self._next)

    def line(self, line: bytes) -> bool:
        """One line of the program's output; what tests print among it is passed over."""
        _, mark, told = line.partition(self._mark)
        if not mark:
            return True
        try:
            message = json.loads(told.decode("utf-8"))
        except ValueError:
            return True
        return self._told(message, time.monotonic())

    def _told(self, message: wire.Message, now: float) -> bool:
        event = message["event"]
        self.startup_s = self.startup_s or now - self._began
        self.running = event == "begin"
        if event == "file":
            self._next = now + self._loads_s
        else:
            self._next = now + self._test_s + (GRACE_S if event == "begin" else BETWEEN_S)
        return self._hear(message) if event == "result" else True

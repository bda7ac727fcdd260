"""The project's own command, with a reporter of ours, for the files that a job needs."""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from typing import Callable, Dict, NamedTuple, Sequence, Tuple

from ... import wire
from ...attempt import Link
from ...drivers import RefusedError
from ...messages import Job
from ...programs import Bounds, Ended, Program, found, run
from .files import told_apart
from .tools import Tools

STARTUP_S = 20.0
"""For the program to load, and a file of tests; then each test has its own limit."""

INSTALL = "install what package.json asks for (npm install, pnpm install, yarn)"


class Way(NamedTuple):
    """How a driver's program is called.

    Attributes:
        program: its name.
        reporter: the script that tells.
        before, after: words between the program and the user's options, and after those.
        files: words before the files that are to be run.
        only: makes of ids the words that leave other tests out.
    """

    program: str
    reporter: str
    before: Tuple[str, ...]
    after: Tuple[str, ...] = ()
    files: Tuple[str, ...] = ()
    only: Callable[[Tuple[str, ...]], Tuple[str, ...]] = lambda ids: ()  # noqa: ARG005


def _patterns(ids: Tuple[str, ...]) -> Tuple[str, ...]:
    """node:test looks at each test's own name."""
    names = dict.fromkeys(test.split("::", 1)[-1].rsplit(" > ", 1)[-1] for test in ids)
    return tuple("--test-name-pattern=^%s$" % re.escape(name) for name in names)


WAYS: Dict[str, Way] = {
    "node": Way(
        "node",
        "reporter.mjs",
        ("--test", "--test-reporter={reporter}", "--test-reporter-destination=stdout"),
        only=_patterns,
    ),
}


class Fresh:
    """Runs files by a new process of the driver's program. Raises RefusedError without it."""

    def __init__(self, driver: str, args: Sequence[str], tools: Tools, link: Link) -> None:
        self._way = WAYS[driver]
        self._words = told_apart(args)
        self._tools = tools
        self._link = link
        self._mark = secrets.token_hex(8)
        self.program = found(self._way.program, tools.environment) or ""
        if not self.program:
            raise RefusedError(
                "no-driver", "the project's %s is not installed" % self._way.program, INSTALL
            )

    def perform(
        self,
        files: Sequence[str],
        job: Job,
        until: float,
        hear: Callable[[wire.Message], bool],
        only: Sequence[str] = (),
    ) -> Ended:
        """Run files (paths from the top), all of the user's where there are none.

        Args:
            files: paths from the workspace's top.
            job: its limits bound each test.
            until: when all has to have ended, on the monotonic clock.
            hear: is given each result; False: enough.
            only: run these tests of the files and as few others as the program can.

        Raises:
            HostGoneError: the host is gone.
            OSError: the program cannot be started.
        """
        heard = _Heard(job, until, self._mark.encode("ascii"), hear)
        environment = dict(
            self._tools.environment, OPPIE_TOP=self._tools.top, OPPIE_MARK=self._mark
        )
        program = Program(self._argv(files, only), self._tools.folder, environment)
        return run(program, Bounds(heard.deadline, job.limits), self._link.host, heard.line)

    def _argv(self, files: Sequence[str], only: Sequence[str]) -> Tuple[str, ...]:
        way, reporter = self._way, self._tools.script(self._way.reporter)
        before, after = (
            tuple(word.format(reporter=reporter) for word in words)
            for words in (way.before, way.after)
        )
        places = [os.path.join(self._tools.top, file) for file in files]
        chosen = (*way.files, *places) if places else self._words.paths
        options = self._words.options
        return (self.program, *before, *options, *after, *way.only(tuple(only)), *chosen)


class _Heard:
    """What the reporter tells, and until when the next word of it has to come."""

    def __init__(
        self, job: Job, until: float, mark: bytes, hear: Callable[[wire.Message], bool]
    ) -> None:
        self._limits = dict(job.limits.tests_s)
        self._test_s = max([job.limits.test_s, *self._limits.values()])
        self._until = until
        self._mark = mark
        self._hear = hear
        self._next = time.monotonic() + STARTUP_S

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
        waits = message["event"] == "file"
        self._next = time.monotonic() + self._test_s + (STARTUP_S if waits else 0.0)
        return self._hear(message) if message["event"] == "result" else True

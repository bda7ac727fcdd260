"""Tests by any command that starts pytest somewhere: ``make test``, ``tox``, a script.

A plugin (``drivers/command_plugin.py``) reaches each pytest through the environment, runs what
the job asks for, and tells of it through a named pipe.
"""

from __future__ import annotations

import os
import select
import shlex
import subprocess
from typing import IO, List, Optional

from . import wire
from .bounds import bound, bound_processes, mapped_bytes
from .drivers import RefusedError
from .drivers.pytest_args import arguments
from .messages import Failure, Job
from .rollout import none_ran
from .telling import Telling
from .work import Work, write_down
from .zygote import Role

JOB = "OPPIE_JOB"
"""The variable that names the job's file for the plugin."""

ADDOPTS = "OPPIE_ADDOPTS"
"""The variable that keeps the user's own PYTEST_ADDOPTS."""

PIPE = "results"
"""The named pipe, in the private folder."""

FIRST = 2000
"""Characters of the command's output that are kept to explain why no test was seen."""

NOT_FOUND = 127
"""What a shell ends with when there is no such command."""

_PLUGIN = "oppie_inside.drivers.command_plugin"
_STEP_S = 0.05


def command(work: Work, fd: int) -> Role:
    """A zygote whose processes run the plan's command."""
    return lambda job: lambda: run(work, job, fd)


def run(work: Work, job: Job, fd: int) -> None:
    """Run the plan's command for a job, and tell what became of the tests in it."""
    bound(job.limits, mapped_bytes())
    bound_processes(job.limits, work.tasks)
    pipe = os.path.join(work.private, PIPE)
    if not os.path.exists(pipe):
        os.mkfifo(pipe)
    results = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # both ways: it never ends by itself
    heard = Heard(job, Telling(fd))
    _join(work, job)
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own test command
            list(work.plan.args),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        heard.refuse("no-command", "%s: %s" % (work.plan.args[0], error.strerror))
        return
    output = _follow(process, wire.Lines(results), heard)
    heard.close(process.wait(), output.decode("utf-8", "replace"))


def _follow(process: "subprocess.Popen[bytes]", results: wire.Lines, heard: Heard) -> bytes:
    """Until the command ends; its output is read and, beyond the first part, dropped."""
    stream: Optional[IO[bytes]] = process.stdout
    output = stream.fileno() if stream is not None else results.fd
    kept = b""
    waiting = {output, results.fd}
    while True:
        ended = process.poll() is not None
        ready, _, _ = select.select(list(waiting), [], [], 0 if ended else _STEP_S)
        if output in ready:
            chunk = os.read(output, wire.CHUNK)
            kept = (kept + chunk)[:FIRST]
            if not chunk:
                waiting.discard(output)
        if results.fd in ready and results.fill():
            heard.hear(results.take())
        if ended and not ready:
            return kept


class Heard:
    """Passes on what one or more runs of pytest tell, as if it were one.

    Args:
        job: what was asked for.
        telling: to the server.
    """

    def __init__(self, job: Job, telling: Telling) -> None:
        self._job = job
        self._telling = telling
        self._tests: List[str] = []
        self._errors: List[str] = []
        self._seen = False
        self._collected = False
        self._finished: List[wire.Message] = []

    def hear(self, messages: List[wire.Message]) -> None:
        """Pass on, or keep for the end."""
        for message in messages:
            self._seen = True
            if message["event"] == "joined":
                continue
            if message["event"] == "collected":
                self._collected = True
                self._tests += message["tests"]
                self._errors += message["errors"]
            elif message["event"] == "finished":
                self._finished.append(message)
            else:
                self._telling.tell(message)

    def refuse(self, code: str, message: str) -> None:
        """There is nothing to run."""
        self._telling.tell(RefusedError(code, message).told())

    def close(self, status: int, output: str) -> None:
        """The command has ended."""
        if not self._seen:
            self._no_test(status, output)
        elif self._collected:
            self._telling.tell(
                {
                    "event": "collected",
                    "tests": list(dict.fromkeys(self._tests)),
                    "errors": list(dict.fromkeys(self._errors)),
                    "leaks": [],
                    "threads": [],
                    "modules": [],
                    "seconds": 0.0,
                }
            )
        elif self._finished:
            complete = all(message["complete"] for message in self._finished)
            peak = max(message["peak"] for message in self._finished)
            self._telling.tell({"event": "finished", "complete": complete, "peak": peak})

    def _no_test(self, status: int, output: str) -> None:
        told = "the command ended with code %d and started no test:\n%s" % (status, output)
        if self._job.kind == "collect":
            self.refuse("no-command" if status == NOT_FOUND else "no-tests", told.rstrip())
            return
        none_ran(self._job, Failure("CommandFailed", told.rstrip()), self._telling)


def _join(work: Work, job: Job) -> None:
    """Have every pytest that is started from here load the plugin."""
    added = arguments(["-p", _PLUGIN], work.private)
    given = os.environ.get("PYTEST_ADDOPTS", "")
    os.environ[ADDOPTS] = given
    os.environ["PYTEST_ADDOPTS"] = " ".join([given, *map(shlex.quote, added)]).strip()
    path = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [path, work.runner]))
    os.environ[JOB] = write_down(work, job)

"""A process of node that stays, and what it can be asked for."""

from __future__ import annotations

import os
import subprocess
from typing import NamedTuple, Sequence, Tuple

from ... import wire
from ...bounds import bound, bound_processes
from ...messages import Limits
from ...processes import end_with_parent, kill_session
from .tools import Tools

FLAGS = ("--no-warnings", "--experimental-vm-modules", "--experimental-import-meta-resolve")


class Order(NamedTuple):
    """What the process is asked for; see ``warm.cjs``.

    Attributes:
        limits: a trace's, seconds of each test; those of all others under the empty name.
        known: what loading the tests of the base leaves in a process.
        interrupted: whether tests may be ended by a signal, so that the process can go on.
    """

    files: Tuple[str, ...]
    targets: Tuple[str, ...] = ()
    others: Tuple[str, ...] = ()
    stop: str = "never"
    failed: bool = False
    skip: Tuple[str, ...] = ()
    trace: bool = False
    limits: Tuple[Tuple[str, float], ...] = ()
    known: str = ""
    listing: bool = False
    interrupted: bool = False


class Process:
    """One process of node."""

    def __init__(
        self, tools: Tools, driver: str, options: Sequence[str], limits: Limits, tasks: int
    ) -> None:
        asked, self._orders = os.pipe()
        told, answers = os.pipe()
        parent = os.getpid()

        def confine() -> None:
            end_with_parent(parent)
            bound(limits._replace(memory_bytes=0), 0)
            bound_processes(limits, tasks)

        heap = ("--max-old-space-size=%d" % (limits.memory_bytes >> 20),)
        flags = (*FLAGS, *(heap if limits.memory_bytes else ()), *options)
        script = (tools.script("warm.cjs"), tools.top, driver, str(asked), str(answers))
        self._process = subprocess.Popen(  # noqa: S603 - the project's own tests
            [tools.node, *flags, *script],
            cwd=tools.folder,
            env=tools.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(asked, answers),
            start_new_session=True,
            preexec_fn=confine,  # noqa: PLW1509 - no thread runs in the server
        )
        os.close(asked)
        os.close(answers)
        self.pid = self._process.pid
        self.events = wire.Lines(told)
        self.version = ""

    def order(self, order: Order) -> None:
        """Have something done. Raises BrokenPipeError."""
        wire.write(self._orders, wire.encode(order._asdict()))

    def end(self) -> int:
        """Kill it and all that it started; its exit code."""
        kill_session(self.pid)
        os.close(self._orders)
        os.close(self.events.fd)
        return self._process.wait()

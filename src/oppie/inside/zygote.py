"""Zygotes: processes that fork others, each from a state in which work is already done."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from typing import Callable, Iterable, NoReturn, Optional, TypeVar

from . import wire
from .messages import Job, as_job, job_message
from .processes import end_with_parent, kill_session

_WARNS = sys.version_info >= (3, 12)
"""Python warns where a library keeps threads beside the interpreter, which is no harm."""

Given = TypeVar("Given")
Made = TypeVar("Made")


Perform = Callable[[], None]
"""Does a job, in a process of its own."""

Role = Callable[[Job], Optional[Perform]]
"""What a zygote does with a job before it forks; None where it is unfit for the job."""

Prepare = Callable[[int], Role]
"""Brings a zygote into its state; is given the descriptor on which to tell of events."""


class Zygote:
    """The server's end of a zygote.

    Attributes:
        events: what the zygote and the process that it forked last tell.
        pid: the zygote's.
        child: the process that it forked last; 0 when that has ended.
    """

    def __init__(self, prepare: Prepare, closed: Iterable[int]) -> None:
        """Fork it. ``closed`` are descriptors of the server that it must not keep."""
        orders, self._orders = os.pipe()
        events, telling = os.pipe()
        server = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            for fd in (self._orders, events, *closed):
                os.close(fd)
            _live(server, prepare, orders, telling)
        os.close(orders)
        os.close(telling)
        self.events = wire.Lines(events)
        self.child = 0

    def order(self, job: Job) -> None:
        """Have it fork a process for a job. Raises BrokenPipeError when it is gone."""
        wire.write(self._orders, wire.encode(job_message(job)))

    def descriptors(self) -> Iterable[int]:
        """What a zygote forked later must not keep."""
        return (self._orders, self.events.fd)

    def end(self) -> None:
        """Kill it; what it tells ends."""
        kill_session(self.pid)

    def close(self) -> None:
        """Kill it and the process that it forked."""
        if self.child:
            kill_session(self.child)
        self.child = 0
        kill_session(self.pid)
        os.waitpid(self.pid, 0)
        for fd in self.descriptors():
            os.close(fd)


def _live(server: int, prepare: Prepare, orders: int, telling: int) -> NoReturn:
    os.setsid()
    end_with_parent(server)
    os.dup2(1, 2)  # nowhere: what tests print is theirs
    role = _guarded(telling, prepare, telling)
    lines = wire.Lines(orders)
    try:
        while True:
            _fork(role, as_job(lines.next()), orders, telling)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _guarded(telling: int, body: Callable[[Given], Made], given: Given) -> Made:
    """Do it; whatever goes wrong ends this process and is told, and never leaves it."""
    try:
        return body(given)
    except BaseException:  # noqa: BLE001 - told, and nothing goes on after it
        broken = {"event": "broken", "why": traceback.format_exc()}
        wire.write(telling, wire.encode(broken))
        os._exit(1)


def _forked() -> int:
    if not _WARNS:
        return os.fork()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return os.fork()


def _do(perform: Perform) -> None:
    perform()


def _fork(role: Role, job: Job, orders: int, telling: int) -> None:
    perform = _guarded(telling, role, job)
    if perform is None:
        wire.write(telling, wire.encode({"event": "unfit"}))
        return
    zygote = os.getpid()
    pid = _forked()
    if pid == 0:
        os.setsid()
        end_with_parent(zygote)
        os.close(orders)
        # told from here, so that it comes before all that the process itself tells
        wire.write(telling, wire.encode({"event": "forked", "pid": os.getpid()}))
        _guarded(telling, _do, perform)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    # what the child had half written when it was killed ends here
    wire.write(telling, b"\n" + wire.encode({"event": "ended", "status": status}))

"""Programs of a toolchain: started in a session of their own, heard, and ended in time."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import time
from functools import lru_cache
from typing import Callable, List, Mapping, NamedTuple, Optional, Tuple

from . import wire
from .attempt import HostGoneError
from .bounds import bound, bound_processes, running
from .messages import Limits
from .processes import kill_session

_LOOK_S = 0.1
"""How often memory is looked at."""

Hear = Callable[[bytes], bool]
"""Is given each line of the standard output without its end; False: enough, end the program."""


class Bounds(NamedTuple):
    """What a program may use.

    Attributes:
        until: monotonic second at which it has to have ended; asked again after each line, so
            that it may depend on which test runs.
        limits: memory is the resident size of the program and all that it started, since
            runtimes other than Python's reserve far more address space than they use.
    """

    until: Callable[[], float]
    limits: Limits


class Program(NamedTuple):
    """What is started.

    Attributes:
        argv: the first word is found on the environment's PATH.
        folder: where it runs, absolute.
        environment: all of its variables.
    """

    argv: Tuple[str, ...]
    folder: str
    environment: Mapping[str, str]


class Ended(NamedTuple):
    """How a program ended.

    Attributes:
        status: its exit code; negative: the signal that ended it.
        errors: the first part of what it wrote to its standard error.
        seconds: wall time.
        peak: bytes, the largest resident size that was seen; 0 where none was.
        late: it was killed at its limit of time.
        swollen: it was killed at its limit of memory.
        enough: it was ended since what it had told decided.
    """

    status: int
    errors: bytes
    seconds: float
    peak: int = 0
    late: bool = False
    swollen: bool = False
    enough: bool = False


def run(program: Program, bounds: Bounds, host: wire.Lines, hear: Hear) -> Ended:
    """Run a program to its end, or to the end of its time; nothing that it started stays.

    Args:
        program: what to start.
        bounds: of its time and memory.
        host: read on meanwhile.
        hear: is told each line that it prints.

    Raises:
        OSError: it cannot be started.
        HostGoneError: the host is gone; the program has been killed.
    """
    tasks = _tasks() if bounds.limits.processes else 0

    def confine() -> None:
        bound(bounds.limits._replace(memory_bytes=0), 0)
        bound_processes(bounds.limits, tasks)

    process = subprocess.Popen(  # noqa: S603 - the project's own tests
        list(program.argv),
        cwd=program.folder,
        env=dict(program.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=confine,  # noqa: PLW1509 - no thread runs in the server
    )
    with process:
        try:
            return _Watched(process, bounds, host, hear).follow()
        finally:
            kill_session(process.pid)


@lru_cache(maxsize=None)
def _tasks() -> int:
    """How many tasks the user ran before the first program; counting them takes 15 ms."""
    return running()


class _Watched:
    """A program while it runs."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", bounds: Bounds, host: wire.Lines, hear: Hear
    ) -> None:
        self._began = self._looked = time.monotonic()
        self._process = process
        self._bounds = bounds
        self._host = host
        self._hear = hear
        self._out = process.stdout.fileno() if process.stdout else -1
        self._open = {self._out, process.stderr.fileno() if process.stderr else -1}
        self._line = b""
        self._errors = b""
        self._peak = 0

    def follow(self) -> Ended:
        """Until it has ended, or has to."""
        told = Ended(0, b"", 0.0)
        while not (told.late or told.swollen or told.enough):
            ended = self._process.poll() is not None
            if not self._read(0.0 if ended else _LOOK_S) and ended:
                break  # also where something that it started still holds its streams
            if not self._open:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_LOOK_S)
            told = self._judged(told)
        return self._told(told)

    def _read(self, seconds: float) -> bool:
        """Read once; whether anything came."""
        wait = max(0.0, min(self._bounds.until() - time.monotonic(), seconds))
        ready, _, _ = select.select([*self._open, self._host.fd], [], [], wait)
        if self._host.fd in ready and not self._host.fill():
            raise HostGoneError
        for fd in self._open & set(ready):
            chunk = os.read(fd, wire.CHUNK)
            if not chunk:
                self._open.discard(fd)
            elif fd == self._out:
                self._line += chunk
            else:
                room = self._bounds.limits.output_bytes - len(self._errors)
                self._errors += chunk[: max(0, room)]
        return bool(set(ready) - {self._host.fd})

    def _judged(self, told: Ended) -> Ended:
        *lines, self._line = self._line.split(b"\n")
        self._line = self._line[-self._bounds.limits.output_bytes :]
        now = time.monotonic()
        for line in lines:
            if not self._hear(line):
                return told._replace(enough=True)
        if now >= self._bounds.until():
            return told._replace(late=True)
        most = self._bounds.limits.memory_bytes
        if most and now - self._looked >= _LOOK_S:
            self._looked = now
            self._peak = max(self._peak, resident(self._process.pid))
        return told._replace(swollen=bool(most) and self._peak > most)

    def _told(self, told: Ended) -> Ended:
        if self._line and not told.enough:
            for line in self._line.split(b"\n"):
                self._hear(line)
        kill_session(self._process.pid)
        status = self._process.wait()
        seconds = time.monotonic() - self._began
        return told._replace(status=status, errors=self._errors, seconds=seconds, peak=self._peak)


class Scheduled(NamedTuple):
    """What became of the time of a process's first thread.

    Attributes:
        ran_s: processor seconds.
        waited_s: seconds that it would have run and other programs did.
    """

    ran_s: float = 0.0
    waited_s: float = 0.0


def scheduled(pid: int) -> Scheduled:
    """As the system tells; zeros where it does not."""
    try:
        with open("/proc/%d/schedstat" % pid, "rb") as stream:
            ran, waited = stream.read().split()[:2]
            return Scheduled(int(ran) / 1e9, int(waited) / 1e9)
    except (OSError, ValueError):
        return Scheduled()


def resident(session: int) -> int:
    """Bytes of memory that the processes of a session hold; 0 where it cannot be told."""
    page = os.sysconf("SC_PAGE_SIZE")
    return page * sum(_pages(name, session) for name in _numbers())


def _numbers() -> List[str]:
    try:
        return [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


def _pages(name: str, session: int) -> int:
    try:
        if os.getsid(int(name)) != session:
            return 0
        with open("/proc/%s/statm" % name, "rb") as stream:
            return int(stream.read().split()[1])
    except OSError:  # it has ended
        return 0


def found(name: str, environment: Mapping[str, str]) -> Optional[str]:
    """Where a program lies on an environment's PATH; None where it does not."""
    for folder in environment.get("PATH", os.defpath).split(os.pathsep):
        place = os.path.join(folder, name)
        if os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    return None

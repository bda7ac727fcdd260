"""A runner as a process of this machine, reached by pipes."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

from oppie.errors import MachineError
from oppie.sandboxes.channel import GoneError, LineBuffer

_SLICE_S = 0.25
_CHUNK = 1 << 16
_TAIL = 2000

# A process that is to die with its parent dies with the parent's thread that started it:
# all are started by one thread, which lives as long as oppie does.
_SPAWNER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="oppie-spawn")


class PipeChannel:
    """Lines over a process's standard streams; the process leads a group of its own.

    Args:
        argv, env, folder: what is started, with exactly this environment, where.
        errors: file that takes what the runner itself says when it breaks.
        clean: ends what the group left and removes the copy.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        folder: Path,
        errors: Path,
        clean: Callable[[], None],
    ) -> None:
        """Raises MachineError when the program cannot be started."""
        self._errors = errors
        self._clean = clean
        self._buffer = LineBuffer()
        self._busy = threading.Lock()
        try:
            self._process = _SPAWNER.submit(_spawn, argv, env, folder, errors).result()
        except OSError as error:
            what = error.strerror or str(error)
            raise MachineError(f"{argv[0]} cannot be started: {what}", where=argv[0]) from error
        os.set_blocking(_number(self._process.stdin), False)

    def send(self, line: bytes, deadline: float) -> None:
        """Send one line. Raises GoneError."""
        left = memoryview(line + b"\n")
        with self._busy:
            while left:
                self._await(self._process.stdin, select.POLLOUT, deadline)
                left = left[self._write(left) :]

    def receive(self, deadline: float) -> bytes:
        """The next line. Raises GoneError."""
        with self._busy:
            while (line := self._buffer.pop()) is None:
                self._await(self._process.stdout, select.POLLIN, deadline)
                self._buffer.feed(self._read())
        return line

    def close(self) -> None:
        """Kill the group and remove the copy."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._clean()
        with self._busy:  # whoever was reading has seen the end by now
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(_number(self._process.stdin), data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._gone() from error

    def _read(self) -> bytes:
        try:
            chunk = os.read(_number(self._process.stdout), _CHUNK)
        except OSError as error:
            raise self._gone() from error
        if not chunk:
            raise self._gone()
        return chunk

    def _await(self, end: IO[bytes] | None, event: int, deadline: float) -> None:
        """Wait until ``end`` is ready; a dead process is seen even if its pipes live on."""
        poller = select.poll()
        poller.register(_number(end), event)
        while not poller.poll(1000 * min(_SLICE_S, max(0.0, deadline - time.monotonic()))):
            if self._process.poll() is not None:
                raise self._gone()
            if time.monotonic() >= deadline:
                raise GoneError("the runner did not answer in time", late=True)

    def _gone(self) -> GoneError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SLICE_S)
        code = self._process.returncode
        how = "closed its output" if code is None else _ending(code)
        said = _tail(self._errors)
        return GoneError(f"the runner {how}{': ' if said else ''}{said}")


def _spawn(
    argv: Sequence[str], env: Mapping[str, str], folder: Path, errors: Path
) -> subprocess.Popen[bytes]:
    with errors.open("wb") as sink:
        return subprocess.Popen(  # noqa: S603 - the plan's interpreter, no shell
            list(argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=sink,
            cwd=folder,
            env=dict(env),
            bufsize=0,
            start_new_session=True,
        )


def _number(end: IO[bytes] | None) -> int:
    if end is None or end.closed:
        raise GoneError("the session is closed")
    return end.fileno()


def _ending(code: int) -> str:
    if code < 0:
        return f"was ended by signal {-code}"
    return f"ended with exit code {code}"


def _tail(errors: Path) -> str:
    """The last line that the runner said, for a reason of one line."""
    try:
        said = errors.read_bytes()[-_TAIL:].decode(errors="replace").strip()
    except OSError:
        return ""
    return said.splitlines()[-1] if said else ""

"""One run of a benchmark: any command, in any language, timed and read from outside."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import Dict, NamedTuple, Optional

from . import wire
from .attempt import HostGoneError
from .bounds import bound_filled, bound_processes, running
from .messages import Limits
from .processes import LINUX, end_with_parent, kill_session

OPEN_STEP_S = 0.02
"""How long the end of a command may go unseen that has left its output open to others."""

CLOSED_STEP_S = 0.0005
"""The same, once its output is closed: it is about to end."""

MOST_ERRORS = 4000
"""Bytes of its standard error that are kept, the last ones."""

ERRORS = "measured.err"


class Order(NamedTuple):
    """What is to be run.

    Attributes:
        words: a line of the shell.
        folder: where it runs, relative to the workspace.
        report: a file that it writes its results to, relative to that folder; empty is none.
    """

    words: str
    folder: str = ""
    report: str = ""


class Run(NamedTuple):
    """What came of it.

    Attributes:
        code: exit code, negative for a signal; None where it did not end in time.
        seconds, cpu_seconds: wall time, and processor time with all that it waited for.
        peak_bytes: largest resident size of any of its processes.
        output, errors, report: text, the last part where there is more than may be kept.
    """

    code: Optional[int]
    seconds: float
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    output: str = ""
    errors: str = ""
    report: str = ""


def measure(order: Order, limits: Limits, top: str, private: str, host: wire.Lines) -> Run:
    """Run it to its end, or until its time is up.

    Raises:
        HostGoneError: the other end of the protocol went away meanwhile.
        OSError: it cannot be started.
    """
    folder = os.path.join(top, order.folder)
    report = os.path.join(folder, order.report) if order.report else ""
    if report and os.path.lexists(report):
        os.unlink(report)
    errors = os.path.join(private, ERRORS)
    tasks = running()
    with open(errors, "w+b") as stream:
        began = time.perf_counter()
        process = _started(order, limits, folder, stream.fileno(), tasks)
        try:
            seen = _follow(process, limits, began, host)
        finally:
            kill_session(process.pid)
            _let_go(process)
    kept = limits.output_bytes
    return seen._replace(errors=_tail(errors, MOST_ERRORS), report=_tail(report, kept))


def _started(
    order: Order, limits: Limits, folder: str, errors: int, tasks: int
) -> "subprocess.Popen[bytes]":
    server = os.getpid()

    def bounded() -> None:
        end_with_parent(server)
        bound_filled(limits)
        bound_processes(limits, tasks)

    return subprocess.Popen(  # noqa: S602 - the user's own command, as typed
        order.words,
        shell=True,
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
        preexec_fn=bounded,  # noqa: PLW1509 - the server has one thread
    )


def _environment() -> Dict[str, str]:
    """The server's, in which the project's own interpreter is the first that is found."""
    own = os.path.dirname(sys.executable)
    path = os.environ.get("PATH", os.defpath)
    return dict(os.environ, PATH=os.pathsep.join([own, path]))


def _follow(
    process: "subprocess.Popen[bytes]", limits: Limits, began: float, host: wire.Lines
) -> Run:
    """Until it has ended; what it prints beyond the last part is dropped."""
    output = process.stdout.fileno() if process.stdout is not None else host.fd
    waiting, kept, step_s = [output, host.fd], b"", OPEN_STEP_S
    while True:
        ready, _, _ = select.select(waiting, [], [], step_s)
        if host.fd in ready and not host.fill():
            raise HostGoneError
        chunk = os.read(output, wire.CHUNK) if output in ready else b""
        kept = (kept + chunk)[-limits.output_bytes :]
        if output in ready and not chunk:
            waiting.remove(output)
            step_s = CLOSED_STEP_S
        seconds = time.perf_counter() - began
        run = None if chunk else _ended(process, seconds, kept)
        if run is not None:
            return run
        if seconds > limits.total_s:
            return Run(None, seconds, output=_text(kept))


def _ended(process: "subprocess.Popen[bytes]", seconds: float, kept: bytes) -> Optional[Run]:
    """What came of it; None while it runs."""
    pid, status, used = os.wait4(process.pid, os.WNOHANG)
    if pid == 0:
        return None
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    process.returncode = code
    peak = used.ru_maxrss * (1024 if LINUX else 1)
    return Run(code, seconds, used.ru_utime + used.ru_stime, peak, _text(kept))


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def _tail(path: str, most: int) -> str:
    try:
        with open(path, "rb") as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - most))
            return _text(stream.read(most))
    except OSError:  # it wrote none
        return ""


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")

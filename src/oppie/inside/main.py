"""Where the zip begins: as a server, or as one of its new interpreters."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile

from .server import Server


def main() -> None:
    """``RUNNER.zip WORKSPACE``, or ``RUNNER.zip --job FILE DESCRIPTOR``."""
    if sys.argv[1] == "--job":
        from .roles import new_interpreter  # noqa: PLC0415 - other toolchains need none of it

        new_interpreter(sys.argv[2], int(sys.argv[3]))
        os._exit(0)
    host, answers = os.dup(0), os.dup(1)
    _silence()
    private = tempfile.mkdtemp(prefix="oppie-runner-")
    try:
        Server(os.path.realpath(sys.argv[1]), private, host, answers).serve()
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _silence() -> None:
    """What is printed goes nowhere; the errors of the server itself still go to its host."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(null, fd)
    os.close(null)

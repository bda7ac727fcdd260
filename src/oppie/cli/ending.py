"""How the program ends: every outcome and every error becomes an exit code and a message."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import typer

from oppie.cli.app import parse
from oppie.cli.codes import INTERRUPTED, NO, TERMINATED
from oppie.cli.commands import COMMANDS
from oppie.cli.common import Job
from oppie.cli.render.errors import show_error, show_interrupted
from oppie.cli.report import written
from oppie.errors import DefectError, MachineError, OppieError, UsageError

STDOUT = 1
NAMES = ("oppie", "oppie-autonav", "autonav")


@dataclass(slots=True)
class Terminations:
    """Hears SIGTERM, and ends a run as Ctrl-C does."""

    received: bool = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """The signal's handler."""
        self.received = True
        raise KeyboardInterrupt


def run(words: Sequence[str], began: float | None = None) -> int:
    """Do what the words ask for; the exit code.

    Args:
        words: the command line.
        began: monotonic second at which the program began; None is now.
    """
    began = time.monotonic() if began is None else began
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Names of files need not be UTF-8, and a terminal need not know every character.
        sys.stdout.reconfigure(errors="backslashreplace")
    terminations = Terminations()
    signal.signal(signal.SIGTERM, terminations)
    code = ended(lambda: _started(words, began), words, json="--json" in words)
    return TERMINATED.number if code == INTERRUPTED.number and terminations.received else code


def ended(job: Job, words: Sequence[str], *, json: bool) -> int:
    """Run a Job to its end, whatever that is; the exit code.

    Args:
        job: what to run.
        words: the command line, for the report of a defect.
        json: tell of an error by a document.
    """
    try:
        return job()
    except OppieError as error:
        show_error(error, json=json)
        return error.exit_code
    except KeyboardInterrupt:
        show_interrupted(INTERRUPTED.number, json=json)
        return INTERRUPTED.number
    except BrokenPipeError:
        # Who read the output has gone; Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)
        return NO.number
    except Exception as error:  # noqa: BLE001 - the one place where a defect ends the program
        defect = DefectError(
            f"a defect in oppie: {type(error).__name__}: {error}",
            where=written(error, words),
            hint="Please report it with that file.",
        )
        show_error(defect, json=json)
        return defect.exit_code


def _started(words: Sequence[str], began: float) -> int:
    job = _parsed(words, began)
    return job if isinstance(job, int) else job()


def _parsed(words: Sequence[str], began: float) -> Job | int:
    if os.name == "nt" and not {"-h", "--help"} & set(words):
        raise MachineError(
            "oppie runs on Linux and macOS",
            hint="On Windows, run it inside WSL: wsl --install, then install oppie in there.",
        )
    program = Path(sys.argv[0]).name
    try:
        return parse(words or ["--help"], program if program in NAMES else NAMES[0], began)
    except typer.TyperException as error:
        command = next((word for word in words if word in _COMMANDS), "")
        called = f"{NAMES[0]} {command}".strip()
        message = error.format_message().rstrip(".")
        raise UsageError(message, where=called, hint=f"See {called} --help.") from error


_COMMANDS = frozenset(entry.name for entry in COMMANDS)

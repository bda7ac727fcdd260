"""What a test program says when a test does not pass, read as a failure."""

from __future__ import annotations

import re
import signal
from typing import Tuple

from ...messages import Failure, Frame
from ...programs import Ended
from .compiling import LONGEST, relative

PANICKED = re.compile(
    r"^thread '.*?'(?: \(\d+\))? panicked at (?P<path>[^\n]+?):(?P<line>\d+):\d+:\n(?P<said>.*?)"
    r"(?=^thread '|^note: run with `RUST_BACKTRACE|^stack backtrace:|\Z)",
    re.MULTILINE | re.DOTALL,
)
BEFORE_1_73 = re.compile(
    r"^thread '.*?' panicked at '(?P<said>.*?)', (?P<path>[^\n]+?):(?P<line>\d+):\d+$",
    re.MULTILINE | re.DOTALL,
)
NOT_PANICKED = re.compile(
    r"^note: test did not panic as expected at (?P<path>[^\n]+?):(?P<line>\d+)[^\n]*$", re.MULTILINE
)
RETURNED = re.compile(r"^Error: (.*?)\n\s*(?=\nrunning |\Z)", re.MULTILINE | re.DOTALL)
OVERFLOWED = "has overflowed its stack"
KINDS = (
    ("Assertion", re.compile(r"assertion ")),
    ("Overflow", re.compile(r"attempt to .* with overflow")),
    ("DivisionByZero", re.compile(r"attempt to (divide|calculate)")),
    ("OutOfBounds", re.compile(r"index out of bounds|.*(out of range|byte index|index \d+ but)")),
    ("Unwrap", re.compile(r"called `(Option|Result)::")),
)
PANIC = "panic"


def failure(said: str, ended: Ended, folder: str, top: str) -> Failure:
    """Why a test failed.

    Args:
        said: what it wrote to its standard error and output.
        ended: how its program ended.
        folder: absolute; paths in panics are relative to it.
        top: the workspace.
    """
    for shape in (PANICKED, BEFORE_1_73):
        panics = list(shape.finditer(said))
        if panics:
            message = panics[0]["said"].strip()
            frames = _places(panics[0], folder, top)
            return Failure(kind(message), message[:LONGEST], frames)
    if OVERFLOWED in said:
        return Failure("StackOverflow", "the test has overflowed its stack")
    missed, returned = NOT_PANICKED.search(said), RETURNED.search(said)
    if missed is not None:
        where = _places(missed, folder, top)
        return Failure("NoPanic", "the test did not panic as expected", where)
    if returned is not None:
        return Failure("Error", returned[1].strip()[:LONGEST])
    return _ended(said, ended.status)


def kind(message: str) -> str:
    """What kind of panic a message tells of."""
    return next((name for name, shape in KINDS if shape.match(message)), PANIC)


def _places(panic: "re.Match[str]", folder: str, top: str) -> Tuple[Frame, ...]:
    path = relative(panic["path"], folder, top)
    return () if path.startswith("/") else (Frame(path, int(panic["line"]), ""),)


def _ended(said: str, status: int) -> Failure:
    name = signal.Signals(-status).name if status < 0 else "Failed"
    told = said.strip()[-LONGEST:]
    return Failure(name, told or "the process ended with %d" % status)

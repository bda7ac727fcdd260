"""Why a test in Go did not pass, from what it logged or from the trace of a panic."""

from __future__ import annotations

import os
import re
from typing import Callable, Iterator, List, NamedTuple, Sequence, Tuple

from ...messages import Failure, Frame

MOST = 20
"""Problems of a build that are told."""
LONGEST = 2000
"""Characters of a message that are kept."""

PANIC, FATAL = "panic", "fatal error"
BUILD, SYNTAX = "BuildError", "SyntaxError"
_LOGGED = re.compile(r"\s*(\S[^:\n]*\.go):(\d+): ?(.*)", re.DOTALL)
_DIED = re.compile(r"^(panic|fatal error): (.*)", re.MULTILINE)
_RECOVERED = re.compile(r" \[recovered(?:, repanicked)?\]$")
_GOROUTINE = re.compile(r"^goroutine \d+ ", re.MULTILINE)
_CALL = re.compile(r"^(\S.*)\n\t(/.*?\.go):(\d+)", re.MULTILINE)
_PROBLEM = re.compile(r"(\S.*?\.go):(\d+)(?::(\d+))?: (.*)")
TIMED_OUT = "test timed out after"

Own = Callable[[str, int], int]
"""The line that a path (relative) and a line have in the candidate's own source."""


class Ground(NamedTuple):
    """Where failures are seen from.

    Attributes:
        top: the workspace, absolute and real.
        folder: of the package, relative.
        own: see :data:`Own`.
    """

    top: str
    folder: str
    own: Own

    def frame(self, path: str, line: int, function: str) -> Iterator[Frame]:
        """The frame, if it lies in the workspace."""
        whole = os.path.normpath(os.path.join(self.top, self.folder, path))
        relative = os.path.relpath(os.path.realpath(whole), self.top)
        if not relative.startswith(os.pardir) and os.path.isfile(whole):
            yield Frame(relative, self.own(relative, line), function)


class Problem(NamedTuple):
    """What the compiler says of a place; ``path`` relative to the workspace, or as it was said."""

    path: str
    line: int
    message: str


def logged(lines: Sequence[str], test: str, ground: Ground) -> Failure:
    """The failure of a test that logged errors: the place is the first that it logged from."""
    text: List[str] = []
    frames: Tuple[Frame, ...] = ()
    for line in lines:
        found = _LOGGED.fullmatch(line)
        if found is None:
            text.append(line.strip())
            continue
        text.append(found[3])
        frames = frames or tuple(ground.frame(found[1], int(found[2]), test))
    return Failure("Failed", "\n".join(filter(None, text))[:LONGEST], frames)


def died(errors: bytes, ground: Ground) -> Tuple[Failure, ...]:
    """The panic or fatal error in what a process wrote before it ended; empty if there is none."""
    text = errors.decode("utf-8", "replace")
    found = _DIED.search(text)
    if found is None:
        return ()
    message = _RECOVERED.sub("", found[2])
    return (Failure(found[1], message[:LONGEST], _frames(text[found.end() :], ground)),)


def _frames(text: str, ground: Ground) -> Tuple[Frame, ...]:
    """Of the first goroutine that was in the workspace, outermost first."""
    for block in _GOROUTINE.split(text)[1:]:
        calls = _CALL.findall(block.split("\n\n", 1)[0])
        frames = [
            frame
            for call, path, line in calls
            for frame in ground.frame(path, int(line), _function(call))
        ]
        if frames:
            return tuple(reversed(frames[:50]))
    return ()


def _function(call: str) -> str:
    """``F`` of ``example.com/pkg.(*T).F(0x1, 0x2)``."""
    name = call.rpartition("/")[2]
    name = name.rpartition("(")[0] if name.endswith(")") else name
    return name.rpartition(".")[2]


def problems(errors: bytes, folder: str, top: str) -> Tuple[Problem, ...]:
    """What a build said.

    Args:
        errors: its standard error.
        folder: where it ran, absolute: its paths are relative to that.
        top: the workspace, absolute and real.
    """
    told: List[Problem] = []
    for line in errors.decode("utf-8", "replace").splitlines():
        found = _PROBLEM.match(line)
        if found is not None:
            place = os.path.realpath(os.path.join(folder, found[1]))
            told.append(Problem(os.path.relpath(place, top), int(found[2]), found[4]))
        elif line.startswith("\t") and told:
            last = told.pop()
            told.append(last._replace(message="%s %s" % (last.message, line.strip())))
    if not told:
        text = errors.decode("utf-8", "replace").strip()
        told.append(Problem("", 0, text[-LONGEST:] or "it was not built, and nothing was said"))
    return tuple(told)


def not_built(found: Sequence[Problem]) -> Failure:
    """The failure of tests whose package was not built."""
    first, *others = [_problem(each) for each in found[:MOST]]
    return first._replace(further=tuple(others))


def _problem(told: Problem) -> Failure:
    kind = SYNTAX if told.message.startswith("syntax error") else BUILD
    frames = (Frame(told.path, told.line, ""),) if told.line else ()
    return Failure(kind, told.message[:LONGEST], frames)

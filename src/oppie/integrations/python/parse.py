"""Words of a test command, read as the runner needs them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from oppie.integrations import shell
from oppie.integrations.python.command import Invocation
from oppie.integrations.python.launchers import launched

PYTEST = re.compile(r"pytest(-3)?|py\.test(-3)?")
PYTHON = re.compile(r"python(\d(\.\d+)?)?|pypy3?")
UNVERSIONED = frozenset(("python", "python3"))
NO_EFFECT = frozenset(("-B", "-u", "-q", "-bb", "-b"))
"""Options of the interpreter that change no test's result."""

COVERAGE_VALUES = re.compile(r"--(source|rcfile|omit|include|context|concurrency|data-file|debug)")


def parse(text: str) -> Invocation:
    """Read a command line.

    Raises:
        ValueError: a quotation is not closed.
    """
    line = shell.one(text)
    if line is None or not line.words:
        return Invocation("command", ("sh", "-c", text))
    return read(line)


def read(line: shell.Line) -> Invocation:
    """What one command of a line asks for."""
    known = _program(launched(line.words)) or Invocation("command", line.words)
    return replace(known, folder=line.folder, env=(*line.env, *known.env))


def _program(words: tuple[str, ...]) -> Invocation | None:
    if not words:
        return None
    name = PurePosixPath(words[0]).name
    if PYTEST.fullmatch(name):
        return Invocation("pytest", words[1:], python=_beside(words[0]))
    if name == "coverage":
        return _coverage(words[1:], _beside(words[0]))
    if PYTHON.fullmatch(name):
        return _interpreter(words[1:], "" if words[0] in UNVERSIONED else words[0])
    return None


def _beside(program: str) -> str:
    """The interpreter that a script such as ``.venv/bin/pytest`` belongs to."""
    path = PurePosixPath(program)
    return str(path.with_name("python")) if len(path.parts) > 1 else ""


def _interpreter(words: tuple[str, ...], python: str) -> Invocation | None:
    """``python [OPTIONS] -m MODULE …``; None for what no driver can do in its place."""
    env: list[tuple[str, str]] = []
    while words and words[0] != "-m":
        option, words = words[0], words[1:]
        if option == "-W" and words:
            env.append(("PYTHONWARNINGS", words[0]))
            words = words[1:]
        elif option == "-X" and words[:1] == ("dev",):
            env.append(("PYTHONDEVMODE", "1"))
            words = words[1:]
        elif option not in NO_EFFECT:
            return None
    found = _module(words[1:], python)
    return found and found.with_env(*env)


def _module(words: tuple[str, ...], python: str) -> Invocation | None:
    name, args = (words[0], words[1:]) if words else ("", ())
    if name in ("pytest", "py.test"):
        return Invocation("pytest", args, python, as_module=True)
    if name == "unittest":
        return Invocation("unittest", args, python, as_module=True)
    return _coverage(args, python) if name == "coverage" else None


def _coverage(words: tuple[str, ...], python: str) -> Invocation | None:
    """``coverage run [OPTIONS] -m MODULE …``: what it measures is left out."""
    if words[:1] != ("run",):
        return None
    words = words[1:]
    while words and words[0].startswith("-") and words[0] not in ("-m", "--module"):
        words = words[2:] if COVERAGE_VALUES.fullmatch(words[0]) else words[1:]
    return _module(words[1:], python) if words and words[0].startswith("-") else None

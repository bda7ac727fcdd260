"""Shell lines taken apart, as far as no shell is needed to know what they run."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import PurePosixPath

NEEDS_SHELL = re.compile(r"[$`\n]|\{\{|\$\{\{")
OPERATOR = re.compile(r"[();<>|&]+")
ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
Variables = tuple[tuple[str, str], ...]
"""Names with values."""

TRANSPARENT = frozenset(("env", "exec", "time", "command"))
"""Programs that run the rest of their line as if they were not there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One command of a shell line.

    Attributes:
        words: the program and its arguments.
        folder: where an earlier ``cd`` led, relative; ``""`` is where it began.
        env: the variables that stand before it.
    """

    words: tuple[str, ...]
    folder: str = ""
    env: Variables = ()

    def text(self) -> str:
        """The command as a shell takes it."""
        there = f"cd {shlex.quote(self.folder)} && " if self.folder else ""
        set_before = "".join(f"{name}={shlex.quote(value)} " for name, value in self.env)
        return there + set_before + shlex.join(self.words)


def one(text: str) -> Line | None:
    """The one command that a line runs; None where it takes a shell to tell."""
    found = several(text)
    return found[0] if len(found) == 1 else None


def several(text: str) -> tuple[Line, ...]:
    """The commands of a line joined by ``&&`` or ``;``; empty where it takes a shell to tell.

    Raises:
        ValueError: a quotation is not closed.
    """
    if NEEDS_SHELL.search(text):
        return ()
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = "#"
    commands: list[list[str]] = [[]]
    for word in lexer:
        if word in ("&&", ";"):
            commands.append([])
        elif OPERATOR.fullmatch(word):
            return ()
        else:
            commands[-1].append(word)
    return _led([command for command in commands if command])


def _led(commands: list[list[str]]) -> tuple[Line, ...]:
    """The commands with the folder that each ``cd`` before it led to."""
    lines: list[Line] = []
    folder = ""
    for command in commands:
        if command[0] == "cd":
            target = PurePosixPath(folder, *command[1:])
            if target.is_absolute() or {"..", "~", "-"}.intersection(target.parts):
                return ()
            folder = "" if target == PurePosixPath() else str(target)
        elif command[:2] not in (["set", "-e"], ["set", "-ex"]):
            lines.append(_assigned(command, folder))
    return tuple(lines)


def _assigned(words: list[str], folder: str) -> Line:
    env: list[tuple[str, str]] = []
    while words:
        if found := ASSIGNMENT.fullmatch(words[0]):
            env.append((found[1], found[2]))
        elif words[0] not in TRANSPARENT:
            break
        words = words[1:]
    return Line(tuple(words), folder, tuple(env))

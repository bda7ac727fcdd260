"""Programs that start others in a project's environment: uv, poetry, pdm and their like."""

from __future__ import annotations

import re

LAUNCHERS = (
    ("uv", "run"),
    ("poetry", "run"),
    ("pdm", "run"),
    ("hatch", "run"),
    ("rye", "run"),
    ("pipenv", "run"),
    ("uvx",),
)
VALUES = re.compile(
    r"--(extra|(only-|no-)?group|with(-editable|-requirements)?|python|package|env-file|index|venv)|-p"
)
"""Their options that take a value of their own."""

ENVIRONMENT = re.compile(r"[\w.+-]+:(?=\w)")
"""``test:`` in ``hatch run test:pytest``."""


def launched(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a launcher is asked to start; the words themselves where there is none."""
    for launcher in LAUNCHERS:
        if words[: len(launcher)] == launcher:
            return _after_options(words[len(launcher) :], hatch=launcher[0] == "hatch")
    return words


def _after_options(words: tuple[str, ...], *, hatch: bool) -> tuple[str, ...]:
    while words and words[0].startswith("-"):
        if words[0] in ("-m", "--module"):
            return ("python", "-m", *words[1:])
        if words[0] == "--":
            return words[1:]
        words = words[2:] if VALUES.fullmatch(words[0]) else words[1:]
    if hatch and words:
        return (ENVIRONMENT.sub("", words[0], count=1), *words[1:])
    return words

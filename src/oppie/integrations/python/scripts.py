"""Tasks that live in ``pyproject.toml``: pdm, poe, hatch, rye, taskipy."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from oppie.integrations.reading import Folder, Table, dig, strings, table
from oppie.integrations.tasks import NamedTask

PLACEHOLDER = re.compile(r"\{args(?::([^{}]*))?\}|\$@")
PREFIXES = (
    (("pdm", "scripts"), ("pdm run", "pdm")),
    (("poe", "tasks"), ("poe", "uv run poe", "poetry run poe", "pdm run poe")),
    (("rye", "scripts"), ("rye run",)),
    (("taskipy", "tasks"), ("task", "poetry run task", "uv run task")),
)
DEFAULT_ENVIRONMENT = "default"


def read(folder: Folder) -> Iterator[NamedTask]:
    """The tasks of ``pyproject.toml``."""
    tool = table(dig(folder.toml("pyproject.toml"), "tool"))
    for keys, prefixes in PREFIXES:
        scripts = table(dig(tool, *keys))
        for name in scripts:
            calls = tuple(f"{prefix} {name}" for prefix in prefixes)
            yield NamedTask(name, calls, lines(name, scripts))
    yield from _hatch(table(dig(tool, "hatch", "envs")))


def _hatch(environments: Table) -> Iterator[NamedTask]:
    for environment in environments:
        scripts = table(dig(environments, environment, "scripts"))
        prefix = "" if environment == DEFAULT_ENVIRONMENT else f"{environment}:"
        for name in scripts:
            yield NamedTask(name, (f"hatch run {prefix}{name}",), lines(name, scripts))


def lines(name: str, scripts: Table, depth: int = 0) -> tuple[str, ...]:
    """A script's shell lines; a script that names another one runs that one's."""
    task = scripts.get(name)
    many = next((v for key in ("composite", "sequence") if (v := dig(task, key))), task)
    if isinstance(many, list):
        found = tuple(line for each in many for line in _one(each))
    else:
        found = _one(many)
    return tuple(
        inner
        for line in found
        for inner in (lines(line, scripts, depth + 1) if line in scripts and depth < 4 else (line,))  # noqa: PLR2004 - as deep as people nest them
    )


def _one(task: object) -> tuple[str, ...]:
    """The lines of one step: a string, or a table with ``cmd`` or ``shell``."""
    command = dig(task, "cmd") or dig(task, "shell") or task
    if isinstance(command, list):
        return (shlex.join(strings(command)),)
    return tuple(
        PLACEHOLDER.sub(lambda found: found[1] or "", line).strip()
        for text in strings(command)
        for line in text.splitlines()
    )

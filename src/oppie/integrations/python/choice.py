"""Which interpreter a project's tests run on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from oppie.errors import ProjectError
from oppie.integrations.planning import IN_CONTAINER
from oppie.integrations.python import environments
from oppie.integrations.python.command import Invocation
from oppie.integrations.reading import Folder
from oppie.model.project import TestCommand


def program(top: Folder, test: TestCommand, asked: Invocation, environ: Mapping[str, str]) -> str:
    """Path of the interpreter: asked for, in the words, the project's, activated, on PATH, ours.

    Args:
        top: the project's root.
        test: its ``python`` goes before everything.
        asked: the test command, its folder counted from the top and looked in first.
        environ: the user's.

    Raises:
        ProjectError: there is none of the name that was asked for.
    """
    usual = next(_usual(top, asked.folder, environ))
    bases = (top.path / asked.folder, top.path)
    for name, origin in ((test.python, "--python"), (asked.python, test.origin)):
        if not name:
            continue
        for place in (*_named(name, bases), *_known(name, usual, environ)):
            if place.is_file():
                return str(place)
        hint = f"Here it would be {usual}."
        raise ProjectError(f"there is no interpreter {name}", where=origin, hint=hint)
    return str(usual)


def in_container(test: TestCommand, named: str) -> str:
    """The interpreter in an image; nothing of this machine's counts there."""
    if test.python:
        return test.python
    return named if named and ("/" not in named or named.startswith("/")) else IN_CONTAINER


def _usual(top: Folder, folder: str, environ: Mapping[str, str]) -> Iterator[Path]:
    places = [top.under(folder), top] if folder else [top]
    yield from chain.from_iterable(environments.own(place, environ) for place in places)
    yield from environments.activated(environ)
    on_path = (shutil.which(name, path=environ.get("PATH")) for name in ("python3", "python"))
    yield from (Path(found) for found in on_path if found)
    yield Path(sys.executable)


def _named(name: str, bases: Iterable[Path]) -> Iterator[Path]:
    """A path, as seen from where the command runs and from the top."""
    if "/" in name or name.startswith("~"):
        yield from (base / Path(name).expanduser() for base in bases)


def _known(name: str, usual: Path, environ: Mapping[str, str]) -> Iterator[Path]:
    """A bare name: in the environment, then on PATH."""
    if "/" not in name:
        yield usual.parent / name
        if found := shutil.which(name, path=environ.get("PATH")):
            yield Path(found)

"""What every integration does on the way from a test command to a Plan."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from oppie.errors import ProjectError
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Variables
from oppie.model.project import Detection, TestCommand

IN_CONTAINER = "python3"
"""The interpreter of the runner in an image."""


def completed(
    test: TestCommand, top: Folder, detect: Callable[[Folder], Detection | None], hint: str = ""
) -> TestCommand:
    """The command with what was left for the integration to find.

    Args:
        test: the command as it was given.
        top: the project's root.
        detect: recognises a project.
        hint: what to say further where no tests are found.

    Raises:
        ProjectError: no tests were found.
    """
    if test.words.strip():
        return test
    found = detect(top)
    if found is None or not found.test:
        usual = "Name the command that runs them: --test=COMMAND, or test: in oppie.yaml."
        raise ProjectError(
            "no tests were found", where=str(top.path), hint=f"{usual} {hint}".rstrip()
        )
    return replace(test, words=found.test, folder=test.folder or found.folder)


@contextmanager
def readable(test: TestCommand, hint: str = "Close the quotation.") -> Iterator[None]:
    """Where the words are read: a ValueError becomes a ProjectError that tells of them."""
    try:
        yield
    except ValueError as error:
        raise ProjectError(
            f"the test command cannot be read: {error}: {test.words}",
            where=test.origin,
            hint=hint,
        ) from error


def runner(test: TestCommand) -> str:
    """The interpreter that the runner needs where the tests themselves need none."""
    return IN_CONTAINER if test.container else sys.executable


def tool(test: TestCommand, name: str, environ: Mapping[str, str]) -> str:
    """Where a program lies that runs the tests; its name where that is for an image to say."""
    found = None if test.container else shutil.which(name, path=environ.get("PATH", os.defpath))
    return found or name


def passed(test: TestCommand, environ: Mapping[str, str]) -> Variables:
    """The variables of the user's environment that were asked for."""
    return tuple((name, environ[name]) for name in test.env if name in environ)


def inside(folder: str, inner: str) -> str:
    """A path within a folder, counted from the top; ``""`` is the top."""
    joined = str(PurePosixPath(folder, inner))
    return "" if joined == "." else joined


def marked(top: Folder, folder: str, names: Iterable[str]) -> bool:
    """Whether one of these files is in a folder, or in one above it."""
    places = (folder, *map(str, PurePosixPath(folder).parents))
    return any(top.has(inside(place, name)) for name in names for place in places)

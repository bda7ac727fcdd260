"""Words of a test command, read as the runner needs them."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.inside.suites.go import arguments
from oppie.integrations import shell, tasks
from oppie.integrations.reading import Folder
from oppie.integrations.shell import Line, Variables
from oppie.integrations.tasks import recipes, steps


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of ``go test``.

    Attributes:
        args: what follows ``go test``.
        folder: where it runs, relative.
        env: variables that the words set.
    """

    args: tuple[str, ...] = ()
    folder: str = ""
    env: Variables = ()


def parse(text: str) -> Invocation | None:
    """Read a command line; None where it is no call of ``go test``.

    Raises:
        ValueError: a quotation is not closed, or an option lacks its value.
    """
    line = shell.one(text)
    return None if line is None else read(line)


def read(line: Line) -> Invocation | None:
    """What one command of a line asks for; ``gotestsum -- ARGS`` is ``go test ARGS``.

    Raises:
        ValueError: an option lacks its value.
    """
    words = line.words
    name = words[0].rpartition("/")[2] if words else ""
    if name == "go" and words[1:2] == ("test",):
        args = words[2:]
    elif name == "gotestsum":
        args = words[words.index("--") + 1 :] if "--" in words else ("./...",)
    else:
        return None
    arguments.read(args)
    return Invocation(args, line.folder, line.env)


def recipe(folder: Folder, words: str) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    return recipes.recipe((*tasks.named(folder), *steps.read(folder)), words, runs_tests)


def runs_tests(line: Line) -> bool:
    """Whether a command calls ``go test``. Raises ValueError as :func:`read` does."""
    return read(line) is not None

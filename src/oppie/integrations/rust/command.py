"""Words of a test command, read as the runner needs them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oppie.integrations import shell
from oppie.integrations.shell import Line, Variables

TEST = ("test", "t")
NEXTEST = (("nextest", "run"), ("nextest", "r"))
CARGO, WITH_NEXTEST = "cargo", "nextest"
PROFILE = "--cargo-profile"
NEXTEST_VALUES = frozenset(("--profile", "-P", "--retries", "--test-threads", "--failure-output"))
"""How nextest runs tests, which oppie decides itself."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of cargo that tests.

    Attributes:
        driver: ``cargo``, or ``nextest``, which leaves tests in documentation out.
        args: what follows ``cargo test``.
        toolchain: asked for by ``+nightly``; empty for the project's own.
        folder: where it runs, relative.
        env: variables that the words set.
    """

    driver: str
    args: tuple[str, ...] = ()
    toolchain: str = ""
    folder: str = ""
    env: Variables = ()


def parse(text: str) -> Invocation | None:
    """Read a command line; None where it is no call of cargo that tests.

    Raises:
        ValueError: a quotation is not closed.
    """
    line = shell.one(text)
    return None if line is None else read(line)


def read(line: Line) -> Invocation | None:
    """What one command of a line asks for."""
    words = line.words
    if not words or words[0].rpartition("/")[2] != "cargo":
        return None
    toolchain, words = "", words[1:]
    if words and words[0].startswith("+"):
        toolchain, words = words[0][1:], words[1:]
    found = _called(words)
    return found and replace(found, toolchain=toolchain, folder=line.folder, env=line.env)


def runs_tests(line: Line) -> bool:
    """Whether a command calls cargo so that it tests."""
    return read(line) is not None


def _called(words: tuple[str, ...]) -> Invocation | None:
    if words[:1] and words[0] in TEST:
        return Invocation(CARGO, words[1:])
    if words[:2] in NEXTEST:
        return Invocation(WITH_NEXTEST, _without_nextest(words[2:]))
    return None


def _without_nextest(words: tuple[str, ...]) -> tuple[str, ...]:
    """The options that nextest shares with ``cargo test``."""
    kept: list[str] = []
    waiting = iter(words)
    for word in waiting:
        name, mark, value = word.partition("=")
        if name in NEXTEST_VALUES:
            if not mark:
                next(waiting, "")
        elif name == PROFILE:
            kept += ["--profile", value if mark else next(waiting, "")]
        else:
            kept.append(word)
    return tuple(kept)

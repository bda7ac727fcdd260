"""What a command line asks for: node's own test runner, mocha, jest, vitest, tape."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.integrations.shell import Variables

KNOWN = "node --test, mocha, jest, vitest, tape, and package scripts that call one of them"


@dataclass(frozen=True, slots=True)
class Invocation:
    """A test command, understood.

    Attributes:
        driver: ``node``, ``mocha``, ``jest`` or ``vitest``.
        args: the driver's arguments.
        folder: where it runs, relative.
        env: variables that the words set.
    """

    driver: str
    args: tuple[str, ...] = ()
    folder: str = ""
    env: Variables = ()

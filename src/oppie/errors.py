"""Every error that oppie raises on purpose, in one tree.

Each class owns the exit code of the process that ends with it (the table is
``docs/exit-codes.md``)::

    OppieError
    ├── UsageError ......... 2   wrong use of the command line
    ├── ConfigError ........ 3   the configuration or a data file is wrong
    ├── ProjectError ....... 4   the project cannot be worked with as it is
    ├── MachineError ....... 5   the machine lacks something
    │   └── SandboxLostError     the sandbox is gone in mid-run
    ├── InconclusiveError .. 6   the data cannot decide, or a person has to
    ├── IntegrityError ..... 7   a signature, hash or stored run does not check out
    └── CalleeError ........ 8   something that oppie called failed

A :class:`DefectError` (70) is made only where the program ends, from an exception that
nobody expected.
"""

from __future__ import annotations

from typing import ClassVar


class OppieError(Exception):
    """What is wrong, where, and what would be right, for a person and for a program.

    Attributes:
        message: what is wrong, one sentence.
        where: the file with line, key, option or command that it is about; may be empty.
        hint: what to do next; may be empty.
    """

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "defect"

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint


class UsageError(OppieError):
    """The command line was used wrongly."""

    exit_code = 2
    code = "usage"


class ConfigError(OppieError):
    """The configuration or a data file is wrong; ``where`` names file, line, key or column."""

    exit_code = 3
    code = "config"


class ProjectError(OppieError):
    """The project cannot be worked with as it is: no tests, no such test command."""

    exit_code = 4
    code = "project"


class MachineError(OppieError):
    """The machine lacks something: container engine, image, toolchain, program, disk."""

    exit_code = 5
    code = "machine"


class SandboxLostError(MachineError):
    """The sandbox that a run works in is gone: its engine died, the disk is full."""


class InconclusiveError(OppieError):
    """The data cannot decide, or a person has to."""

    exit_code = 6
    code = "inconclusive"


class IntegrityError(OppieError):
    """A signature, hash, provenance or stored run does not check out."""

    exit_code = 7
    code = "integrity"


class CalleeError(OppieError):
    """Something that oppie called failed: a plugin, a model, an agent, a registry."""

    exit_code = 8
    code = "callee"


class DefectError(OppieError):
    """A defect in oppie itself; ``where`` names the file with the full report."""

"""What ``oppie init`` does: find out how a project is tested, prove it, write it down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was found.

    Attributes:
        key: ``test``, ``bench`` or ``lint``.
        works: whether it was started and said something.
        detail: what it said, one line.
    """

    key: str
    command: str
    works: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Initialised:
    """What came of it.

    Attributes:
        file: the ``oppie.yaml``.
        written: False where it was there already and was left as it is.
    """

    file: Path
    written: bool
    types: tuple[str, ...]
    commands: tuple[Command, ...] = ()

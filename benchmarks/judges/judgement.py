"""What a judge is asked and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT_S = 60


@dataclass(frozen=True, slots=True)
class Question:
    """One patched program.

    Attributes:
        entry: the function's name.
        path: of the source that holds it, relative.
        patched, reference: that source as it was patched and as it should be.
        files: the other files of the program, by path.
        inputs: argument lists, as JSON has them.
    """

    entry: str
    path: Path
    patched: str
    reference: str
    files: Sequence[tuple[str, str]]
    inputs: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a patched program answers as the reference does; None: it cannot be told."""

    correct: bool | None
    detail: str

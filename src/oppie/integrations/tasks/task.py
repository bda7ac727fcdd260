"""One named task."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedTask:
    """A name with a recipe.

    Attributes:
        name: as its file has it: ``test``.
        calls: how people call it, the usual way first: ``make test``.
        lines: its recipe as shell lines; what stands for further arguments is taken out.
    """

    name: str
    calls: tuple[str, ...]
    lines: tuple[str, ...]

"""A task of ``goals``: a project with a benchmark and a known way to make it better."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Reached = Callable[[str, float, float], bool]
"""From the patch, and the measurement before and after: whether the optimum was found."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One task.

    Attributes:
        kind: ``optimize`` or ``tune``.
        bench: the benchmark command.
        files: the project, path → text.
        reached: whether a confirmed patch is what was to be found.
    """

    name: str
    language: str
    kind: str
    bench: str
    files: Mapping[str, str]
    reached: Reached


def faster(times: float) -> Reached:
    """The benchmark takes so many times less."""
    return lambda _patch, before, after: after * times <= before


def set_to(name: str, low: float, high: float) -> Reached:
    """A knob was set to a value in a range."""

    def reached(patch: str, _before: float, _after: float) -> bool:
        found = re.search(rf"^\+.*\b{name}\b\W+([\d.]+)", patch, re.MULTILINE)
        return found is not None and low <= float(found[1]) <= high

    return reached


def at_most(cost: float) -> Reached:
    """The measurement is no more than this: the known optimum with a hundredth added."""
    return lambda _patch, _before, after: after <= cost


def both(*all_of: Reached) -> Reached:
    """All of them."""
    return lambda patch, before, after: all(each(patch, before, after) for each in all_of)

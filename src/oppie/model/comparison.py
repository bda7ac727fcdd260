"""What a run of pairs said of two versions of a project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One version's measurements.

    Attributes:
        median: of all its runs, in the measurement's unit.
        low, high: the interval of that median at the comparison's level.
    """

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs of runs, one of each version, in random order one after the other.

    Attributes:
        name, unit: what was measured.
        larger: more is better.
        change: the median of the pairs: after / before where ``relative``, else after - before.
        low, high: the interval of that median at ``level``, by order statistics.
        level: of each interval, two-sided.
        pairs: how many there were.
        better: the whole interval lies on the better side.
    """

    name: str
    unit: str
    larger: bool
    before: Side
    after: Side
    change: float
    low: float
    high: float
    relative: bool
    level: float
    pairs: int
    better: bool

"""An estimate with what the data leave open about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided confidence interval, in the unit of the data.

    Attributes:
        estimate: the statistic of the sample itself.
        low: lower end.
        high: upper end.
        level: the coverage that was asked for, in (0, 1).
    """

    estimate: float
    low: float
    high: float
    level: float

    def excludes(self, value: float) -> bool:
        """Whether ``value`` lies outside: the data speak against it at this level."""
        return value < self.low or value > self.high


def checked(level: float) -> float:
    """The level itself. Raises ValueError outside (0, 1)."""
    if not 0 < level < 1:
        message = f"a level lies between 0 and 1, not at {level}"
        raise ValueError(message)
    return level

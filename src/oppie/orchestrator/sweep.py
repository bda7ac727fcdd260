"""Tuning: a search over the values of knobs, by ever smaller steps around the best.

Where the budget allows all combinations, all are tried. Else: combinations of the first
choices, or one knob after the other; then the neighbours of the best, with a step that is halved
each time none of them is better (pattern search: Hooke and Jeeves, Journal of the ACM 1961).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

from oppie.model.knob import Axis, Value

Point = tuple[Value, ...]
"""A value for each knob, in their order."""

MOST_AT_ONCE = 400
"""Points that are tried as one field."""
DIAGONAL = 3
"""Knobs up to which neighbours in all directions are tried; of more, one is moved at a time."""
DIGITS = 4
"""Of values that need not be whole: what comes after them makes no difference."""
WIDE = 32.0
"""Highest over lowest value from which steps are factors (as the first choices are)."""
LAST_STEP = 0.005
"""Of the range of a knob that need not be whole: smaller steps make no difference."""

Best = Callable[[Sequence[Point], Point], Point]
"""The best of a field of points that beats the champion, else the champion."""


@dataclass(slots=True)
class Sweep:
    """One search.

    Attributes:
        axes: what each knob may be.
        best: decides between points.
        affordable: how many points the budget allows to try now.
        champion: the best point so far.
    """

    axes: tuple[Axis, ...]
    champion: Point
    best: Best
    affordable: Callable[[], int]
    _tried: set[Point] = field(default_factory=set)

    def run(self) -> Point:
        """Search until nothing is left to try, or nothing is affordable; the best point."""
        self._tried.add(self.champion)
        every = prod(map(_count, self.axes))
        if every <= min(MOST_AT_ONCE, self.affordable() // 4):
            self._try(product(*map(_every, self.axes)))
            return self.champion
        self._first()
        self._refine()
        return self.champion

    def _first(self) -> None:
        """All combinations of the first choices where that is affordable, else a knob a time."""
        if prod(len(a.choices) for a in self.axes) <= min(MOST_AT_ONCE, self.affordable() // 4):
            self._try(product(*(axis.choices for axis in self.axes)))
            return
        moved = True
        while moved and self.affordable() > 0:
            moved = False
            for at, axis in enumerate(self.axes):
                moved |= self._try(self._with(at, value) for value in axis.choices)

    def _refine(self) -> None:
        """One knob after the other; at the end several at once, for those that hang together."""
        first = [0.5 / max(1, len(axis.choices) - 1) for axis in self.axes]
        steps = first
        while self.affordable() > 0:
            if self._axis_by_axis(steps):
                continue
            steps = [step / 2 for step in steps]
            if self._worth(steps):
                continue
            if len(self.axes) > DIAGONAL or not self._try(self._around(first)):
                return
            steps = first

    def _axis_by_axis(self, steps: Sequence[float]) -> bool:
        moved = False
        for at, (axis, step) in enumerate(zip(self.axes, steps, strict=True)):
            beside = _beside(axis, self.champion[at], step)
            moved |= self._try(self._with(at, value) for value in beside[1:])
        return moved

    def _worth(self, steps: Sequence[float]) -> bool:
        """Whether some step still leads somewhere."""
        return any(_least(axis) < 2 * step for axis, step in zip(self.axes, steps, strict=True))

    def _around(self, steps: Sequence[float]) -> Iterator[Point]:
        """The neighbours in every direction."""
        sides = zip(self.axes, self.champion, steps, strict=True)
        return product(*(_beside(axis, value, step) for axis, value, step in sides))

    def _with(self, at: int, value: Value) -> Point:
        return (*self.champion[:at], value, *self.champion[at + 1 :])

    def _try(self, points: Iterator[Point]) -> bool:
        """Try those that are new; whether one of them is better."""
        room = min(MOST_AT_ONCE, self.affordable())
        new = list(islice((p for p in dict.fromkeys(points) if p not in self._tried), max(0, room)))
        if not new:
            return False
        self._tried.update(new)
        before, self.champion = self.champion, self.best(new, self.champion)
        return self.champion != before


def _count(axis: Axis) -> int:
    """How many values there are; a range that need not be whole has no end of them."""
    if axis.low == axis.high:
        return len(axis.choices)
    return int(axis.high - axis.low) + 1 if axis.whole else 10**9


def _every(axis: Axis) -> tuple[Value, ...]:
    if axis.low == axis.high:
        return axis.choices
    return tuple(range(round(axis.low), round(axis.high) + 1))


def _least(axis: Axis) -> float:
    """The smallest step that leads to another value, as a share of the range."""
    if axis.low == axis.high:
        return 1.0
    if not axis.whole:
        return LAST_STEP
    return LAST_STEP if _by_factors(axis) else 1 / (axis.high - axis.low)


def _by_factors(axis: Axis) -> bool:
    return axis.low > 0 and axis.high / axis.low >= WIDE


def _beside(axis: Axis, value: Value, step: float) -> tuple[Value, ...]:
    """The value, and those one step below and above it; a value out of the range stays alone."""
    if axis.low == axis.high or isinstance(value, str) or not axis.low <= value <= axis.high:
        return (value,)
    if _by_factors(axis):
        factor = (axis.high / axis.low) ** step
        moved = (value / factor, value * factor)
    else:
        size = (axis.high - axis.low) * step
        moved = (value - size, value + size)
    inside = [min(max(each, axis.low), axis.high) for each in moved]
    if not axis.whole:
        return (value, *(float(f"{each:.{DIGITS}g}") for each in inside))
    below, above = round(inside[0]), round(inside[1])
    low, high = max(round(axis.low), int(value) - 1), min(round(axis.high), int(value) + 1)
    return (value, min(below, low), max(above, high))

"""The confirmation: new pairs, in a fresh sandbox, of the project as it is and one version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from oppie.model.change import Digest
from oppie.model.comparison import Comparison, Side
from oppie.model.measurement import Measurement
from oppie.ports import Session
from oppie.stats.order import median_interval
from oppie.workflows.desk import Desk
from oppie.workflows.measured.bench import Opening
from oppie.workflows.tree import Tree

LEVEL = 0.001
"""Probability, at most, of a win that is claimed where nothing was gained."""
MOST_TRIED = 2
"""Versions that a run may try to confirm; they share the level."""
INTERVAL = 1 - 2 * LEVEL / MOST_TRIED
"""Of the two-sided intervals, of which only the better side is a win."""
LEAST_PAIRS = 11
"""So many pairs must there be for the level: 1 / 2**11 < 0.0005."""
MOST_PAIRS = 40
EASY_S = 10.0
"""Wall seconds that a confirmation may take at least, and a tenth of the budget."""


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Runs pairs on one fresh Session.

    Attributes:
        random: which of a pair runs first.
    """

    desk: Desk
    tree: Tree
    base: Digest
    opening: Opening
    session: Session
    random: Random

    def confirm(self, snapshot: Digest) -> Comparison | None:
        """The comparison; None where a run failed or the time does not allow enough pairs."""
        pairs: list[tuple[float, float]] = []
        for _ in range(self._pairs()):
            pair = self._pair(snapshot)
            if pair is None:
                return None
            pairs.append(pair)
        return compared(pairs, self.opening) if pairs else None

    def _pairs(self) -> int:
        """How many, decided before the first: 0 where there is no time for enough."""
        each = 2 * max(self.opening.seconds, 0.001)
        left = self.desk.left_s()
        if left < LEAST_PAIRS * each:
            return 0
        allowed = self.desk.request.budget.seconds
        easy = max(EASY_S, (allowed or 0.0) / 10)
        return int(max(LEAST_PAIRS, min(MOST_PAIRS, easy / each, 0.8 * left / each)))

    def _pair(self, snapshot: Digest) -> tuple[float, float] | None:
        sides = [self.base, snapshot]
        values: dict[Digest, float] = {}
        for each in self.random.sample(sides, 2):
            self.desk.journal.spend(overhead=1)
            files = self.tree.diff(self.base, each)
            told = self.session.measure(self.opening.benchmark, files, self.opening.limits)
            value = self.opening.yardstick.value(told) if isinstance(told, Measurement) else None
            if value is None:
                return None
            values[each] = value
        return values[self.base], values[snapshot]


def compared(pairs: Sequence[tuple[float, float]], opening: Opening) -> Comparison:
    """What pairs of values (before, after) say.

    The interval is that of the median of the pairs' changes, by order statistics: in pairs in
    random order a change has either sign alike where nothing was gained, whatever the noise.
    """
    larger = opening.yardstick.larger
    relative = all(before > 0 for before, _ in pairs)
    changes = [after / before if relative else after - before for before, after in pairs]
    middle, low, high = _interval(changes)
    none = 1.0 if relative else 0.0
    return Comparison(
        name=opening.yardstick.name,
        unit=opening.yardstick.unit,
        larger=larger,
        before=_side([before for before, _ in pairs]),
        after=_side([after for _, after in pairs]),
        change=middle,
        low=low,
        high=high,
        relative=relative,
        level=INTERVAL,
        pairs=len(pairs),
        better=low > none if larger else high < none,
    )


def _side(values: Sequence[float]) -> Side:
    return Side(*_interval(values))


def _interval(values: Sequence[float]) -> tuple[float, float, float]:
    found = median_interval(values, INTERVAL)
    if found is None:
        return median(values), float("-inf"), float("inf")
    return median(values), found.low, found.high


Confirm = Callable[[Digest], Comparison | None]

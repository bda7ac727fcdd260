"""Contests between versions of a project, of which each run of a benchmark is one noisy number.

Versions are never compared across time: those in a contest run one after the other, in random
order, round after round, so that what slows the machine down slows all of them down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median

from oppie.model.change import Digest

DUEL_PAIRS = 12
"""Pairs that a duel takes at most."""
CLEAR_PAIRS = 5
"""Pairs after which a challenger that won all of them has won (1 in 32 by chance)."""
LOST = 3
"""Pairs after so many losses of which a duel is over."""

Gauge = Callable[[Digest], float | None]
"""One run: its cost, less is better; None where it failed or the budget has no run left."""


@dataclass(slots=True)
class Contest:
    """Races of many and duels of two.

    Attributes:
        gauge: runs a version once.
        random: decides the order within each round.
        steady: the same version costs the same each time, so that one run tells all.
    """

    gauge: Gauge
    random: Random
    steady: bool = False
    _known: dict[Digest, float] = field(default_factory=dict)

    def race(self, entrants: Sequence[Digest]) -> Digest | None:
        """The best by successive halving; None where every one of them failed.

        Each round runs all that are left once; the better half by the median of its runs stays
        (Jamieson and Talwalkar, AISTATS 2016).
        """
        costs: dict[Digest, list[float]] = {each: [] for each in entrants}
        left = list(costs)
        while left:
            left = self._round(left, costs)
            left.sort(key=lambda each: median(costs[each]))
            if len(left) <= 1 or self.steady:
                break
            left = left[: (len(left) + 1) // 2]
        return left[0] if left else None

    def beats(self, champion: Digest, challenger: Digest) -> bool:
        """Whether the challenger wins a duel: nearly all of up to twelve pairs."""
        won = lost = 0
        for _ in range(1 if self.steady else DUEL_PAIRS):
            pair = self.pair(champion, challenger)
            if pair is None:
                return False
            won, lost = won + (pair[1] < pair[0]), lost + (pair[1] >= pair[0])
            if lost >= LOST or (won >= CLEAR_PAIRS and not lost):
                break
        return won > 0 and lost < LOST

    def pair(self, one: Digest, other: Digest) -> tuple[float, float] | None:
        """Both once, in random order; None where one of them failed."""
        costs: dict[Digest, list[float]] = {one: [], other: []}
        if len(self._round([one, other], costs)) < len(costs):
            return None
        return costs[one][0], costs[other][0]

    def _round(self, left: Sequence[Digest], costs: dict[Digest, list[float]]) -> list[Digest]:
        """Run each once; those that did not fail."""
        ran: list[Digest] = []
        for each in self.random.sample(list(left), len(left)):
            cost = self._cost(each)
            if cost is not None:
                costs[each].append(cost)
                ran.append(each)
        return ran

    def _cost(self, each: Digest) -> float | None:
        if each in self._known:
            return self._known[each]
        cost = self.gauge(each)
        if self.steady and cost is not None:
            self._known[each] = cost
        return cost

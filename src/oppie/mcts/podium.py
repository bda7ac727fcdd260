"""The best candidates of a search, verified ones only."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from oppie.model.score import Evaluated, Score

MOST = 20

Rank = tuple[bool, int, int, float, float, int]


@dataclass(slots=True)
class Podium:
    """At most :data:`MOST` distinct Snapshots that are better than the root, best first.

    Those that reach the goal come first; then those that repair the most tests with the fewest
    Changes, since one that merely brings a failing test closer may break what is not run as long
    as a test fails; then by value, prior and size of all Changes.
    """

    root: Score
    _highest: tuple[bool, float] = (False, 0.0)
    _ranks: list[Rank] = field(default_factory=list)
    _best: list[Evaluated] = field(default_factory=list)

    def consider(self, outcome: Evaluated) -> bool:
        """Take an outcome in if it is good enough; whether it is of the highest value so far."""
        score = outcome.score
        if score is None or not (score.reached or score.value > self.root.value):
            return False
        full = len(self._ranks) == MOST
        if full and (not score.reached, -score.fixed) > self._ranks[-1][:2]:
            return False
        rank = _rank(outcome, score)
        if full and rank > self._ranks[-1]:
            return False
        if any(held.state.snapshot == outcome.state.snapshot for held in self._best):
            return False
        place = bisect.bisect_right(self._ranks, rank)
        self._ranks.insert(place, rank)
        self._best.insert(place, outcome)
        del self._ranks[MOST:], self._best[MOST:]
        height = (score.reached, score.value)
        first = height > self._highest or len(self._ranks) == 1
        self._highest = max(self._highest, height)
        return first

    def solved(self) -> bool:
        """Whether any candidate reached the goal."""
        return bool(self._ranks) and not self._ranks[0][0]

    @property
    def best(self) -> tuple[Evaluated, ...]:
        """What is held, best first."""
        return tuple(self._best)


def _rank(outcome: Evaluated, score: Score) -> Rank:
    """Smaller is better."""
    changes = outcome.state.changes
    size = sum(change.size() for change in changes)
    depth = 0 if score.reached else len(changes)
    likely = outcome.candidate.prior
    return (not score.reached, -score.fixed, depth, -score.value, -likely, size)

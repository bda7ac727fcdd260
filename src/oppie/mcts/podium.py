"""The best candidates of a search, verified ones only."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from oppie.model.score import Evaluated, Score

MOST = 20

Rank = tuple[bool, float, float, int]


@dataclass(slots=True)
class Podium:
    """At most :data:`MOST` distinct Snapshots that are better than the root, best first.

    Those that reach the goal come first; then by value, prior and size of all Changes.
    """

    root: Score
    _ranks: list[Rank] = field(default_factory=list)
    _best: list[Evaluated] = field(default_factory=list)

    def consider(self, outcome: Evaluated) -> bool:
        """Take an outcome in if it is good enough; whether it is the best so far."""
        score = outcome.score
        if score is None or not (score.reached or score.value > self.root.value):
            return False
        if len(self._ranks) == MOST and (not score.reached, -score.value) > self._ranks[-1][:2]:
            return False
        rank = _rank(outcome, score)
        if any(held.state.snapshot == outcome.state.snapshot for held in self._best):
            return False
        place = bisect.bisect_right(self._ranks, rank)
        self._ranks.insert(place, rank)
        self._best.insert(place, outcome)
        del self._ranks[MOST:], self._best[MOST:]
        return place == 0

    def solved(self) -> bool:
        """Whether any candidate reached the goal."""
        return bool(self._ranks) and not self._ranks[0][0]

    @property
    def best(self) -> tuple[Evaluated, ...]:
        """What is held, best first."""
        return tuple(self._best)


def _rank(outcome: Evaluated, score: Score) -> Rank:
    """Smaller is better."""
    size = sum(change.size() for change in outcome.state.changes)
    return (not score.reached, -score.value, -outcome.candidate.prior, size)

"""Patterns: what helped in this run, and where; they re-weight the priors of what is left."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from oppie.mcts.signal import Signal
from oppie.model.change import Candidate, Change

STRONGEST = math.log(4.0)
WEAKEST = math.log(1 / 16)
HARMFUL = 0.2
"""Weight of an edit that already made things worse elsewhere in the tree."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one signal adds to the log weight of candidates that share a trait.

    The numbers are small, since most candidates fail wherever they are; a place is left for
    good only by many failures, and an operator that hangs at a place by two.
    """

    line: float
    symbol: float
    operator: float
    spot: float
    """The same operator on the same line."""


LESSONS = {
    Signal.REACHED: Lesson(line=1.4, symbol=0.7, operator=0.4, spot=0.4),
    Signal.BETTER: Lesson(line=0.6, symbol=0.2, operator=0.2, spot=0.2),
    Signal.CLOSER: Lesson(line=0.5, symbol=0.2, operator=0.1, spot=0.2),
    Signal.CHANGED: Lesson(line=0.05, symbol=0.01, operator=0.0, spot=0.0),
    Signal.SAME: Lesson(line=-0.08, symbol=-0.01, operator=-0.01, spot=-0.15),
    Signal.WORSE: Lesson(line=-0.03, symbol=-0.005, operator=-0.01, spot=-0.1),
    Signal.TIMEOUT: Lesson(line=-0.05, symbol=-0.005, operator=-0.05, spot=-1.4),
}

Trait = tuple[str, ...] | tuple[str, str, int] | tuple[str, str, int, str]


@dataclass(slots=True)
class Patterns:
    """Log weights by trait; ``version`` counts the batches after which they were renewed."""

    renew_every: int = 64
    version: int = 0
    _learned: int = 0
    _weights: dict[Trait, float] = field(default_factory=dict)
    _harmful: set[int] = field(default_factory=set)

    def learn(self, change: Change, outcome: Signal) -> None:
        """Take in what one outcome said; at the end of a batch the version goes up."""
        lesson = LESSONS[outcome]
        weights = self._weights
        amounts = (lesson.operator, lesson.symbol, lesson.line, lesson.spot)
        for trait, amount in zip(_traits(change), amounts, strict=True):
            if amount:
                summed = weights.get(trait, 0.0) + amount
                weights[trait] = min(STRONGEST, max(WEAKEST, summed))
        if outcome in (Signal.WORSE, Signal.TIMEOUT):
            self._harmful.add(_edit(change))
        self._learned += 1
        if self._learned % self.renew_every == 0:
            self.version += 1

    def weigh(self, candidate: Candidate) -> float:
        """The candidate's prior, re-weighted by what was learned."""
        get = self._weights.get
        change = candidate.change
        summed = sum(get(trait, 0.0) for trait in _traits(change))
        weight = candidate.prior * math.exp(min(STRONGEST, max(WEAKEST, summed)))
        if candidate.parent.changes and _edit(change) in self._harmful:
            weight *= HARMFUL
        return weight


def _traits(change: Change) -> tuple[Trait, Trait, Trait, Trait]:
    origin = change.origin
    return (
        (origin.operator,),
        (origin.path, origin.symbol),
        ("", origin.path, origin.line),
        ("", origin.path, origin.line, origin.operator),
    )


def _edit(change: Change) -> int:
    """The same for the same edit on another State, as long as its line has not moved."""
    texts = tuple((edit.text, edit.end - edit.start) for edit in change.edits)
    return hash((change.origin.path, change.origin.line, change.origin.operator, texts))

"""Patterns: what helped in this run, and where; they re-weight the priors of what is left."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from oppie.mcts.signal import Signal
from oppie.model.change import Candidate, Change

STRONGEST = math.log(16.0)
WEAKEST = math.log(1 / 16)
"""Bounds of the log weight: a prior may be wrong, but not by more than this."""
TRIED = 0.2
"""Weight on other States of an edit that was tried on the base and did not help."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one signal adds to the log weight of candidates that share a trait.

    The numbers of failures are small, since most candidates fail wherever they are; a place is
    left for good only by many of them, and an operator that hangs at a place by a few: a step
    that goes the wrong way hangs, and the right one is another of its kind. That an operator fails
    where the fault is not says nothing of it elsewhere. What makes a test pass lies in the faulty
    function as a rule, seldom on the faulty line.
    """

    operator: float
    symbol: float
    line: float
    spot: float
    """The same operator on the same line."""

    def amounts(self) -> tuple[float, float, float, float]:
        """In the order of :func:`_traits`."""
        return (self.operator, self.symbol, self.line, self.spot)


LESSONS = {
    Signal.REACHED: Lesson(operator=0.4, symbol=0.7, line=1.4, spot=0.4),
    Signal.BETTER: Lesson(operator=0.2, symbol=1.0, line=0.8, spot=0.2),
    Signal.CLOSER: Lesson(operator=0.1, symbol=0.5, line=0.5, spot=0.2),
    Signal.CHANGED: Lesson(operator=0.0, symbol=0.01, line=0.05, spot=0.0),
    Signal.SAME: Lesson(operator=0.0, symbol=-0.01, line=-0.08, spot=-0.15),
    Signal.WORSE: Lesson(operator=0.0, symbol=-0.005, line=-0.03, spot=-0.1),
    Signal.TIMEOUT: Lesson(operator=-0.05, symbol=-0.005, line=-0.05, spot=-0.5),
}

MOST = Lesson(operator=math.log(2), symbol=math.log(4), line=math.log(4), spot=math.log(4))
LEAST = Lesson(operator=-math.log(2), symbol=-math.log(2), line=-math.log(4), spot=-math.log(16))
"""Bounds of what one trait can add, so that a symbol does not drown its lines."""

_STEPS = {
    outcome: tuple(zip(lesson.amounts(), LEAST.amounts(), MOST.amounts(), strict=True))
    for outcome, lesson in LESSONS.items()
}

FULL_GAIN = 0.25
"""What a gain is worth to be a lesson in full; of a smaller one by the square root, since many a
small gain is chance: where dozens of tests fail, some change how they fail with every Change."""
SELDOM = 8
"""Outcomes between two versions at least: all that is in sight is weighed anew for each."""

Trait = tuple[str, ...] | tuple[str, str, int] | tuple[str, str, int, str]


@dataclass(slots=True)
class Patterns:
    """Log weights by trait, learned from each outcome.

    Attributes:
        version: goes up soon after a gain. Between two versions weights hardly rise, so that what
            was ordered before needs to be weighed again only when its turn comes.
    """

    version: int = 0
    _gained: bool = False
    _since: int = SELDOM
    _weights: dict[Trait, float] = field(default_factory=dict)
    _tried: set[int] = field(default_factory=set)
    _heard: set[tuple[Trait, int]] = field(default_factory=set)

    def learn(
        self,
        candidate: Candidate,
        outcome: Signal,
        gained: float = FULL_GAIN,
        behaviour: int | None = None,
    ) -> None:
        """Take in what one outcome said.

        Args:
            candidate: what was tried.
            outcome: what came of it.
            gained: how much, in [0, 1], if it helped.
            behaviour: number of what the tests then did: what a place comes to is one lesson,
                however many Changes of it lead there.
        """
        weights, change = self._weights, candidate.change
        share = math.sqrt(min(1.0, gained / FULL_GAIN)) if outcome.gain else 1.0
        if not candidate.parent.changes and not outcome.gain:
            self._tried.add(change.likeness())
        for trait, (amount, least, most) in zip(_traits(change), _STEPS[outcome], strict=True):
            if behaviour is not None and (outcome.gain or outcome is Signal.CHANGED):
                if (trait, behaviour) in self._heard:
                    continue
                self._heard.add((trait, behaviour))
            known = weights.get(trait, 0.0)
            highest = max(known, share * most)  # many small gains are no large one
            weights[trait] = min(highest, max(least, known + share * amount))
        self._gained |= outcome.gain
        self._since += 1
        if self._gained and self._since >= SELDOM:
            self.version += 1
            self._gained, self._since = False, 0

    def weigh(self, candidate: Candidate, *, tried: bool = False) -> float:
        """The candidate's prior, re-weighted by what was learned; less if it was tried before."""
        operator, symbol, line, spot = _traits(candidate.change)
        get = self._weights.get
        summed = get(operator, 0.0) + get(symbol, 0.0) + get(line, 0.0) + get(spot, 0.0)
        weight = candidate.promise * math.exp(min(STRONGEST, max(WEAKEST, summed)))
        return weight * TRIED if tried else weight

    def tried(self, candidate: Candidate) -> bool:
        """Whether the same edit was tried on the base, and did not help there."""
        return bool(candidate.parent.changes) and candidate.change.likeness() in self._tried


def _traits(change: Change) -> tuple[Trait, Trait, Trait, Trait]:
    origin = change.origin
    return (
        (origin.operator,),
        (origin.path, origin.symbol),
        ("", origin.path, origin.line),
        ("", origin.path, origin.line, origin.operator),
    )

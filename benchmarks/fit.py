"""Fits factors to fixes: a softmax over the candidates of a task, by gradient steps.

Candidates that share their features are one group, so that plain Python is quick enough.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from oppie.proposers.syntax.learned import FACTOR, LEAST_EXPONENT, PLACE, SIZE

STEPS = 30
RATE = 0.4
"""Of the first step; later ones are smaller (AdaGrad: Duchi, Hazan, Singer, JMLR 2011)."""
PENALTY = 2.0
"""Half of it times the squared weights is added to the loss: a Gaussian prior around the hand-set
priors, so that what is seen in few tasks changes little."""
NUMBERS = (PLACE, FACTOR, SIZE)


@dataclass(frozen=True)
class Group:
    """Candidates of equal features.

    Attributes:
        operator: index of the operator's features in :attr:`Sample.operators`.
        node: features of the node.
        numbers: values of :data:`NUMBERS`.
        logs: logarithms of the hand-set weights, sorted.
        fixes: those of them that are the fix.
    """

    operator: int
    node: tuple[str, ...]
    numbers: tuple[float, ...]
    logs: tuple[float, ...]
    fixes: tuple[float, ...] = ()

    @cached_property
    def mass(self) -> float:
        """The sum of the hand-set weights."""
        return math.fsum(map(math.exp, self.logs))

    @cached_property
    def fixed_mass(self) -> float:
        """The sum of those of the fixes."""
        return math.fsum(map(math.exp, self.fixes))


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of one task.

    Attributes:
        problem: tasks of one problem lie in one fold, whatever their language.
        operators: features with their values, by operator.
    """

    task: str
    language: str
    problem: str
    operators: tuple[tuple[tuple[str, float], ...], ...]
    groups: tuple[Group, ...]

    @property
    def solvable(self) -> bool:
        """Whether the fix is among the candidates."""
        return any(group.fixes for group in self.groups)


def fit(samples: Iterable[Sample], penalty: float = PENALTY) -> dict[str, float]:
    """Weights that make the fixes of the samples likely."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    known = [sample for sample in samples if sample.solvable]
    for _ in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        for sample in known:
            _add_slope(sample, weights, slope)
        for feature, raw in slope.items():
            pull = raw - penalty * weights[feature]
            squares[feature] += pull * pull
            weights[feature] += RATE * pull / math.sqrt(squares[feature])
        _bound(weights)
    return dict(weights)


def rank(sample: Sample, weights: Mapping[str, float]) -> int | None:
    """The place of the best fix among the candidates, from 1; None where there is none."""
    shifts = _shifts(sample, weights)
    fixes = [max(g.fixes) + s for g, s in zip(sample.groups, shifts, strict=True) if g.fixes]
    if not fixes:
        return None
    best = max(fixes)
    pairs = zip(sample.groups, shifts, strict=True)
    return 1 + sum(len(g.logs) - bisect_left(g.logs, best - s + 1e-9) for g, s in pairs)


def _shifts(sample: Sample, weights: Mapping[str, float]) -> list[float]:
    """What the weights add to the logarithms of each group."""
    get = weights.get
    operators = [sum(get(f, 0.0) * v for f, v in features) for features in sample.operators]
    place, factor, size = (get(name, 0.0) for name in NUMBERS)
    return [
        operators[g.operator]
        + sum(get(f, 0.0) for f in g.node)
        + place * g.numbers[0]
        + factor * g.numbers[1]
        + size * g.numbers[2]
        for g in sample.groups
    ]


def _add_slope(sample: Sample, weights: Mapping[str, float], slope: dict[str, float]) -> None:
    """Add the gradient of the logarithm of the fixes' share."""
    shifts = _shifts(sample, weights)
    every = _shares([g.mass for g in sample.groups], shifts)
    right = _shares([g.fixed_mass for g in sample.groups], shifts)
    operators = [0.0] * len(sample.operators)
    for group, wanted, is_now in zip(sample.groups, right, every, strict=True):
        pull = wanted - is_now
        operators[group.operator] += pull
        for feature in group.node:
            slope[feature] += pull
        for name, value in zip(NUMBERS, group.numbers, strict=True):
            slope[name] += pull * value
    for features, pull in zip(sample.operators, operators, strict=True):
        for feature, value in features:
            slope[feature] += pull * value


def _shares(masses: Sequence[float], shifts: Sequence[float]) -> list[float]:
    """The share of each group in the sum of all weights."""
    sums = [mass * math.exp(shift) for mass, shift in zip(masses, shifts, strict=True)]
    total = math.fsum(sums)
    return [each / total for each in sums]


def _bound(weights: dict[str, float]) -> None:
    """Exponents stay where bounds are bounds; a larger edit is never likelier for its size."""
    for name in (PLACE, FACTOR):
        weights[name] = max(LEAST_EXPONENT, weights[name])
    weights[SIZE] = min(0.0, weights[SIZE])

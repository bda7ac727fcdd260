"""Fits factors to fixes: a softmax over the candidates of a task, by damped Newton steps.

Candidates that share their features are one group, so that plain Python is quick enough.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from oppie.proposers.syntax.learned import AT, IN, ON, WITHIN

STEPS = 25
DAMPING = 0.3
"""Share of a step: features go together, and each step moves all of them at once."""
PENALTIES = {"operator": 4.0, "language": 8.0, "clue": 15.0, "node": 20.0}
"""By family of features, the finer the larger: half of it times the squared weights is added to the
loss. That is a Gaussian prior around the hand-set priors, so that what is seen in few tasks changes
little."""
BOUND = math.log(4.0)
"""No weight is further from 0: what faults there are in the data is not what there will be."""
COARSE: tuple[str, ...] = ("operator",)


@dataclass(frozen=True)
class Group:
    """Candidates of equal features.

    Attributes:
        operator: index of the operator's features in :attr:`Sample.operators`.
        node: features of the node.
        logs: logarithms of the hand-set weights, sorted.
        fixes: those of them that are the fix.
    """

    operator: int
    node: tuple[str, ...]
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


@dataclass(slots=True)
class _Slope:
    """First and second derivative of the samples' likelihood by each feature.

    The second is bounded by the feature's share of all candidates: more than the true one, so
    that no step goes too far.
    """

    first: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    second: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, feature: str, value: float, pull: float, share: float) -> None:
        """A feature's part in one task."""
        self.first[feature] += pull * value
        self.second[feature] += share * value * value


@cache
def family(feature: str) -> str:
    """What a feature is about besides its operator."""
    if AT in feature or WITHIN in feature:
        return "node"
    return "language" if IN in feature else "clue" if ON in feature else "operator"


def fit(samples: Iterable[Sample], families: Sequence[str] = COARSE) -> dict[str, float]:
    """Weights, of some families of features, that make the fixes of the samples likely."""
    weights: dict[str, float] = defaultdict(float)
    known = [sample for sample in samples if sample.solvable]
    for _ in range(STEPS):
        slope = _Slope()
        for sample in known:
            _differentiate(sample, weights, slope)
        for feature, first in slope.first.items():
            if family(feature) in families:
                penalty = PENALTIES[family(feature)]
                pull = first - penalty * weights[feature]
                step = DAMPING * pull / (slope.second[feature] + penalty)
                weights[feature] = max(-BOUND, min(BOUND, weights[feature] + step))
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
    return [operators[g.operator] + sum(get(f, 0.0) for f in g.node) for g in sample.groups]


def _differentiate(sample: Sample, weights: Mapping[str, float], slope: _Slope) -> None:
    """Add the derivatives of the logarithm of the fixes' share."""
    shifts = _shifts(sample, weights)
    shares = _shares([g.mass for g in sample.groups], shifts)
    right = _shares([g.fixed_mass for g in sample.groups], shifts)
    pulls, sizes = [0.0] * len(sample.operators), [0.0] * len(sample.operators)
    for group, wanted, share in zip(sample.groups, right, shares, strict=True):
        pulls[group.operator] += wanted - share
        sizes[group.operator] += share
        for feature in group.node:
            slope.add(feature, 1.0, wanted - share, share)
    for features, pull, size in zip(sample.operators, pulls, sizes, strict=True):
        for feature, value in features:
            slope.add(feature, value, pull, size)


def _shares(masses: Sequence[float], shifts: Sequence[float]) -> list[float]:
    """The share of each group in the sum of all weights."""
    sums = [mass * math.exp(shift) for mass, shift in zip(masses, shifts, strict=True)]
    total = math.fsum(sums)
    return [each / total for each in sums]

"""Complexity: the probability that the single loop fails, and how it learns from runs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from oppie.model.experience import RouterOutcome
from oppie.orchestrator.features import Features

Weights = tuple[float, ...]
"""Of a logistic model: the bias, then one weight per entry of ``Features.vector``."""

SHIPPED: Weights = (-3.8, 0.1, -0.2, 0.4, 0.8, 0.2, 0.5, 0.35, 0.8, 0.5)
"""First values: judgement. A small task with a few suspicious lines comes out near 0.15, a
hundred tests over thirty files near 1; own runs move them (:func:`calibrate`)."""

TRUST = 20.0
"""How much the shipped weights count against own runs (a Gaussian prior's precision)."""
SWEEPS = 30
LATEST = 300
"""Runs that are looked at, the latest ones."""


def complexity(features: Features, weights: Weights = SHIPPED) -> float:
    """Probability in [0, 1] that the single loop does not solve it within a tenth of the budget."""
    terms = zip(weights, (1.0, *features.vector()), strict=True)
    return _sigmoid(sum(weight * value for weight, value in terms))


def calibrate(weights: Weights, runs: Sequence[RouterOutcome]) -> Weights:
    """The most likely weights given past runs, with ``weights`` as the prior's mean.

    Penalised logistic regression by coordinate descent on the quadratic bound of Böhning and
    Lindsay (Monotonicity of quadratic-approximation algorithms, 1988): each step can only
    improve, so a few sweeps do and no step size is needed.

    Args:
        weights: to begin with.
        runs: with ``Features.vector`` each; those of another length are of another version of
            oppie and left out.
    """
    latest = [run for run in runs if len(run.features) + 1 == len(weights)][-LATEST:]
    rows = [(1.0, *run.features) for run in latest]
    failed = [0.0 if run.solved else 1.0 for run in latest]
    found = list(weights)
    sums = [sum(w * x for w, x in zip(found, row, strict=True)) for row in rows]
    bounds = [TRUST + sum(row[at] ** 2 for row in rows) / 4 for at in range(len(found))]
    for _ in range(SWEEPS):
        for at, bound in enumerate(bounds):
            misfit = zip(rows, failed, sums, strict=True)
            slope = sum(row[at] * (y - _sigmoid(s)) for row, y, s in misfit)
            step = (slope - TRUST * (found[at] - weights[at])) / bound
            found[at] += step
            sums = [s + step * row[at] for s, row in zip(sums, rows, strict=True)]
    return tuple(found)


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0 else math.exp(x) / (1.0 + math.exp(x))

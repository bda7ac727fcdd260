"""Bootstrap intervals, bias-corrected and accelerated.

Source: B. Efron, Better Bootstrap Confidence Intervals, JASA 82 (1987), 171-185; the
acceleration is the jackknife's (B. Efron, R. Tibshirani, An Introduction to the Bootstrap,
1993, eq. 14.15). Resamples that tie with the estimate count half below it, as data that are
counts need. For samples under ten the ends are known to be too close together: there
:mod:`oppie.stats.permutation` and :mod:`oppie.stats.order` are exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random
from statistics import NormalDist, fmean
from typing import TypeVar

from oppie.stats.interval import Interval, checked

Row = TypeVar("Row")
RESAMPLES = 9_999
"""So many that the ends of a 99 % interval move by little (Davidson, MacKinnon 2000)."""
_NORMAL = NormalDist()


def bootstrap(
    rows: Sequence[Row],
    statistic: Callable[[Sequence[Row]], float],
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """The interval of a statistic of exchangeable rows.

    Raises:
        ValueError: there are no rows, or the level is none.
    """
    checked(level)
    if not rows:
        message = "no rows to resample"
        raise ValueError(message)
    random, estimate = Random(seed), statistic(rows)
    drawn = sorted(statistic(random.choices(rows, k=len(rows))) for _ in range(resamples))
    if drawn[0] == drawn[-1]:
        return Interval(estimate, min(drawn[0], estimate), max(drawn[-1], estimate), level)
    bias, acceleration = _bias(drawn, estimate), _acceleration(rows, statistic)
    tail = (1 - level) / 2
    low, high = (_corrected(p, bias, acceleration) for p in (tail, 1 - tail))
    return Interval(estimate, _quantile(drawn, low), _quantile(drawn, high), level)


def paired(
    treatment: Sequence[float],
    control: Sequence[float],
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """The interval of the mean of ``treatment - control``, pair by pair.

    Raises:
        ValueError: the arms differ in length or are empty, or the level is none.
    """
    differences = [a - b for a, b in zip(treatment, control, strict=True)]
    return bootstrap(differences, fmean, level, resamples, seed)


def _bias(drawn: Sequence[float], estimate: float) -> float:
    """How far the median of what was drawn lies from the estimate, in normal deviations."""
    below = sum(each < estimate for each in drawn) + sum(each == estimate for each in drawn) / 2
    share = min(max(below / len(drawn), 1 / (len(drawn) + 1)), len(drawn) / (len(drawn) + 1))
    return _NORMAL.inv_cdf(share)


def _acceleration(rows: Sequence[Row], statistic: Callable[[Sequence[Row]], float]) -> float:
    """How fast the deviation changes with the estimate, from leaving out one row each."""
    if len(rows) == 1:
        return 0.0
    without = [statistic([*rows[:i], *rows[i + 1 :]]) for i in range(len(rows))]
    middle = fmean(without)
    largest = max(abs(middle - each) for each in without)
    if not largest:
        return 0.0
    scaled = [(middle - each) / largest for each in without]  # tiny numbers have no cubes
    return sum(s**3 for s in scaled) / (6 * math.pow(sum(s**2 for s in scaled), 1.5))


def _corrected(share: float, bias: float, acceleration: float) -> float:
    """The share of the drawn values at which the end of the interval lies."""
    shifted = bias + _NORMAL.inv_cdf(share)
    stretch = 1 - acceleration * shifted
    if stretch <= 0:  # so skewed that the end lies beyond all that was drawn
        return 1.0 if shifted > 0 else 0.0
    return _NORMAL.cdf(bias + shifted / stretch)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The order statistic at rank ``share`` of (n + 1)."""
    rank = round(share * (len(ordered) + 1)) - 1
    return ordered[min(max(rank, 0), len(ordered) - 1)]

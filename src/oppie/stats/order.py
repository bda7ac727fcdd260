"""What order statistics say of quantiles, whatever the distribution.

The number of values below a quantile is binomial, so each order statistic is a bound with a
known level (H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition, 2003, section 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from statistics import median

from oppie.stats.interval import Interval, checked


def below_share(n: int, rank: int, quantile: float) -> float:
    """The level at which the value of ``rank`` (from 1) of n bounds the quantile from above."""
    return sum(comb(n, k) * quantile**k * (1 - quantile) ** (n - k) for k in range(rank))


def upper_rank(n: int, quantile: float, level: float) -> int | None:
    """The lowest rank whose value bounds the quantile from above; None: n is too small."""
    checked(level)
    reached = 0.0
    for rank in range(1, n + 1):
        reached += comb(n, rank - 1) * quantile ** (rank - 1) * (1 - quantile) ** (n - rank + 1)
        if reached >= level:
            return rank
    return None


def upper_bound(values: Sequence[float], quantile: float, level: float) -> float | None:
    """A value that the quantile stays below, one-sided; None where the sample is too small."""
    rank = upper_rank(len(values), quantile, level)
    return None if rank is None else sorted(values)[rank - 1]


def median_interval(values: Sequence[float], level: float = 0.95) -> Interval | None:
    """The two-sided interval of the median; None where the sample is too small for the level."""
    rank = upper_rank(len(values), 0.5, (1 + checked(level)) / 2)
    if rank is None:
        return None
    ordered = sorted(values)
    return Interval(median(ordered), ordered[len(values) - rank], ordered[rank - 1], level)

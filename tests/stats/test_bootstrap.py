"""Bootstrap intervals: against a published one, and what must hold of any."""

from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.stats.bootstrap import bootstrap, paired

FEW = 199
SPATIAL = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24,
           26, 30, 41]  # fmt: skip
"""Efron and Tibshirani 1993, table 14.1: the spatial test data, A; variance by n, 171.5."""

values = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30)


def variance(rows: list[float]) -> float:
    middle = fmean(rows)
    return fmean([(each - middle) ** 2 for each in rows])


def test_the_published_interval_of_a_skewed_statistic() -> None:
    found = bootstrap(SPATIAL, lambda rows: variance(list(rows)), level=0.90)
    assert found.estimate == pytest.approx(171.5, abs=0.1)
    assert found.low == pytest.approx(115.8, abs=3)  # table 14.2, BCa: (115.8, 259.6)
    assert found.high == pytest.approx(259.6, abs=5)


def test_without_spread_there_is_nothing_left_open() -> None:
    found = paired([2.0] * 5, [1.0] * 5)
    assert (found.low, found.estimate, found.high) == (1.0, 1.0, 1.0)
    assert found.excludes(0.0)
    assert not found.excludes(1.0)


def test_arms_of_yes_and_no() -> None:
    found = paired([1.0] * 20 + [0.0] * 40, [1.0] * 2 + [0.0] * 58)
    assert found.estimate == pytest.approx(0.3)
    assert 0.15 < found.low < 0.25
    assert 0.38 < found.high < 0.46


def test_wrong_use() -> None:
    with pytest.raises(ValueError, match="no rows"):
        bootstrap([], fmean)
    with pytest.raises(ValueError, match="level"):
        bootstrap([1.0], fmean, level=95)
    with pytest.raises(ValueError, match="shorter"):
        paired([1.0, 2.0], [1.0])


@given(values, st.integers(0, 9))
@settings(max_examples=30)
def test_one_seed_one_interval_and_within_the_data(rows: list[float], seed: int) -> None:
    found = bootstrap(rows, fmean, resamples=FEW, seed=seed)
    assert found == bootstrap(rows, fmean, resamples=FEW, seed=seed)
    slack = 1e-9 * max(1.0, *map(abs, rows))
    assert min(rows) - slack <= found.low <= found.high <= max(rows) + slack


def test_tiny_numbers() -> None:
    found = bootstrap([1e-120, 2e-120, 4e-120], fmean, resamples=FEW)
    assert 1e-120 <= found.low < found.high <= 4e-120


def test_one_row_of_many_that_is_far_away() -> None:
    found = bootstrap([0.0] * 199 + [1.0], fmean, level=0.999, resamples=FEW)
    assert 0 <= found.low <= 0.005 <= found.high


@given(values, st.floats(-1e3, 1e3))
@settings(max_examples=30)
def test_the_mean_moves_with_its_data(rows: list[float], by: float) -> None:
    here = paired(rows, [0.0] * len(rows), resamples=FEW)
    there = paired([each + by for each in rows], [0.0] * len(rows), resamples=FEW)
    assert there.estimate == pytest.approx(here.estimate + by, abs=1e-6)


@given(values)
@settings(max_examples=30)
def test_a_higher_level_is_no_narrower(rows: list[float]) -> None:
    narrow, wide = (bootstrap(rows, fmean, level, FEW) for level in (0.8, 0.98))
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high

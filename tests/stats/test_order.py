"""Order statistics: reference cases, and what must hold of any sample."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.stats.order import below_share, median_interval, upper_bound, upper_rank

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


def test_a_median_of_thirty_is_bounded_by_the_twentieth() -> None:
    assert upper_rank(30, 0.5, 0.95) == 20
    assert below_share(30, 20, 0.5) == pytest.approx(0.9506, abs=1e-4)
    assert upper_bound([float(n) for n in range(30, 0, -1)], 0.5, 0.95) == 20.0


@pytest.mark.parametrize(("quantile", "least"), [(0.95, 59), (0.99, 299)])
def test_high_quantiles_need_many_values(quantile: float, least: int) -> None:
    assert upper_rank(least - 1, quantile, 0.95) is None
    assert upper_rank(least, quantile, 0.95) == least


def test_the_interval_of_a_median() -> None:
    found = median_interval([float(n) for n in range(1, 11)])
    assert found is not None
    assert (found.low, found.estimate, found.high) == (2.0, 5.5, 9.0)  # covers 97.9 %


def test_five_values_are_too_few_for_a_median() -> None:
    assert median_interval([1.0, 2.0, 3.0, 4.0, 5.0]) is None
    assert median_interval([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) is not None
    assert median_interval([]) is None


def test_a_level_is_a_share() -> None:
    with pytest.raises(ValueError, match="level"):
        median_interval([1.0], 1.0)


@given(values, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_holds_its_median(rows: list[float], level: float) -> None:
    found = median_interval(rows, level)
    if found is not None:
        assert found.low <= found.estimate <= found.high
        assert found.low in rows
        assert found.high in rows


@given(st.integers(1, 80), st.floats(0.05, 0.95), st.sampled_from([0.8, 0.95]))
def test_the_rank_is_the_lowest_that_does(n: int, quantile: float, level: float) -> None:
    rank = upper_rank(n, quantile, level)
    if rank is None:
        assert below_share(n, n, quantile) < level
    else:
        assert below_share(n, rank, quantile) >= level > below_share(n, rank - 1, quantile)

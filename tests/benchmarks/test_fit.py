"""The fit of factors to fixes, on samples made up here."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fit import Group, Sample, fit, rank
from oppie.proposers.syntax.learned import FACTOR, LEAST_EXPONENT, PLACE, SIZE

OPERATORS = (("delete", 1.0),), (("negate", 1.0), ("negate on flipped", 1.0))


def sample(fixed: int, name: str = "a", logs: tuple[float, ...] = (-2.0, -1.0)) -> Sample:
    """Two groups, of one operator each; the fix is the likeliest of one of them."""
    groups = tuple(
        Group(n, (f"at {n}",), (0.0, -1.0, 1.0), logs, (logs[-1],) if n == fixed else ())
        for n in range(2)
    )
    return Sample(name, "python", name, OPERATORS, groups)


def test_ranks_count_what_weighs_more() -> None:
    assert rank(sample(1), {}) == 1
    assert rank(sample(1), {"delete": 0.5}) == 2
    assert rank(sample(1), {"delete": 5.0}) == 3
    assert rank(sample(1), {"delete": 5.0, "negate on flipped": 6.0}) == 1


def test_without_a_fix_there_is_no_rank() -> None:
    assert rank(sample(9), {"delete": 1.0}) is None
    assert not any(fit([sample(9)]).values())


def test_what_fixes_is_learned() -> None:
    weights = fit(sample(1, str(n)) for n in range(20))
    assert weights["negate"] > 0 > weights["delete"]
    assert weights["at 1"] > 0 > weights["at 0"]


def test_a_heavier_penalty_learns_less() -> None:
    samples = [sample(1, str(n)) for n in range(5)]
    assert fit(samples, 20.0)["negate"] < fit(samples, 0.5)["negate"]


def test_what_says_nothing_stays_near_nothing() -> None:
    weights = fit(sample(n % 2, str(n)) for n in range(20))
    assert abs(weights["negate"]) < 0.05


@given(st.lists(st.integers(0, 1), min_size=1, max_size=6))
def test_exponents_stay_in_bounds(fixed: list[int]) -> None:
    weights = fit(sample(f, str(n)) for n, f in enumerate(fixed))
    assert weights[PLACE] >= LEAST_EXPONENT
    assert weights[FACTOR] >= LEAST_EXPONENT
    assert weights[SIZE] <= 0.0
    assert all(math.isfinite(weight) for weight in weights.values())

"""The fit of factors to fixes, on samples made up here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fit import BOUND, Group, Sample, family, fit, rank

OPERATORS = (("delete", 1.0),), (("negate", 1.0), ("negate on flipped", 1.0))


def sample(fixed: int, name: str = "a", logs: tuple[float, ...] = (-2.0, -1.0)) -> Sample:
    """Two groups, of one operator each; the fix is the likeliest of one of them."""
    groups = tuple(
        Group(n, (f"x at {n}",), logs, (logs[-1],) if n == fixed else ()) for n in range(2)
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


def test_finer_features_learn_less() -> None:
    weights = fit((sample(1, str(n)) for n in range(5)), ("operator", "clue"))
    assert 0 < weights["negate on flipped"] < weights["negate"]


def test_only_the_families_that_are_asked_for_are_learned() -> None:
    assert set(fit([sample(1)])) == {"delete", "negate"}


@pytest.mark.parametrize(
    ("feature", "name"),
    [
        ("off-by-one", "operator"),
        ("off-by-one in go", "language"),
        ("off-by-one on IndexError", "clue"),
        ("off-by-one at call", "node"),
        ("off-by-one within argument_list", "node"),
    ],
)
def test_families(feature: str, name: str) -> None:
    assert family(feature) == name


def test_what_says_nothing_stays_near_nothing() -> None:
    weights = fit(sample(n % 2, str(n)) for n in range(20))
    assert abs(weights["negate"]) < 0.05


@given(st.lists(st.integers(0, 1), min_size=1, max_size=6))
def test_weights_stay_small_where_little_is_seen(fixed: list[int]) -> None:
    weights = fit(sample(f, str(n)) for n, f in enumerate(fixed))
    assert all(abs(weight) < len(fixed) for weight in weights.values())


def test_no_weight_goes_beyond_its_bound() -> None:
    weights = fit(sample(1, str(n), logs=(-9.0, -1.0)) for n in range(300))
    assert max(map(abs, weights.values())) <= BOUND

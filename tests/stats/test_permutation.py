"""Paired tests: published cases, and what must hold of any differences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.stats.permutation import EXACT_PAIRS, sign_flip, sign_test

DARWIN = [49.0, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Fisher 1935, section 21: 1,726 of 32,768 sums are as extreme."""
SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
"""R's sleep: nine differences, all of one sign."""

few = st.lists(st.integers(-9, 9).map(float), max_size=9)


def test_published_cases() -> None:
    assert sign_flip(DARWIN) == pytest.approx(1726 / 32768)
    assert sign_flip(SLEEP) == pytest.approx(2 / 2**9)
    assert sign_test(SLEEP) == pytest.approx(2 / 2**9)
    assert sign_test([1.0] * 9 + [-1.0] * 1) == pytest.approx(0.0215, abs=1e-4)


def test_many_pairs_are_drawn_and_agree_with_the_exact_test() -> None:
    differences = [1.0] * 20 + [-1.0] * 8
    assert len(differences) > EXACT_PAIRS
    assert sign_flip(differences, draws=20_000) == pytest.approx(sign_test(differences), abs=0.006)


def test_a_drawn_p_is_never_zero() -> None:
    assert sign_flip([1.0] * 40, draws=99) == pytest.approx(0.01)


@pytest.mark.parametrize("nothing", [[], [0.0], [0.0, 0.0]])
def test_without_differences_nothing_is_shown(nothing: list[float]) -> None:
    assert sign_flip(nothing) == 1.0
    assert sign_test(nothing) == 1.0


@given(few)
@settings(max_examples=60)
def test_sides_and_order_do_not_matter(differences: list[float]) -> None:
    for test in (sign_flip, sign_test):
        p = test(differences)
        assert 0 < p <= 1
        assert p == test([-each for each in differences])
        assert p == pytest.approx(test(differences[::-1]))


@given(few)
@settings(max_examples=60)
def test_equal_sizes_make_both_tests_one(differences: list[float]) -> None:
    signs = [(each > 0) - (each < 0) for each in differences]
    assert sign_flip([float(s) for s in signs]) == pytest.approx(sign_test(differences))

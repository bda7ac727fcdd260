"""Values as texts: equal for equal values, bounded for large ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.judging.summaries import LONGEST, summary

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@dataclass
class Point:
    x: int
    y: Any = None


@given(plain, plain)
def test_equal_texts_mean_equal_values_of_one_type(one: object, other: object) -> None:
    if summary(one) == summary(other):
        assert repr(one) == repr(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (1, 1.0), ("1", 1), ([1], (1,)), ([], {}), (b"a", "a"), (Point(1), Point(2))],
)
def test_what_is_not_the_same_is_told_apart(one: object, other: object) -> None:
    assert summary(one) != summary(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [({1, 2, 3}, {3, 2, 1}), (map(str, [1]), iter(["1"])), (Point(1), Point(1))],
)
def test_what_is_the_same_is_not(one: object, other: object) -> None:
    assert summary(one) == summary(other)


def test_what_is_large_or_holds_itself_has_a_short_text() -> None:
    ring: list[object] = []
    ring.append(ring)
    for value in (ring, "x" * 10**6, list(range(10**6)), 1 << 10**6, Point(0, Point(1))):
        assert len(summary(value)) < 20 * LONGEST


def test_long_texts_that_differ_at_the_end_are_told_apart() -> None:
    assert summary("a" * 999 + "b") != summary("a" * 999 + "c")

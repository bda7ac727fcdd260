"""Features of how an actual value differs from the expected one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.contrast import Value, contrast

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=5,
)


def features(actual: object, expected: object) -> set[str]:
    return set(contrast(Value(actual), Value(expected)))


@pytest.mark.parametrize(
    ("actual", "expected", "feature"),
    [
        (None, 1, "got-none"),
        (1, None, "wanted-none"),
        (True, False, "flipped"),
        (True, False, "wrongly-true"),
        (False, True, "wrongly-false"),
        (3, 4, "off-by-one"),
        (3, -3, "sign"),
        (2.5, 2, "fraction"),
        (2, 10, "multiple"),
        (3, 7, "number"),
        ("a", "A", "case"),
        ("a b", "ab", "space"),
        ("ab", "ba", "order"),
        ("abc", "cba", "reversed"),
        ("x", "y", "text"),
        ([1, 2], [2, 1], "order"),
        ([1, 2, 3], [3, 2, 1], "reversed"),
        ([1, 1, 2], [1, 2], "repeated"),
        ([1], [1, 2], "shorter"),
        ([1, 2], [1], "longer"),
        ([1, 2], [1], "length-off-by-one"),
        ((1, 2), (2, 1), "order"),
        ({1}, {1, 2}, "shorter"),
        ([1], (1,), "other-container"),
        ("1", 1, "text-or-not"),
        (1, [1], "other-type"),
    ],
)
def test_a_feature_is_seen(actual: object, expected: object, feature: str) -> None:
    assert feature in features(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "feature"),
    [
        (3, 5, "off-by-one"),
        (True, False, "number"),
        ([1, 2], [3, 4], "order"),
        ("a", "b", "case"),
        (0, 0, "sign-flip"),
        ([1, 2, 3], [1], "length-off-by-one"),
    ],
)
def test_a_feature_is_not_imagined(actual: object, expected: object, feature: str) -> None:
    assert feature not in features(actual, expected)


def test_without_values_there_is_nothing_to_tell() -> None:
    assert list(contrast(None, Value(1))) == []
    assert list(contrast(Value(1), None)) == []


@given(VALUES, VALUES)
def test_any_two_values_can_be_compared(one: object, two: object) -> None:
    assert all(isinstance(feature, str) for feature in features(one, two))

"""Distances that assertion messages show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.metrics.distance import closeness, similarity


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("assert 3 == 4", 1 - 1 / 8),
        ("assert 3 == 4\n +  where 3 = f(1)", 1 - 1 / 8),
        ("the sum is wrong\nassert 3 == 4", 1 - 1 / 8),
        ("E   assert 3 == 4", 1 - 1 / 8),
        ("3 != 4", 1 - 1 / 8),
        ("3 != 4 : the sum is wrong", 1 - 1 / 8),
        ("assert 0.5 < 0.25", 1 - 0.25 / 1.75),
        ("assert None == 4", 0.0),
        ("assert 'abcd' == 'abcx'", 0.75),
        ("Lists differ: [1, 2] != [1, 3]\n\nFirst differing", 0.5),
        ("assert [1, 2, 3, 4] == [1, 2, 3, 5]", 0.75),
        ("assert (1, 2) == [1, 2]", 1.0),
        ("assert {'a': 1} == {'a': 2}", 0.1),
        ("assert False == True", 0.0),
        ("assert False is True", 0.0),
    ],
)
def test_closeness(message: str, expected: float) -> None:
    assert closeness(message) == pytest.approx(expected)


@pytest.mark.parametrize(
    "message",
    ["", "assert False", "boom", "assert foo(1) == 3", "assert [1, 2, ...] == <X>", "a != b"],
)
def test_no_two_values_no_closeness(message: str) -> None:
    assert closeness(message) is None


def test_nearer_numbers_are_closer() -> None:
    assert similarity(9, 10) > similarity(5, 10) > similarity(-10, 10)


@pytest.mark.parametrize("a", [float("nan"), float("inf"), 10**400], ids=["nan", "inf", "huge"])
def test_no_number_is_too_strange(a: float) -> None:
    assert 0.0 <= similarity(a, 3.5) <= 1.0
    assert 0.0 <= similarity(a, float("inf")) <= 1.0


def test_deep_nesting_in_a_message_is_no_mistake() -> None:
    assert closeness(f"assert {'[' * 800}{']' * 800} == 3") is None


def test_very_long_values_are_left_alone() -> None:
    assert closeness(f"assert '{'a' * 5000}' == 'b'") is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.tuples(inner, inner),
    max_leaves=8,
)


@given(values, values)
def test_similarity_is_a_share_and_1_for_equals(a: object, b: object) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, a) == 1.0


@given(st.text(max_size=200))
def test_any_message_is_read(message: str) -> None:
    found = closeness(message)
    assert found is None or 0.0 <= found <= 1.0

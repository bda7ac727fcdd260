"""Values are read, compared and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.questions.values import LONGEST, alike, literal, written

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=8,
)


@given(PLAIN)
def test_what_is_read_is_alike(value: object) -> None:
    read = literal(repr(value))
    assert read is not None
    assert alike(read.value, value)


@given(PLAIN, PLAIN)
def test_equal_texts_are_equal_values(one: object, other: object) -> None:
    assert (written(one) == written(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize("text", ["a", "f()", "1 +", "", "(" * 300])
def test_what_is_no_literal(text: str) -> None:
    assert literal(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0.1 + 0.2, 0.3, True),
        (1.0, 1, True),
        (True, 1, False),
        ([0.1 + 0.2], [0.3], True),
        ([1], (1,), False),
        ([1], [1, 2], False),
        ("a", "b", False),
    ],
)
def test_alike(one: object, other: object, *, same: bool) -> None:
    assert alike(one, other) is same


def test_long_values_are_cut_and_told_apart() -> None:
    one, other = written("x" * 500 + "1"), written("x" * 500 + "2")
    assert one != other
    assert max(len(one), len(other)) <= LONGEST + 2


def test_sets_are_written_in_order_and_addresses_are_not() -> None:
    assert written({3, 1, 2}) == "{1, 2, 3}"
    assert written(object()) == "<object object>"


def test_floats_are_rounded() -> None:
    assert written([0.1 + 0.2]) == written([0.3])

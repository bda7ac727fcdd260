"""What a failure's message says of two values."""

from __future__ import annotations

import pytest

from oppie.inside.growing.contrast import Contrast, contrast


@pytest.mark.parametrize(
    ("message", "left", "right"),
    [
        ("assert 3 == 4\n +  where 3 = f()", 3, 4),
        ("[1, 2] != [2]\n\nFirst differing element", [1, 2], [2]),
        ("assert 'a == b' == 'b'", "a == b", "b"),
        ("assert None is True", None, True),
        ("assert False", False, True),
        ("assert not True", True, False),
        ("False is not true", False, True),
        ("AssertionError: assert -1 == 1", -1, 1),
    ],
)
def test_both_values(message: str, left: object, right: object) -> None:
    assert contrast(message) == Contrast(left, right)


@pytest.mark.parametrize("message", ["", "assert a == b", "boom", "assert [1, ...] == [2]x"])
def test_what_writes_down_no_two_values_says_nothing(message: str) -> None:
    assert contrast(message) is None

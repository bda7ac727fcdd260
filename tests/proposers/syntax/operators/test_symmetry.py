"""The case that is missing among its like; two things exchanged in all places."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

PARTS = """\
def valid(date: str):
    t = date.split("-")
    if t[1] > 12 or t[0] < 1:
        return False
    return t[0] <= 31
"""


@pytest.mark.parametrize(
    ("held", "more"),
    [
        ("x + y == z or x == y + z", " or x + z == y"),
        ("(x + y == z) or (y + z == x)", " or (x + z == y)"),
        ("x + y > z and x + z > y", " and y + z > x"),
        ("x != y and y != z", " and x != z"),
    ],
)
def test_what_is_left_of_all_the_ways_round_is_put(held: str, more: str) -> None:
    source = "def f(x, y, z):\n    return {}\n"
    assert source.format(held + more) in results("missing-case", source.format(held))


@pytest.mark.parametrize(
    "held",
    [
        "x + y == z or x == y + z or x + z == y",
        "x + y == z or z == y + x or x == y + z or y - x == 0 or z + x == y",
        "x == 1 or y == 2",
        "x == y and x % 2 == 0",
        "x < y and y < z",
    ],
)
def test_what_is_whole_or_alone_stays(held: str) -> None:
    assert results("missing-case", f"def f(x, y, z):\n    return {held}\n") == []


def test_items_are_exchanged_wherever_they_stand() -> None:
    after = PARTS.replace("t[1]", "t[2]").replace("t[0]", "t[1]").replace("t[2]", "t[0]")
    assert after in results("exchange-throughout", PARTS)


def test_parameters_are_exchanged_in_the_body() -> None:
    source = "def f(a, b):\n    c = a % b\n    return c - b\n"
    after = "def f(a, b):\n    c = b % a\n    return c - a\n"
    assert after in results("exchange-throughout", source)


def test_what_one_statement_holds_is_left_to_others() -> None:
    assert results("exchange-throughout", "def f(a, b):\n    return a - b\n") == []

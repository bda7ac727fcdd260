"""Numbers, truth values, nothing, and variables in their place."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


def values(operator: str, literal: str, **more: str) -> list[str]:
    found = results(operator, f"x = {literal}\n", **more)
    return [text.removeprefix("x = ").strip() for text in found]


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ("5", ["6", "4", "0", "1", "2", "-1", "-5", "50", "500", "10"]),
        ("0", ["1", "-1", "2"]),
        ("0x10", ["17", "15"]),
        ("-1", ["2", "0", "1", "-2"]),
        ("1_000", ["1001", "999", "10000", "100"]),
    ],
)
def test_integers(literal: str, expected: list[str]) -> None:
    assert set(expected) <= set(values("integer", literal))


def test_neighbours_come_first() -> None:
    assert values("integer", "7")[:2] == ["8", "6"]


def test_a_negative_number_is_put_in_parentheses_where_it_has_to_be() -> None:
    assert "x = (-1) ** 2\n" in results("integer", "x = 0 ** 2\n")


def test_a_minus_belongs_to_its_number() -> None:
    found = values("integer", "-3")
    assert found[:2] == ["-2", "-4"]
    assert not [text for text in found if text.startswith("--")]
    assert "-f(3)" in [text.replace("4", "3") for text in values("integer", "-f(4)")]


def test_integers_of_the_function_and_of_the_test() -> None:
    source = 'def f(a):\n    """By 400."""\n    return a % 4\n'
    found = results("integer", source, "AssertionError: assert 1 == 77", "assert f(9) == 77\n")
    for number in ("400", "77", "9"):
        assert source.replace("% 4\n", f"% {number}\n") in found


def test_what_no_integer_can_be_is_left() -> None:
    assert values("integer", "1j") == []


@pytest.mark.parametrize(("literal", "expected"), [("2.0", "2"), ("1.5", "15.0"), ("0.1", "0.9"),
                                                   ("3.0", "4.0")])  # fmt: skip
def test_floats(literal: str, expected: str) -> None:
    assert expected in values("decimal", literal)


def test_floats_of_the_test() -> None:
    source = "def f(a):\n    return a * 1.5\n"
    assert source.replace("1.5", "2.54") in results("decimal", source, test="f(1) == 2.54\n")


def test_truth() -> None:
    assert values("truth", "True") == ["False", "None"]
    assert values("truth", "False") == ["True", "None"]


def test_nothing() -> None:
    assert {"0", "[]", "''", "False", "{}"} <= set(values("nothing", "None"))
    assert results("nothing", "x = a is None\n") == []


def test_the_wanted_value_comes_first() -> None:
    found = values("nothing", "None", said="AssertionError: assert None == []")
    assert found[0] == "[]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(n):\n    return range(0)\n", "def f(n):\n    return range(n)\n"),
        ("def f(key):\n    return g('key')\n", "def f(key):\n    return g(key)\n"),
        ("def f(a):\n    b = 1\n    return 0\n", "def f(a):\n    b = 1\n    return b\n"),
    ],
)
def test_a_variable_for_a_literal(before: str, after: str) -> None:
    assert after in results("literal-to-name", before)


def test_a_literal_of_the_variables_name_comes_first() -> None:
    source = "def f(key, other):\n    return g('key')\n"
    assert results("literal-to-name", source)[0] == source.replace("'key'", "key")


def test_variables_of_another_sort_are_left_out() -> None:
    source = "def f(a: list):\n    return 1 + 0\n"
    assert source.replace("0", "a") not in results("literal-to-name", source)


@pytest.mark.parametrize(
    ("source", "idle"),
    [("y + 1", "y + 0"), ("y - 1", "y - 0"), ("y * 2", "y * 1"), ("2 * y", "1 * y")],
)
def test_what_would_do_nothing_is_left_to_the_operand_alone(source: str, idle: str) -> None:
    found = results("integer", f"x = {source}\n")
    assert f"x = {idle}\n" not in found
    assert found


def test_a_decimal_that_would_do_nothing_is_left_too() -> None:
    assert "x = y * 1.0\n" not in results("decimal", "x = y * 2.0\n")

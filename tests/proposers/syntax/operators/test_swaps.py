"""One word for another."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.languages.python import PYTHON
from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("compare-operator", "x = a < b\n", "x = a <= b\n"),
        ("compare-operator", "x = a < b < c\n", "x = a < b <= c\n"),
        ("compare-operator", "x = a is b\n", "x = a is not b\n"),
        ("compare-operator", "x = a not in b\n", "x = a in b\n"),
        ("compare-operator", "x = a == b\n", "x = a != b\n"),
        ("arithmetic-operator", "x = a + b\n", "x = a - b\n"),
        ("arithmetic-operator", "x = a / b\n", "x = a // b\n"),
        ("arithmetic-operator", "x = a ** b\n", "x = a * b\n"),
        ("bitwise-operator", "x = a & b\n", "x = a | b\n"),
        ("bitwise-operator", "x = a >> b\n", "x = a << b\n"),
        ("bitwise-operator", "x = ~a\n", "x = -a\n"),
        ("boolean-operator", "x = a and b\n", "x = a or b\n"),
        ("augmented-operator", "x += 1\n", "x -= 1\n"),
        ("augmented-operator", "x *= 1\n", "x = 1\n"),
        ("augmented-operator", "x //= 2\n", "x /= 2\n"),
        ("accumulate", "def f(x):\n    x = 1\n", "def f(x):\n    x += 1\n"),
        ("accumulate", "def f(s):\n    s.x = 1\n", "def f(s):\n    s.x += 1\n"),
        ("paired-name", "x = min(a)\n", "x = max(a)\n"),
        ("paired-name", "x = a.lower()\n", "x = a.upper()\n"),
        ("paired-name", "for x in a.keys(): pass\n", "for x in a.items(): pass\n"),
        ("paired-name", "x = map(int, a)\n", "x = map(float, a)\n"),
        ("paired-name", "x = a.startswith(b)\n", "x = a.endswith(b)\n"),
        ("paired-name", "x = math.ceil(a)\n", "x = math.floor(a)\n"),
    ],
)
def test_swaps(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("arithmetic-operator", "f(*a, **b)\n"),
        ("arithmetic-operator", "def f(a, *, b): pass\n"),
        ("compare-operator", "for x in y: pass\n"),
        ("accumulate", "def f(y):\n    x = y\n"),
        ("paired-name", "min = 3\n"),
        ("paired-name", "x = index\n"),
        ("paired-name", "f(min=3)\n"),
        ("boolean-operator", "x = 'and'\n"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


@pytest.mark.parametrize("idle", ["%", "*", "/", "//"])
def test_an_operator_of_which_nothing_comes_is_hardly_meant(idle: str) -> None:
    made = results("arithmetic-operator", "x = a - 1 - 2\n")
    assert made.index(f"x = a - 1 {idle} 2\n") < made.index(f"x = a {idle} 1 - 2\n")


def test_nor_is_one_that_changes_a_variable_by_nothing() -> None:
    made = results("augmented-operator", "x += 1\n")
    assert made.index("x *= 1\n") > made.index("x -= 1\n")
    assert made[-1] in {"x *= 1\n", "x /= 1\n", "x //= 1\n"}


def test_the_likeliest_comes_first() -> None:
    assert results("compare-operator", "x = a < b\n")[0] == "x = a <= b\n"


@pytest.mark.parametrize("name", sorted(PYTHON.usual.operators))
def test_every_operator_of_a_table_is_swapped(name: str) -> None:
    for sign, others in PYTHON.usual.operators[name].items():
        before = f"x = {sign}a\n" if sign == "~" else f"a {sign} b\n"
        assert results(name, before) == [before.replace(sign, other, 1) for other in others]

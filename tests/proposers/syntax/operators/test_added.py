"""Numbers and texts added to a value."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "def f(n: int):\n    return f(n - 1)\n",
            "def f(n: int):\n    return f(n - 1) + n\n",
        ),
        (
            "def f(n: int):\n    return f(n - 1)\n",
            "def f(n: int):\n    return f(n - 1) * n\n",
        ),
        (
            "def f(xs: list[str]):\n    return f(xs[1:])\n",
            "def f(xs: list[str]):\n    return xs[0] + f(xs[1:])\n",
        ),
        (
            "def f(x: str):\n    out = ''\n    out += x\n",
            "def f(x: str):\n    out = ''\n    out += x + \" \"\n",
        ),
        (
            "def f(a: int, b: int):\n    c = a * 2\n    return c\n",
            "def f(a: int, b: int):\n    c = a * 2 - b\n    return c\n",
        ),
    ],
)
def test_an_operand_is_put(before: str, after: str) -> None:
    assert after in results("put-operand", before)


def test_numbers_are_not_added_to_texts() -> None:
    made = results("put-operand", "def f(x: str, n: int):\n    return x\n")
    assert made
    assert not any("n" in text.split("return")[1] for text in made)

"""The odd one out of statements and elements alike."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f('a', 1)\nf('b', 2)\ng('c', 3)\nf('d', 4)\n", "f('c', 3)"),
        ("x = [a.left, b.left, c.right, d.left]\n", "c.left"),
        ("def f(a, b, c):\n    a += 1\n    b += 2\n    c -= 3\n", "c += 3"),
        ("f(at(x) + 1, at(y) + 2, to(z) + 3)\n", "at(z) + 3"),
    ],
    ids=["call", "element", "operator", "argument"],
)
def test_it_says_what_its_neighbours_do(before: str, after: str) -> None:
    assert any(after in text for text in results("odd-one", before))


@pytest.mark.parametrize(
    "source",
    [
        "f('a')\ng('b')\n",
        "a.x = x\na.y = y\na.z = z\n",
        "f(1)\nf(2)\nf(3)\n",
        "f(a)\ng = h\nf(b, c)\n",
        f"f(1)\nf(2)\ng({' + '.join('a' * 30)})\n",
    ],
    ids=["two", "none agree", "literals", "other shapes", "long"],
)
def test_what_is_not_alike_or_agrees_is_left(source: str) -> None:
    assert results("odd-one", source) == []

"""Off by one, ranges, slices and subscripts."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("off-by-one", "x = range(n)\n", "x = range(n + 1)\n"),
        ("off-by-one", "x = a[i]\n", "x = a[i - 1]\n"),
        ("off-by-one", "x = a[i]\n", "x = a[i + 1]\n"),
        ("off-by-one", "x = len(a) - i\n", "x = len(a) - i - 1\n"),
        ("off-by-one", "x = n * 2\n", "x = (n - 1) * 2\n"),
        ("off-by-one", "while i < n: pass\n", "while i < n - 1: pass\n"),
        ("off-by-one", "x = n % 2\n", "x = n % 2 + 1\n"),
        ("range-bounds", "x = range(n)\n", "x = range(1, n)\n"),
        ("range-bounds", "x = range(n)\n", "x = range(1, n + 1)\n"),
        ("range-bounds", "x = range(n)\n", "x = range(n - 1, -1, -1)\n"),
        ("range-bounds", "x = range(1, n)\n", "x = range(n)\n"),
        ("range-bounds", "x = range(a, b)\n", "x = range(a, b, 2)\n"),
        ("range-bounds", "x = range(a, b)\n", "x = range(b, a, -1)\n"),
        ("range-bounds", "x = range(a, b, 2)\n", "x = range(a, b)\n"),
        ("range-bounds", "x = range(a, b, 2)\n", "x = range(a, b + 1, 2)\n"),
        ("range-bounds", "x = range(a, b, -1)\n", "x = range(a, b, 1)\n"),
        ("range-bounds", "def f(n, i):\n    range(n)\n", "def f(n, i):\n    range(i + 1, n)\n"),
        ("slice-bounds", "x = a[1:]\n", "x = a[:-1]\n".replace(":-1", ":1")),
        ("slice-bounds", "x = a[1:]\n", "x = a[:]\n"),
        ("slice-bounds", "x = a[1:]\n", "x = a[1:-1]\n"),
        ("slice-bounds", "x = a[:-1]\n", "x = a[1:]\n"),
        ("slice-bounds", "x = a[:n]\n", "x = a[n:]\n"),
        ("slice-bounds", "x = a[:n]\n", "x = a[1:n]\n"),
        ("slice-bounds", "x = a[i:j]\n", "x = a[j:i]\n"),
        ("slice-bounds", "x = a[i:j]\n", "x = a[i + 1:j + 1]\n"),
        ("slice-bounds", "x = a[::2]\n", "x = a[::-1]\n"),
        ("slice-bounds", "x = a[:]\n", "x = a[::-1]\n".replace("::-1", "::2")),
        ("slice-bounds", "def f(a, k):\n    a[1:]\n", "def f(a, k):\n    a[1:k]\n"),
        ("put-subscript", "x = f(a)\n", "x = f(a)[0]\n"),
        ("put-subscript", "x = f(a)\n", "x = f(a[1:])\n"),
        ("put-subscript", "x = a + b\n", "x = (a + b)[0]\n"),
        ("put-subscript", "x = [1]\n", "x = [1][::-1]\n"),
        ("put-subscript", "def f(a, k):\n    g(a)\n", "def f(a, k):\n    g(a[:k])\n"),
        ("put-subscript", "def f(a, k):\n    g(a)\n", "def f(a, k):\n    g(a[k:])\n"),
        ("drop-subscript", "x = a[0]\n", "x = a\n"),
        ("drop-subscript", "x = a[i]\n", "x = i\n"),
        ("drop-subscript", "x = a[-1]\n", "x = sum(a)\n"),
        ("drop-subscript", "x = a[i]\n", "x = a[-i]\n"),
        ("drop-subscript", "x = a[i]\n", "x = a[i:]\n"),
        ("drop-subscript", "x = a[k]\n", "x = a.get(k, 0)\n"),
        ("drop-subscript", "x = a[1:]\n", "x = a[::-1]\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("off-by-one", "x = a.b()\n".replace("a.b()", "'a'")),
        ("range-bounds", "x = f(1, 2)\n"),
        ("put-subscript", "def f(n: int):\n    return n\n"),
        ("drop-subscript", "x = a\n"),
    ],
)
def test_what_it_is_not_for_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


def test_an_assigned_element_is_not_turned_into_a_call() -> None:
    assert "sum(a) = 1\n" not in results("drop-subscript", "a[0] = 1\n")

"""Arguments and elements exchanged, dropped, put and named."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

SCALE = "def scale(xs, factor=1): pass\n\n\ndef f(xs, factor):\n    scale(xs)\n"


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("swap-arguments", "f(a, b)\n", "f(b, a)\n"),
        ("swap-arguments", "f(a, b, c)\n", "f(c, b, a)\n"),
        ("swap-arguments", "f(a, b, k=1)\n", "f(b, a, k=1)\n"),
        ("drop-argument", "f(a, b)\n", "f(a)\n"),
        ("drop-argument", "f(a, b)\n", "f(b)\n"),
        ("drop-argument", "f(a)\n", "f()\n"),
        ("drop-argument", "f(a, k=b)\n", "f(a)\n"),
        ("put-argument", "sorted(a)\n", "sorted(a, reverse=True)\n"),
        ("put-argument", "sorted(a)\n", "sorted(a, key=len)\n"),
        ("put-argument", "a.sort()\n", "a.sort(key=lambda x: x[1])\n"),
        ("put-argument", "max(a)\n", "max(a, default=0)\n"),
        ("put-argument", "d.get(k)\n", "d.get(k, 0)\n"),
        ("put-argument", "sum(a)\n", "sum(a, 1)\n"),
        ("put-argument", "def f(a, b):\n    g(a)\n", "def f(a, b):\n    g(a, b)\n"),
        ("put-argument", "def f(a, b):\n    g(a)\n", "def f(a, b):\n    g(b, a)\n"),
        ("put-argument", SCALE, SCALE.replace("scale(xs)", "scale(xs, factor=factor)")),
        ("put-argument", "json.dumps(a)\n", "json.dumps(a, sort_keys=True)\n"),
        ("keyword", "f(key=a)\n", "f(a)\n"),
        ("keyword", "f(reverse=a)\n", "f(reverse=not a)\n"),
        ("elements", "x = [a, b]\n", "x = [b, a]\n"),
        ("elements", "x = (a, b, c)\n", "x = (a, c)\n"),
        ("elements", "x = {a, b}\n", "x = {b}\n"),
        ("elements", "a, b = c\n", "b, a = c\n"),
        ("elements", "def f(a, b):\n    return a, b\n", "def f(a, b):\n    return b, a\n"),
        ("elements", "x = {1: 2, 3: 4}\n", "x = {3: 4}\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("swap-arguments", "f(a)\n"),
        ("swap-arguments", "f(a, a)\n"),
        ("swap-arguments", "f(a, k=b)\n"),
        ("drop-argument", "f()\n"),
        ("elements", "x = []\n"),
        ("elements", f"x = [{', '.join(map(str, range(20)))}]\n"),
    ],
)
def test_what_cannot_change_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


def test_neighbours_are_exchanged_first() -> None:
    found = results("swap-arguments", "f(a, b, c)\n")
    assert found.index("f(b, a, c)\n") < found.index("f(c, b, a)\n")


def test_a_parameter_that_is_given_is_not_given_again() -> None:
    source = SCALE.replace("scale(xs)", "scale(xs, factor=2)")
    assert all("factor=2, factor=factor" not in text for text in results("put-argument", source))

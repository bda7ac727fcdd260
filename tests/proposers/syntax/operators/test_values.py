"""What is returned, assigned, raised, caught and composed."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("returned", "def f(a, b):\n    return a\n", "def f(a, b):\n    return b\n"),
        ("returned", "def f(a):\n    return a.b\n", "def f(a):\n    return a\n"),
        ("returned", "def f(a):\n    return 1\n", "def f(a):\n    return None\n"),
        ("initial", "x = 0\n", "x = []\n"),
        ("initial", "x = 0\n", "x = float('inf')\n"),
        ("initial", "def f(xs):\n    x = 0\n", "def f(xs):\n    x = xs[0]\n"),
        ("initial", "def f(xs):\n    x = 0\n", "def f(xs):\n    x = len(xs)\n"),
        ("fragment", "def f(a, b):\n    g(a / b, len(a))\n",
         "def f(a, b):\n    g(a / len(a), len(a))\n"),
        ("fragment", "def f(a):\n    g(a[0] * 2)\n    h(a + 1)\n",
         "def f(a):\n    g((a + 1) * 2)\n    h(a + 1)\n"),
        ("conditional", "x = a if b else c\n", "x = c if b else a\n"),
        ("conditional", "x = a if b else c\n", "x = a\n"),
        ("comprehension-condition", "x = [a for a in b if c]\n", "x = [a for a in b]\n"),
        ("comprehension-condition", "x = [a for a in b]\n", "x = [a for a in b if a > 0]\n"),
        ("comprehension-element", "x = [i for i, a in b]\n", "x = [a for i, a in b]\n"),
        ("comprehension-element", "x = [i for i, a in b]\n", "x = [(i, a) for i, a in b]\n"),
        ("comprehension-kind", "x = [a for a in b]\n", "x = {a for a in b}\n"),
        ("comprehension-kind", "x = {a for a in b}\n", "x = [a for a in b]\n"),
        ("raised", "def f():\n    raise KeyError(1)\n", "def f():\n    raise ValueError(1)\n"),
        ("raised", "def f():\n    raise KeyError\n", "def f():\n    raise TypeError\n"),
        ("caught", "try:\n    f()\nexcept KeyError:\n    g()\n",
         "try:\n    f()\nexcept ValueError:\n    g()\n"),
        ("caught", "try:\n    f()\nexcept KeyError as e:\n    g()\n",
         "try:\n    f()\nexcept (KeyError, IndexError) as e:\n    g()\n"),
        ("caught", "try:\n    f()\nexcept (A, B):\n    g()\n",
         "try:\n    f()\nexcept A:\n    g()\n"),
        ("reraise", "def f():\n    ValueError(1)\n", "def f():\n    raise ValueError(1)\n"),
        ("reraise", "def f():\n    return ValueError(1)\n", "def f():\n    raise ValueError(1)\n"),
        ("reraise", "try:\n    f()\nexcept A:\n    pass\n",
         "try:\n    f()\nexcept A:\n    raise\n"),
        ("compose-operation", "def f(a, b):\n    return g(1)\n",
         "def f(a, b):\n    return g(a - b)\n"),
        ("compose-operation", "def f(a, b):\n    return g(1)\n",
         "def f(a, b):\n    return g(-b)\n"),
        ("compose-operation", "def f(a, b):\n    return 1 * 2\n",
         "def f(a, b):\n    return (a + b) * 2\n"),
        ("compose-call", "def f(a: list):\n    return g(1)\n",
         "def f(a: list):\n    return g(len(a))\n"),
        ("compose-call", "def f(a: str):\n    return g('a')\n",
         "def f(a: str):\n    return g(a.encode())\n"),
        ("compose-call", "def f(a, n: int):\n    return a.count(1)\n",
         "def f(a, n: int):\n    return bin(n).count(1)\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source", "never"),
    [
        ("fragment", "def f(a):\n    g(a[0])\n    return [b + 1 for b in a]\n", "g(b + 1)"),
        ("returned", "def f(a: int, b: str):\n    return a\n", "return b"),
        ("compose-call", "def f(a: int):\n    return g(1)\n", "len(a)"),
    ],
)
def test_what_cannot_be_is_not_proposed(operator: str, source: str, never: str) -> None:
    assert all(never not in text for text in results(operator, source))


def test_the_tests_exception_comes_first() -> None:
    source = "def f():\n    raise KeyError\n"
    found = results("raised", source, "Failed: DID NOT RAISE <class 'Odd'>")
    assert found[0] == source.replace("KeyError", "Odd")


def test_the_exception_that_escaped_is_caught_first() -> None:
    source = "def f():\n    try:\n        g()\n    except KeyError:\n        pass\n"
    found = results("caught", source, "OverflowError: too big")
    assert found[0] == source.replace("KeyError", "OverflowError")


def test_the_constant_that_a_test_wanted_in_place_of_a_returned_one_comes_first() -> None:
    source = "def f(a):\n    return False\n"
    assert "return None" in results("returned", source, "AssertionError: assert False is None")[0]
    assert "return a" in results("returned", source, "AssertionError: assert 3 == None")[0]


def test_what_was_built_up_and_is_read_nowhere_is_returned_whatever_its_type() -> None:
    source = "def f(xs):\n    out = []\n    out.append(xs)\n    return False\n"
    assert results("returned", source)[0] == source.replace("False", "out")

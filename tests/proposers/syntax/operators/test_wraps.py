"""Calls put around an expression and taken away."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("put-call", "x = a - b\n", "x = abs(a - b)\n"),
        ("put-call", "x = (a - b) * 2\n", "x = abs(a - b) * 2\n"),
        ("put-call", "x = f(a)\n", "x = f(len(a))\n"),
        ("put-call", "x = a\n", "x = sorted(a)\n"),
        ("put-call", "x = a\n", "x = a.lower()\n"),
        ("put-call", "x = a + b\n", "x = (a + b).strip()\n"),
        ("put-call", "x = ''.join(a)\n", "x = ''.join(a).upper()\n"),
        ("put-call", "for k in d: pass\n", "for k in d.items(): pass\n"),
        ("put-call", "def g(a): pass\nx = a\n", "def g(a): pass\nx = g(a)\n"),
        ("put-call", "def g(a):\n    return g(a)\n", "def g(a):\n    return g(g(a))\n"),
        ("wrap-both", "x = a == b\n", "x = set(a) == set(b)\n"),
        ("wrap-both", "x = a == b\n", "x = a.lower() == b.lower()\n"),
        ("wrap-both", "x = a + b\n", "x = abs(a) + abs(b)\n"),
        ("drop-call", "x = f(a)\n", "x = a\n"),
        ("drop-call", "x = f(a, b)\n", "x = b\n"),
        ("drop-call", "x = a.b(c)\n", "x = a\n"),
        ("drop-call", "x = 2 * f(a + b)\n", "x = 2 * (a + b)\n"),
        ("drop-call", "x = sum(a for a in b)\n", "x = [a for a in b]\n"),
        ("drop-call", "x = f(a)\n", "x = f\n"),
        (
            "drop-procedure",
            "def f(a: list):\n    return a.sort()\n",
            "def f(a: list):\n    return a\n",
        ),
        ("call-it", "x = a.keys\n", "x = a.keys()\n"),
        ("call-it", "def g(): pass\nx = g\n", "def g(): pass\nx = g()\n"),
        ("aggregate", "x = [a for a in b]\n", "x = sum(a for a in b)\n"),
        ("aggregate", "x = (a for a in b)\n", "x = list(a for a in b)\n"),
        ("aggregate", "x = [a for a in b]\n", "x = len([a for a in b])\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source", "never"),
    [
        ("put-call", "def f(n: int):\n    return n\n", "len(n)"),
        ("put-call", "def f(n: int):\n    return n\n", "n.lower()"),
        ("put-call", "def f(s: str):\n    return s\n", "abs(s)"),
        ("put-call", "x = abs(a)\n", "abs(abs(a))"),
        ("put-call", "x = sorted(a)\n", "sorted(sorted(a))"),
        ("put-call", "class A:\n    def f(self):\n        self.x\n", "len(self)"),
        ("put-call", "def f(x):\n    return isinstance(x, str)\n", "(str)"),
        ("put-call", "def f(x):\n    return map(f, x)\n", "f(f)"),
        ("drop-procedure", "def f(a: list):\n    a.sort()\n", "    a\n"),
        ("aggregate", "x = sum(a for a in b)\n", "sum(sum("),
    ],
)
def test_what_makes_no_sense_is_not_made(operator: str, source: str, never: str) -> None:
    assert all(never not in text for text in results(operator, source))


def test_where_the_sort_is_known_it_is_likelier() -> None:
    source = "def f(s: str, t):\n    return g(s, t)\n"
    found = results("put-call", source)
    assert found.index(source.replace("g(s", "g(s.lower()")) < found.index(
        source.replace(" t)\n", " t.lower())\n")
    )


def test_a_function_that_takes_as_many_arguments_is_likelier() -> None:
    source = "def one(a): pass\ndef two(a, b): pass\nx = y\n"
    found = results("put-call", source)
    assert found.index(source.replace("= y", "= one(y)")) < found.index(
        source.replace("= y", "= two(y)")
    )

"""Small idioms that lack."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

TRY = (
    "def f(a):\n    try:\n        b = int(a)\n    except ValueError:\n        pass\n    return b\n"
)


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("fallback", "x = a\n", "x = a or []\n"),
        ("fallback", "x = a + b\n", "x = (a or 0) + b\n"),
        ("fallback", "for x in f(a): pass\n", "for x in f(a) or []: pass\n"),
        ("fallback", "def f(a: str):\n    g(a)\n", "def f(a: str):\n    g(a or '')\n"),
        ("types", "isinstance(a, int)\n", "isinstance(a, (int, float))\n"),
        ("types", "isinstance(a, int)\n", "isinstance(a, str)\n"),
        ("types", "class A: pass\nisinstance(a, int)\n", "class A: pass\nisinstance(a, A)\n"),
        ("bind", "def f(xs):\n    for x in xs:\n        g(lambda: x)\n",
         "def f(xs):\n    for x in xs:\n        g(lambda x=x: x)\n"),
        ("bind", "def f(a):\n    return lambda b: a + b\n",
         "def f(a):\n    return lambda b, a=a: a + b\n"),
        ("delegate", "def f():\n    yield g()\n", "def f():\n    yield from g()\n"),
        ("delegate", "def f():\n    yield from g()\n", "def f():\n    yield g()\n"),
        ("delegate", "def f():\n    yield g()\n", "def f():\n    return g()\n"),
        ("accumulate", "x =+ y\n", "x += y\n"),
        ("accumulate", "x = -1\n", "x -= 1\n"),
        ("into-return", "def f(a):\n    print(a)\n", "def f(a):\n    return a\n"),
        ("into-return", "def f(a):\n    a.strip()\n", "def f(a):\n    a = a.strip()\n"),
        ("other-condition", "def f(a):\n    if a: pass\n",
         "def f(a):\n    if a is not None: pass\n"),
        ("put-argument", "f(a, k=1)\nf(b)\n", "f(a, k=1)\nf(b, k=1)\n"),
        ("drop-subscript", "d[k].append(x)\n", "d.setdefault(k, []).append(x)\n"),
        ("put-call", "x = ','.join(a)\n", "x = ','.join(map(str, a))\n"),
        ("put-call", "for x in a: pass\n", "for x in range(len(a)): pass\n"),
        ("put-call", "x = a / b\n", "x = round(a / b, 2)\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("types", "f(a, int)\n"),
        ("bind", "x = lambda a: a\n"),
        ("delegate", "def f():\n    yield\n"),
        ("fallback", "if a: pass\n"),
    ],
)
def test_what_it_is_not_for_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


def test_an_error_that_escapes_is_handled_where_it_does() -> None:
    source = "def f(a):\n    b = int(a)\n    return b\n"
    found = results("handle", source, "ValueError: no", line=2)
    handled = "    try:\n        b = int(a)\n    except ValueError:\n        return None\n"
    assert source.replace("    b = int(a)\n", handled) in found
    assert all("try:\n        return b" not in text for text in found)


def test_failed_assertions_are_not_handled() -> None:
    assert results("handle", "def f(a):\n    assert a\n", "AssertionError: no", line=2) == []


def test_nonlocal_is_put_in_the_inner_function() -> None:
    source = "def f():\n    n = 0\n    def g():\n        n += 1\n    g()\n    return n\n"
    said = "UnboundLocalError: local variable 'n' referenced before assignment"
    found = results("unset-local", source, said)
    assert found[0] == source.replace("        n += 1", "        nonlocal n\n        n += 1")

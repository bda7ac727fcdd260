"""Statements taken out, moved, exchanged, doubled and put in."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

LOOP = """\
def f(xs):
    total = 0
    out = []
    for x in xs:
        total += x
        out.append(total)
    return out
"""
BRANCH = """\
def f(a):
    if a:
        b = 1
    else:
        b = 2
    return b
"""


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("delete", LOOP, LOOP.replace("        total += x\n", "")),
        ("delete", "def f():\n    g()\n", "def f():\n    pass\n"),
        ("delete", LOOP, LOOP.replace("    return out\n", "")),
        ("delete-pair", LOOP, LOOP.replace("    total = 0\n", "").replace("        total += x\n",
         "")),
        ("exchange-statements", LOOP, LOOP.replace(
            "        total += x\n        out.append(total)\n",
            "        out.append(total)\n        total += x\n")),
        ("move-out", LOOP, LOOP.replace("        out.append", "    out.append")),
        ("move-out", BRANCH, BRANCH),
        ("move-in", LOOP, LOOP.replace("    return out", "        return out")),
        ("move", LOOP, LOOP.replace("    out = []\n", "").replace(
            "        total += x\n", "        total += x\n        out = []\n", 1)),
        ("repeat", LOOP, LOOP.replace("        total += x\n", "        total += x\n" * 2)),
        ("unwrap", "if a:\n    b()\n", "b()\n"),
        ("unwrap", "for x in y:\n    b()\n    c()\n", "b()\nc()\n"),
        ("unwrap", BRANCH, BRANCH.replace("    else:\n        b = 2\n", "")),
        ("unwrap", "if a:\n    b()\nelif c:\n    d()\n", "if a:\n    b()\nif c:\n    d()\n"),
        ("branches", BRANCH, BRANCH.replace("= 1", "= 3").replace("= 2", "= 1").replace("= 3",
         "= 2")),
        ("branches", "if a:\n    b()\nelif c:\n    d()\n", "if c:\n    b()\nelif a:\n    d()\n"),
        ("branches", "if a:\n    b()\nif c:\n    d()\n", "if a:\n    b()\nelif c:\n    d()\n"),
        ("loops", "if a:\n    b()\n", "while a:\n    b()\n"),
        ("loops", "while a:\n    b()\n", "if a:\n    b()\n"),
        ("put-exit", "def f(a):\n    b = a\n", "def f(a):\n    b = a\n    return b\n"),
        ("put-exit", LOOP, LOOP.replace("append(total)\n", "append(total)\n        break\n")),
        ("put-exit", "def f(a):\n    a.b()\n", "def f(a):\n    a.b()\n    return a.b()\n"),
        ("into-return", "def f(a):\n    a + 1\n", "def f(a):\n    return a + 1\n"),
        ("into-return", "def f(a):\n    b = a\n", "def f(a):\n    return a\n"),
        ("into-return", "def f(a):\n    g(a)\n", "def f(a):\n    a = g(a)\n"),
        ("into-return", "def f(a):\n    return g(a)\n", "def f(a):\n    g(a)\n"),
        ("put-update", "def f(n: int):\n    while n:\n        g()\n",
         "def f(n: int):\n    while n:\n        g()\n        n -= 1\n"),
        ("put-update", LOOP, LOOP.replace("        total += x",
         "        total = 0\n        total += x")),
        ("put-update", LOOP, LOOP.replace("    return out",
         "    out.append(total)\n    return out")),
        ("put-statement", LOOP, LOOP.replace("    return out",
         "    out.append(total)\n    return out")),
        ("put-else", "def f(n: int):\n    if n:\n        g()\n",
         "def f(n: int):\n    if n:\n        g()\n    else:\n        n += 1\n"),
        ("exchange-returns", "def f(a):\n    if a:\n        return True\n    return False\n",
         "def f(a):\n    if a:\n        return False\n    return True\n"),
        ("exchange-values", "x = a - b * a\n", "x = b - a * a\n"),
        ("exchange-values", "f(a, 1, b, 2)\n", "f(a, 2, b, 1)\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, before: str, after: str) -> None:
    if before != after:
        assert after in results(operator, before)


def test_the_last_of_a_block_moves_behind_what_holds_it() -> None:
    source = "def f(a):\n    for x in a:\n        g(x)\n        return x\n"
    assert source.replace("        return", "    return") in results("move-out", source)


def test_several_lines_move_together() -> None:
    source = "def f(a):\n    for x in a:\n        g(x)\n        if x:\n            h(x)\n"
    after = "def f(a):\n    for x in a:\n        g(x)\n    if x:\n        h(x)\n"
    assert after in results("move-out", source)


def test_a_strangers_name_is_replaced() -> None:
    source = "def f(a):\n    for b in a:\n        g(b)\n    return [c for c in a if c]\n"
    found = results("put-statement", source)
    assert all("return [g(b)" not in text for text in found)
    assert any("g(a)" in text for text in found)


@pytest.mark.parametrize("operator", ["delete", "move", "repeat", "put-update", "put-statement"])
def test_functions_themselves_stay(operator: str) -> None:
    assert results(operator, "def f():\n    pass\n") == []


def test_pass_is_not_deleted() -> None:
    assert results("delete", "def f():\n    pass\n") == []


def test_an_else_is_not_put_twice() -> None:
    assert results("put-else", BRANCH) == []

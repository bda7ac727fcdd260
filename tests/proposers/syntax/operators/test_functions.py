"""Heads of functions and classes."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

USED = "\n    def h(self):\n        self.y += 1\n"
METHOD = "class A:\n    def f(self, a):\n        return a\n"


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("default", "def f(a=[]):\n    g(a)\n",
         "def f(a=None):\n    if a is None:\n        a = []\n    g(a)\n"),
        ("default", "def f(a: int = 1):\n    g(a)\n", "def f(a: int = 0):\n    g(a)\n"),
        ("default", "def f(a=1):\n    g(a)\n", "def f(a):\n    g(a)\n"),
        ("parameters", METHOD.replace("self, ", ""), METHOD),
        ("parameters", METHOD.replace("self, a", ""), METHOD.replace("self, a", "self")),
        ("parameters", METHOD, METHOD.replace("self, a", "cls, a")),
        ("parameters", "def f(a, b):\n    g()\n", "def f(b, a):\n    g()\n"),
        ("parameters", "def f(a, b):\n    g()\n", "def f(a, b=None):\n    g()\n"),
        ("parameters", "def f(a: int):\n    g()\n", "def f(a: int = 0):\n    g()\n"),
        ("decorators", METHOD, METHOD.replace("    def", "    @staticmethod\n    def")),
        ("decorators", METHOD, METHOD.replace("    def", "    @property\n    def")),
        ("decorators", METHOD.replace("    def", "    @property\n    def"), METHOD),
        ("decorators", METHOD.replace("    def", "    @property\n    def"),
         METHOD.replace("    def", "    @classmethod\n    def")),
        ("constructors", "class A(B):\n    def __init__(self, x):\n        g()\n",
         "class A(B):\n    def __init__(self, x):\n        super().__init__()\n        g()\n"),
        ("constructors", "class A(B):\n    def __init__(self, x):\n        g()\n",
         "class A(B):\n    def __init__(self, x):\n        super().__init__(x)\n        g()\n"),
        ("constructors", "class A(B):\n    def __init__(self, x):\n        g()\n",
         "class A(B):\n    def __init__(self, x):\n        g()\n        self.x = x\n"),
        ("constructors", "class A:\n    def __init__(self):\n        g()\n" + USED,
         "class A:\n    def __init__(self):\n        self.y = 0\n        g()\n" + USED),
        ("await", "async def f():\n    g()\n", "async def f():\n    await g()\n"),
        ("await", "async def f():\n    await g()\n", "async def f():\n    g()\n"),
        ("await", "async def f():\n    g().x\n", "async def f():\n    (await g()).x\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("default", "def f(a):\n    pass\n"),
        ("decorators", "def f(a):\n    pass\n"),
        ("constructors", METHOD),
        ("await", "def f():\n    g()\n"),
        ("parameters", "x = 1\n"),
    ],
)
def test_what_it_is_not_for_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []

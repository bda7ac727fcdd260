"""Variables, attributes, functions and parameters by others."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

BOX = """\
class Box:
    def __init__(self, width, height):
        self.width = width
        self.height = height

    def area(self, scale):
        return self.width * scale

    def areas(self):
        return [self.area(1)]
"""

HOLDER = """class A:
    def f(self, a):
        self.a = a

    def g(self):
        return self.a
"""


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("variable", "def f(a, b):\n    return g(a)\n", "def f(a, b):\n    return g(b)\n"),
        ("variable", "LIMIT = 1\ndef f(a):\n    return a\n",
         "LIMIT = 1\ndef f(a):\n    return LIMIT\n"),
        ("variable", BOX, BOX.replace("* scale", "* self.height")),
        ("variable", BOX, BOX.replace("self.width *", "scale *")),
        ("target", "def f(a, b):\n    a += 1\n", "def f(a, b):\n    b += 1\n"),
        ("target", "def f(a, b):\n    a = 1\n", "def f(a, b):\n    b = 1\n"),
        ("target", HOLDER.replace("self.a = a", "self = a"), HOLDER),
        ("target", "def f(a, k):\n    a = 1\n    return a[k]\n",
         "def f(a, k):\n    a[k] = 1\n    return a[k]\n"),
        ("attribute", BOX, BOX.replace("self.width *", "self.height *")),
        ("attribute", BOX, BOX.replace("self.area(", "self.areas(")),
        ("attribute", "def f(a):\n    a.b()\n    a.c()\n", "def f(a):\n    a.c()\n    a.c()\n"),
        ("function", "def g(): pass\ndef f():\n    h()\n", "def g(): pass\ndef f():\n    g()\n"),
        ("function", "def f(a):\n    g(h(a))\n", "def f(a):\n    h(h(a))\n"),
        ("whole-object", BOX, BOX.replace("self.width *", "self *")),
        ("whole-object", BOX.replace("* scale", "* height"), BOX.replace("* scale",
         "* self.height")),
        ("whole-object", "class A:\n    def f(self, x):\n        self.x = 1\n",
         "class A:\n    def f(self, x):\n        x = 1\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("variable", "def f(a):\n    return a\n"),
        ("variable", "def f(a: int, b: str):\n    return a\n".replace("return a", "return a + 1")),
        ("target", "def f(a, b):\n    g(a)\n"),
        ("function", "def f():\n    f()\n"),
        ("attribute", "def f(a):\n    a.b()\n"),
        ("whole-object", "def f(a):\n    return a\n"),
    ],
)
def test_what_has_no_other_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


def test_names_that_are_alike_come_first() -> None:
    source = "def f(max_depth, depth, other):\n    g(max_depth)\n"
    assert results("variable", source)[0] == source.replace("g(max_depth)", "g(depth)")


def test_those_bound_later_come_last() -> None:
    source = "def f(a, b):\n    g(a)\n    late = 1\n"
    assert results("variable", source)[-1] == source.replace("g(a)", "g(late)")


def test_an_item_is_hardly_meant_as_an_index() -> None:
    source = "def f(xs, i):\n    place = 1\n    item = xs[0]\n    return xs[i]\n"
    made = results("variable", source)
    by_item, by_place = (source.replace("xs[i]", f"xs[{name}]") for name in ("item", "place"))
    assert made.index(by_place) < made.index(by_item)


def test_a_function_that_takes_as_many_arguments_is_likelier() -> None:
    source = "def ab(x): pass\ndef ac(x, y): pass\nz = f(1, 2)\n"
    found = results("function", source)
    assert found.index(source.replace("f(1", "ac(1")) < found.index(source.replace("f(1", "ab(1"))


def test_where_arguments_are_gathered_their_number_is_not_known() -> None:
    source = "def ab(x): pass\nz = f(*y)\n"
    assert source.replace("f(*", "ab(*") in results("function", source)


def test_a_generator_is_one_argument() -> None:
    source = "def ab(x): pass\ndef ac(x, y): pass\nz = f(i for i in y)\n"
    found = results("function", source)
    assert found.index(source.replace("f(i", "ab(i")) < found.index(source.replace("f(i", "ac(i"))

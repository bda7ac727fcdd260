from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.codes import Pair, UnlikeError, pairs

BASE = """\
import os
LIMIT = 3

def outer(a, b=LIMIT):
    '''Doc.'''
    def inner(x):
        return x + a
    return inner

class Box:
    size = 1

    def grow(self, by):
        return self.size + by

double = lambda x: 2 * x
"""


def compared(old: str, new: str) -> list[Pair]:
    return pairs(compile(old, "m.py", "exec"), compile(new, "m.py", "exec"))


def changed(old: str, new: str) -> list[str]:
    return [pair.old.co_name for pair in compared(BASE, BASE.replace(old, new)) if pair.changed]


def test_equal_sources_have_no_pairs() -> None:
    assert compared(BASE, BASE) == []


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("return self.size + by", "return self.size - by", ["grow"]),
        ("return x + a", "return x - a", ["inner"]),
        ("return inner", "return None", ["outer"]),
        ("2 * x", "3 * x", ["<lambda>"]),
        ("2 * x", "2.0 * x", ["<lambda>"]),
        ("self.size + by", "[self.size + i for i in by]", ["grow"]),
    ],
)
def test_a_changed_body_is_a_pair(old: str, new: str, names: list[str]) -> None:
    assert changed(old, new) == names


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 3", "LIMIT = 4"),
        ("LIMIT = 3", "LIMIT = 3.0"),
        ("b=LIMIT", "b=2"),
        ("def outer(a, ", "def outer(c, a, "),
        ("def inner(x)", "def inner(y)"),
        ("def inner(x)", "def inner(*x)"),
        ("def grow", "def shrink"),
        ("size = 1", "size = 2"),
        ("class Box", "class Crate"),
        ("'''Doc.'''", "'''Other.'''"),
        ("import os", "import sys"),
        ("def grow(self, by):", "def grow(self, by):\n        yield"),
    ],
)
def test_anything_else_is_unlike(old: str, new: str) -> None:
    with pytest.raises(UnlikeError):
        compared(BASE, BASE.replace(old, new))


def test_functions_that_only_moved_are_told_apart() -> None:
    found = compared(BASE, BASE.replace("import os", "import os\n\n"))
    names = {pair.old.co_name for pair in found}
    assert names >= {"outer", "inner", "grow", "<lambda>"}
    assert not any(pair.changed for pair in found)


def test_comments_change_nothing() -> None:
    assert compared(BASE, BASE.replace("import os", "import os  # why")) == []


@given(st.integers(), st.integers())
def test_a_constant_matters_only_when_it_differs(first: int, second: int) -> None:
    source = "def f():\n    return {}\n"
    found = compared(source.format(first), source.format(second))
    assert [pair.changed for pair in found] == ([True] if first != second else [])


@given(st.sampled_from([1, 1.0, True, 0.0, -0.0]), st.sampled_from([1, 1.0, True, 0.0, -0.0]))
def test_equal_constants_of_other_kinds_differ(first: object, second: object) -> None:
    source = "def f(x):\n    return x, {!r}\n"
    found = compared(source.format(first), source.format(second))
    assert bool(found) == (repr(first) != repr(second))

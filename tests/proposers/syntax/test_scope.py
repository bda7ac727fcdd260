"""Names are found where they may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.scope import likeness
from oppie.proposers.syntax.tree import Node
from tests.proposers.syntax.at_hand import context

SOURCE = """\
import os.path as p
from a import b as c, d

LIMIT = 3


def helper(one):
    return one


class Box:
    def __init__(self):
        self.side = 1

    def area(self, by, *rest, scale=1, **more):
        first = self.side
        for i, x in enumerate(rest):
            total = [y for y in rest if y]
            with open(x) as f:
                pass
        key = lambda z: z
        return first
"""


def at(ctx: Context, text: str) -> Node:
    return next(n for n in ctx.nodes if n.text == text)


def names(ctx: Context, text: str) -> set[str]:
    return {n.text for n in ctx.variables(at(ctx, text))}


def test_parameters_and_locals_are_seen() -> None:
    seen = names(context(SOURCE), "return first")
    assert {"self", "by", "rest", "scale", "more", "first", "i", "x", "total", "f", "key"} <= seen
    assert not {"y", "z", "LIMIT", "helper"} & seen


def test_a_comprehension_sees_its_own() -> None:
    assert "y" in names(context(SOURCE), "[y for y in rest if y]")


def test_a_lambda_sees_its_own() -> None:
    ctx = context(SOURCE)
    body = next(n for n in ctx.nodes if n.text == "z" and n.role == "body")
    assert "z" in {n.text for n in ctx.variables(body)}


def test_those_bound_before_come_first_the_nearest_of_all() -> None:
    ctx = context("def f(a, b):\n    c = 1\n    use(c)\n    d = 2\n")
    node = next(n for n in ctx.nodes if n.text == "use(c)")
    assert [n.text for n in ctx.variables(node)] == ["c", "b", "a", "d"]


def test_the_files_names_are_sorted() -> None:
    shared = {n.text: n.sort for n in context(SOURCE).scope.shared}
    assert shared == {
        "p": "import", "c": "import", "d": "import",
        "LIMIT": "variable", "helper": "function", "Box": "class",
    }  # fmt: skip


def test_constants_and_functions() -> None:
    scope = context(SOURCE).scope
    assert [n.text for n in scope.constants()] == ["LIMIT"]
    assert [n.text for n in scope.functions()] == ["helper"]


def test_members_and_methods_of_the_class() -> None:
    scope = context(SOURCE).scope
    assert scope.members == ("self.side",)
    assert scope.methods == ("__init__", "area")


def test_outside_of_a_class_there_are_none() -> None:
    scope = context("def f():\n    pass\n").scope
    assert scope.members == ()
    assert scope.methods == ()


def test_inner_functions_are_functions() -> None:
    ctx = context("def f():\n    def g(x):\n        return x\n    return g(1)\n")
    assert [n.text for n in ctx.scope.functions()] == ["g", "f"]
    assert "x" not in names(ctx, "g(1)")


@pytest.mark.parametrize(("near", "far"), [("lenght", "width"), ("resutl", "total"),
                                           ("max_deph", "i")])  # fmt: skip
def test_misspelt_names_are_nearer(near: str, far: str) -> None:
    meant = {"lenght": "length", "resutl": "result", "max_deph": "max_depth"}[near]
    assert likeness(near, meant) > likeness(near, far)


@given(st.text(max_size=8), st.text(max_size=8))
def test_likeness_is_symmetric_and_bounded(one: str, two: str) -> None:
    assert 0.0 <= likeness(one, two) <= 1.0
    assert likeness(one, two) == likeness(two, one)
    assert likeness(one, one) == 1.0

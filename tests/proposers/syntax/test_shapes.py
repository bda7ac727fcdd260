"""Sorts of values are read off the text."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.shapes import ANY, COLLECTIONS, NUMBERS, Shape
from tests.proposers.syntax.at_hand import context


def shape(expression: str, before: str = "") -> Shape:
    lines = "".join(f"    {line}\n" for line in before.splitlines())
    ctx = context(f"def f(p):\n{lines}    return {expression}\n")
    return ctx.shape(
        next(n for n in ctx.nodes if n.text == expression and n.up == "return_statement")
    )


@pytest.mark.parametrize(
    ("expression", "base"),
    [
        ("1", "int"), ("1.5", "float"), ("'a'", "str"), ("True", "bool"), ("None", "none"),
        ("[1]", "list"), ("(1, 2)", "tuple"), ("1, 2", "tuple"), ("{1}", "set"),
        ("{1: 2}", "dict"), ("[x for x in p]", "list"), ("{x for x in p}", "set"),
        ("(x for x in p)", "iterator"), ("lambda: 1", "function"), ("a < b", "bool"),
        ("not a", "bool"), ("len(p)", "int"), ("sorted(p)", "list"), ("str(p)", "str"),
        ("p.split()", "list"), ("p.lower()", "str"), ("p.append(1)", "none"),
        ("p.find('a')", "int"), ("a / b", "float"), ("1 + 2", "int"), ("'a' + b", "str"),
        ("[1] * 3", "list"), ("1 + 2.5", "float"), ("(1)", "int"), ("[1, 2][0]", "int"),
        ("'abc'[1:]", "str"), ("'abc'[0]", "str"), ("-1", "int"), ("p", ""), ("g(p)", ""),
        ("p.q", ""), ("1 if p else 2", "int"), ("p or 1", "int"), ("p['k']", ""),
        ("p.keys()", "iterator"), ("range(3)", "iterator"), ("abs(-1)", "int"),
    ],
)  # fmt: skip
def test_expressions(expression: str, base: str) -> None:
    assert shape(expression).base == base


@pytest.mark.parametrize(
    ("before", "name", "base"),
    [
        ("x = 1", "x", "int"),
        ("x = []", "x", "list"),
        ("x, y = 1, 'a'", "y", "str"),
        ("for x in range(3): pass", "x", "int"),
        ("for i, x in enumerate(['a']): pass", "i", "int"),
        ("for i, x in enumerate(['a']): pass", "x", "str"),
        ("for x, y in zip([1], ['a']): pass", "y", "str"),
        ("for x in 'abc': pass", "x", "str"),
        ("x = sorted([1])\nfor y in x: pass", "y", "int"),
        ("x: List[int] = g()", "x", "list"),
    ],
)
def test_names(before: str, name: str, base: str) -> None:
    assert shape(name, before).base == base


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("int", Shape("int")),
        ("str", Shape("str", "str")),
        ("List[int]", Shape("list", "int")),
        ("list", Shape("list")),
        ("Dict[str, int]", Shape("dict", "str")),
        ("Optional[int]", ANY),
        ("Thing", ANY),
    ],
)
def test_annotations(annotation: str, expected: Shape) -> None:
    ctx = context(f"def f(p: {annotation}):\n    return p\n")
    assert ctx.shapes.named("p") == expected


def test_calls_in_tests_tell_of_parameters() -> None:
    ctx = context("def f(a, b):\n    return a\n", test="assert f([1, 2], 'x') == 3\n")
    assert ctx.shapes.named("a") == Shape("list", "int")
    assert ctx.shapes.named("b").base == "str"


def test_self_is_not_a_parameter_that_tests_pass() -> None:
    source = "class A:\n    def f(self, a):\n        return a\n"
    ctx = context(source, test="assert A().f(1) == 3\n")
    assert ctx.shapes.named("a") == Shape("int")


def test_what_is_not_known_may_be_anything() -> None:
    assert ANY.among(NUMBERS)
    assert not ANY.surely(NUMBERS)
    assert Shape("list").surely(COLLECTIONS)
    assert not Shape("list").among(NUMBERS)


def test_numbers_stand_for_each_other() -> None:
    shapes = context("def f(p):\n    return p\n").shapes
    assert shapes.fits(Shape("int"), Shape("float"))
    assert not shapes.fits(Shape("int"), Shape("str"))
    assert shapes.fits(ANY, Shape("str"))
    assert shapes.fits(Shape("str"), ANY)

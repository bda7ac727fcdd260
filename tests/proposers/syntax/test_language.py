"""Parentheses come where binding asks for them, and values are told from names."""

from __future__ import annotations

import ast

import pytest

from oppie.proposers.syntax.language import Fault
from oppie.proposers.syntax.languages import LANGUAGES, language_of
from oppie.proposers.syntax.languages.python import PYTHON, compiles, fault, probe
from oppie.proposers.syntax.levels import ADDITION, ATOM, NOT, OR, UNARY
from oppie.proposers.syntax.tree import Node
from tests.proposers.syntax.at_hand import find, tree


def expression(text: str) -> Node:
    return next(n for n in tree(text).walk() if n.text == text and PYTHON.is_value(n))


def flat(parsed: ast.AST) -> str:
    """A tree's text; ``a or (b or c)`` is ``a or b or c``, which means the same."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.BoolOp):
            first = node.values[0]
            if isinstance(first, ast.BoolOp) and type(first.op) is type(node.op):
                node.values[:1] = first.values
    return ast.dump(parsed)


@pytest.mark.parametrize(
    ("source", "place", "text", "level", "expected"),
    [
        ("f(x)", "x", "a + b", ADDITION, "a + b"),
        ("2 * x", "x", "a + b", ADDITION, "(a + b)"),
        ("2 + x", "x", "a + b", ADDITION, "(a + b)"),
        ("x + 2", "x", "a + b", ADDITION, "a + b"),
        ("x.y", "x", "-a", UNARY, "(-a)"),
        ("x[0]", "x", "a", ATOM, "a"),
        ("y[x]", "x", "a + b", ADDITION, "a + b"),
        ("x == 1", "x", "a + b", ADDITION, "a + b"),
        ("x == 1", "x", "not a", NOT, "(not a)"),
        ("not x", "x", "a or b", OR, "(a or b)"),
        ("x and y", "x", "a or b", OR, "(a or b)"),
        ("x or y", "x", "a or b", OR, "a or b"),
        ("-x", "x", "a + b", ADDITION, "(a + b)"),
        ("[x]", "x", "a or b", OR, "a or b"),
        ("(x)", "x", "a or b", OR, "a or b"),
        ("await_(x)", "x", "a or b", OR, "a or b"),
        ("z if x else y", "x", "a or b", OR, "a or b"),
        ("[i for i in x]", "x", "a or b", OR, "a or b"),
    ],
)
def test_fit(source: str, place: str, text: str, level: int, expected: str) -> None:
    node = find(source, place, "identifier")
    assert PYTHON.fit(node, text, level) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [("a * b", "a + b"), ("a + b", "a == b"), ("a == b", "not a"), ("not a", "a and b"),
     ("a and b", "a or b"), ("a or b", "a if b else c"), ("a ** b", "-a"), ("-a", "a * b"),
     ("f(a)", "a ** b"), ("a << b", "a & b"), ("a & b", "a ^ b"), ("a ^ b", "a | b"),
     ("a + b", "a << b"), ("a | b", "a < b")],
)  # fmt: skip
def test_levels_follow_the_grammar(one: str, two: str) -> None:
    assert PYTHON.level(expression(one)) > PYTHON.level(expression(two))


OUTER = ("x + 1", "x * 2", "x ** 2", "not x", "-x", "x == 1", "x.real", "x or 1", "x and 1",
         "1 - x", "2 ** x", "x if 1 else 2")  # fmt: skip
INNER = ("a + b", "a * b", "-a", "not a", "a or b", "a and b", "a == b", "a if b else c", "a ** b",
         "f(a)")  # fmt: skip


@pytest.mark.parametrize("outer", OUTER)
@pytest.mark.parametrize("inner", INNER)
def test_what_fits_means_what_it_would_in_parentheses(outer: str, inner: str) -> None:
    node = find(outer, "x", "identifier")
    fitted = outer.replace("x", PYTHON.fit(node, inner, PYTHON.level(expression(inner))), 1)
    plain = outer.replace("x", f"({inner})", 1)
    assert flat(ast.parse(fitted)) == flat(ast.parse(plain))


@pytest.mark.parametrize(
    ("source", "text", "value"),
    [
        ("a = b", "a", False),
        ("a = b", "b", True),
        ("a += b", "a", False),
        ("for a in b: pass", "a", False),
        ("for a in b: pass", "b", True),
        ("f(k=v)", "k", False),
        ("f(k=v)", "v", True),
        ("a.b", "b", False),
        ("a.b", "a", True),
        ("def f(p): pass", "p", False),
        ("def f(p): pass", "f", False),
        ("import m", "m", False),
        ("x: t = v", "t", False),
        ("global g", "g", False),
        ("a, b = c", "a", False),
        ("with c as d: pass", "d", False),
        ("lambda q: r", "q", False),
        ("lambda q: r", "r", True),
    ],
)
def test_values_are_told_from_names(source: str, text: str, *, value: bool) -> None:
    assert PYTHON.is_value(find(source, text, "identifier")) is value


@pytest.mark.parametrize(("text", "good"), [(b"x = 1\n", True), (b"x = \n", False),
                                            (b"x is 1\n", False), (b"\0", False),
                                            (b"return 1\n", False)])  # fmt: skip
def test_compiles(text: bytes, *, good: bool) -> None:
    assert compiles(text) is good


@pytest.mark.parametrize(
    ("statement", "good"),
    [
        (b"return 1", True),
        (b"break", True),
        (b"if x:", True),
        (b"elif x:", True),
        (b"while x > 1:", True),
        (b"for x in y:", True),
        (b"await f()", True),
        (b"    x += 1\n", True),
        (b"    if x:\n        return 1\n", True),
        (b"return 1 +", False),
        (b"x = = 1", False),
    ],
)
def test_probe_lets_a_statement_stand_alone(statement: bytes, *, good: bool) -> None:
    assert compiles(probe(statement)) is good


@pytest.mark.parametrize("statement", [b"nonlocal x", b"    global x\n"])
def test_declarations_cannot_be_told_alone(statement: bytes) -> None:
    assert probe(statement) == b""


def test_fault_is_a_line() -> None:
    assert fault(b"x = 1\ny = (\n") == Fault(2, sure=False)
    assert fault(b"x = 1\n    y = 2\n") == Fault(2, sure=True)
    assert fault(b"x = 1\n") is None
    assert fault(b"\0") == Fault(0, sure=False)


def test_language_of_goes_by_the_name() -> None:
    assert language_of("a/b.py") is PYTHON
    assert language_of("a/b.txt") is None
    assert PYTHON in LANGUAGES


def test_what_is_mistaken_is_mistaken_both_ways() -> None:
    for word, others in PYTHON.usual.paired.items():
        assert word not in others
        assert all(word in PYTHON.usual.paired[other] for other in others)


def test_no_operator_stands_for_itself() -> None:
    for table in PYTHON.usual.operators.values():
        assert all(word not in others for word, others in table.items())

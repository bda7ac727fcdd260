"""Conditions widened, narrowed, replaced and made constant."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.operators.conditions import atoms
from tests.proposers.syntax.at_hand import context, results

LOOP = """\
def f(xs, ys, n):
    for x in xs:
        if x > n:
            ys.append(x)
    if n % 3 == 0:
        return ys
    return [y for y in ys]
"""


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("widen-condition", LOOP, LOOP.replace("if x > n:", "if x > n and n % 3 == 0:")),
        ("widen-condition", LOOP, LOOP.replace("if x > n:", "if x > n or x == 0:")),
        ("widen-condition", LOOP, LOOP.replace("if x > n:", "if x > n and x not in ys:")),
        ("widen-condition", LOOP, LOOP.replace("== 0:", "== 0 and n > 0:")),
        ("other-condition", LOOP, LOOP.replace("x > n", "x < n")),
        ("other-condition", LOOP, LOOP.replace("n % 3 == 0", "not ys")),
        (
            "other-condition",
            "def f(a, b):\n    if a and b: pass\n",
            "def f(a, b):\n    if a is not None and b: pass\n",
        ),
        ("constant-condition", LOOP, LOOP.replace("x > n", "True")),
        ("constant-condition", LOOP, LOOP.replace("n % 3 == 0", "False")),
        ("constant-condition", "x = a if b else c\n", "x = a if True else c\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


def test_or_is_put_in_parentheses_before_and() -> None:
    source = "def f(a: int, b: int):\n    if a == 1 or b == 2: pass\n"
    after = source.replace("a == 1 or b == 2", "(a == 1 or b == 2) and a > 0")
    assert after in results("widen-condition", source)


def test_a_returned_truth_is_a_condition() -> None:
    source = "def f(n: int):\n    return n > 3\n"
    assert source.replace("n > 3", "n > 3 and n % 2 == 0") in results("widen-condition", source)


@pytest.mark.parametrize(("said", "first"), [("assert True == False", " and "),
                                             ("assert False == True", " or ")])  # fmt: skip
def test_what_failed_says_whether_to_narrow(said: str, first: str) -> None:
    source = "def f(n: int):\n    return n > 3\n"
    assert first in results("widen-condition", source, f"AssertionError: {said}")[0]


def atoms_at(source: str, text: str) -> dict[str, float]:
    ctx = context(source)
    node = next(n for n in ctx.nodes if n.text == text and n.role == "condition")
    return dict(atoms(node, ctx))


def test_atoms_of_the_function_come_first() -> None:
    found = list(atoms_at(LOOP, "n % 3 == 0"))
    assert found[:2] == ["x > n", "n % 3 == 0"]


def test_an_atom_is_adapted_to_what_is_seen() -> None:
    source = "def f(xs, y):\n    zs = [x for x in xs if x.ok]\n    if y: pass\n"
    assert "y.ok" in atoms_at(source, "y")


def test_atoms_are_permuted() -> None:
    source = "def f(x, y, z):\n    if x + y == z: pass\n"
    assert "x + z == y" in atoms_at(source, "x + y == z")


def test_atoms_take_numbers_of_the_documentation() -> None:
    source = 'def f(n):\n    """By 4 or by 100."""\n    if n % 4 == 0: pass\n'
    found = atoms_at(source, "n % 4 == 0")
    assert {"n % 100 == 0", "n % 100 != 0", "n % 4 != 0"} <= set(found)


def test_atoms_of_other_functions_that_fit() -> None:
    source = "LIMIT = 3\ndef g(n):\n    if n > LIMIT: pass\n\ndef f(n):\n    if n: pass\n"
    assert "n > LIMIT" in atoms_at(source, "n")


def test_sorts_are_respected() -> None:
    found = atoms_at("def f(n: int, xs: list):\n    if n: pass\n", "n")
    assert "n > 0" in found
    assert "not xs" in found
    assert "xs > 0" not in found
    assert "n in xs" in found


def test_what_always_holds_gives_way_to_the_condition() -> None:
    source = "def f(n, m):\n    if n > m:\n        return False\n    return True\n"
    found = results("widen-condition", source)
    assert source.replace("return True", "return n > m") in found
    assert not [text for text in found if "True and" in text or "True or" in text]
